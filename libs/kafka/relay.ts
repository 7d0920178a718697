import { clearOutbox, readOutbox, type Database, type OutboxRow } from '#database';
import type { ClientLog } from './client.js';
import type { Producer } from './producer.js';

/** Names the relay's record for consumers: a number not above the highest seen of its stream is a repeat. */
export const streamHeader = 'lumbung-stream';
export const sequenceHeader = 'lumbung-sequence';

const rowsAtOnceMax = 1_000;
const rowsWaitingMax = 20_000;
const retryMaxMs = 1_000;
const forgetAfterMs = 200;
const forgetAgainMs = 1_000;

/**
 * Publishes one stream of the outbox in order, straight after each commit. Rows are forgotten once Kafka has
 * them; a crash in between makes a repeat with the same stream and sequence, never a gap.
 */
export class Relay {
  private readonly waiting: OutboxRow[] = [];
  private draining: Promise<void> | undefined;
  private forgetting: NodeJS.Timeout | undefined;
  private pushed = 0n;
  private published = 0n;
  private cleared = 0n;
  private stopped = false;

  constructor(
    private readonly stream: string,
    private readonly database: Database,
    private readonly producer: Producer,
    private readonly log: ClientLog,
  ) {}

  /** Publishes what the stream still holds in the database, before anything newer. */
  async recover(): Promise<number> {
    let count = 0;
    for (;;) {
      const rows = await readOutbox(this.database, this.stream, rowsAtOnceMax, this.pushed);
      this.push(rows);
      count += rows.length;
      if (rows.length < rowsAtOnceMax) return count;
      await this.room();
    }
  }

  push(rows: OutboxRow[]): void {
    for (const row of rows) {
      if (row.sequence <= this.pushed) continue;
      this.waiting.push(row);
      this.pushed = row.sequence;
    }
    this.wake();
  }

  /** Back-pressure: resolves when the backlog is small enough to add to. */
  async room(): Promise<void> {
    while (this.waiting.length > rowsWaitingMax && !this.stopped) await new Promise((r) => setTimeout(r, 5));
  }

  /** Resolves when everything is published and forgotten. */
  async idle(): Promise<void> {
    while (this.draining) await this.draining;
    await this.forgetPublished();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.forgetting);
  }

  private wake(): void {
    if (this.waiting.length === 0 || this.stopped) return;
    this.draining ??= this.drain().finally(() => {
      this.draining = undefined;
      // What came after the last look at the queue found a sender that was about to stop.
      this.wake();
    });
  }

  private async drain(): Promise<void> {
    for (let failures = 0; this.waiting.length > 0 && !this.stopped;) {
      const rows = this.waiting.slice(0, rowsAtOnceMax);
      try {
        await this.producer.send(
          rows.map((row) => ({
            topic: row.topic,
            key: row.key,
            value: row.value,
            headers: {
              ...row.headers,
              [streamHeader]: this.stream,
              [sequenceHeader]: row.sequence.toString(),
            },
          })),
        );
      } catch (error) {
        const waitMs = Math.min(100 * 2 ** failures++, retryMaxMs);
        this.log.warn({ err: error, stream: this.stream, waitMs }, 'publishing will be tried again');
        await new Promise((r) => setTimeout(r, waitMs));
        continue;
      }
      failures = 0;
      this.waiting.splice(0, rows.length);
      this.published = rows[rows.length - 1]!.sequence;
    }
    // Not now: the next rows should not wait for a DELETE.
    this.forgetIn(forgetAfterMs);
  }

  private forgetIn(ms: number): void {
    if (!this.stopped) this.forgetting ??= setTimeout(() => void this.forgetPublished(), ms);
  }

  private async forgetPublished(): Promise<void> {
    clearTimeout(this.forgetting);
    this.forgetting = undefined;
    if (this.published <= this.cleared) return;
    const upTo = this.published;
    try {
      await clearOutbox(this.database, this.stream, upTo);
      this.cleared = upTo;
    } catch (error) {
      this.log.debug({ err: error, stream: this.stream }, 'the outbox will be cleared later');
      this.forgetIn(forgetAgainMs);
    }
  }
}
