import { ArchiveError, isTransientDatabaseError, raiseEpochs, type Database, type Sql } from '#database';
import { countPart, type Counts } from './compare.js';
import { derivePart, standingOf } from './part.js';
import { columnsOf, keyOf, onKey, tablesOf, type Part, type Table } from './tables.js';
import { progressOf } from './workshop.js';

const attemptsMax = 8;
const pauseMs = 300;

/**
 * Puts the derived rows in the place of the live ones that differ, in one transaction, and answers what differs
 * then still: what does not follow from facts. The reconciler remembers what it read from these tables, so its
 * cursors' epochs are raised: it cannot commit meanwhile, and with its next commit it forgets.
 */
export async function swap(
  database: Database,
  parts: readonly Part[],
): Promise<Map<Part, Record<string, Counts>>> {
  for (let attempt = 1; ; attempt++)
    try {
      return await database.transaction((sql) => swapAll(sql, parts));
    } catch (error) {
      // Of two that wait for each other, Postgres ends one; and the historian is a moment behind the reconciler.
      const isBehind = error instanceof ArchiveError && error.code === 'HISTORY_BEHIND';
      if (attempt >= attemptsMax || !(isBehind || isTransientDatabaseError(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
}

async function swapAll(sql: Sql, parts: readonly Part[]): Promise<Map<Part, Record<string, Counts>>> {
  await holdDispatcher(sql, parts);
  const ledgers = parts.filter(({ commodity }) => commodity !== '');
  const partitions: number[] = [];
  for (const part of ledgers) partitions.push((await standingOf(sql, part)).partition);
  await raiseEpochs(sql, { consumer: 'reconciler', topic: 'facts', partitions });
  const left = new Map<Part, Record<string, Counts>>();
  for (const part of parts) {
    if (await hasMoved(sql, part)) await derivePart(sql, part);
    for (const table of tablesOf(part)) await mend(sql, table, part);
  }
  for (const part of parts) {
    await derivePart(sql, part);
    left.set(part, await countPart(sql, part));
  }
  return left;
}

/** The dispatcher works on a lane only with its lock. */
async function holdDispatcher(sql: Sql, parts: readonly Part[]): Promise<void> {
  const rows = await sql.query<{ lane: string }>(
    `SELECT DISTINCT lane FROM (
       SELECT lane, hub, commodity FROM dispatcher.planned UNION SELECT lane, hub, '' FROM dispatcher.shipment) t
     WHERE (hub, commodity) IN (SELECT * FROM unnest($1::text[], $2::text[])) ORDER BY lane`,
    [parts.map(({ hub }) => hub), parts.map(({ commodity }) => commodity)],
  );
  const lanes = rows.map(({ lane }) => lane).sort();
  await sql.query(`SELECT pg_advisory_xact_lock(7165003, hashtext(lane)) FROM unnest($1::text[]) AS lane`, [
    lanes,
  ]);
}

/** Of what shipments are about nothing tells that it stood still. */
async function hasMoved(sql: Sql, part: Part): Promise<boolean> {
  const [before, now] = [await progressOf(sql, part), await standingOf(sql, part)];
  return part.commodity === '' || before?.planNumber !== now.planNumber || before.position !== now.position;
}

async function mend(sql: Sql, table: Table, { hub, commodity }: Part): Promise<void> {
  const { name, copy, key } = table;
  const columns = await columnsOf(sql, name);
  const others = columns.filter((column) => !key.includes(column));
  await sql.query(
    `INSERT INTO ${name} (${columns.join(', ')})
     SELECT ${columns.map((column) => `r.${column}`).join(', ')} FROM ${copy} r
     JOIN rebuild.difference d ON d.hub = $1 AND d.commodity = $2 AND d.name = $3
       AND d.kind IN ('different', 'missing') AND d.key = ${keyOf(table, 'r')}
     ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${others.map((column) => `${column} = excluded.${column}`).join(', ')}`,
    [hub, commodity, name],
  );
  await sql.query(
    `DELETE FROM ${name} l USING rebuild.difference d
     WHERE d.hub = $1 AND d.commodity = $2 AND d.name = $3 AND d.kind = 'extra' AND d.key = ${keyOf(table, 'l')}
       AND NOT EXISTS (SELECT 1 FROM ${copy} r WHERE ${onKey(table, 'r', 'l')})`,
    [hub, commodity, name],
  );
}
