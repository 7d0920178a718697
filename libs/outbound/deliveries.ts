import { appendAudit } from '#database';
import type { Sql } from '#database';
import { outboundLimits } from './limits.js';

/** A delivery that is one's own to make until the lease ends. */
export interface Claimed {
  webhookId: string;
  party: string;
  url: string;
  secret: Buffer;
  oldSecret: Buffer | null;
  sequence: string;
  key: string;
  eventId: string;
  body: string | null;
  /** This one included. */
  attempts: number;
  firstAt: Date;
  queuedAt: Date;
}

interface ClaimedRow {
  webhook_id: string;
  party: string;
  url: string;
  secret: Buffer;
  old_secret: Buffer | null;
  sequence: string;
  key: string;
  event_id: string;
  body: string | null;
  attempts: number;
  first_at: Date;
  queued_at: Date;
}

/** What came of an attempt, as its owner sees it. */
export interface Attempt {
  at: string;
  ms: number;
  status: number | null;
  /** Null: it was taken. */
  code: string | null;
  answer: string | null;
}

// A webhook with much to do looks at this many of its own at a time.
const lookedAtMax = 500;

/**
 * Takes deliveries that are due, of each webhook at most as many as it has room for: the events of one key in their
 * order, while an earlier one is young. Several dispatchers may do so at once.
 * @param busy deliveries under way here by webhook
 */
export async function claimDeliveries(
  sql: Sql,
  now: number,
  busy: ReadonlyMap<string, number>,
  limit: number,
): Promise<Claimed[]> {
  const { leaseMs, atOnceMax, downFailures, holdAttempts } = outboundLimits;
  const rows = await sql.query<ClaimedRow>(
    `WITH hook AS MATERIALIZED (
       SELECT w.webhook_id, w.url, w.secret,
         CASE WHEN w.old_secret_until > $1 THEN w.old_secret END AS old_secret,
         CASE WHEN w.failures >= $6 THEN 1 ELSE $5 END - coalesce(b.count, 0) AS room
       FROM outbound.webhook w
         LEFT JOIN unnest($3::uuid[], $4::int[]) AS b (webhook_id, count) USING (webhook_id)
       WHERE w.state = 'active' AND (w.waits_until IS NULL OR w.waits_until <= $1)
     ),
     due AS MATERIALIZED (
       SELECT hook.*, picked.sequence FROM hook CROSS JOIN LATERAL (
         SELECT d.sequence FROM outbound.delivery d
         WHERE d.webhook_id = hook.webhook_id AND d.sequence IN (
             SELECT l.sequence FROM outbound.delivery l
             WHERE l.webhook_id = hook.webhook_id AND l.state = 'pending' AND l.due_at <= $1
             ORDER BY l.due_at, l.sequence LIMIT ${lookedAtMax})
           AND d.state = 'pending' AND (d.leased_until IS NULL OR d.leased_until <= $1)
           AND NOT EXISTS (
             SELECT FROM outbound.delivery p
             WHERE p.webhook_id = d.webhook_id AND p.key = d.key AND p.sequence < d.sequence
               AND p.state = 'pending' AND p.attempts < $7)
         ORDER BY d.sequence LIMIT greatest(hook.room, 0)
         FOR UPDATE OF d SKIP LOCKED
       ) picked
       WHERE hook.room > 0 LIMIT $8
     ),
     taken AS (
       UPDATE outbound.delivery d
       SET leased_until = $1::timestamptz + make_interval(secs => $2), attempts = d.attempts + 1,
         first_at = coalesce(d.first_at, $1)
       FROM due WHERE d.webhook_id = due.webhook_id AND d.sequence = due.sequence
       RETURNING d.webhook_id, d.party, due.url, due.secret, due.old_secret, d.sequence, d.key, d.event_id, d.body,
         d.attempts, d.first_at, d.queued_at
     )
     SELECT t.webhook_id, t.party, t.url, t.secret, t.old_secret, t.sequence, t.key, t.event_id, t.attempts, t.first_at,
       t.queued_at,       coalesce(t.body, e.body) AS body
     FROM taken t LEFT JOIN outbound.event e USING (sequence) ORDER BY t.sequence`,
    [
      new Date(now).toISOString(),
      leaseMs / 1_000,
      [...busy.keys()],
      [...busy.values()],
      atOnceMax,
      downFailures,
      holdAttempts,
      limit,
    ],
  );
  return rows.map((row) => ({
    webhookId: row.webhook_id,
    party: row.party,
    url: row.url,
    secret: row.secret,
    oldSecret: row.old_secret,
    sequence: row.sequence,
    key: row.key,
    eventId: row.event_id,
    body: row.body,
    attempts: row.attempts,
    firstAt: row.first_at,
    queuedAt: row.queued_at,
  }));
}

const { historyMax } = outboundLimits;
const rememberedWith = (attempt: string): string =>
  `CASE WHEN jsonb_array_length(history) >= ${historyMax} THEN history - 0 ELSE history END || ${attempt}::jsonb`;

/** A delivery and what came of it. */
export interface Done {
  claimed: Claimed;
  attempt: Attempt;
}

/**
 * Writes down what receivers took, all of it in one statement. One that was down and is there again gets what waited
 * at once.
 */
