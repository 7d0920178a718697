import type { Sql } from '#database';
import type { MailContent } from './compose.js';
import { noticeLimits } from './limits.js';

/** A mail that is one's own to send until the lease ends. */
export interface ClaimedMail {
  mailId: string;
  person: string;
  address: string;
  content: MailContent;
  /** This one included. */
  attempts: number;
  createdAt: Date;
}

interface ClaimedRow {
  mail_id: string;
  person: string;
  address: string;
  content: MailContent;
  attempts: number;
  created_at: Date;
}

const iso = (ms: number): string => new Date(ms).toISOString();
const ended = `content = NULL, address = NULL, leased_until = NULL`;

/**
 * Takes mails that are due; several dispatchers may do so at once. What nobody may have any more – a person who cannot
 * log in, an address that is not theirs, mail that was stopped – ends here instead.
 */
export async function claimMails(sql: Sql, now: number, limit: number): Promise<ClaimedMail[]> {
  await sql.query(
    `UPDATE notices.mail m SET state = 'dropped', ended_at = $1, ${ended}
     WHERE m.state = 'pending' AND m.due_at <= $1 AND (m.leased_until IS NULL OR m.leased_until <= $1)
       AND NOT EXISTS (SELECT FROM people.person p JOIN notices.wish w ON w.person = p.id
         WHERE p.id = m.person AND p.status = 'active' AND w.address = m.address
           AND (m.kind = 'confirm' OR w.verified_at IS NOT NULL AND (w.wishes->>'mailOn')::boolean))`,
    [iso(now)],
  );
  const rows = await sql.query<ClaimedRow>(
    `UPDATE notices.mail SET leased_until = $2, attempts = attempts + 1
     WHERE mail_id IN (SELECT mail_id FROM notices.mail
       WHERE state = 'pending' AND due_at <= $1 AND (leased_until IS NULL OR leased_until <= $1)
       ORDER BY due_at, mail_id LIMIT $3 FOR UPDATE SKIP LOCKED)
     RETURNING mail_id, person, address, content, attempts, created_at`,
    [iso(now), iso(now + noticeLimits.leaseMs), limit],
  );
  return rows.map(({ mail_id, person, address, content, attempts, created_at }) => ({
    ...{ mailId: mail_id, person, address, content, attempts, createdAt: created_at },
  }));
}

/** Writes down that the server took it, and forgets what it said. */
export async function markSent(sql: Sql, mailId: string, now: number): Promise<void> {
  await sql.query(
    `UPDATE notices.mail SET state = 'sent', ended_at = $2, code = NULL, ${ended} WHERE mail_id = $1 AND state = 'pending'`,
    [mailId, iso(now)],
  );
}

/** Writes down that it was not taken: it is tried again, unless it is too old or the server refused the address. */
export async function markUnsent(
  sql: Sql,
  { mailId, person, address, createdAt }: ClaimedMail,
  { code, retryMs, isRefused, now }: { code: string; retryMs: number; isRefused: boolean; now: number },
): Promise<void> {
  if (!isRefused && now - createdAt.getTime() < noticeLimits.giveUpMs) {
    await sql.query(
      `UPDATE notices.mail SET due_at = $2, leased_until = NULL, code = $3 WHERE mail_id = $1 AND state = 'pending'`,
      [mailId, iso(now + retryMs), code],
    );
    return;
  }
  await sql.query(
    `UPDATE notices.mail SET state = 'failed', ended_at = $2, code = $3, ${ended} WHERE mail_id = $1 AND state = 'pending'`,
    [mailId, iso(now), code],
  );
  if (isRefused)
    await sql.query(
      `UPDATE notices.wish SET verified_at = NULL, refused_at = $3, digest_due_at = NULL WHERE person = $1 AND address = $2`,
      [person, address, iso(now)],
    );
}

/** Ends what is older than is kept, and what is more than one person needs. */
export async function endNotices(sql: Sql, before: Date): Promise<void> {
  const at = before.toISOString();
  await sql.query(
    'DELETE FROM notices.notice WHERE raised_at < $1 AND (cleared_at IS NOT NULL OR read_at IS NOT NULL)',
    [at],
  );
  await sql.query(
    `DELETE FROM notices.notice WHERE notice_id IN (SELECT notice_id FROM (
       SELECT notice_id, row_number() OVER (PARTITION BY person ORDER BY raised_at DESC, notice_id DESC) AS n
       FROM notices.notice) AS numbered WHERE n > ${noticeLimits.keptPerPersonMax})`,
  );
  await sql.query(`DELETE FROM notices.mail WHERE created_at < $1 AND state <> 'pending'`, [at]);
}
