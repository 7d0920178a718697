import type { Sql } from '#database';
import { Problem } from '../http/problem.js';
import { decodePageCursor, encodePageCursor, readPage } from '../queries/paging.js';
import type { Listing, Page } from '../queries/paging.js';
import { Where } from '../queries/where.js';
import { rejectedColumns, rejectedItem, stepItem } from './rejected-item.js';
import type { RejectedRow, StepRow } from './rejected-item.js';
import type { RejectedQuery } from './rejected.dto.js';
import type { RejectedSight } from './rejected-sight.js';

const name = 'rejected';
const historyMax = 100;

/** Rows that one page of a text search looks at: no index knows what is inside a text. */
const searchedMax = 5_000;

/** Rejected events that match, newest first. With `q` a page may be short, and even empty, before the last. */
export async function listRejected(
  sql: Sql,
  query: RejectedQuery,
  sight: RejectedSight,
): Promise<Page<unknown>> {
  const listing: Listing<RejectedRow, unknown> = {
    name,
    columns: rejectedColumns,
    from: 'intake.rejected',
    order: [{ sql: 'number', type: 'bigint' }],
    descending: true,
    item: (row) => rejectedItem(row, sight.isWhole(row.party)),
  };
  const where = filtersOf(query, sight);
  if (query.q === undefined) return readPage(sql, listing, where, query);
  const oldest = await oldestSearched(sql, query, sight);
  addSearch(where, query.q, sight);
  if (oldest !== null) where.add('number >= ?::bigint', oldest);
  const page = await readPage(sql, listing, where, query);
  // The page ends where the search did: what is older has not been looked at yet.
  if (page.next === null && oldest !== null) page.next = encodePageCursor(name, [oldest]);
  return page;
}

function filtersOf(query: RejectedQuery, sight: RejectedSight): Where {
  const where = new Where()
    .equals('party', query.party)
    .equals('code', query.code)
    .equals('type', query.type)
    .equals('event_id', query.eventId)
    .equals('state', query.state);
  if (query.from !== undefined) where.add('received_at >= ?', new Date(query.from).toISOString());
  if (query.to !== undefined) where.add('received_at < ?', new Date(query.to).toISOString());
  return sight.limit(where);
}

// Who may not read what was said may not ask what it contains either.
function addSearch(where: Where, q: string, sight: RejectedSight): void {
  const text = q.toLowerCase();
  const [whole, ...values] = sight.whole();
  where.any([
    ['strpos(lower(event_id), ?) > 0', text],
    [`strpos(lower(payload), ?) > 0 AND (${whole})`, text, ...values],
  ]);
}

/** The number of the oldest row that this page searches; null when it reaches the end of the list. */
async function oldestSearched(sql: Sql, query: RejectedQuery, sight: RejectedSight): Promise<string | null> {
  const where = filtersOf(query, sight);
  if (query.cursor !== undefined) {
    const [number] = decodePageCursor(name, query.cursor, 1);
    if (!/^\d{1,18}$/.test(number!)) throw new Problem('BAD_CURSOR');
    where.add('number < ?::bigint', number);
  }
  const [found] = await sql.query<{ oldest: string | null; count: number }>(
    `SELECT min(number)::text AS oldest, count(*)::int AS count FROM (
       SELECT number FROM intake.rejected ${where.sql} ORDER BY number DESC LIMIT ${searchedMax}) AS searched`,
    where.parameters,
  );
  return found!.count === searchedMax ? found!.oldest : null;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** One rejected event. @throws Problem NOT_FOUND, also when the reader may not know of it */
export async function findRejected(sql: Sql, rejectedId: string, sight: RejectedSight): Promise<RejectedRow> {
  const [row] = uuid.test(rejectedId)
    ? await sql.query<RejectedRow>(`SELECT ${rejectedColumns} FROM intake.rejected WHERE rejected_id = $1`, [
        rejectedId,
      ])
    : [];
  if (!row || !sight.sees(row.party)) throw new Problem('NOT_FOUND');
  return row;
}

/** One rejected event with what was done about it, oldest first. @throws Problem NOT_FOUND */
export async function showRejected(sql: Sql, rejectedId: string, sight: RejectedSight) {
  const row = await findRejected(sql, rejectedId, sight);
  const steps = await sql.query<StepRow>(
    `SELECT at, by, action, event_source, event_id, code, text, details, reason FROM intake.rejected_history
     WHERE rejected_id = $1 ORDER BY number DESC LIMIT ${historyMax}`,
    [rejectedId],
  );
  const whole = sight.isWhole(row.party);
  return { ...rejectedItem(row, whole), history: steps.reverse().map((step) => stepItem(step, whole)) };
}
