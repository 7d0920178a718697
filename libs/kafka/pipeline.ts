import {
  advanceCursor,
  DatabaseError,
  isTransientDatabaseError,
  loadCursor,
  numbered,
  type Cursor,
  type Database,
  type OutboxMessage,
  type OutboxRow,
  type Sql,
} from '#database';
import type { PartitionBounds } from './admin.js';
import type { ClientLog } from './client.js';
import { KafkaError } from './errors.js';
import type { Producer } from './producer.js';
import type { KafkaRecord, RecordBatch } from './record.js';
import { Relay } from './relay.js';
import type { PartitionOwner, TopicPartition } from './server.js';

export interface PipelineOptions {
  /** Names the service, not the instance: the owner of cursors and outbox streams. */
  consumer: string;
  database: Database;
  producer: Producer;
  log: ClientLog;
  /** In-memory state of a partition is no longer true: drop it. */
  onRelease?: (at: TopicPartition) => void;
  /** A partition is ours from now on. */
  onClaim?: (at: TopicPartition) => void;
  /** Writes down a record that cannot be processed, with the reason. */
  quarantine: (sql: Sql, at: TopicPartition, record: KafkaRecord, error: unknown) => Promise<OutboxMessage[]>;
  /** Keeps what a step publishes, in the step's own transaction. */
  onPublish?: (sql: Sql, messages: readonly OutboxMessage[]) => Promise<void>;
  /** A step that published is committed. */
  onCommit?: () => void;
}

/**
 * Writes of one step; answers what it leaves behind for Kafka.
 * @param position offset of the first record that is not processed yet
 */
export type Work = (sql: Sql, position: bigint) => Promise<OutboxMessage[]>;

const passedAfterMs = 1_000;
const nothing: Work = () => Promise.resolve([]);

interface Owned {
  /** As the database has it. */
  cursor: Cursor;
  /** Offset of the first record that is not processed yet; ahead of the cursor by batches that held nothing. */
  position: bigint;
  relay: Relay;
  /** Steps of one partition never overlap. */
  tail: Promise<unknown>;
}

/**
 * Exactly once, in effect: one transaction a batch with the work's writes, its outbox rows and, last, the cursor
 * moved by compare-and-set; then the outbox goes to Kafka.
 */
export class Pipeline implements PartitionOwner {
  private readonly owned = new Map<string, Owned>();
  private readonly relays = new Map<string, Relay>();
  private writing: NodeJS.Timeout | undefined;

  constructor(private readonly options: PipelineOptions) {}

  async claim(at: TopicPartition, bounds: PartitionBounds): Promise<bigint> {
    this.release(at);
    const { consumer, database } = this.options;
    const cursor = await loadCursor(database, { consumer, ...at }, bounds.earliest);
    if (cursor.nextOffset < bounds.earliest)
      throw new KafkaError(
        'RETENTION_PASSED',
        `${nameOf(at)}: the cursor stands at ${cursor.nextOffset}, the broker begins at ${bounds.earliest}: records are gone`,
      );
    if (cursor.nextOffset > bounds.latest)
      throw new KafkaError(
        'TOPIC_RECREATED',
        `${nameOf(at)}: the cursor stands at ${cursor.nextOffset}, the broker ends at ${bounds.latest}: is this another topic?`,
      );
    const relay = this.relayOf(at);
    await relay.recover();
    this.owned.set(nameOf(at), { cursor, position: cursor.nextOffset, relay, tail: Promise.resolve() });
    this.options.onClaim?.(at);
    return cursor.nextOffset;
  }

  release(at: TopicPartition): void {
    if (this.owned.delete(nameOf(at))) this.options.onRelease?.(at);
  }

  owns(at: TopicPartition): boolean {
    return this.owned.has(nameOf(at));
  }

  /** Partitions that are ours now. */
  partitions(): TopicPartition[] {
    return [...this.owned.values()].map(({ cursor }) => ({
      topic: cursor.topic,
      partition: cursor.partition,
    }));
  }

  /** Processes a batch. @throws DatabaseError FENCE_LOST when the partition is no longer ours */
  async process(batch: RecordBatch, work: Work): Promise<void> {
    await this.step(batch, batch.nextOffset, batch.fromOffset, work);
  }

  /**
   * Goes on behind a batch that holds nothing for this consumer, without a transaction of its own: the cursor
   * follows with the next one, or a moment later.
   */
  async pass(batch: RecordBatch): Promise<void> {
    await this.inTurn(batch, async (owned) => {
      demandPosition(owned, batch.fromOffset);
      owned.position = batch.nextOffset;
    });
    this.writing ??= setTimeout(() => void this.writePassed(), passedAfterMs);
  }

