import { protection } from '#kafka';
import kafkajs, { type Admin, type Kafka as KafkaClient } from 'kafkajs';

const { Kafka, logLevel } = kafkajs;

/** A plain client of the library that ours is built on: what floors are measured with. */
export function plainClient(brokers: string): KafkaClient {
  return new Kafka({
    ...protection(),
    clientId: 'bench',
    brokers: brokers.split(','),
    connectionTimeout: 10_000,
    // On a busy machine topics that are new are without a leader for longer than the five tries of the default.
    retry: { retries: 10 },
    logLevel: logLevel.NOTHING,
  });
}

const adminAttemptsMax = 120;
const adminAgainMs = 250;

/** Work for an admin that may be done twice: a topic that is new has no leader for a moment. */
export async function withAdmin<T>(brokers: string, work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = plainClient(brokers).admin();
  await admin.connect();
  try {
    for (let attempt = 1; ; attempt++)
      try {
        return await work(admin);
      } catch (error) {
        if (attempt === adminAttemptsMax || !(error as { retriable?: boolean }).retriable) throw error;
        await new Promise((resolve) => setTimeout(resolve, adminAgainMs));
      }
  } finally {
    await admin.disconnect();
  }
}

export async function createTopic(brokers: string, topic: string, partitions: number): Promise<void> {
  await withAdmin(brokers, (admin) =>
    admin.createTopics({
      waitForLeaders: true,
      topics: [{ topic, numPartitions: partitions, replicationFactor: 1 }],
    }),
  );
}

/** Partition → offset of the next record. */
export async function endOf(brokers: string, topic: string): Promise<Map<number, bigint>> {
  const offsets = await withAdmin(brokers, (admin) => admin.fetchTopicOffsets(topic));
  return new Map(offsets.map(({ partition, high }) => [partition, BigInt(high)]));
}

/** Takes every record off some topics; what is written next goes on from there. */
export async function emptyTopics(brokers: string, topics: readonly string[]): Promise<void> {
  await withAdmin(brokers, async (admin) => {
    for (const topic of topics) {
      const offsets = await admin.fetchTopicOffsets(topic);
      const filled = offsets.filter(({ low, high }) => low !== high);
      if (filled.length === 0) continue;
      await admin.deleteTopicRecords({
        topic,
        partitions: filled.map(({ partition, high }) => ({ partition, offset: high })),
      });
    }
  });
}

/** Where a consumer group stood is forgotten: its next member begins as the first one did. */
export async function forgetGroup(brokers: string, group: string): Promise<void> {
  await withAdmin(brokers, (admin) => admin.deleteGroups([group]));
}

export interface KeyedRecord {
  key: string;
  value: string;
}

/** Writes records in batches of 500, each on disk at every replica before the next. */
export async function produceAll(
  brokers: string,
  topic: string,
  records: readonly KeyedRecord[],
): Promise<void> {
  const producer = plainClient(brokers).producer({ allowAutoTopicCreation: false });
  await producer.connect();
  for (let i = 0; i < records.length; i += batchRecords)
    await producer.send({ topic, acks: -1, messages: records.slice(i, i + batchRecords) });
  await producer.disconnect();
}

export const batchRecords = 500;
