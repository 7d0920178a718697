import type { Sql } from '#database';

export type WebhookState = 'active' | 'paused' | 'disabled';
export type DeliveryState = 'pending' | 'delivered' | 'failed';

/** A webhook as its owner sees it: never its secret. */
export interface Webhook {
  webhookId: string;
  party: string;
  url: string;
  description: string;
  types: string[] | null;
  state: WebhookState;
  disabledBecause: 'GONE' | 'FAILING' | null;
  failures: number;
  failingSince: Date | null;
  lastOkAt: Date | null;
  oldSecretUntil: Date | null;
  createdAt: Date;
  changedAt: Date;
}

interface WebhookRow {
  webhook_id: string;
  party: string;
  url: string;
  description: string;
  types: string[] | null;
  state: WebhookState;
  disabled_because: 'GONE' | 'FAILING' | null;
  failures: number;
  failing_since: Date | null;
  last_ok_at: Date | null;
  old_secret_until: Date | null;
  created_at: Date;
  changed_at: Date;
}

const shown = `webhook_id, party, url, description, types, state, disabled_because, failures, failing_since, last_ok_at,
  old_secret_until, created_at, changed_at`;

/** Webhooks of one party, or of all that the speaker may see, oldest first. */
export async function listWebhooks(sql: Sql, party: string | null): Promise<Webhook[]> {
  const rows = await sql.query<WebhookRow>(
    `SELECT ${shown} FROM outbound.webhook WHERE ($1::text IS NULL OR party = $1) AND state <> 'removed'
     ORDER BY party, created_at, webhook_id`,
    [party],
  );
  return rows.map(webhookOf);
}

/** One webhook; inside a transaction with `lock`, nobody changes it until that ends. */
export async function findWebhook(sql: Sql, webhookId: string, lock = false): Promise<Webhook | null> {
  const [row] = await sql.query<WebhookRow>(
    `SELECT ${shown} FROM outbound.webhook WHERE webhook_id = $1 AND state <> 'removed' ${lock ? 'FOR UPDATE' : ''}`,
    [webhookId],
  );
  return row ? webhookOf(row) : null;
}

export interface NewWebhook {
  webhookId: string;
  party: string;
  url: string;
  description: string;
  types: string[] | null;
  /** Sealed. */
  secret: Buffer;
}

export async function insertWebhook(sql: Sql, webhook: NewWebhook, now: number): Promise<void> {
  const { webhookId, party, url, description, types, secret } = webhook;
  await sql.query(
    `INSERT INTO outbound.webhook (webhook_id, party, url, description, types, secret, created_at, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`,
    [webhookId, party, url, description, types, secret, new Date(now).toISOString()],
  );
}

export interface WebhookChange {
  url: string;
  description: string;
  types: string[] | null;
  state: 'active' | 'paused' | 'disabled';
}

/** Changes a webhook. One that becomes active begins anew: what waited is due, and nothing of the past counts. */
export async function changeWebhook(
  sql: Sql,
  webhookId: string,
  change: WebhookChange,
  { isRestart, now }: { isRestart: boolean; now: number },
): Promise<void> {
  const at = new Date(now).toISOString();
  await sql.query(
    `UPDATE outbound.webhook SET url = $2, description = $3, types = $4, state = $5, changed_at = $6 WHERE webhook_id = $1`,
    [webhookId, change.url, change.description, change.types, change.state, at],
  );
  if (!isRestart) return;
  await sql.query(
    `UPDATE outbound.webhook SET disabled_because = NULL, failures = 0, failing_since = NULL, waits_until = NULL
     WHERE webhook_id = $1`,
    [webhookId],
  );
  await sql.query(
    `UPDATE outbound.delivery SET due_at = $2, attempts = 0, first_at = NULL
     WHERE webhook_id = $1 AND state = 'pending'`,
    [webhookId, at],
  );
}

/** Signs with a new secret, and with the present one too until `overlapUntil`. */
export async function rotateSecret(
  sql: Sql,
  webhookId: string,
  secret: Buffer,
  overlapUntil: Date,
  now: number,
): Promise<void> {
  await sql.query(
    `UPDATE outbound.webhook SET secret = $2, old_secret_until = $3, changed_at = $4 WHERE webhook_id = $1`,
    [webhookId, secret, overlapUntil.toISOString(), new Date(now).toISOString()],
  );
}

