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

/** Appends messages to a stream, numbered on from `after`; returns them with their numbers. */
export async function appendOutbox(
  sql: Sql,
  stream: string,
  after: bigint,
  messages: OutboxMessage[],
): Promise<OutboxRow[]> {
  if (messages.length === 0) return [];
  const rows = messages.map((message, i) => ({ ...message, sequence: after + BigInt(i + 1) }));
  await sql.query(
    `INSERT INTO transport.outbox (stream, sequence, topic, key, value, headers)
     SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::text[], $5::bytea[], $6::jsonb[])`,
    [
      stream,
      rows.map((row) => row.sequence.toString()),
      rows.map((row) => row.topic),
      rows.map((row) => row.key),
      rows.map((row) => row.value),
      rows.map((row) => JSON.stringify(row.headers ?? {})),
    ],
  );
  return rows;
}

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
