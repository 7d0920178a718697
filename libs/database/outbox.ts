import type { Sql } from './database.js';

/** A message for Kafka that a transaction leaves behind: published after the commit, in order of its stream. */
export interface OutboxMessage {
  topic: string;
  key: string | null;
  value: Buffer | null;
  headers?: Record<string, string>;
}

export interface OutboxRow extends OutboxMessage {
  sequence: bigint;
}

/** Messages with their numbers in a stream, on from `after`. */
export function numbered(after: bigint, messages: readonly OutboxMessage[]): OutboxRow[] {
  return messages.map(({ topic, key, value, headers }, i) => {
    const sequence = after + BigInt(i + 1);
    return headers === undefined ? { sequence, topic, key, value } : { sequence, topic, key, value, headers };
  });
}

/**
 * `INSERT` of rows as a part of another statement, with its parameters from `$first` on. All values travel as one
 * string of bytes and their lengths (-1 for none): an array of them would be written out in hexadecimal.
 */
export function insertOutbox(
  first: number,
  stream: string,
  rows: readonly OutboxRow[],
): { text: string; values: unknown[] } {
  const $ = (n: number): string => `$${first + n}`;
  let end = 1;
  const starts = rows.map(({ value }) => {
    const start = end;
    end += value?.length ?? 0;
    return start;
  });
  return {
    text: `INSERT INTO transport.outbox (stream, sequence, topic, key, value, headers)
      SELECT ${$(0)}, o.sequence, o.topic, o.key,
             CASE WHEN o.length >= 0 THEN substring(${$(6)}::bytea FROM o.start FOR o.length) END, o.headers
      FROM unnest(${$(1)}::bigint[], ${$(2)}::text[], ${$(3)}::text[], ${$(4)}::int[], ${$(5)}::int[], ${$(7)}::jsonb[])
        AS o (sequence, topic, key, start, length, headers)`,
    values: [
      stream,
      rows.map(({ sequence }) => sequence.toString()),
      rows.map(({ topic }) => topic),
      rows.map(({ key }) => key),
      starts,
      rows.map(({ value }) => value?.length ?? -1),
      Buffer.concat(rows.map(({ value }) => value ?? empty)),
      rows.map(({ headers }) => JSON.stringify(headers ?? {})),
    ],
  };
}

const empty = Buffer.alloc(0);

/** What a stream still holds, oldest first: left by a crash between commit and publishing. */
export async function readOutbox(sql: Sql, stream: string, limit: number, after = 0n): Promise<OutboxRow[]> {
  const rows = await sql.query<{
    sequence: string;
    topic: string;
    key: string | null;
    value: Buffer | null;
    headers: Record<string, string>;
  }>(
    `SELECT sequence, topic, key, value, headers FROM transport.outbox
     WHERE stream = $1 AND sequence > $3 ORDER BY sequence LIMIT $2`,
    [stream, limit, after.toString()],
  );
  return rows.map((row) => ({ ...row, sequence: BigInt(row.sequence) }));
}

/** Forgets what Kafka has on disk. */
export async function clearOutbox(sql: Sql, stream: string, upTo: bigint): Promise<void> {
  await sql.query(`DELETE FROM transport.outbox WHERE stream = $1 AND sequence <= $2`, [
    stream,
    upTo.toString(),
  ]);
}
