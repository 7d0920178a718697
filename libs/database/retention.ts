import { forgettable, type Fact, type Registry } from '#domain';
import type { Database, Sql } from './database.js';
import { monthOf } from './history.js';
import { loadRegistry } from './registry.js';

/** A month of the long memory that is no more. */
export interface EndedMonth {
  /** As `2026-11`. */
  month: string;
  /** Facts that ledgers still rest on. */
  kept: number;
  forgotten: number;
}

const retentionLock = 7_165_006;
const tableWaitMs = 5_000;
const tablePattern = /^fact_(\d{4})_(\d{2})$/;
const hasEnded = `('closed', 'cancelled', 'expired', 'withdrawn')`;

/**
 * Ends the months of the long memory that are older than `months` before `now`, oldest first, each in a transaction
 * of its own: what ledgers still rest on is carried over to `history.kept`, then the month's table is dropped.
 * A month that the reconciler or the dispatcher has not read to its end waits. 0 keeps everything.
 * @returns what ended; nothing while another instance is at it
 */
export async function endMonths(
  database: Database,
  { months, now }: { months: number; now: number },
): Promise<EndedMonth[]> {
  if (months === 0) return [];
  const horizon = new Date(now);
  const first = monthOf(Date.UTC(horizon.getUTCFullYear(), horizon.getUTCMonth() - months, 1));
  const ended = await database.exclusive(retentionLock, async () => {
    const done: EndedMonth[] = [];
    for (const month of await monthsBefore(database, first)) {
      const result = await database.transaction((sql) => endMonth(sql, month));
      if (result === null) break;
      done.push(result);
    }
    return done;
  });
  return ended ?? [];
}

