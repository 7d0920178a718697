import { randomUUID } from 'node:crypto';
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

/** Reads one stretch of a partition, alone and without committing anything. */
export async function readRange(options: RangeOptions): Promise<KafkaRecord[]> {
  const { topic, partition, from, to, withinMs = 30_000 } = options;
  if (from >= to) return [];
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
      timer = setTimeout(
        () => reject(new KafkaError('UNREACHABLE', `${topic}/${partition} could not be read in time`)),
        withinMs,
      );
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
      consumer.on(consumer.events.GROUP_JOIN, () =>
        consumer.seek({ topic, partition, offset: from.toString() }),
      );
      consumer
        .run({
          autoCommit: false,
          eachBatch: ({ batch }) => {
            if (batch.partition !== partition) {
              // The others are none of our business.
              consumer.pause([{ topic, partitions: [batch.partition] }]);
              return Promise.resolve();
            }
            for (const message of batch.messages) {
              const record = recordOf(message);
              if (record.offset >= from && record.offset < to) records.push(record);
            }
            if (BigInt(batch.lastOffset()) + 1n >= to) resolve();
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
