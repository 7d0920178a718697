import type { Admin } from 'kafkajs';
import { createClient, type ClientLog } from './client.js';
import { isTooNew, KafkaError } from './errors.js';
import type { KafkaLogin } from './login.js';

export interface TopicPlan {
  name: string;
  partitions: number;
  replication: number;
  config?: Record<string, string>;
}

/** Runs `work` with an admin connection that is closed afterwards. */
export async function withAdmin<T>(
  options: { brokers: string[]; clientId: string; login?: KafkaLogin; log?: ClientLog },
  work: (admin: Admin) => Promise<T>,
): Promise<T> {
  const admin = createClient(options).admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}

const copiesSafe = 3;
const createWithinMs = 30_000;
const createAgainMs = 200;

/** With three copies a write counts once two have it: one broker may be away, and nothing acknowledged is lost. */
function configOf({ replication, config }: TopicPlan): Record<string, string> {
  return { ...(replication >= copiesSafe ? { 'min.insync.replicas': '2' } : {}), ...config };
}

/** Creates the topics that are missing; those that exist stay as they are. */
export async function ensureTopics(
  brokers: string[],
  topics: TopicPlan[],
  log?: ClientLog,
): Promise<string[]> {
  return withAdmin({ brokers, clientId: 'lumbung-topics', log }, async (admin) => {
    const existing = new Set(await admin.listTopics());
    const missing = topics.filter((topic) => !existing.has(topic.name));
    if (missing.length > 0) await create(admin, missing);
    return missing.map((topic) => topic.name);
  });
}

async function create(admin: Admin, missing: readonly TopicPlan[]): Promise<void> {
  const topics = missing.map((topic) => ({
    topic: topic.name,
    numPartitions: topic.partitions,
    replicationFactor: topic.replication,
    configEntries: Object.entries(configOf(topic)).map(([name, value]) => ({ name, value })),
  }));
  for (const giveUpAt = Date.now() + createWithinMs; ;)
    try {
      // Creates those that are not there yet, and waits until all have leaders.
      await admin.createTopics({ waitForLeaders: true, timeout: createWithinMs, topics });
      return;
    } catch (error) {
      if (!isTooNew(error) || Date.now() > giveUpAt) throw error;
      await new Promise((resolve) => setTimeout(resolve, createAgainMs));
    }
}

export interface PartitionBounds {
  partition: number;
  /** Oldest offset the broker still has. */
  earliest: bigint;
  /** Offset of the next record to be written. */
  latest: bigint;
}

export async function boundsOf(admin: Admin, topic: string): Promise<PartitionBounds[]> {
  const offsets = await admin.fetchTopicOffsets(topic);
  return offsets
    .map(({ partition, low, high }) => ({ partition, earliest: BigInt(low), latest: BigInt(high) }))
    .sort((a, b) => a.partition - b.partition);
}

/** How many partitions each of some topics has; nothing of one that is missing. */
export async function partitionCounts(brokers: string[], names: string[]): Promise<Map<string, number>> {
  return withAdmin({ brokers, clientId: 'lumbung-topics' }, async (admin) => {
    const existing = new Set(await admin.listTopics());
    const { topics } = await admin.fetchTopicMetadata({ topics: names.filter((name) => existing.has(name)) });
    return new Map(topics.map(({ name, partitions }) => [name, partitions.length]));
  });
}

/** Where each partition of some topics ends, by topic. */
export async function topicEnds(brokers: string[], names: string[]): Promise<Map<string, bigint[]>> {
  return withAdmin({ brokers, clientId: 'lumbung-topics' }, async (admin) => {
    const ends = new Map<string, bigint[]>();
    for (const name of names)
      ends.set(
        name,
        (await boundsOf(admin, name)).map(({ latest }) => latest),
      );
    return ends;
  });
}

/** What the broker has of each partition of a topic. */
export async function topicBounds(brokers: string[], name: string): Promise<PartitionBounds[]> {
  return withAdmin({ brokers, clientId: 'lumbung-topics' }, (admin) => boundsOf(admin, name));
}

/** How many instances are members of some consumer groups now. */
export async function countMembers(brokers: string[], groupIds: string[]): Promise<number> {
  return withAdmin({ brokers, clientId: 'lumbung-topics' }, async (admin) => {
    const { groups } = await admin.describeGroups(groupIds);
    return groups.reduce((count, { members }) => count + members.length, 0);
  });
}

/** Adds partitions and returns when every broker that was named knows of them. */
export async function addPartitions(brokers: string[], topics: Map<string, number>): Promise<void> {
  const topicPartitions = [...topics].map(([topic, count]) => ({ topic, count }));
  await withAdmin({ brokers, clientId: 'lumbung-topics' }, (admin) =>
    admin.createPartitions({ topicPartitions }),
  );
  const giveUpAt = Date.now() + createWithinMs;
  for (const broker of brokers)
    for (;;) {
      const known = await partitionCounts([broker], [...topics.keys()]);
      if ([...topics].every(([name, count]) => known.get(name) === count)) break;
      if (Date.now() > giveUpAt)
        throw new KafkaError('UNREACHABLE', `${broker} does not know the new partitions`);
      await new Promise((resolve) => setTimeout(resolve, createAgainMs));
    }
}
