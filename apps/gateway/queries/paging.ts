import type { Sql } from '#database';
import { httpLimits } from '../http/limits.js';
import { Problem } from '../http/problem.js';
import type { Where } from './where.js';

/** One page of a list. `next` is null on the last page. */
export interface Page<Item> {
  items: Item[];
  next: string | null;
}

/** Cursor of a list: where its last item stands in the list's own order. */
export function encodePageCursor(list: string, position: string[]): string {
  return Buffer.from(JSON.stringify([list, ...position])).toString('base64url');
}

/** @throws Problem BAD_CURSOR for anything that is not a cursor of this list */
export function decodePageCursor(list: string, cursor: string, length: number): string[] {
  const position = parse(cursor);
  const good =
    Array.isArray(position) &&
    position.length === length + 1 &&
    position.every((part) => typeof part === 'string' && !part.includes('\u0000')) &&
    position[0] === list;
  if (!good) throw new Problem('BAD_CURSOR');
  return position.slice(1) as string[];
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

/** A list in the database with an order that names each row once, so that a page begins where the last ended. */
export interface Listing<Row, Item> {
  name: string;
  columns: string;
  from: string;
  /** SQL expressions of the order, with their SQL type. */
  order: { sql: string; type: 'text' | 'bigint' | 'timestamptz' }[];
  descending?: boolean;
  item: (row: Row) => Item;
}

interface PositionRow {
  position: string[];
}

/** Reads one page: filters in `where`, then keyset paging by the listing's order. */
export async function readPage<Row, Item>(
  sql: Sql,
  listing: Listing<Row, Item>,
  where: Where,
  { limit = httpLimits.listItemsDefault, cursor }: { limit?: number; cursor?: string },
): Promise<Page<Item>> {
  const { order } = listing;
  const keys = order.map((key) => key.sql);
  if (cursor !== undefined) {
    const position = decodePageCursor(listing.name, cursor, order.length);
    checkTypes(position, order);
    const marks = order.map((key) => `?::${key.type}`).join(', ');
    where.add(`(${keys.join(', ')}) ${listing.descending ? '<' : '>'} (${marks})`, ...position);
  }
  const direction = listing.descending ? ' DESC' : '';
  const count = where.parameter(limit + 1);
  const rows = await sql.query<Row & PositionRow>(
    `SELECT ${listing.columns}, ARRAY[${keys.map((key) => `(${key})::text`).join(', ')}] AS position
     FROM ${listing.from} ${where.sql}
     ORDER BY ${keys.map((key) => key + direction).join(', ')} LIMIT ${count}`,
    where.parameters,
  );
  const page = rows.slice(0, limit);
  const more = rows.length > limit;
  return {
    items: page.map((row) => listing.item(row)),
    next: more ? encodePageCursor(listing.name, page.at(-1)!.position) : null,
  };
}

function checkTypes(position: string[], order: Listing<unknown, unknown>['order']): void {
  order.forEach(({ type }, i) => {
    const text = position[i]!;
    if (type === 'bigint' && !/^-?\d{1,18}$/.test(text)) throw new Problem('BAD_CURSOR');
    if (
      type === 'timestamptz' &&
      Number.isNaN(Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')))
    )
      throw new Problem('BAD_CURSOR');
  });
}

/** A page of a list that is in memory, ordered by `key`. */
export function pageOf<Item>(
  name: string,
  items: Item[],
  key: (item: Item) => string,
  { limit = httpLimits.listItemsDefault, cursor }: { limit?: number; cursor?: string },
): Page<Item> {
  const after = cursor === undefined ? null : decodePageCursor(name, cursor, 1)[0]!;
  const rest = items
    .filter((item) => after === null || key(item) > after)
    .sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  const page = rest.slice(0, limit);
  return { items: page, next: rest.length > limit ? encodePageCursor(name, [key(page.at(-1)!)]) : null };
}
