import type { StockCounted, StockMoved } from '../facts/fact.js';
import { Stream, type HeldFact, type Judge, type Position } from './stream.js';
import { Tally } from './tally.js';
import { compareDated, compareText, type Dated } from './timeline.js';

/** Goods that a truck took from one lot. */
export interface Departure extends Dated {
  readonly quantity: number;
}

/** What one source says about one place. */
export interface Account {
  readonly source: string;
  /** By lot name. */
  readonly positions: Position[];
  /** Base units that trucks took from lots which this source does not know by name. */
  readonly takenElsewhere: number;
  /** Time of its newest word on any lot here. */
  readonly saidAt: number;
}

/** Everything said about one place, source by source and lot by lot, and what trucks took from it. */
export class PlaceBook {
  private readonly streams = new Map<string, Map<string, Stream>>();
  private readonly departures = new Map<string, Tally<Departure>>();

  constructor(
    readonly location: string,
    private readonly judge: Judge,
  ) {}

  stream(source: string, lot: string): Stream {
    let lots = this.streams.get(source);
    if (lots === undefined) this.streams.set(source, (lots = new Map<string, Stream>()));
    let stream = lots.get(lot);
    if (stream === undefined) lots.set(lot, (stream = new Stream(this.location, lot, source, this.judge)));
    return stream;
  }

  streamOf(fact: StockCounted | StockMoved): Stream {
    return this.stream(fact.source, fact.lot);
  }

  *allStreams(): Iterable<Stream> {
    for (const lots of this.streams.values()) yield* lots.values();
  }

  depart(lot: string, departure: Departure): void {
    let tally = this.departures.get(lot);
    if (tally === undefined)
      this.departures.set(lot, (tally = new Tally<Departure>((item) => item.quantity)));
    tally.add(departure);
  }

  undepart(lot: string, departure: Departure): void {
    this.departures.get(lot)?.remove(departure);
  }

  /** The sources that say something usable, by name. */
  accounts(): Account[] {
    const found: Account[] = [];
    for (const source of [...this.streams.keys()].sort(compareText)) {
      const account = this.account(source);
      if (account !== null) found.push(account);
    }
    return found;
  }

  held(): HeldFact[] {
    const found = [...this.allStreams()].flatMap((stream) => stream.held(this.departures.get(stream.lot)));
    return found.sort((a, b) => compareDated(a.fact, b.fact));
  }

  /** Time of the newest believed count or production of any source; −Infinity when there is none. */
  newestHarvestAt(): number {
    let newest = -Infinity;
    for (const stream of this.allStreams()) newest = Math.max(newest, stream.harvestedAt());
    return newest;
  }

  private account(source: string): Account | null {
    const lots = this.streams.get(source)!;
    const positions: Position[] = [];
    for (const lot of [...lots.keys()].sort(compareText)) {
      const position = lots.get(lot)!.position(this.departures.get(lot));
      if (position !== null) positions.push(position);
    }
    if (positions.length === 0) return null;
    const saidAt = Math.max(...positions.map((position) => position.saidAt));
    return { source, positions, saidAt, takenElsewhere: this.takenElsewhere(positions) };
  }

  /** Trucks may take from a lot that only another source names: it is in this source's figures all the same. */
  private takenElsewhere(positions: Position[]): number {
    const countedAt = Math.max(...positions.map((position) => position.countedAt ?? -Infinity));
    const known = new Set(positions.map((position) => position.lot));
    let taken = 0;
    for (const [lot, tally] of this.departures) if (!known.has(lot)) taken += tally.sumAfter(countedAt);
    return taken;
  }
}