async function monthsBefore(sql: Sql, first: string): Promise<string[]> {
  const rows = await sql.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'history.fact'::regclass ORDER BY c.relname`,
  );
  return rows.flatMap(({ name }) => {
    const [, year, month] = tablePattern.exec(name) ?? [];
    return year !== undefined && `${year}-${month}` < first ? [`${year}-${month}`] : [];
  });
}

interface Month {
  table: string;
  /** Of the next month, epoch milliseconds. */
  end: number;
}

async function endMonth(sql: Sql, month: string): Promise<EndedMonth | null> {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const at: Month = { table: `history.fact_${month.replace('-', '_')}`, end: Date.UTC(year, number, 1) };
  if (await isUnread(sql, at)) return null;
  const registry = await loadRegistry(sql);
  const ledgers = await sql.query<{ hub: string; commodity: string }>(
    `SELECT DISTINCT hub, commodity FROM ${at.table} WHERE commodity IS NOT NULL ORDER BY hub, commodity`,
  );
  let forgotten = 0;
  for (const ledger of ledgers) forgotten += await endLedger(sql, at, ledger, registry);
  forgotten += await endLifecycle(sql, at);
  const [{ kept }] = (await sql.query<{ kept: string }>(
    `SELECT count(*) AS kept FROM ${at.table} f JOIN history.kept k USING (fact_id)`,
  )) as [{ kept: string }];
  // Readers wait while a table goes: a busy memory is tried again another day, instead of making everybody wait.
  await sql.query(`SET LOCAL lock_timeout = ${tableWaitMs}`);
  await sql.query('SELECT history.drop_month($1::date)', [`${month}-01`]);
  return { month, kept: Number(kept), forgotten };
}

async function isUnread(sql: Sql, { table }: Month): Promise<boolean> {
  const rows = await sql.query(
    `SELECT 1 FROM (SELECT partition, max(position) AS last FROM ${table} GROUP BY partition) f
     CROSS JOIN (VALUES ('reconciler'), ('dispatcher')) AS reader (consumer)
     LEFT JOIN transport.cursor c ON c.consumer = reader.consumer AND c.topic = 'facts' AND c.partition = f.partition
     WHERE coalesce(c.next_offset, 0) <= f.last LIMIT 1`,
  );
  return rows.length > 0;
}

/** Carries over what a ledger rests on; answers how many facts, of this month or an earlier one, are forgotten. */
async function endLedger(
  sql: Sql,
  { table, end }: Month,
  { hub, commodity }: { hub: string; commodity: string },
  registry: Registry,
): Promise<number> {
  const rows = await sql.query<{ fact: Fact }>(
    `SELECT fact FROM history.known WHERE hub = $1 AND commodity = $2 ORDER BY position`,
    [hub, commodity],
  );
  const facts = rows.map(({ fact }) => fact);
  const old = new Set(facts.filter(({ acceptedAt }) => acceptedAt < end).map(({ id }) => id));
  const key = [hub, commodity];
  const isQuiet = await isPlanFromWithin(sql, table, key);
  const gone = isQuiet ? [] : forgettable({ hub, commodity, facts, old, registry }, end);
  await sql.query(
    `INSERT INTO history.kept SELECT * FROM ${table}
     WHERE hub = $1 AND commodity = $2 AND NOT (fact_id = ANY($3::uuid[])) ON CONFLICT DO NOTHING`,
    [...key, gone],
  );
  if (gone.length === 0) return 0;
  await sql.query(
    `INSERT INTO history.tally AS t (party, hub, commodity, facts, newest_fact_at, newest_accepted_at)
     SELECT source, hub, commodity, count(*), max(occurred_at), max(accepted_at)
     FROM (SELECT * FROM ${table} UNION ALL SELECT * FROM history.kept) f
     WHERE hub = $1 AND commodity = $2 AND fact_id = ANY($3::uuid[]) AND fact->>'type' NOT LIKE 'shipment.%'
     GROUP BY source, hub, commodity
     ON CONFLICT (party, hub, commodity) DO UPDATE SET facts = t.facts + excluded.facts,
       newest_fact_at = greatest(t.newest_fact_at, excluded.newest_fact_at),
       newest_accepted_at = greatest(t.newest_accepted_at, excluded.newest_accepted_at)`,
    [...key, gone],
  );
  await sql.query(`DELETE FROM history.kept WHERE fact_id = ANY($1::uuid[])`, [gone]);
  await markEnded(sql, { table, end }, hub, commodity, 'commodity = $2');
  return gone.length;
}

/** The plan in force has to stay one that can be computed: it may be from before facts that changed nothing. */
async function isPlanFromWithin(sql: Sql, table: string, key: string[]): Promise<boolean> {
  const rows = await sql.query(
    `SELECT 1 FROM (SELECT DISTINCT ON (hub, commodity) partition, position FROM reconciler.plan
                    WHERE hub = $1 AND commodity = $2 ORDER BY hub, commodity, number DESC) p
     WHERE EXISTS (SELECT 1 FROM ${table} f WHERE f.hub = $1 AND f.commodity = $2
                   AND f.partition = p.partition AND f.position >= p.position)`,
    key,
  );
  return rows.length > 0;
}

/** What was said of shipments that have ended is forgotten; the dispatcher has it on record. */
async function endLifecycle(sql: Sql, month: Month): Promise<number> {
  const { table } = month;
  await sql.query(
    `INSERT INTO history.kept SELECT f.* FROM ${table} f
     LEFT JOIN dispatcher.shipment s ON s.shipment_id = f.fact->>'shipmentId'
     WHERE f.commodity IS NULL AND s.status NOT IN ${hasEnded} ON CONFLICT DO NOTHING`,
  );
  const hubs = await sql.query<{ hub: string; facts: string }>(
    `SELECT hub, count(*) AS facts FROM ${table} f WHERE commodity IS NULL
       AND NOT EXISTS (SELECT 1 FROM history.kept k WHERE k.fact_id = f.fact_id) GROUP BY hub`,
  );
  for (const { hub } of hubs) await markEnded(sql, month, hub, '', `commodity IS NULL AND $2 = ''`);
  return hubs.reduce((sum, { facts }) => sum + Number(facts), 0);
}

/** Plans that saw only a part of the month have nothing left that they can be computed from. */
async function markEnded(
  sql: Sql,
  { table, end }: Month,
  hub: string,
  commodity: string,
  own: string,
): Promise<void> {
  await sql.query(
    `INSERT INTO history.ended AS e (hub, commodity, partition, position, accepted_before)
     SELECT $1, $2, partition, max(position) + 1, $3 FROM ${table} WHERE hub = $1 AND ${own} GROUP BY partition
     ON CONFLICT (hub, commodity, partition) DO UPDATE SET
       position = greatest(e.position, excluded.position), accepted_before = excluded.accepted_before`,
    [hub, commodity, new Date(end).toISOString()],
  );
}

/** Whether a ledger as it stood at an offset of its partition can no longer be told: its month has ended. */
export async function isHistoryEnded(
  sql: Sql,
  at: { hub: string; commodity: string; partition: number; position: bigint },
): Promise<boolean> {
  const rows = await sql.query(
    `SELECT 1 FROM history.ended WHERE hub = $1 AND commodity = $2 AND partition = $3 AND position > $4`,
    [at.hub, at.commodity, at.partition, at.position.toString()],
  );
  return rows.length > 0;
}