/** Removes a webhook for good; its secrets go at once, its log with time. */
export async function removeWebhook(sql: Sql, webhookId: string, now: number): Promise<void> {
  await sql.query(
    `UPDATE outbound.webhook SET state = 'removed', secret = '', changed_at = $2 WHERE webhook_id = $1`,
    [webhookId, new Date(now).toISOString()],
  );
  await sql.query(
    `UPDATE outbound.webhook SET old_secret = NULL, old_secret_until = NULL WHERE webhook_id = $1`,
    [webhookId],
  );
}

/** Puts an event that is for this webhook alone into its queue. Answers its number, which is below zero. */
export async function queueTest(
  sql: Sql,
  { webhookId, party }: Webhook,
  event: { id: string; type: string; body: string },
  now: number,
): Promise<string> {
  const [row] = await sql.query<{ sequence: string }>(
    `INSERT INTO outbound.delivery (webhook_id, sequence, party, event_id, type, key, body, queued_at, due_at)
     SELECT $1, least(min(sequence), 0) - 1, $2, $3::text, $4, $3::text, $5, $6, $6 FROM outbound.delivery WHERE webhook_id = $1
     RETURNING sequence`,
    [webhookId, party, event.id, event.type, event.body, new Date(now).toISOString()],
  );
  return row!.sequence;
}

export interface Range {
  eventIds?: string[];
  from?: Date;
  to?: Date;
}

export interface Redelivered {
  /** How many are queued by this. */
  queued: number;
  /** When the first of those was published that the limit left out; null: none was. */
  leftFrom: Date | null;
}

/**
 * Queues again what was published for a webhook's party in a range of times, or by ids, whatever became of it, oldest
 * first and at most `limit`; of one that is waiting already nothing changes.
 */
export async function redeliver(
  sql: Sql,
  { webhookId, party, types }: Webhook,
  { eventIds, from, to }: Range,
  limit: number,
  now: number,
): Promise<Redelivered> {
  const [row] = await sql.query<{ queued: string; left_from: Date | null }>(
    `WITH found AS MATERIALIZED (
       SELECT e.sequence, e.event_id, e.type, e.key, e.recorded_at
       FROM outbound.copy c JOIN outbound.event e USING (sequence)
       WHERE c.party = $2 AND ($3::text[] IS NULL OR e.type = ANY ($3)) AND ($4::text[] IS NULL OR e.event_id = ANY ($4))
         AND ($5::timestamptz IS NULL OR e.recorded_at >= $5) AND ($6::timestamptz IS NULL OR e.recorded_at < $6)
       ORDER BY c.sequence LIMIT $7 + 1
     ),
     queued AS (
       INSERT INTO outbound.delivery AS d (webhook_id, sequence, party, event_id, type, key, queued_at, due_at)
       SELECT $1, sequence, $2, event_id, type, key, $8, $8 FROM found ORDER BY sequence LIMIT $7
       ON CONFLICT (webhook_id, sequence) DO UPDATE
         SET state = 'pending', attempts = 0, first_at = NULL, queued_at = excluded.queued_at, due_at = excluded.due_at, leased_until = NULL
         WHERE d.state <> 'pending'
       RETURNING 1
     )
     SELECT (SELECT count(*) FROM queued) AS queued,
            (SELECT recorded_at FROM found ORDER BY sequence OFFSET $7) AS left_from`,
    [
      webhookId,
      party,
      types,
      eventIds ?? null,
      from?.toISOString() ?? null,
      to?.toISOString() ?? null,
      limit,
      new Date(now).toISOString(),
    ],
  );
  return { queued: Number(row!.queued), leftFrom: row!.left_from };
}

function webhookOf(row: WebhookRow): Webhook {
  return {
    webhookId: row.webhook_id,
    party: row.party,
    url: row.url,
    description: row.description,
    types: row.types,
    state: row.state,
    disabledBecause: row.disabled_because,
    failures: row.failures,
    failingSince: row.failing_since,
    lastOkAt: row.last_ok_at,
    oldSecretUntil: row.old_secret_until,
    createdAt: row.created_at,
    changedAt: row.changed_at,
  };
}
