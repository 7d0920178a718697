import { ArchiveError, awaitHistory, PlanArchive, type Database, type Sql } from '#database';
import { clearPart, comparePart, countPart, note, type Counts } from './compare.js';
import {
  deriveCommitments,
  deriveDemandOwners,
  deriveFeeds,
  deriveIdentities,
  deriveLifecycle,
  deriveShipments,
} from './derive-facts.js';
import { derivePlan } from './derive-plan.js';
import { derivePlanned } from './derive-planned.js';
import type { Part } from './tables.js';
import { writeProgress, type Standing } from './workshop.js';

const attemptsMax = 8;
const pauseMs = 400;
const behindMaxMs = 10_000;

/**
 * Rebuilds a part beside the live tables and compares, in one snapshot of the database, so that it may change
 * meanwhile. What is behind gets a moment to come.
 * Throws `ArchiveError`: HISTORY_BEHIND when the historian does not follow, and what a replay throws.
 */
export async function rebuildPart(database: Database, part: Part): Promise<Record<string, Counts>> {
  for (let attempt = 1; ; attempt++) {
    const { partition, position } = await placeOf(database, part);
    if ((await awaitHistory(database, partition, position, behindMaxMs)) < position)
      throw new ArchiveError('HISTORY_BEHIND', `${part.hub}:${part.commodity}`);
    try {
      const counts = await database.transaction(async (sql) => {
        await sql.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
        return derivePart(sql, part);
      });
      if (!isUnsettled(counts) || attempt >= attemptsMax) return counts;
    } catch (error) {
      // The ledger went on between the wait and the snapshot.
      const isMoved = error instanceof ArchiveError && error.code === 'HISTORY_BEHIND';
      if (!isMoved || attempt >= attemptsMax) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

/** Derives and compares a part as `sql` sees it, and writes down that it is done. */
export async function derivePart(sql: Sql, part: Part): Promise<Record<string, Counts>> {
  await clearPart(sql, part);
  if (part.commodity === '') await deriveHub(sql, part);
  else await deriveLedger(sql, part);
  await comparePart(sql, part);
  const counts = await countPart(sql, part);
  await writeProgress(sql, part, await standingOf(sql, part), counts);
  return counts;
}

async function deriveLedger(sql: Sql, part: Part): Promise<void> {
  const { hub, commodity } = part;
  const archive = new PlanArchive(sql, { factsMax: Infinity, behindMaxMs: 0 });
  const record = await archive.newest(hub, commodity);
  const [book] = await sql.query<{ plan_number: string }>(
    'SELECT plan_number FROM reconciler.book WHERE hub = $1 AND commodity = $2',
    [hub, commodity],
  );
  const place = await placeOf(sql, part);
  if ((await awaitHistory(sql, place.partition, place.position, 0)) < place.position)
    throw new ArchiveError('HISTORY_BEHIND', `${hub}:${commodity}`);
  // Which plans there were, for which instant and by which registry, are no facts: none is made up here.
  const isGone = book && Number(book.plan_number) > (record?.number ?? 0);
  if (isGone)
    await note(sql, part, 'reconciler.plan', 'missing', [{ ...part, number: Number(book.plan_number) }]);
  else if (record === null) await note(sql, part, 'reconciler.plan', 'missing', [{ ...part }]);
  else {
    await derivePlan(sql, archive, record);
    await derivePlanned(sql, part, record);
  }
  await deriveFeeds(sql, part, place);
  await deriveIdentities(sql, part);
  await deriveDemandOwners(sql, part);
  await deriveCommitments(sql, part);
}

async function deriveHub(sql: Sql, part: Part): Promise<void> {
  await deriveIdentities(sql, part);
  await deriveLifecycle(sql, part);
  await deriveShipments(sql, part);
}

/** A service on its way, or a row that should be there and may be on its way. */
function isUnsettled(counts: Record<string, Counts>): boolean {
  return Object.entries(counts).some(
    ([name, { behind, missing }]) => behind > 0 || (name === 'dispatcher.planned' && missing > 0),
  );
}

/** The partition of a ledger and how far the reconciler has read it; of a hub's part, nothing. */
async function placeOf(sql: Sql, { hub, commodity }: Part): Promise<{ partition: number; position: bigint }> {
  const [row] = await sql.query<{ partition: number; next_offset: string | null }>(
    `SELECT p.partition, c.next_offset FROM (
       (SELECT partition FROM reconciler.plan WHERE hub = $1 AND commodity = $2 ORDER BY number DESC LIMIT 1)
       UNION ALL
       (SELECT partition FROM history.known WHERE hub = $1 AND commodity = $2 ORDER BY position DESC LIMIT 1)) p
     LEFT JOIN transport.cursor c ON c.consumer = 'reconciler' AND c.topic = 'facts' AND c.partition = p.partition
     LIMIT 1`,
    [hub, commodity],
  );
  return { partition: row?.partition ?? 0, position: BigInt(row?.next_offset ?? 0) };
}

export async function standingOf(sql: Sql, part: Part): Promise<Standing & { partition: number }> {
  const [row] = await sql.query<{ number: string | null }>(
    'SELECT max(number) AS number FROM reconciler.plan WHERE hub = $1 AND commodity = $2',
    [part.hub, part.commodity],
  );
  const { partition, position } = await placeOf(sql, part);
  return { planNumber: Number(row?.number ?? -1), partition, position };
}
