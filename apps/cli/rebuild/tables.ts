import type { Sql } from '#database';

/** What is rebuilt at a time: one ledger, or, with an empty commodity, what a hub's shipments are about. */
export interface Part {
  hub: string;
  commodity: string;
}

/** A live table and its copy in schema `rebuild`, which is filled from facts. */
export interface Table {
  /** With its schema, e.g. `reconciler.stock`. */
  name: string;
  copy: string;
  key: readonly string[];
  /** SQL over a row `t` of either, with $1 the hub and $2 the commodity: the rows of a part. */
  scope: string;
  /** SQL over a live row `l` that no derived row is like: 'extra', 'behind', NULL where that proves nothing; null: always. */
  unfounded: string | null;
}

const ofLedger = 't.hub = $1::text AND t.commodity = $2::text';
const ofHub = `t.hub = $1::text AND $2::text = ''`;

const table = (name: string, key: string[], scope: string, unfounded: string | null): Table => ({
  name,
  copy: `rebuild.${name.replace('.', '_')}`,
  key,
  scope,
  unfounded,
});

/** An identity is on record before its fact is: later facts of the same ledger tell that it should be there. */
const laterFact = `CASE WHEN ${forgottenAt('l.accepted_at')} THEN NULL WHEN EXISTS (
    SELECT 1 FROM history.known f WHERE f.hub = $1 AND coalesce(f.commodity, '') = $2
      AND f.accepted_at > l.accepted_at + interval '1 minute') THEN 'extra' ELSE 'behind' END`;
const laterCommitment = `CASE WHEN EXISTS (
    SELECT 1 FROM rebuild.dispatcher_commitment r
    WHERE r.lane = l.lane AND r.commodity = l.commodity AND r.number > l.number) THEN 'extra' ELSE 'behind' END`;
/** Whatever the dispatcher has read, the historian has too. */
const dispatcherIsRead = `CASE WHEN ${forgottenAt(`to_timestamp((l.event->>'acceptedAt')::bigint / 1000.0)`)} THEN NULL
  WHEN NOT EXISTS (
    SELECT 1 FROM transport.cursor d LEFT JOIN transport.cursor h
      ON h.consumer = 'historian' AND h.topic = d.topic AND h.partition = d.partition
    WHERE d.consumer = 'dispatcher' AND d.topic = 'facts' AND d.next_offset > coalesce(h.next_offset, 0))
  THEN 'extra' ELSE 'behind' END`;

/** Of a month that has ended no facts are left to tell. */
function forgottenAt(acceptedAt: string): string {
  return `EXISTS (SELECT 1 FROM history.ended h WHERE h.hub = $1 AND h.commodity = $2 AND ${acceptedAt} < h.accepted_before)`;
}

export const ledgerTables: readonly Table[] = [
  table('reconciler.book', ['hub', 'commodity'], ofLedger, `'extra'`),
  table('reconciler.plan', ['hub', 'commodity', 'number'], ofLedger, null),
  table('reconciler.stock', ['hub', 'commodity', 'lot_id'], ofLedger, `'extra'`),
  table('reconciler.demand', ['hub', 'commodity', 'demand_id'], ofLedger, `'extra'`),
  table('reconciler.balance', ['hub', 'commodity', 'region'], ofLedger, `'extra'`),
  table('reconciler.alert', ['alert_id'], ofLedger, null),
  table('reconciler.feed', ['party', 'hub', 'commodity'], ofLedger, `'extra'`),
  table('intake.identity', ['fact_id'], ofLedger, laterFact),
  table('intake.demand', ['demand_id'], ofLedger, null),
  table('dispatcher.planned', ['lane', 'commodity'], ofLedger, null),
  table(
    'dispatcher.commitment',
    ['lane', 'commodity', 'number'],
    `t.commodity = $2::text AND t.lane IN (SELECT code FROM registry.change WHERE kind = 'lane' AND value->>'hub' = $1::text)`,
    laterCommitment,
  ),
];

export const hubTables: readonly Table[] = [
  table('intake.identity', ['fact_id'], `${ofHub} AND t.commodity IS NULL`, laterFact),
  table(
    'dispatcher.lifecycle',
    ['fact_id'],
    `t.event->>'hub' = $1::text AND $2::text = ''`,
    dispatcherIsRead,
  ),
  table('dispatcher.shipment', ['shipment_id'], ofHub, null),
];

export function tablesOf({ commodity }: Part): readonly Table[] {
  return commodity === '' ? hubTables : ledgerTables;
}

/** The key of a row as JSON, from the alias of the row. */
export function keyOf({ key }: Table, alias: string): string {
  return `jsonb_build_object(${key.map((column) => `'${column}', ${alias}.${column}`).join(', ')})`;
}

export function onKey({ key }: Table, a: string, b: string): string {
  return key.map((column) => `${a}.${column} = ${b}.${column}`).join(' AND ');
}

const rowsAtOnce = 500;

/** Puts derived rows into a copy; a row is an object with the names of the columns. */
export async function fill(sql: Sql, name: string, rows: readonly object[]): Promise<void> {
  const copy = `rebuild.${name.replace('.', '_')}`;
  const columns = (await columnsOf(sql, name)).join(', ');
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    await sql.query(
      `INSERT INTO ${copy} (${columns})
       SELECT ${columns} FROM jsonb_populate_recordset(NULL::${copy}, $1::jsonb)`,
      [JSON.stringify(rows.slice(from, from + rowsAtOnce))],
    );
}

/** Columns that can be written: those that Postgres generates follow by themselves. */
export async function columnsOf(sql: Sql, name: string): Promise<string[]> {
  const rows = await sql.query<{ column: string }>(
    `SELECT quote_ident(attname) AS column FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
    [name],
  );
  return rows.map(({ column }) => column);
}
