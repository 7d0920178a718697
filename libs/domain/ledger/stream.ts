import type { FactConfirmed, HarvestForecast, StockCounted, StockMoved } from '../facts/fact.js';
import { HISTORY_COUNTS_MAX, isPlausible } from './plausible.js';
import { Tally, type Sums } from './tally.js';
import { Timeline, compareDated } from './timeline.js';

export type Decision = FactConfirmed['decision'];
/** `passed`: believed once, but a newer one is in force. */
export type Standing = 'force' | 'passed' | 'held' | 'refused';

/** What persons decided and what places can hold: the two things outside a stream that it depends on. */
export interface Judge {
  decisionOn(factId: string): Decision | undefined;
  /** Base units; undefined when the place has no known capacity. */
  capacityOf(location: string): number | undefined;
}

/** What one source says about one lot, as of its newest facts. */
export interface Position {
  readonly location: string;
  readonly lot: string;
  readonly source: string;
  /** Counted and moved, base units; may be negative when more was taken away than was known. */
  readonly quantity: number;
  /** Time of the count it starts from, null when there were only movements. */
  readonly countedAt: number | null;
  /** Time of the newest count or movement in it. */
  readonly saidAt: number;
  /** Newest fact that describes the goods: its dates and grade are the lot's. */
  readonly described: StockCounted | StockMoved;
  readonly grade: string | null;
}

/** A fact that waits for a person. */
export interface HeldFact {
  readonly fact: StockCounted | StockMoved | HarvestForecast;
  /** Base units that the plan does without because it waits, ≥ 0. */
  readonly missing: number;
}

/** All that one source ever said about one lot of one place: counts and movements, sorted by time. */
export class Stream {
  readonly counts = new Timeline<StockCounted>();
  readonly movements: Tally<StockMoved>;
  /** The facts that state dates, and those that state a grade: so that no long history is searched. */
  private readonly dated = new Timeline<StockCounted | StockMoved>();
  private readonly graded = new Timeline<StockCounted | StockMoved>();
  /** Indices of the counts that are believed, among the first `judged` ones. */
  private readonly believed: number[] = [];
  private judged = 0;

  constructor(
    readonly location: string,
    readonly lot: string,
    readonly source: string,
    private readonly judge: Judge,
  ) {
    this.movements = new Tally((movement) => (this.isUsed(movement) ? movement.delta : 0));
  }

  add(fact: StockCounted | StockMoved): void {
    if (fact.producedOn !== null || fact.bestBefore !== null) this.dated.add(fact);
    if (fact.grade !== null) this.graded.add(fact);
    if (fact.type === 'stock.moved') this.movements.add(fact);
    else this.counts.add(fact);
  }

  remove(fact: StockCounted | StockMoved): void {
    this.dated.remove(fact);
    this.graded.remove(fact);
    if (fact.type === 'stock.moved') this.movements.remove(fact);
    else this.counts.remove(fact);
  }

  /** To be called when a person decided about one of its facts. */
  decided(fact: StockCounted | StockMoved): void {
    if (fact.type === 'stock.moved') this.movements.refresh();
    else this.judgeAgainFrom(this.counts.find(fact));
  }

  /** To be called when the place's capacity changed. */
  refresh(): void {
    this.movements.refresh();
    this.judgeAgainFrom(0);
  }

  /** The newest count that is believed. */
  get baseline(): StockCounted | undefined {
    this.settle();
    const at = this.believed[this.believed.length - 1];
    return at === undefined ? undefined : this.counts.items[at];
  }

  /** Null while nothing of it may be used. `departures` are the goods that trucks took from this lot. */
  position(departures: Sums | undefined): Position | null {
    const baseline = this.baseline;
    const newest = this.newestUsed(() => true);
    if (baseline === undefined && newest === undefined) return null;
    const start = baseline?.time ?? -Infinity;
    const moved = newest !== undefined && newest.time > start ? newest : undefined;
    const left = departures?.sumAfter(start) ?? 0;
    return {
      location: this.location,
      lot: this.lot,
      source: this.source,
      quantity: (baseline?.quantity ?? 0) + this.movements.sumAfter(start) - left,
      countedAt: baseline?.time ?? null,
      saidAt: moved?.time ?? start,
      described: this.described(baseline),
      grade: this.statedGrade(baseline),
    };
  }

  /** Time of the newest believed count or production; −Infinity when there is none. */
  harvestedAt(): number {
    const produced = this.newestUsed((movement) => movement.reason === 'produced');
    return Math.max(this.baseline?.time ?? -Infinity, produced?.time ?? -Infinity);
  }

