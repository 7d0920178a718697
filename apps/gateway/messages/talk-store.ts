import type { Sql } from '#database';
import { newTalk, talkLimits, type Talk } from '#messages';
import type { ChannelName } from './channels.js';

const dayMs = 24 * 60 * 60_000;
/** Longer than any provider repeats a webhook; what is older is not read at all. */
export const receivedMs = 8 * dayMs;
export const replyAgeMsMax = 6 * 60 * 60_000;

const at = (ms: number): string => new Date(ms).toISOString();

/** False when the message was handled before. Another handling of it is waited for. */
export async function isFirst(sql: Sql, message: Buffer, nowMs: number): Promise<boolean> {
  const rows = await sql.query(
    `INSERT INTO messages.received (message, received_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING message`,
    [message, at(nowMs)],
  );
  return rows.length > 0;
}

export async function readTalk(sql: Sql, senderId: string, nowMs: number): Promise<Talk> {
  const [row] = await sql.query<{ state: Talk }>(
    `SELECT state FROM messages.talk WHERE sender_id = $1 AND expires_at > $2`,
    [senderId, at(nowMs)],
  );
  return row?.state ?? newTalk;
}

export async function writeTalk(sql: Sql, senderId: string, talk: Talk, nowMs: number): Promise<void> {
  await sql.query(
    `INSERT INTO messages.talk (sender_id, state, expires_at) VALUES ($1, $2, $3)
     ON CONFLICT (sender_id) DO UPDATE SET state = excluded.state, expires_at = excluded.expires_at`,
    [senderId, JSON.stringify(talk), at(nowMs + talkLimits.recordedMs)],
  );
}

/** True once a day for each. */
export async function isStrange(sql: Sql, who: Buffer, nowMs: number): Promise<boolean> {
  const rows = await sql.query(
    `INSERT INTO messages.stranger AS s (who, told_at) VALUES ($1, $2)
     ON CONFLICT (who) DO UPDATE SET told_at = excluded.told_at WHERE s.told_at < $3 RETURNING who`,
    [who, at(nowMs), at(nowMs - dayMs)],
  );
  return rows.length > 0;
}

export interface Reply {
  replyId: string;
  channel: ChannelName;
  address: string;
  body: string;
  attempts: number;
  createdAt: Date;
}

export async function queueReply(
  sql: Sql,
  { channel, address, body }: Pick<Reply, 'channel' | 'address' | 'body'>,
  nowMs: number,
): Promise<void> {
  await sql.query(
    `INSERT INTO messages.reply (channel, address, body, created_at, due_at) VALUES ($1, $2, $3, $4, $4)`,
    [channel, address, body, at(nowMs)],
  );
}

/** Takes what is due for a while; another instance leaves it alone until then. */
export async function claimReplies(
  sql: Sql,
  nowMs: number,
  leaseMs: number,
  limit: number,
): Promise<Reply[]> {
  const rows = await sql.query<{
    reply_id: string;
    channel: ChannelName;
    address: string;
    body: string;
    attempts: number;
    created_at: Date;
  }>(
    `UPDATE messages.reply SET leased_until = $2, attempts = attempts + 1 WHERE reply_id IN (
       SELECT reply_id FROM messages.reply WHERE due_at <= $1 AND (leased_until IS NULL OR leased_until <= $1)
       ORDER BY due_at, reply_id LIMIT $3 FOR UPDATE SKIP LOCKED)
     RETURNING reply_id, channel, address, body, attempts, created_at`,
    [at(nowMs), at(nowMs + leaseMs), limit],
  );
  return rows
    .map(({ reply_id, created_at, ...rest }) => ({ replyId: reply_id, createdAt: created_at, ...rest }))
    .sort((a, b) => Number(a.replyId) - Number(b.replyId));
}

export async function removeReply(sql: Sql, replyId: string): Promise<void> {
  await sql.query(`DELETE FROM messages.reply WHERE reply_id = $1`, [replyId]);
}

export async function delayReply(sql: Sql, replyId: string, dueMs: number): Promise<void> {
  await sql.query(`UPDATE messages.reply SET due_at = $2, leased_until = NULL WHERE reply_id = $1`, [
    replyId,
    at(dueMs),
  ]);
}

/** Ends what is kept no longer. */
export async function endOld(sql: Sql, nowMs: number): Promise<void> {
  await sql.query(`DELETE FROM messages.received WHERE received_at < $1`, [at(nowMs - receivedMs)]);
  await sql.query(`DELETE FROM messages.stranger WHERE told_at < $1`, [at(nowMs - dayMs)]);
  await sql.query(`DELETE FROM messages.reply WHERE created_at < $1`, [at(nowMs - replyAgeMsMax)]);
  await sql.query(
    `DELETE FROM messages.talk t WHERE expires_at < $1
       OR EXISTS (SELECT FROM messages.sender s WHERE s.sender_id = t.sender_id AND s.revoked_at IS NOT NULL)`,
    [at(nowMs)],
  );
}
