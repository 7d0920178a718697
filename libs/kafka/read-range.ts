import { randomUUID } from 'node:crypto';
import type { KafkaMessage } from 'kafkajs';
import { createClient, type ClientLog } from './client.js';
import { KafkaError } from './errors.js';
import { recordOf, type KafkaRecord } from './record.js';

export interface RangeOptions {
  brokers: string[];
  clientId: string;
  topic: string;
  partition: number;
  /** First offset to read. */
  from: bigint;
  /** First offset not to read; records up to it must have been written. */
  to: bigint;
  log?: ClientLog;
  withinMs?: number;
}

const againMs = 500;

/** Reads one stretch of a partition, alone and without committing anything. */
export async function readRange(options: RangeOptions): Promise<KafkaRecord[]> {
  const { from, to, withinMs = 30_000 } = options;
  if (from >= to) return [];
  for (const giveUpAt = Date.now() + withinMs; ;)
    try {
      return await attempt(options, giveUpAt - Date.now());
    } catch (error) {
      // A broker that has just started knows its topics before its groups.
      const mayPass = error instanceof Error && error.name.startsWith('KafkaJS');
      if (!mayPass || Date.now() + againMs > giveUpAt) throw error;
      await new Promise((resolve) => setTimeout(resolve, againMs));
    }
}

async function attempt(options: RangeOptions, withinMs: number): Promise<KafkaRecord[]> {
  const { topic, partition, from, to } = options;
  const consumer = createClient(options).consumer({
    groupId: `lumbung-range-${randomUUID()}`,
    allowAutoTopicCreation: false,
    maxWaitTimeInMs: 200,
  });
  const records: KafkaRecord[] = [];
  let timer: NodeJS.Timeout | undefined;
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      const late = (): void =>
        reject(new KafkaError('UNREACHABLE', `${topic}/${partition} could not be read in time`));
      timer = setTimeout(late, withinMs);
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
      consumer.on(consumer.events.GROUP_JOIN, () =>
        consumer.seek({ topic, partition, offset: from.toString() }),
      );
      consumer
        .run({
          autoCommit: false,
          eachBatch: ({ batch }) => {
            // The others are none of our business.
            if (batch.partition !== partition) consumer.pause([{ topic, partitions: [batch.partition] }]);
            else if (take(batch.messages, from, to, records) >= to) resolve();
            return Promise.resolve();
          },
        })
        .catch(reject);
    });
    return records;
  } finally {
    clearTimeout(timer);
    await consumer.disconnect().catch(() => undefined);
  }
}

/** Keeps what lies in the stretch and says where reading stands. */
function take(messages: KafkaMessage[], from: bigint, to: bigint, records: KafkaRecord[]): bigint {
  let next = records.length === 0 ? from : records[records.length - 1]!.offset + 1n;
  for (const message of messages) {
    const record = recordOf(message);
    // A fetch may begin before what was asked for, and a rejoined group may fetch again.
    if (record.offset < next) continue;
    next = record.offset + 1n;
    if (record.offset < to) records.push(record);
  }
  return next;
}
