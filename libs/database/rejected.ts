import type { Sql } from './database.js';

/** How the life of a rejected event goes on: `open` until its event is taken or somebody lets it be. */
export type RejectedState = 'open' | 'resent' | 'dismissed';

/** Who sent which event in the place of a rejected one. */
export interface Mending {
  rejectedId: string;
  /** Party code of who mended it. */
  by: string;
  /** Identity of the event sent; null where it could not be read. */
  source: string | null;
  id: string | null;
}

export interface MendingRefusal {
  code: string;
  text: { id: string; en: string };
  details: unknown[];
}

/** Seconds for which one resend keeps others with another content away; intake decides in any case. */
const sendingSeconds = 30;

/**
 * Takes the turn to send an event in the place of a rejected one. False when it is not open any more, or
 * another content is on its way; the same content may be sent again.
 * @param contentHash of the event
 */
export async function claimResend(sql: Sql, rejectedId: string, contentHash: Buffer): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE intake.rejected
     SET sending_hash = $2, sending_until = now() + make_interval(secs => ${sendingSeconds})
     WHERE rejected_id = $1 AND state = 'open'
       AND (sending_until IS NULL OR sending_until < now() OR sending_hash = $2) RETURNING rejected_id`,
    [rejectedId, contentHash],
  );
  return rows.length > 0;
}

/** Writes down that an event sent in the place of a rejected one was refused too: it stays open. */
export async function recordRefusedMending(
  sql: Sql,
  { rejectedId, by, source, id }: Mending,
  { code, text, details }: MendingRefusal,
): Promise<void> {
  await sql.query(
    `WITH free AS (UPDATE intake.rejected SET sending_hash = NULL, sending_until = NULL WHERE rejected_id = $1)
     INSERT INTO intake.rejected_history (rejected_id, by, action, event_source, event_id, code, text, details)
     SELECT rejected_id, $2, 'refused', $3, $4, $5, $6, $7 FROM intake.rejected WHERE rejected_id = $1`,
    [rejectedId, by, source, id, code, JSON.stringify(text), JSON.stringify(details)],
  );
}

export interface LockedRejected {
  state: RejectedState;
  /** Identity of the event that took its place. */
  source: string | null;
  id: string | null;
}

/** Locks rejected events until the transaction ends, always in the same order. */
export async function lockRejected(sql: Sql, ids: string[]): Promise<Map<string, LockedRejected>> {
  if (ids.length === 0) return new Map();
  const rows = await sql.query<LockedRejected & { rejected_id: string }>(
    `SELECT rejected_id, state, resent_source AS source, resent_id AS id FROM intake.rejected
     WHERE rejected_id = ANY($1::uuid[]) ORDER BY rejected_id FOR UPDATE`,
    [ids],
  );
  return new Map(rows.map(({ rejected_id, ...row }) => [rejected_id, row]));
}

/** Closes an open rejected event: another one was taken in its place. Without effect on one that is closed. */
export async function closeAsResent(
  sql: Sql,
  { rejectedId, by, source, id }: Mending & { source: string; id: string },
): Promise<void> {
  await sql.query(
    `WITH closed AS (
       UPDATE intake.rejected
       SET state = 'resent', resolved_at = now(), resolved_by = $2, resent_source = $3, resent_id = $4,
           sending_hash = NULL, sending_until = NULL
       WHERE rejected_id = $1 AND state = 'open' RETURNING rejected_id)
     INSERT INTO intake.rejected_history (rejected_id, by, action, event_source, event_id)
     SELECT rejected_id, $2, 'resent', $3, $4 FROM closed`,
    [rejectedId, by, source, id],
  );
}

/** Lets a rejected event be. False when it is not open any more, or an event is on its way in its place. */
export async function dismissRejected(
  sql: Sql,
  rejectedId: string,
  by: string,
  reason: string,
): Promise<boolean> {
  const rows = await sql.query(
    `WITH closed AS (
       UPDATE intake.rejected SET state = 'dismissed', resolved_at = now(), resolved_by = $2, reason = $3
       WHERE rejected_id = $1 AND state = 'open' AND (sending_until IS NULL OR sending_until < now())
       RETURNING rejected_id)
     INSERT INTO intake.rejected_history (rejected_id, by, action, reason)
     SELECT rejected_id, $2, 'dismissed', $3 FROM closed RETURNING rejected_id`,
    [rejectedId, by, reason],
  );
  return rows.length > 0;
}
