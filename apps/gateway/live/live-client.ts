import { feedEventType } from './feed-board.js';
import type { FeedBoard } from './feed-board.js';
import type { LiveFeed, Subscriber } from './live-feed.js';
import type { LiveEvent } from './live-event.js';
import { passes } from './live-filter.js';
import type { LiveFilter } from './live-filter.js';
import { copyPositions, encodeCursor } from './positions.js';
import type { Positions } from './positions.js';
import type { LiveEntry } from './topic-log.js';

/** Where frames go. `write` answers false when the reader has to be waited for, as Node's streams do. */
export interface FrameSink {
  write(frame: string | Buffer): boolean;
  end(frame?: string): void;
  destroy(): void;
}

export interface LiveClientOptions {
  feed: LiveFeed;
  board: FeedBoard;
  sink: FrameSink;
  topics: readonly number[];
  feeds: boolean;
  filter: LiveFilter;
  /** Positions to go on from; null: begin with a snapshot. */
  resume: Positions | null;
  /** Tells the client that what it asked to go on from is gone. */
  reset: boolean;
  onClosed: () => void;
}

const entriesPerTurn = 500;
const bytesPerTurn = 128 * 1024;
const blockedMsMax = 30_000;
const retryHintMs = 2_000;

/**
 * One subscriber. It keeps a place in the feed's log and no buffer of its own: while its connection takes
 * nothing it simply stays behind, and when the log has passed it by it is told so and dropped.
 */
export class LiveClient implements Subscriber {
  readonly topics: readonly number[];
  private readonly next: number[];
  private readonly leave: () => void;
  /** Own positions until everything that was there at the start is sent; from then on those of the feed. */
  private own: Positions | null;
  private readonly joinedAt: number;
  private prelude: Iterator<string> | null;
  private caughtUp = false;
  private lastCursor: string;
  private feedVersion = 0;
  private blockedSince: number | null = null;
  private closed = false;

  constructor(private readonly options: LiveClientOptions) {
    const { feed, resume } = options;
    this.topics = options.topics;
    this.joinedAt = feed.lastArrival;
    // Not the oldest record: in a log that is full it makes room for the next one that comes.
    this.next = resume ? feed.unread(this.topics, resume) : feed.logs.map(() => this.joinedAt + 1);
    this.own = resume ? copyPositions(resume) : null;
    this.lastCursor = resume ? encodeCursor(resume, feed.options.installation) : feed.cursor();
    // Gathered at once, so that the snapshot and the cursor after it are of one moment.
    const present = resume ? null : this.topics.flatMap((topic) => [...feed.state.of(topic)]);
    this.prelude = this.opening(present);
    this.leave = feed.subscribe(this);
  }

  /** Sends what there is to send, until the connection takes no more. */
  wake(): void {
    if (this.closed || this.blockedSince !== null) return;
    if (!this.sendPrelude()) return;
    const frames: (string | Buffer)[] = [];
    let bytes = 0;
    for (let sent = 0; sent < entriesPerTurn && bytes < bytesPerTurn; sent++) {
      const entry = this.options.feed.next(this.topics, this.next);
      if (entry === 'lapped') {
        this.writeAll(frames);
        return this.drop('slow-client');
      }
      if (!entry) {
        if (this.writeAll(frames)) this.finishTurn();
        return;
      }
      this.next[entry.topic] = entry.arrival + 1;
      const frame = this.frameOf(entry);
      if (frame === null) continue;
      frames.push(frame);
      bytes += frame.length;
    }
    if (this.writeAll(frames)) setImmediate(() => this.wake());
  }

  /** The connection takes more again. */
  drained(): void {
    this.blockedSince = null;
    this.wake();
  }

  heartbeat(nowMs: number): void {
    if (this.closed) return;
    if (this.blockedSince !== null) {
      if (nowMs - this.blockedSince > blockedMsMax) this.close();
      return;
    }
    if (this.prelude) return;
    this.wake();
    // Its cursor stands for everything before it, so it waits until that is sent.
    if (this.blockedSince === null && !this.closed && this.nothingLeft())
      this.write(`event: heartbeat\nid: ${this.cursorNow()}\ndata: ${timeJson(nowMs)}\n\n`);
  }

