import { randomUUID } from 'node:crypto';
import type { Batch, Consumer } from 'kafkajs';
import { boundsOf, withAdmin } from './admin.js';
import { createClient, type ClientLog } from './client.js';
import { KafkaError } from './errors.js';
import { membership } from './membership.js';
import { recordOf, type KafkaRecord } from './record.js';

export interface TailRecord extends Omit<KafkaRecord, 'offset'> {
  topic: string;
  partition: number;
  offset: bigint;
}

export interface TailOptions {
  brokers: string[];
  clientId: string;
  topics: string[];
  /** Where to begin on each partition. */
  from: (topic: string, partition: number, earliest: bigint, latest: bigint) => bigint;
  onRecord: (record: TailRecord) => void;
  /** The reader stopped for good: the process should end. */
  onCrash: (error: Error) => void;
  log?: ClientLog;
}

export interface Tail {
  /** Resolves when everything that was there at the start has been handed over. */
  ready: Promise<void>;
  stop(): Promise<void>;
}

const metadataAgeMaxMs = 5_000;
const beginAgainMs = 200;

/** Reads all partitions of some topics from given positions, alone and without committing anything. */
export async function tailTopics(options: TailOptions): Promise<Tail> {
  const reading = new Reading(options);
  await reading.locate();
  await reading.begin();
  return { ready: reading.ready, stop: () => reading.stop() };
}

class Reading {
  /** Where to read on, by `topic/partition`. */
  private readonly next = new Map<string, bigint>();
  private readonly behind = new Map<string, bigint>();
  private consumer: Consumer | undefined;
  private stopped = false;
  private caughtUp: () => void = () => undefined;
  readonly ready = new Promise<void>((resolve) => (this.caughtUp = resolve));

  constructor(private readonly options: TailOptions) {}

  async locate(): Promise<void> {
    await withAdmin(this.options, async (admin) => {
      for (const topic of this.options.topics)
        for (const { partition, earliest, latest } of await boundsOf(admin, topic)) {
          const wanted = this.options.from(topic, partition, earliest, latest);
          const start = wanted < earliest ? earliest : wanted > latest ? latest : wanted;
          this.next.set(`${topic}/${partition}`, start);
          if (start < latest) this.behind.set(`${topic}/${partition}`, latest);
        }
    });
    if (this.behind.size === 0) this.caughtUp();
  }

  /**
   * Joins a group of its own, a new one each time: in the group before, the membership that failed still counts,
   * and whoever joins there waits until it is given up.
   */
  async begin(): Promise<void> {
    const { retry, passes } = membership();
    const consumer = createClient(this.options).consumer({
      groupId: `lumbung-tail-${randomUUID()}`,
      sessionTimeout: 30_000,
      heartbeatInterval: 3_000,
      maxWaitTimeInMs: 1_000,
      // How long records of an added partition wait for us.
      metadataMaxAge: metadataAgeMaxMs,
      allowAutoTopicCreation: false,
      retry,
    });
    this.consumer = consumer;
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (passes()) void this.beginAgain(payload.error);
      else this.options.onCrash(payload.error);
    });
    // The group's own idea of where to begin is of no interest: every membership begins where reading stands.
    consumer.on(consumer.events.GROUP_JOIN, () => {
      for (const [at, offset] of this.next) {
        const slash = at.lastIndexOf('/');
        const partition = Number(at.slice(slash + 1));
        consumer.seek({ topic: at.slice(0, slash), partition, offset: offset.toString() });
      }
    });
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: this.options.topics, fromBeginning: true });
      await consumer.run({ autoCommit: false, eachBatch: ({ batch }) => this.check(consumer, batch) });
    } catch (error) {
      await consumer.disconnect().catch(() => undefined);
      throw error;
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.consumer?.disconnect();
  }

  private async beginAgain(cause: Error): Promise<void> {
    this.options.log?.debug({ err: cause }, 'reading begins again');
    while (!this.stopped)
      try {
        return await this.begin();
      } catch (err) {
        this.options.log?.warn({ err }, 'reading will be tried again');
        await new Promise((resolve) => setTimeout(resolve, beginAgainMs));
      }
  }

  /** Wherever the group put us, reading goes on exactly where it should. */
  private async check(consumer: Consumer, batch: Batch): Promise<void> {
    // What an earlier membership still had in hand is read again by the present one.
    if (consumer !== this.consumer) return;
    const at = `${batch.topic}/${batch.partition}`;
    const expected = this.next.get(at);
    const fetched = BigInt((batch as { fetchedOffset?: string }).fetchedOffset ?? '0');
    if (expected !== undefined && batch.messages.length > 0 && fetched !== expected) {
      const all = await withAdmin(this.options, (admin) => boundsOf(admin, batch.topic));
      const { earliest, latest } = all.find((b) => b.partition === batch.partition)!;
      if (latest < expected) return this.options.onCrash(recreated(at, expected, latest));
      if (earliest <= expected && fetched > expected) {
        consumer.seek({ topic: batch.topic, partition: batch.partition, offset: expected.toString() });
        return;
      }
    }
    this.take(batch);
  }

  private take(batch: Batch): void {
    const at = `${batch.topic}/${batch.partition}`;
    // A partition that was added later is read from its beginning.
    const from = this.next.get(at) ?? 0n;
    for (const message of batch.messages) {
      const record = recordOf(message);
      if (record.offset < from) continue;
      this.options.onRecord({ ...record, topic: batch.topic, partition: batch.partition });
      this.next.set(at, record.offset + 1n);
    }
    const target = this.behind.get(at);
    if (target !== undefined && (this.next.get(at) ?? 0n) >= target) {
      this.behind.delete(at);
      if (this.behind.size === 0) this.caughtUp();
    }
  }
}

function recreated(at: string, expected: bigint, latest: bigint): KafkaError {
  return new KafkaError(
    'TOPIC_RECREATED',
    `${at}: read up to ${expected}, the broker ends at ${latest}: this is another topic`,
  );
}
