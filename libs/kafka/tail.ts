import { randomUUID } from 'node:crypto';
import type { Batch } from 'kafkajs';
import { boundsOf, withAdmin } from './admin.js';
import { createClient, type ClientLog } from './client.js';
import { KafkaError } from './errors.js';
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

/** Reads all partitions of some topics from given positions, alone and without committing anything. */
export async function tailTopics(options: TailOptions): Promise<Tail> {
  const next = new Map<string, bigint>();
  const behind = new Map<string, bigint>();
  await withAdmin(options, async (admin) => {
    for (const topic of options.topics)
      for (const { partition, earliest, latest } of await boundsOf(admin, topic)) {
        const wanted = options.from(topic, partition, earliest, latest);
        const start = wanted < earliest ? earliest : wanted > latest ? latest : wanted;
        next.set(`${topic}/${partition}`, start);
        if (start < latest) behind.set(`${topic}/${partition}`, latest);
      }
  });

  let caughtUp: () => void;
  const ready = new Promise<void>((resolve) => (caughtUp = resolve));
  if (behind.size === 0) caughtUp!();

  const consumer = createClient(options).consumer({
    groupId: `lumbung-tail-${randomUUID()}`,
    sessionTimeout: 30_000,
    heartbeatInterval: 3_000,
    maxWaitTimeInMs: 1_000,
    // How long records of an added partition wait for us.
    metadataMaxAge: metadataAgeMaxMs,
    allowAutoTopicCreation: false,
  });
  consumer.on(consumer.events.CRASH, ({ payload }) => {
    if (!payload.restart) options.onCrash(payload.error);
  });

  // The group's own idea of where to begin is of no interest: every membership begins where reading stands.
  consumer.on(consumer.events.GROUP_JOIN, () => {
    for (const [at, offset] of next) {
      const slash = at.lastIndexOf('/');
      const partition = Number(at.slice(slash + 1));
      consumer.seek({ topic: at.slice(0, slash), partition, offset: offset.toString() });
    }
  });

  const take = (batch: Batch) => {
    const at = `${batch.topic}/${batch.partition}`;
    const expected = next.get(at);
    // A partition that was added later is read from its beginning.
    const from = expected ?? 0n;
    for (const message of batch.messages) {
      const record = recordOf(message);
      if (record.offset < from) continue;
      options.onRecord({ ...record, topic: batch.topic, partition: batch.partition });
      next.set(at, record.offset + 1n);
    }
    const target = behind.get(at);
    if (target !== undefined && (next.get(at) ?? 0n) >= target) {
      behind.delete(at);
      if (behind.size === 0) caughtUp();
    }
  };

  try {
    await consumer.connect();
    await consumer.subscribe({ topics: options.topics, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch }) => {
        const at = `${batch.topic}/${batch.partition}`;
        const expected = next.get(at);
        const fetched = BigInt((batch as { fetchedOffset?: string }).fetchedOffset ?? '0');
        // Wherever the group put us, reading goes on exactly where it should.
        if (expected !== undefined && batch.messages.length > 0 && fetched !== expected) {
          const all = await withAdmin(options, (admin) => boundsOf(admin, batch.topic));
          const { earliest, latest } = all.find((b) => b.partition === batch.partition)!;
          if (latest < expected) return options.onCrash(recreated(at, expected, latest));
          if (earliest <= expected && fetched > expected) {
            consumer.seek({ topic: batch.topic, partition: batch.partition, offset: expected.toString() });
            return;
          }
        }
        take(batch);
      },
    });
  } catch (error) {
    await consumer.disconnect().catch(() => undefined);
    throw error;
  }
  return {
    ready,
    stop: async () => {
      await consumer.disconnect();
    },
  };
}

function recreated(at: string, expected: bigint, latest: bigint): KafkaError {
  return new KafkaError(
    'TOPIC_RECREATED',
    `${at}: read up to ${expected}, the broker ends at ${latest}: this is another topic`,
  );
}
