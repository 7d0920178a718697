import { Database } from '#database';
import type { Bilingual } from '#embedded';
import { addPartitions, countMembers, partitionCounts, partitionOf, topicEnds, type TopicPlan } from '#kafka';

const groups = ['intake', 'historian', 'reconciler', 'dispatcher'].map((name) => `lumbung-${name}`);
const ledgers = 'facts';
/** A session of a member that went without a word, by default, and some more. */
const leaveWithinMs = 15_000;
const leaveAgainMs = 500;

/**
 * Gives topics the partitions that are wanted. Keys move with that, so it waits until nothing runs and everything is
 * read: then nobody holds a ledger, and what comes next is all on the new side. Answers why it has to wait.
 */
export async function growTopics(
  brokers: string[],
  databaseUrl: string,
  wanted: readonly TopicPlan[],
): Promise<Bilingual | null> {
  const counts = await partitionCounts(
    brokers,
    wanted.map(({ name }) => name),
  );
  const growing = new Map<string, number>();
  for (const { name, partitions } of wanted)
    if ((counts.get(name) ?? partitions) < partitions) growing.set(name, partitions);
  if (growing.size === 0) return null;
  for (const [name, partitions] of growing)
    if (partitions % counts.get(name)! !== 0) return notMultiple(name, counts.get(name)!, partitions);
  if (!(await membersGone(brokers))) return stillRunning;
  const database = await Database.connect({ url: databaseUrl, name: 'launcher', connectionsMax: 1 });
  try {
    const unread = await firstUnread(database, brokers, [...growing.keys()]);
    if (unread !== null) return notRead(unread);
    // First: a ledger without its partition is loaded with its next fact, one with two owners is wrong.
    const partitions = growing.get(ledgers);
    if (partitions !== undefined) await moveLedgers(database, partitions);
    await addPartitions(brokers, growing);
    return null;
  } finally {
    await database.close();
  }
}

/** Whoever was killed stays a member for the length of a session, and is waited for. */
async function membersGone(brokers: string[]): Promise<boolean> {
  const giveUpAt = Date.now() + leaveWithinMs;
  while ((await countMembers(brokers, groups)) > 0) {
    if (Date.now() > giveUpAt) return false;
    await new Promise((resolve) => setTimeout(resolve, leaveAgainMs));
  }
  return true;
}

/** A partition that one of its readers has not read to its end. */
async function firstUnread(database: Database, brokers: string[], names: string[]): Promise<string | null> {
  const rows = await database.query<{ topic: string; partition: number; next_offset: string }>(
    `SELECT topic, partition, min(next_offset) AS next_offset FROM transport.cursor WHERE topic = ANY($1)
     GROUP BY topic, partition`,
    [names],
  );
  const cursors = new Map(rows.map((row) => [`${row.topic}/${row.partition}`, BigInt(row.next_offset)]));
  const haveReaders = new Set(rows.map(({ topic }) => topic));
  for (const [topic, ends] of await topicEnds(brokers, names))
    for (const [partition, end] of ends.entries()) {
      const name = `${topic}/${partition}`;
      if ((haveReaders.has(topic) || topic.startsWith('inbound.')) && (cursors.get(name) ?? 0n) < end)
        return name;
    }
  return null;
}

async function moveLedgers(database: Database, partitions: number): Promise<void> {
  const books = await database.query<{ hub: string; commodity: string }>(
    'SELECT hub, commodity FROM reconciler.book',
  );
  await database.query(
    `UPDATE reconciler.book AS b SET partition = m.partition
     FROM unnest($1::text[], $2::text[], $3::int[]) AS m (hub, commodity, partition)
     WHERE b.hub = m.hub AND b.commodity = m.commodity`,
    [
      books.map(({ hub }) => hub),
      books.map(({ commodity }) => commodity),
      books.map(({ hub, commodity }) => partitionOf(`${hub}/${commodity}`, partitions)),
    ],
  );
}

const stillRunning: Bilingual = {
  id: 'Partisi belum ditambah: masih ada layanan yang berjalan. Hentikan semuanya, lalu nyalakan lagi.',
  en: 'Partitions were not added: services are still running. Stop all of them, then start again.',
};

function notRead(partition: string): Bilingual {
  return {
    id: `Partisi belum ditambah: ${partition} belum habis dibaca. Ditambah pada start berikutnya, saat semua sudah dibaca.`,
    en: `Partitions were not added: ${partition} has not been read to its end. A start after that will add them.`,
  };
}

function notMultiple(topic: string, present: number, partitions: number): Bilingual {
  return {
    id: `Partisi belum ditambah: TOPIC_PARTITIONS=${partitions} bukan kelipatan ${present}, jumlah partisi ${topic} sekarang.`,
    en: `Partitions were not added: TOPIC_PARTITIONS=${partitions} is no multiple of ${present}, which ${topic} has now.`,
  };
}
