import type { Sql } from '#database';
import type { Counts } from './compare.js';
import { hubTables, ledgerTables, type Part } from './tables.js';

/** Where a part stood when it was rebuilt; −1 where it has no plan. */
export interface Standing {
  planNumber: number;
  /** The reconciler's cursor. */
  position: bigint;
}

const statements = [
  `CREATE SCHEMA rebuild`,
  `CREATE TABLE rebuild.run (schema_version bigint NOT NULL, started_at timestamptz NOT NULL DEFAULT now(), finished_at timestamptz)`,
  `CREATE TABLE rebuild.progress (hub text NOT NULL, commodity text NOT NULL, plan_number bigint NOT NULL,
     position bigint NOT NULL, counts jsonb NOT NULL, done_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (hub, commodity))`,
  `CREATE TABLE rebuild.difference (hub text NOT NULL, commodity text NOT NULL, name text NOT NULL, kind text NOT NULL,
     key jsonb NOT NULL, PRIMARY KEY (hub, commodity, name, kind, key))`,
];

/**
 * Opens schema `rebuild`: as an interrupted run of this version left it, else, or when `fresh` is wanted, empty.
 * @returns whether an interrupted run goes on
 */
export async function openWorkshop(sql: Sql, fresh: boolean): Promise<boolean> {
  const [{ version }] = (await sql.query<{ version: string }>(
    'SELECT max("timestamp") AS version FROM lumbung_migration',
  )) as [{ version: string }];
  if (!fresh && (await isUnfinished(sql, version))) return true;
  await sql.query('DROP SCHEMA IF EXISTS rebuild CASCADE');
  for (const statement of statements) await sql.query(statement);
  const copies = new Map([...ledgerTables, ...hubTables].map(({ name, copy }) => [copy, name]));
  for (const [copy, name] of copies)
    await sql.query(
      `CREATE TABLE ${copy} (LIKE ${name} INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING INDEXES)`,
    );
  await sql.query('INSERT INTO rebuild.run (schema_version) VALUES ($1)', [version]);
  return false;
}

async function isUnfinished(sql: Sql, version: string): Promise<boolean> {
  const [made] = await sql.query<{ run: string | null }>(`SELECT to_regclass('rebuild.run') AS run`);
  if (made!.run === null) return false;
  const rows = await sql.query(
    'SELECT 1 FROM rebuild.run WHERE finished_at IS NULL AND schema_version = $1',
    [version],
  );
  return rows.length > 0;
}

export async function closeWorkshop(sql: Sql): Promise<void> {
  await sql.query('UPDATE rebuild.run SET finished_at = now()');
}

/** Every ledger that has a plan, a book or facts, and every hub; hubs last, because their parts are the smallest. */
export async function partsOf(sql: Sql): Promise<Part[]> {
  // Distinct pairs from the ends of the index: a plain DISTINCT would read all facts there ever were.
  const ledgers = await sql.query<Part>(
    `WITH RECURSIVE pair AS (
       (SELECT hub, commodity FROM history.known WHERE commodity IS NOT NULL ORDER BY hub, commodity LIMIT 1)
       UNION ALL
       SELECT next.hub, next.commodity FROM pair CROSS JOIN LATERAL (
         SELECT hub, commodity FROM history.known f
         WHERE commodity IS NOT NULL AND (f.hub, f.commodity) > (pair.hub, pair.commodity)
         ORDER BY hub, commodity LIMIT 1) next)
     SELECT hub, commodity FROM pair UNION SELECT hub, commodity FROM reconciler.plan
     UNION SELECT hub, commodity FROM reconciler.book ORDER BY hub, commodity`,
  );
  const hubs = await sql.query<{ hub: string }>(
    `SELECT DISTINCT code AS hub FROM registry.change WHERE kind = 'hub' ORDER BY code`,
  );
  return [...ledgers, ...hubs.map(({ hub }) => ({ hub, commodity: '' }))];
}

export async function writeProgress(
  sql: Sql,
  { hub, commodity }: Part,
  at: Standing,
  counts: Record<string, Counts>,
): Promise<void> {
  await sql.query(
    `INSERT INTO rebuild.progress (hub, commodity, plan_number, position, counts) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (hub, commodity) DO UPDATE SET plan_number = excluded.plan_number, position = excluded.position,
       counts = excluded.counts, done_at = now()`,
    [hub, commodity, at.planNumber, at.position.toString(), JSON.stringify(counts)],
  );
}

/** Where a part stood when it was rebuilt; null when it was not. */
export async function progressOf(sql: Sql, { hub, commodity }: Part): Promise<Standing | null> {
  const [row] = await sql.query<{ plan_number: string; position: string }>(
    'SELECT plan_number, position FROM rebuild.progress WHERE hub = $1 AND commodity = $2',
    [hub, commodity],
  );
  return row ? { planNumber: Number(row.plan_number), position: BigInt(row.position) } : null;
}