  /** Facts that wait for a person and would matter now. */
  held(departures: Sums | undefined): HeldFact[] {
    const found: HeldFact[] = [];
    const baseline = this.baseline;
    let now: number | undefined;
    for (let at = this.counts.items.length - 1; at >= 0 && this.counts.items[at] !== baseline; at--) {
      const fact = this.counts.items[at]!;
      if (this.standing(fact) !== 'held') continue;
      now ??= this.position(departures)?.quantity ?? 0;
      // Only the newest one would be in force if it were believed.
      found.push({ fact, missing: found.length > 0 ? 0 : Math.max(0, fact.quantity - Math.max(0, now)) });
    }
    const { timeline } = this.movements;
    for (let at = timeline.after(baseline?.time ?? -Infinity); at < timeline.items.length; at++) {
      const fact = timeline.items[at]!;
      if (this.standing(fact) === 'held') found.push({ fact, missing: Math.max(0, fact.delta) });
    }
    return found.sort((a, b) => compareDated(a.fact, b.fact));
  }

  standing(fact: StockCounted | StockMoved): Standing {
    const baseline = this.baseline;
    const decision = this.judge.decisionOn(fact.id);
    if (decision === 'refused') return 'refused';
    if (fact.type === 'stock.moved') {
      if (baseline !== undefined && fact.time <= baseline.time) return 'passed';
      return this.isUsed(fact) ? 'force' : 'held';
    }
    if (baseline === undefined || compareDated(baseline, fact) < 0) return 'held';
    return baseline === fact ? 'force' : 'passed';
  }

  private isUsed(movement: StockMoved): boolean {
    const decision = this.judge.decisionOn(movement.id);
    if (decision !== undefined) return decision === 'confirmed';
    return movement.delta <= (this.judge.capacityOf(this.location) ?? Infinity);
  }

  /** Whether the lot's dates or grade are taken from this fact. */
  describes(fact: StockCounted | StockMoved): boolean {
    return fact === this.newestBelieved(this.dated) || fact === this.newestBelieved(this.graded);
  }

  private judgeAgainFrom(index: number): void {
    this.judged = Math.min(this.judged, index);
    while ((this.believed[this.believed.length - 1] ?? -1) >= index) this.believed.pop();
  }

  /** Each verdict follows from the counts before it alone, so the order of arrival leaves no trace. */
  private settle(): void {
    this.judgeAgainFrom(this.counts.takeChange());
    const { items } = this.counts;
    for (; this.judged < items.length; this.judged++) {
      const count = items[this.judged]!;
      const decision = this.judge.decisionOn(count.id);
      const believed =
        decision === undefined
          ? isPlausible(count.quantity, this.history(), this.judge.capacityOf(this.location))
          : decision === 'confirmed';
      if (believed) this.believed.push(this.judged);
    }
  }

  /** The believed counts so far, newest first; one that a person confirmed begins a new history. */
  private history(): number[] {
    const found: number[] = [];
    for (let k = this.believed.length - 1; k >= 0 && found.length < HISTORY_COUNTS_MAX; k--) {
      const count = this.counts.items[this.believed[k]!]!;
      found.push(count.quantity);
      if (this.judge.decisionOn(count.id) === 'confirmed') break;
    }
    return found;
  }

  /**
   * A lot with a name has one production date, so the newest fact that states one speaks for all of it.
   * The lot without a name changes all the time: its count describes it.
   */
  private described(baseline: StockCounted | undefined): StockCounted | StockMoved {
    const stated = this.lot === 'default' ? undefined : this.newestBelieved(this.dated);
    return (
      stated ?? baseline ?? this.newestUsed((movement) => movement.delta > 0) ?? this.newestUsed(() => true)!
    );
  }

  private statedGrade(baseline: StockCounted | undefined): string | null {
    if (this.lot === 'default' && baseline !== undefined) return baseline.grade;
    return this.newestBelieved(this.graded)?.grade ?? null;
  }

  private newestBelieved({
    items,
  }: Timeline<StockCounted | StockMoved>): StockCounted | StockMoved | undefined {
    for (let at = items.length - 1; at >= 0; at--) if (this.isBelieved(items[at]!)) return items[at];
    return undefined;
  }

  private isBelieved(fact: StockCounted | StockMoved): boolean {
    return fact.type === 'stock.moved' ? this.isUsed(fact) : this.believes(fact);
  }

  believes(count: StockCounted): boolean {
    this.settle();
    const index = this.counts.find(count);
    let low = 0;
    for (let high = this.believed.length; low < high;) {
      const middle = (low + high) >>> 1;
      if (this.believed[middle]! < index) low = middle + 1;
      else high = middle;
    }
    return this.believed[low] === index;
  }

  private newestUsed(fits: (movement: StockMoved) => boolean): StockMoved | undefined {
    const { items } = this.movements.timeline;
    for (let at = items.length - 1; at >= 0; at--) {
      if (fits(items[at]!) && this.isUsed(items[at]!)) return items[at];
    }
    return undefined;
  }
}