  /** Moves the cursors behind what was passed, so that whoever starts next need not pass it again. */
  async writePassed(): Promise<void> {
    clearTimeout(this.writing);
    this.writing = undefined;
    for (const { cursor, position } of this.owned.values())
      if (position !== cursor.nextOffset) await this.act(cursor, nothing).catch(() => undefined);
  }

  /** Does work that no record caused (time, registry) under the same fence. */
  async act(at: TopicPartition, work: Work): Promise<void> {
    await this.step(at, undefined, undefined, work);
  }

  async quarantine(batch: RecordBatch, error: unknown): Promise<void> {
    await this.process(batch, (sql) => this.options.quarantine(sql, batch, batch.records[0]!, error));
  }

  classify(error: unknown): 'fence' | 'transient' | 'poison' {
    if (error instanceof DatabaseError && error.code === 'FENCE_LOST') return 'fence';
    if (error instanceof KafkaError && error.code === 'NOT_OWNED') return 'fence';
    if (error instanceof KafkaError || isTransientDatabaseError(error)) return 'transient';
    return 'poison';
  }

  /** Waits until everything committed has been published, or `withinMs` passed. */
  async drain(withinMs: number): Promise<void> {
    clearTimeout(this.writing);
    const all = Promise.all([...this.relays.values()].map((relay) => relay.idle()));
    await Promise.race([all, new Promise((r) => setTimeout(r, withinMs).unref())]);
    for (const relay of this.relays.values()) relay.stop();
  }

  private async step(at: TopicPartition, next: bigint | undefined, from: bigint | undefined, work: Work) {
    const owned = await this.inTurn(at, (own) => this.commit(own, next, from, work));
    await owned.relay.room();
  }

  /** One step of a partition after the other. */
  private async inTurn(at: TopicPartition, work: (owned: Owned) => Promise<void>): Promise<Owned> {
    const owned = this.owned.get(nameOf(at));
    if (!owned) throw new KafkaError('NOT_OWNED', `${nameOf(at)} is not ours`);
    const turn = owned.tail.then(() => {
      if (this.owned.get(nameOf(at)) === owned) return work(owned);
      throw new KafkaError('NOT_OWNED', `${nameOf(at)} was given up`);
    });
    owned.tail = turn.catch(() => undefined);
    try {
      await turn;
    } catch (error) {
      if (this.owned.get(nameOf(at)) === owned) {
        // A record's own fault rolled back cleanly, so the partition stays ours; after anything else, perhaps
        // after the commit, what is in memory is in doubt and the database is not.
        if (this.classify(error) === 'poison') this.options.onRelease?.(at);
        else this.release(at);
      }
      throw error;
    }
    return owned;
  }

  private async commit(
    owned: Owned,
    next: bigint | undefined,
    from: bigint | undefined,
    work: Work,
  ): Promise<void> {
    const { cursor } = owned;
    if (from !== undefined) demandPosition(owned, from);
    const nextOffset = next ?? owned.position;
    let rows: OutboxRow[] = [];
    let lastSequence = cursor.lastSequence;
    await this.options.database.transaction(async (sql) => {
      const messages = await work(sql, nextOffset);
      if (messages.length > 0) await this.options.onPublish?.(sql, messages);
      rows = numbered(cursor.lastSequence, messages);
      // Work that no record caused moves the cursor too: whoever else believes to own the partition will notice.
      const numbers = next === undefined ? Math.max(rows.length, 1) : rows.length;
      lastSequence = cursor.lastSequence + BigInt(numbers);
      // The cursor moves last: a crash repeats work and loses none.
      await advanceCursor(sql, cursor, { nextOffset, lastSequence }, streamOf(cursor), rows);
    });
    owned.cursor = { ...cursor, nextOffset, lastSequence };
    owned.position = nextOffset;
    owned.relay.push(rows);
    if (rows.length > 0) this.options.onCommit?.();
  }

  private relayOf(at: TopicPartition): Relay {
    const stream = streamOf({ consumer: this.options.consumer, ...at });
    let relay = this.relays.get(stream);
    if (!relay) {
      relay = new Relay(stream, this.options.database, this.options.producer, this.options.log);
      this.relays.set(stream, relay);
    }
    return relay;
  }
}

function demandPosition({ cursor, position }: Owned, from: bigint): void {
  if (from !== position)
    throw new DatabaseError(
      'FENCE_LOST',
      `${nameOf(cursor)}: batch begins at ${from}, we are at ${position}`,
    );
}

function nameOf(at: TopicPartition): string {
  return `${at.topic}/${at.partition}`;
}

function streamOf(at: { consumer: string; topic: string; partition: number }): string {
  return `${at.consumer}/${at.topic}/${at.partition}`;
}
