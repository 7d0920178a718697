import type { Sql } from '#database';
import { keyOf, onKey, tablesOf, type Part, type Table } from './tables.js';

export const kinds = ['different', 'missing', 'extra', 'behind'] as const;
export type Kind = (typeof kinds)[number];

/** Rows of a table: `behind` are those of a service that has yet to read what the others have. */
export type Counts = { same: number } & Record<Kind, number>;

/** Compares the copies of a part with the live tables, row by row, and writes down what differs. */
export async function comparePart(sql: Sql, part: Part): Promise<void> {
  for (const table of tablesOf(part)) await compareTable(sql, table, part);
}

async function compareTable(sql: Sql, table: Table, { hub, commodity }: Part): Promise<void> {
  const { name, copy, key, scope, unfounded } = table;
  const values = [hub, commodity, name];
  await sql.query(
    `INSERT INTO rebuild.difference (hub, commodity, name, kind, key)
     SELECT $1::text, $2::text, $3::text, CASE WHEN l.${key[0]} IS NULL THEN 'missing' ELSE 'different' END, ${keyOf(table, 'r')}
     FROM (SELECT * FROM ${copy} t WHERE ${scope}) r LEFT JOIN ${name} l ON ${onKey(table, 'l', 'r')}
     WHERE to_jsonb(l) IS DISTINCT FROM to_jsonb(r)
     ON CONFLICT DO NOTHING`,
    values,
  );
  if (unfounded !== null)
    await sql.query(
      `INSERT INTO rebuild.difference (hub, commodity, name, kind, key)
       SELECT $1::text, $2::text, $3::text, kind, key FROM (
         SELECT ${unfounded} AS kind, ${keyOf(table, 'l')} AS key
         FROM (SELECT * FROM ${name} t WHERE ${scope}) l
         WHERE NOT EXISTS (SELECT 1 FROM ${copy} r WHERE ${onKey(table, 'r', 'l')})) u
       WHERE kind IS NOT NULL
       ON CONFLICT DO NOTHING`,
      values,
    );
}

/** Forgets what was derived and found of a part. */
export async function clearPart(sql: Sql, part: Part): Promise<void> {
  const key = [part.hub, part.commodity];
  for (const { copy, scope } of tablesOf(part)) await sql.query(`DELETE FROM ${copy} t WHERE ${scope}`, key);
  await sql.query(`DELETE FROM rebuild.difference WHERE hub = $1 AND commodity = $2`, key);
}

/** Writes down rows that cannot be compared: a service has yet to read what its row follows from, or nothing tells. */
export async function note(sql: Sql, part: Part, name: string, kind: Kind, keys: object[]): Promise<void> {
  if (keys.length > 0)
    await sql.query(
      `INSERT INTO rebuild.difference (hub, commodity, name, kind, key)
       SELECT $1::text, $2::text, $3::text, $4::text, key FROM unnest($5::jsonb[]) AS key ON CONFLICT DO NOTHING`,
      [part.hub, part.commodity, name, kind, keys.map((key) => JSON.stringify(key))],
    );
}

/** What was found of a part, by table. */
export async function countPart(sql: Sql, part: Part): Promise<Record<string, Counts>> {
  const counts: Record<string, Counts> = {};
  const key = [part.hub, part.commodity];
  for (const { name, copy, scope } of tablesOf(part)) {
    const [row] = await sql.query<{ rows: string }>(
      `SELECT count(*) AS rows FROM ${copy} t WHERE ${scope}`,
      key,
    );
    const found = await sql.query<{ kind: Kind; rows: string; derived: string }>(
      `SELECT kind, count(*) AS rows FROM rebuild.difference
       WHERE hub = $1 AND commodity = $2 AND name = $3 GROUP BY kind`,
      [...key, name],
    );
    const count: Counts = { same: Number(row!.rows), different: 0, missing: 0, extra: 0, behind: 0 };
    for (const { kind, rows } of found) count[kind] = Number(rows);
    count.same = Math.max(0, count.same - count.different - count.missing);
    counts[name] = count;
  }
  return counts;
}