export async function markDelivered(sql: Sql, done: readonly Done[], now: number): Promise<void> {
  const at = new Date(now).toISOString();
  // Webhooks before deliveries and in one order, as everybody does who locks both.
  const rows = await sql.query<{ webhook_id: string; was_down: boolean }>(
    `WITH given AS (SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::text[]) AS g (webhook_id, sequence, attempt)),
     stale AS MATERIALIZED (
       SELECT webhook_id, failures FROM outbound.webhook
       WHERE webhook_id = ANY ($1::uuid[])
         AND (failures > 0 OR last_ok_at IS NULL OR last_ok_at < $4::timestamptz - interval '10 seconds')
       ORDER BY webhook_id FOR NO KEY UPDATE
     ),
     well AS (
       UPDATE outbound.webhook w SET failures = 0, failing_since = NULL, waits_until = NULL, last_ok_at = $4
       FROM stale WHERE w.webhook_id = stale.webhook_id
     ),
     taken AS (
       UPDATE outbound.delivery d
       SET state = 'delivered', delivered_at = $4, leased_until = NULL, history = ${rememberedWith('given.attempt')}
       FROM given WHERE d.webhook_id = given.webhook_id AND d.sequence = given.sequence AND d.state <> 'delivered'
         AND (SELECT count(*) FROM stale) >= 0
     )
     SELECT webhook_id, failures >= $5::int AS was_down FROM stale`,
    [
      done.map(({ claimed }) => claimed.webhookId),
      done.map(({ claimed }) => claimed.sequence),
      done.map(({ attempt }) => JSON.stringify(attempt)),
      at,
      outboundLimits.downFailures,
    ],
  );
  const back = rows.filter(({ was_down }) => was_down).map(({ webhook_id }) => webhook_id);
  if (back.length === 0) return;
  await sql.query(
    `UPDATE outbound.delivery SET due_at = $2
     WHERE webhook_id = ANY ($1::uuid[]) AND state = 'pending' AND due_at > $2 AND leased_until IS NULL`,
    [back, at],
  );
}

export interface Failing {
  attempt: Attempt;
  /** Milliseconds until this one is tried again. */
  retryMs: number;
  /** Milliseconds for which nothing at all is sent there, by how often in a row it has failed. */
  pauseMs: (failures: number) => number;
  /** The receiver said that it wants no more. */
  isGone: boolean;
  now: number;
  /** Whose audit it goes into, should the webhook end by this. */
  hub: string;
}

/**
 * Writes down that a receiver did not take it, inside a transaction. After three days without one success the webhook
 * is disabled and its deliveries wait; a delivery that fails for three days while others succeed is given up. Answers
 * why the webhook was disabled by this, or null.
 */
export async function markFailed(
  sql: Sql,
  claimed: Claimed,
  { attempt, retryMs, pauseMs, isGone, now, hub }: Failing,
): Promise<'GONE' | 'FAILING' | null> {
  const { webhookId, sequence, key, attempts, firstAt, party } = claimed;
  const at = new Date(now).toISOString();
  const [hook] = await sql.query<{ failures: number; failing_since: Date; state: string }>(
    `UPDATE outbound.webhook SET failures = failures + 1, failing_since = coalesce(failing_since, $2)
     WHERE webhook_id = $1 RETURNING failures, failing_since, state`,
    [webhookId, at],
  );
  if (!hook) return null;
  const { giveUpMs, holdAttempts } = outboundLimits;
  const isDead = now - hook.failing_since.getTime() >= giveUpMs;
  const isGivenUp = now - firstAt.getTime() >= giveUpMs && hook.failing_since > firstAt;
  const dueAt = new Date(now + retryMs).toISOString();
  await sql.query(
    `UPDATE outbound.delivery SET state = $4, due_at = $5, leased_until = NULL, history = ${rememberedWith('$3')}
     WHERE webhook_id = $1 AND sequence = $2 AND state = 'pending'`,
    [webhookId, sequence, JSON.stringify(attempt), isGivenUp ? 'failed' : 'pending', dueAt],
  );
  if (attempts < holdAttempts && !isGivenUp)
    await sql.query(
      `UPDATE outbound.delivery SET due_at = $4
       WHERE webhook_id = $1 AND key = $2 AND state = 'pending' AND sequence > $3 AND due_at < $4`,
      [webhookId, key, sequence, dueAt],
    );
  const reason = isGone ? 'GONE' : isDead ? 'FAILING' : null;
  if (reason === null || hook.state !== 'active') {
    const pause = pauseMs(hook.failures);
    if (pause > 0)
      await sql.query(
        `UPDATE outbound.webhook SET waits_until = greatest(waits_until, $2) WHERE webhook_id = $1`,
        [webhookId, new Date(now + pause).toISOString()],
      );
    return null;
  }
  await sql.query(
    `UPDATE outbound.webhook SET state = 'disabled', disabled_because = $2, changed_at = $3 WHERE webhook_id = $1`,
    [webhookId, reason, at],
  );
  await appendAudit(sql, {
    hub,
    actor: { kind: 'system', id: 'dispatcher' },
    party,
    action: 'webhook.disabled',
    subject: `webhook/${webhookId}`,
    outcome: 'done',
    details: { reason, failures: hook.failures },
  });
  return reason;
}
