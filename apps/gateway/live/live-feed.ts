import type { RegistryIndex } from '#access';
import { Duplicates } from './duplicates.js';
import { FrameJoiner } from './frame-joiner.js';
import { readLiveEvent } from './live-event.js';
import type { LiveEvent } from './live-event.js';
import { LiveState } from './live-state.js';
import { copyPositions, emptyPositions, encodeCursor, liveTopics } from './positions.js';
import type { Installation, Positions } from './positions.js';
import { TopicLog } from './topic-log.js';
import type { LiveEntry } from './topic-log.js';

/** A record as the tail of Kafka hands it over. */
export interface FeedRecord {
  topic: string;
  partition: number;
  offset: bigint;
  /** Epoch milliseconds. */
  timestamp: number;
  value: Buffer | null;
  headers: Record<string, string>;
}

/** A client of the feed. */
export interface Subscriber {
  /** Indexes in `liveTopics`. */
  readonly topics: readonly number[];
  wake(): void;
}

export interface LiveFeedOptions {
  index: () => RegistryIndex;
  installation: Installation;
  /** Records kept per topic, and their bytes. */
  recordsMax: number;
  bytesMax: number;
  /** Records read per partition at the start, of which the first `warmUp` only teach us what is a repeat. */
  refill: number;
  warmUp: number;
}

/** What this instance knows of the four topics: the newest records, the present state, and how far it is. */
export class LiveFeed {
  readonly positions: Positions = emptyPositions();
  readonly state = new LiveState(liveTopics.length);
  readonly duplicates = new Duplicates();
  readonly frames = new FrameJoiner();
  readonly logs: TopicLog[];
  private readonly subscribers = new Set<Subscriber>();
  private readonly listeners: number[] = liveTopics.map(() => 0);
  private arrival = 0;
  private headCursorAt = -1;
  private headCursor = '';
  private waking = false;

  constructor(readonly options: LiveFeedOptions) {
    this.logs = liveTopics.map(() => new TopicLog(options.recordsMax, options.bytesMax));
  }

  /** Where to begin reading a partition, so that clients that were away for a while can go on. */
  startOf(topicName: string, partition: number, earliest: bigint, latest: bigint): bigint {
    const { refill, warmUp } = this.options;
    const topic = liveTopics.findIndex((name) => name === topicName);
    const wanted = latest - BigInt(refill + warmUp);
    const whole = wanted <= earliest;
    const start = whole ? earliest : wanted;
    this.logs[topic]!.floor[partition] = Number(whole ? earliest : wanted + BigInt(warmUp));
    this.positions[topic]![partition] = Number(start);
    return start;
  }

  take(record: FeedRecord): void {
    const topic = liveTopics.findIndex((name) => name === record.topic);
    const offset = Number(record.offset);
    const log = this.logs[topic]!;
    // A hole means that the broker dropped records before we read them: nobody resumes from before it.
    const expected = this.positions[topic]![record.partition];
    if (expected !== undefined && offset < expected) return;
    if (expected !== undefined && offset > expected) log.floor[record.partition] = offset;
    this.positions[topic]![record.partition] = offset + 1;
    log.floor[record.partition] ??= 0;
    if (record.value === null || this.duplicates.isRepeat(record.topic, record.partition, record.headers))
      return;
    const entry: LiveEntry = {
      arrival: ++this.arrival,
      topic,
      partition: record.partition,
      offset,
      timestampMs: record.timestamp,
      // A copy, so that one held record does not keep its whole fetch in memory.
      value: Buffer.from(record.value),
      event: undefined,
      cursor: null,
      frame: null,
    };
    if (liveTopics[topic] !== 'facts') {
      const event = this.eventOf(entry);
      if (event) this.state.apply(topic, event);
    }
    if (offset < log.floor[record.partition]!) return;
    if (this.listeners[topic]! > 0) entry.cursor = this.cursor();
    log.push(entry);
    if (this.listeners[topic]! > 0) this.wakeSoon();
  }

  /** The record's event; kept for the next client while the record is new. */
  eventOf(entry: LiveEntry): LiveEvent | null {
    if (entry.event !== undefined) return entry.event;
    const topic = liveTopics[entry.topic]!;
    const event = readLiveEvent(topic, entry.value.toString('utf8'), entry.timestampMs, this.options.index());
    if (this.logs[entry.topic]!.isNew(entry)) entry.event = event;
    return event;
  }

  /** Cursor of everything taken so far. */
  cursor(): string {
    if (this.headCursorAt !== this.arrival || this.headCursor === '') {
      this.headCursor = encodeCursor(this.positions, this.options.installation);
      this.headCursorAt = this.arrival;
    }
    return this.headCursor;
  }

  get lastArrival(): number {
    return this.arrival;
  }

  get clients(): number {
    return this.subscribers.size;
  }

  head(): Positions {
    return copyPositions(this.positions);
  }

  subscribe(subscriber: Subscriber): () => void {
    this.subscribers.add(subscriber);
    for (const topic of subscriber.topics) this.listeners[topic]!++;
    return () => {
      if (!this.subscribers.delete(subscriber)) return;
      for (const topic of subscriber.topics) this.listeners[topic]!--;
    };
  }

  /** Many records of one fetch wake the clients once. */
  wakeSoon(): void {
    if (this.waking) return;
    this.waking = true;
    setImmediate(() => {
      this.waking = false;
      for (const subscriber of this.subscribers) subscriber.wake();
    });
  }

  /**
   * The next record for a client of these topics, in order of arrival; 'lapped' when it is already gone.
   * @param next by topic (index in `liveTopics`) the lowest arrival number the client has not had
   */
  next(topics: readonly number[], next: readonly number[]): LiveEntry | 'lapped' | undefined {
    let found: LiveEntry | undefined;
    for (const topic of topics) {
      const log = this.logs[topic]!;
      if (log.lastEvicted >= next[topic]!) return 'lapped';
      const entry = log.from(next[topic]!);
      if (entry && (!found || entry.arrival < found.arrival)) found = entry;
    }
    return found;
  }

  /** True when every record from these positions on is still here. */
  holds(topics: readonly number[], positions: Positions): boolean {
    return topics.every((topic) => {
      const floor = this.logs[topic]!.floor;
      return this.positions[topic]!.every(
        (_, partition) => (positions[topic]![partition] ?? 0) >= (floor[partition] ?? 0),
      );
    });
  }

  /** True when the positions lie ahead of what this instance has read so far. */
  isBehind(topics: readonly number[], positions: Positions): boolean {
    return topics.some((topic) =>
      positions[topic]!.some((offset, partition) => offset > (this.positions[topic]![partition] ?? 0)),
    );
  }

  /** By topic, the arrival number of the first record that a reader of these topics at these positions has not had. */
  unread(topics: readonly number[], positions: Positions): number[] {
    const next = this.logs.map(() => this.arrival + 1);
    for (const topic of topics)
      next[topic] = this.logs[topic]!.firstUnread(positions[topic]!) ?? next[topic]!;
    return next;
  }
}
