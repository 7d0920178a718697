import type { LiveEvent } from './live-event.js';

/** One record of a topic as it arrived here. */
export interface LiveEntry {
  /** Grows by one per record of any topic on this instance: the order in which every client gets them. */
  arrival: number;
  topic: number;
  partition: number;
  offset: number;
  timestampMs: number;
  value: Buffer;
  /** Read when needed and kept while it is among the newest; null when the record is no event. */
  event: LiveEvent | null | undefined;
  /** Cursor after this record, where somebody was listening when it arrived. */
  cursor: string | null;
  /** The server-sent event with that cursor, made once for all clients. */
  frame: Buffer | null;
}

// What clients that keep up are about to get; for the others it is read again.
const readEntriesMax = 500;

/** The newest records of one topic, bounded in number and bytes; the oldest make room. */
export class TopicLog {
  private entries: (LiveEntry | undefined)[] = [];
  /** Entries before this index of `entries` are gone. */
  private head = 0;
  private bytes = 0;
  /** Arrival number of the newest record that had to go; -1 while all are here. */
  lastEvicted = -1;
  /** Lowest offset by partition from which nothing is missing here. */
  readonly floor: number[] = [];

  constructor(
    private readonly recordsMax: number,
    private readonly bytesMax: number,
  ) {}

  get length(): number {
    return this.entries.length - this.head;
  }

  get heldBytes(): number {
    return this.bytes;
  }

  push(entry: LiveEntry): void {
    this.entries.push(entry);
    this.bytes += entry.value.length;
    const cooled = this.entries[this.entries.length - readEntriesMax];
    if (cooled) {
      cooled.event = undefined;
      cooled.frame = null;
    }
    while (this.length > this.recordsMax || (this.bytes > this.bytesMax && this.length > 1)) this.shift();
  }

  /** True while what was read of a record is worth keeping. */
  isNew(entry: LiveEntry): boolean {
    const oldest = this.entries[Math.max(this.head, this.entries.length - readEntriesMax)];
    return !oldest || entry.arrival >= oldest.arrival;
  }

  /** The first record with an arrival number of at least `arrival`. */
  from(arrival: number): LiveEntry | undefined {
    let low = this.head;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.entries[middle]!.arrival < arrival) low = middle + 1;
      else high = middle;
    }
    return this.entries[low];
  }

  /** Arrival number of the first record that a reader at these offsets, by partition, has not had; null: it had all. */
  firstUnread(offsets: readonly number[]): number | null {
    for (let i = this.head; i < this.entries.length; i++) {
      const { arrival, partition, offset } = this.entries[i]!;
      if (offset >= (offsets[partition] ?? 0)) return arrival;
    }
    return null;
  }

  private shift(): void {
    const gone = this.entries[this.head]!;
    this.entries[this.head++] = undefined;
    this.bytes -= gone.value.length;
    this.lastEvicted = gone.arrival;
    this.floor[gone.partition] = gone.offset + 1;
    if (this.head > 1_024 && this.head * 2 > this.entries.length) {
      this.entries = this.entries.slice(this.head);
      this.head = 0;
    }
  }
}
