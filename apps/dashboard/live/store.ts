import { afterHeartbeat, afterRoundTrip, unknownClock, type ClockEstimate } from './clock.js';
import { heard, lost, noConnection, opened, type Connection } from './connection.js';
import { emptyBoard, type Board } from './board.js';
import { reduceBoard, type Arrival } from './reduce.js';

export interface LiveState {
  board: Board;
  connection: Connection;
  clock: ClockEstimate;
  /** Messages that could not be read, since the page was opened. */
  unreadable: number;
}

export interface StorePorts {
  /** The browser's time, epoch milliseconds. */
  now(): number;
  /** Calls back before the next paint that is no sooner than `afterMs`, or soon when the page is hidden. */
  onFrame(flush: () => void, afterMs: number): void;
  /** Calls back when the browser has drawn; at once when the page is hidden. */
  onDrawn(next: () => void): void;
}

/** More than a frame ever brings; a page that gets no frames still works them off. */
const pendingMax = 2_000;
/** More arrivals than this at once is a storm: nobody reads that fast, and the browser is left time to draw. */
const calmMax = 12;
const stormRestMs = 500;

/** Collects what the live feed brings and hands it out once per frame; in a storm to one reader a frame. */
export class LiveStore {
  private state: LiveState = {
    board: emptyBoard,
    connection: noConnection,
    clock: unknownClock,
    unreadable: 0,
  };
  /** What was last handed out: readers see it change only between frames, never within one. */
  private shown = this.state;
  private pending: Arrival[] = [];
  private framed = false;
  /** How long the page rests before it is told again. */
  private restMs = 0;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly ports: StorePorts) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly getState = (): LiveState => this.shown;

  arrive(arrival: Arrival): void {
    this.pending.push(arrival);
    // A snapshot begins when it is asked for, which proves nothing about the line.
    const proof = arrival.kind !== 'snapshot-begins';
    const { connection } = this.state;
    this.change(proof ? { connection: heard(connection, this.ports.now(), arrival.kind === 'event') } : {});
    if (this.pending.length >= pendingMax) this.workOff();
  }

  heartbeat(gatewayTime: number | null): void {
    const now = this.ports.now();
    const clock =
      gatewayTime === null ? this.state.clock : afterHeartbeat(this.state.clock, now, gatewayTime);
    this.change({ connection: heard(this.state.connection, now, false), clock });
  }

  roundTrip(sentAt: number, receivedAt: number, gatewayTime: number): void {
    this.change({ clock: afterRoundTrip(this.state.clock, sentAt, receivedAt, gatewayTime) });
  }

  linkOpened(): void {
    this.change({ connection: opened(this.state.connection, this.ports.now()) });
  }

  linkLost(): void {
    this.change({ connection: lost(this.state.connection, this.ports.now()) });
  }

  couldNotRead(): void {
    this.change({ unreadable: this.state.unreadable + 1 });
  }

  private change(part: Partial<LiveState>): void {
    this.state = { ...this.state, ...part };
    this.ask();
  }

  private ask(): void {
    if (this.framed) return;
    this.framed = true;
    this.ports.onFrame(() => {
      this.workOff();
      this.shown = this.state;
      this.tell([...this.listeners]);
    }, this.restMs);
  }

  /** Each reader draws a part of the page; all of them at once would hold up several frames in a storm. */
  private tell(readers: (() => void)[]): void {
    if (this.restMs === 0) {
      this.framed = false;
      readers.forEach((reader) => reader());
      return;
    }
    const next = readers.shift();
    if (next === undefined) {
      this.framed = false;
      if (this.state !== this.shown || this.pending.length > 0) this.ask();
      return;
    }
    // Who has left meanwhile is told no more.
    if (this.listeners.has(next)) next();
    this.ports.onDrawn(() => this.tell(readers));
  }

  private workOff(): void {
    if (this.pending.length === 0) return;
    const arrivals = this.pending;
    this.pending = [];
    // The first news after a calm is shown at once, and so is all that comes while it is calm.
    this.restMs = arrivals.length > calmMax && this.state.board.complete ? stormRestMs : 0;
    const seenAt = this.ports.now() + this.state.clock.offset;
    this.state = { ...this.state, board: reduceBoard(this.state.board, arrivals, seenAt) };
  }
}
