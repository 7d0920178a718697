import type { Fact, LifecycleEvent } from '#domain';
import type { Database, Sql } from './database.js';

/** The consumer that writes the long memory; its cursor says how far that reaches. */
export const historian = 'historian';
const monthLock = 7_165_004;

/** A fact and where on topic `facts` it stood. */
export interface HistoryEntry {
  partition: number;
  position: bigint;
  fact: Fact | LifecycleEvent;
}

/** Appends facts to the long memory; one that is there already stays as it is. */
export async function appendHistory(sql: Sql, entries: readonly HistoryEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const time = (ms: number): string => new Date(ms).toISOString();
  await sql.query(
    `INSERT INTO history.fact (accepted_at, fact_id, partition, position, hub, commodity, subject, source, event_id,
                               occurred_at, fact)
     SELECT * FROM unnest($1::timestamptz[], $2::uuid[], $3::int[], $4::bigint[], $5::text[], $6::text[], $7::text[],
                          $8::text[], $9::text[], $10::timestamptz[], $11::jsonb[])
     ON CONFLICT DO NOTHING`,
    [
      entries.map(({ fact }) => time(fact.acceptedAt)),
      entries.map(({ fact }) => fact.id),
      entries.map(({ partition }) => partition),
      entries.map(({ position }) => position.toString()),
      entries.map(({ fact }) => fact.hub),
      entries.map(({ fact }) => ('commodity' in fact ? fact.commodity : null)),
      entries.map(({ fact }) => ('commodity' in fact ? subjectOf(fact) : null)),
      entries.map(({ fact }) => fact.source),
      entries.map(({ fact }) => fact.eventId),
      entries.map(({ fact }) => time(fact.time)),
      entries.map(({ fact }) => JSON.stringify(fact)),
    ],
  );
}

/** Makes the month of each instant a table of its own, where there is none yet. Epoch milliseconds. */
export async function ensureMonths(sql: Sql, instants: Iterable<number>): Promise<void> {
  const months = new Set([...instants].map(monthOf));
  if (months.size === 0) return;
  await sql.query('SELECT pg_advisory_xact_lock($1)', [monthLock]);
  for (const month of months) await sql.query('SELECT history.ensure_month($1::date)', [`${month}-01`]);
}

/** The table of an instant, as `2026-11`; epoch milliseconds. */
export function monthOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 7);
}

/** Name under which a fact follows others of the same name; null for a movement, which follows nothing. */
function subjectOf(fact: Fact): string | null {
  if (fact.type === 'fact.corrected') return correctionOf(fact.corrects);
  return fact.type === 'stock.moved' ? null : successorOf(fact);
}

/** Subject of the facts that can take a fact's place: a newer count, a later revision; null where none can. */
export function successorOf(fact: Fact): string | null {
  const { hub, commodity, source } = fact;
  const own = (kind: string, ...names: string[]): string =>
    [kind, hub, commodity, source, ...names].join('\n');
  switch (fact.type) {
    case 'stock.counted':
    case 'stock.moved':
      return own('count', fact.location, fact.lot);
    case 'demand.declared':
    case 'demand.withdrawn':
      return own('demand', fact.demandId);
    case 'harvest.forecast':
      return own('forecast', fact.location, fact.forecastId);
    case 'price.observed':
      return own('price', fact.market);
    case 'plan.overridden':
    case 'plan.released':
      return own('override', fact.overrideId);
    default:
      return null;
  }
}

/** Subject of the corrections of one fact. */
export function correctionOf(factId: string): string {
  return `corrects\n${factId}`;
}

/** How far the long memory of a partition of `facts` reaches: everything below is in it. */
export async function historyReach(sql: Sql, partition: number): Promise<bigint> {
  const [row] = await sql.query<{ next_offset: string }>(
    `SELECT next_offset FROM transport.cursor WHERE consumer = $1 AND topic = 'facts' AND partition = $2`,
    [historian, partition],
  );
  return BigInt(row?.next_offset ?? 0);
}

const askEveryMs = 50;

/** Waits until the long memory holds everything below an offset, or the time is over; answers how far it reaches. */
export async function awaitHistory(
  sql: Sql,
  partition: number,
  position: bigint,
  withinMs: number,
): Promise<bigint> {
  for (const giveUpAt = Date.now() + withinMs; ;) {
    const reach = await historyReach(sql, partition);
    if (reach >= position || Date.now() >= giveUpAt) return reach;
    await new Promise((resolve) => setTimeout(resolve, askEveryMs));
  }
}

/**
 * Facts of one ledger in the order in which they came, below an offset of its partition. Of lower partitions, where
 * the ledger was before there were more of them, all count; of higher ones, where it went later, none. Partitions are
 * only ever multiplied, so that a ledger never goes to a lower one.
 */
export async function readHistory(
  sql: Sql,
  at: { hub: string; commodity: string; partition: number; position: bigint },
  limit?: number,
): Promise<Fact[]> {
  const rows = await sql.query<{ fact: Fact }>(
    `SELECT fact FROM history.known
     WHERE hub = $1 AND commodity = $2 AND (partition < $3 OR partition = $3 AND position < $4)
     ORDER BY partition, position LIMIT $5`,
    [at.hub, at.commodity, at.partition, at.position.toString(), limit ?? null],
  );
  return rows.map((row) => row.fact);
}

const pageRows = 5_000;

/**
 * The same facts page by page, so that a long history needs little memory: first what takes facts back or confirms
 * them, then everything in order of the time that it is about.
 */
export async function pageHistory(
  database: Database,
  at: { hub: string; commodity: string; partition: number; position: bigint },
  each: (facts: Fact[]) => void,
): Promise<void> {
  await database.transaction(async (sql) => {
    await sql.query(
      `DECLARE page NO SCROLL CURSOR FOR SELECT fact FROM history.known
       WHERE hub = $1 AND commodity = $2 AND (partition < $3 OR partition = $3 AND position < $4)
       ORDER BY fact->>'type' IN ('fact.corrected', 'fact.confirmed') DESC, occurred_at`,
      [at.hub, at.commodity, at.partition, at.position.toString()],
    );
    for (;;) {
      const rows = await sql.query<{ fact: Fact }>(`FETCH ${pageRows} FROM page`);
      each(rows.map(({ fact }) => fact));
      if (rows.length < pageRows) return;
    }
  });
}
