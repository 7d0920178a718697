import type { Sql } from './database.js';
import { DatabaseError } from './errors.js';
import { insertOutbox, type OutboxRow } from './outbox.js';

/** Where a consumer stands on one partition. `consumer` names the service, not the instance. */
export interface Cursor {
  consumer: string;
  topic: string;
  partition: number;
  nextOffset: bigint;
  /** Last sequence number written to this partition's outbox stream. */
  lastSequence: bigint;
  /** Grows when the partition's tables were mended past its owner. */
  epoch: bigint;
}

interface CursorRow {
  next_offset: string;
  last_sequence: string;
  epoch: string;
}

/** Reads the cursor; one that never moved starts at `earliest`. */
export async function loadCursor(
  sql: Sql,
  at: { consumer: string; topic: string; partition: number },
  earliest: bigint,
): Promise<Cursor> {
  const key = [at.consumer, at.topic, at.partition];
  await sql.query(
    `INSERT INTO transport.cursor (consumer, topic, partition, next_offset) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    [...key, earliest.toString()],
  );
  const [row] = await sql.query<CursorRow>(
    `SELECT next_offset, last_sequence, epoch FROM transport.cursor WHERE consumer = $1 AND topic = $2 AND partition = $3`,
    key,
  );
  return {
    ...at,
    nextOffset: BigInt(row!.next_offset),
    lastSequence: BigInt(row!.last_sequence),
    epoch: BigInt(row!.epoch),
  };
}

/**
 * Moves the cursor from `from` to `to` and leaves `rows` in the outbox of `stream`: the last statement of a batch's
 * transaction.
 * @throws DatabaseError FENCE_LOST when somebody else moved it, or mended what it stands for: this owner is no owner any more.
 */
export async function advanceCursor(
  sql: Sql,
  from: Cursor,
  to: { nextOffset: bigint; lastSequence: bigint },
  stream: string,
  rows: readonly OutboxRow[],
) {
  const values = [
    from.consumer,
    from.topic,
    from.partition,
    to.nextOffset.toString(),
    to.lastSequence.toString(),
    from.nextOffset.toString(),
    from.lastSequence.toString(),
    from.epoch.toString(),
  ];
  const outbox = rows.length === 0 ? null : insertOutbox(values.length + 1, stream, rows);
  const moved = await sql.query(
    `${outbox === null ? '' : `WITH outbox AS (${outbox.text})`}
     UPDATE transport.cursor SET next_offset = $4, last_sequence = $5, updated_at = now()
     WHERE consumer = $1 AND topic = $2 AND partition = $3 AND next_offset = $6 AND last_sequence = $7
       AND epoch = $8
     RETURNING 1`,
    outbox === null ? values : [...values, ...outbox.values],
  );
  if (moved.length !== 1)
    throw new DatabaseError('FENCE_LOST', `${from.consumer} no longer owns ${from.topic}/${from.partition}`);
}

/**
 * Takes partitions out of the hands of whoever owns them: until this transaction ends no owner can commit, and
 * after it the first commit of each fails the fence, so that it drops its caches and claims anew. Partitions in
 * their order, so that two who do this never wait for each other.
 */
export async function raiseEpochs(
  sql: Sql,
  at: { consumer: string; topic: string; partitions: readonly number[] },
): Promise<void> {
  for (const partition of [...new Set(at.partitions)].sort((a, b) => a - b))
    await sql.query(
      `UPDATE transport.cursor SET epoch = epoch + 1 WHERE consumer = $1 AND topic = $2 AND partition = $3`,
      [at.consumer, at.topic, partition],
    );
}