  /** Ends the stream in order: the client is told when to come back. */
  end(): void {
    if (this.closed) return;
    this.closed = true;
    this.leave();
    this.options.sink.end(`retry: ${retryHintMs}\n\n`);
    this.options.onClosed();
  }

  /** Cuts the connection. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.leave();
    this.options.sink.destroy();
    this.options.onClosed();
  }

  private *opening(present: LiveEvent[] | null): Generator<string> {
    const cursor = this.lastCursor;
    yield `retry: ${retryHintMs}\n\n`;
    if (this.options.reset) yield `event: reset\ndata: {"reason":"behind-retention"}\n\n`;
    if (!present) return;
    for (const event of present)
      if (passes(this.options.filter, event)) yield `event: ${event.type}\ndata: ${event.json}\n\n`;
    for (const frame of this.feedFrames()) yield frame;
    this.caughtUp = true;
    yield `event: caught-up\nid: ${cursor}\ndata: ${timeJson(Date.now())}\n\n`;
  }

  private *feedFrames(): Generator<string> {
    if (!this.options.feeds) return;
    for (const { item, version, json } of this.options.board.since(this.feedVersion)) {
      this.feedVersion = version;
      if (this.mayReadFeed(item.party)) yield `event: ${feedEventType}\ndata: ${json}\n\n`;
    }
  }

  private mayReadFeed(party: string): boolean {
    const { scope } = this.options.filter;
    return scope.everything || scope.hubs.size > 0 || scope.party === party;
  }

  private sendPrelude(): boolean {
    while (this.prelude) {
      const { value, done } = this.prelude.next();
      if (done) this.prelude = null;
      else if (!this.write(value)) return false;
    }
    return true;
  }

  private finishTurn(): void {
    for (const frame of this.feedFrames()) if (!this.write(frame)) return;
    if (this.caughtUp) return;
    this.caughtUp = true;
    this.write(`event: caught-up\nid: ${this.cursorNow()}\ndata: ${timeJson(Date.now())}\n\n`);
  }

  private frameOf(entry: LiveEntry): string | Buffer | null {
    if (entry.arrival > this.joinedAt) this.own = null;
    if (this.own) {
      const partitions = this.own[entry.topic]!;
      if (entry.offset < (partitions[entry.partition] ?? 0)) return null;
      partitions[entry.partition] = entry.offset + 1;
    }
    const event = this.options.feed.eventOf(entry);
    if (!event || !passes(this.options.filter, event)) return null;
    if (this.own || entry.cursor === null) {
      this.lastCursor = this.cursorNow();
      return `event: ${event.type}\nid: ${this.lastCursor}\ndata: ${event.json}\n\n`;
    }
    this.lastCursor = entry.cursor;
    if (entry.frame) return entry.frame;
    const frame = Buffer.from(`event: ${event.type}\nid: ${entry.cursor}\ndata: ${event.json}\n\n`);
    if (entry.event !== undefined) entry.frame = frame;
    return frame;
  }

  // Only called when everything before it is sent.
  private cursorNow(): string {
    const { feed } = this.options;
    if (this.own && feed.lastArrival === this.joinedAt && this.nothingLeft()) this.own = null;
    return this.own ? encodeCursor(this.own, feed.options.installation) : feed.cursor();
  }

  private nothingLeft(): boolean {
    return this.options.feed.next(this.topics, this.next) === undefined;
  }

  /** One write for a turn: with thousands of clients it is the number of writes that costs. */
  private writeAll(frames: readonly (string | Buffer)[]): boolean {
    return frames.length === 0 || this.write(this.options.feed.frames.join(frames));
  }

  private write(frame: string | Buffer): boolean {
    if (this.options.sink.write(frame)) return true;
    this.blockedSince = Date.now();
    return false;
  }

  private drop(reason: string): void {
    if (this.closed) return;
    this.closed = true;
    this.leave();
    this.options.sink.end(`event: reset\ndata: ${JSON.stringify({ reason })}\n\n`);
    this.options.onClosed();
  }
}

function timeJson(ms: number): string {
  return `{"time":"${new Date(ms).toISOString()}"}`;
}
