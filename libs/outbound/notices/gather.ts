import { createHash } from 'node:crypto';
import { nextDigest, usualWishes, type NoticeWishes, type Registry, type Severity } from '#domain';
import { permissionsOf, type Role } from '#access';
import type { Database, Sql } from '#database';
import { composeNotices, type MailContent, type MailNotice, type Waiting } from './compose.js';
import { noticeLimits } from './limits.js';
import { alertSight } from './readers.js';
import type { MailTokens } from './tokens.js';

export interface GatherContext {
  registry: Registry;
  timezone: (party: string) => string;
  tokens: MailTokens;
  publicUrl: string;
  mailsPerHour: number;
  now: number;
}

interface DueRow {
  person: string;
  party: string;
  roles: Role[];
  address: string;
  wishes: object;
  digest_due_at: Date | null;
}

const iso = (ms: number): string => new Date(ms).toISOString();

/**
 * Makes the mails that are due: of each person one, with all that is due by now, unless they had as many as they may
 * within an hour. A mail and the mark on what it tells are one transaction. Answers how many mails that made.
 */
export function gatherMails(database: Database, context: GatherContext): Promise<number> {
  return database.transaction(async (sql) => {
    let made = 0;
    for (const due of await duePeople(sql, context)) made += await gatherFor(sql, due, context);
    return made;
  });
}

function duePeople(sql: Sql, { now, mailsPerHour }: GatherContext): Promise<DueRow[]> {
  return sql.query<DueRow>(
    `SELECT w.person, p.party, p.roles, w.address, w.wishes, w.digest_due_at
     FROM notices.wish w JOIN people.person p ON p.id = w.person
     WHERE p.status = 'active' AND w.verified_at IS NOT NULL AND (w.wishes->>'mailOn')::boolean
       AND (w.digest_due_at <= $1 OR EXISTS (SELECT FROM notices.notice n WHERE n.person = w.person
         AND n.mail_at <= $2 AND n.mail_id IS NULL AND n.cleared_at IS NULL))
       AND (SELECT count(*) FROM notices.mail m WHERE m.person = w.person AND m.kind <> 'confirm'
         AND m.created_at > $1::timestamptz - interval '1 hour') < $3
     ORDER BY w.person LIMIT ${noticeLimits.peopleAtOnceMax} FOR UPDATE OF w SKIP LOCKED`,
    [iso(now), iso(now - noticeLimits.gatherMs), mailsPerHour],
  );
}

interface NoticeRow {
  notice_id: string;
  code: string;
  severity: Severity;
  commodity: string;
  text: { id: string; en: string };
  raised_at: Date;
}

async function gatherFor(sql: Sql, due: DueRow, context: GatherContext): Promise<number> {
  const { person, party, address, digest_due_at } = due;
  const { now } = context;
  const wishes: NoticeWishes = { ...usualWishes, ...due.wishes };
  const isDigest = digest_due_at !== null && digest_due_at.getTime() <= now;
  const rows = await sql.query<NoticeRow>(
    `SELECT notice_id, code, severity, commodity, text, raised_at FROM notices.notice
     WHERE person = $1 AND mail_at <= $2 AND mail_id IS NULL AND cleared_at IS NULL
     ORDER BY array_position(ARRAY['critical', 'warning', 'info'], severity), raised_at, notice_id
     LIMIT ${noticeLimits.gatheredMax}`,
    [person, iso(now)],
  );
  const waiting = isDigest ? await waitingFor(sql, due, context) : [];
  if (isDigest) {
    const next = nextDigest(wishes, now, context.timezone(party));
    await sql.query('UPDATE notices.wish SET digest_due_at = $2 WHERE person = $1', [
      person,
      next && iso(next),
    ]);
  }
  if (rows.length === 0 && waiting.length === 0) return 0;
  const ids = rows.map(({ notice_id }) => notice_id);
  const mailId = digestOf([person, ...ids, ...(isDigest ? [digest_due_at.toISOString()] : [])]);
  const content = composeNotices(rows.map(noticeOf), rows.length, waiting, {
    language: wishes.language,
    timezone: context.timezone(party),
    publicUrl: context.publicUrl,
    unsubscribeToken: context.tokens.unsubscribe(person),
  });
  await queueMail(sql, { mailId, person, kind: isDigest ? 'digest' : 'notices', address, content, now });
  await sql.query('UPDATE notices.notice SET mail_id = $2 WHERE notice_id = ANY($1)', [ids, mailId]);
  return 1;
}

function noticeOf({ code, severity, commodity, text, raised_at }: NoticeRow): MailNotice {
  return { code, severity, commodity, text, raisedAt: raised_at };
}

function digestOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

export interface QueuedMail {
  mailId: string;
  person: string;
  kind: 'notices' | 'digest' | 'confirm';
  address: string;
  content: MailContent;
  now: number;
}

/** Leaves a mail to be sent. One that is there already stays as it is. */
export async function queueMail(
  sql: Sql,
  { mailId, person, kind, address, content, now }: QueuedMail,
): Promise<void> {
  await sql.query(
    `INSERT INTO notices.mail (mail_id, person, kind, address, content, created_at, due_at)
     VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT DO NOTHING`,
    [mailId, person, kind, address, JSON.stringify(content), iso(now)],
  );
}

const waitingCodes: Record<string, Waiting['what']> = {
  HELD_FACT: 'held',
  SOURCE_CONFLICT: 'conflicts',
  GOODS_AWAITING: 'goods',
  PLAN_CHANGED: 'changes',
  NO_CARRIER: 'carriers',
};
const order: Waiting['what'][] = ['held', 'conflicts', 'approvals', 'carriers', 'changes', 'goods'];

/** What somebody who may decide is waited for; whoever only looks on decides nothing. */
async function waitingFor(
  sql: Sql,
  { party, roles }: DueRow,
  { registry }: GatherContext,
): Promise<Waiting[]> {
  const may = permissionsOf(roles);
  if (!may.has('events:write')) return [];
  const sees = alertSight(party, registry);
  const standing = await sql.query<{ code: string; hub: string; subject: string; count: number }>(
    `SELECT code, hub, subject, count(*)::int AS count FROM reconciler.alert
     WHERE cleared_at IS NULL AND code = ANY($1) GROUP BY code, hub, subject`,
    [Object.keys(waitingCodes)],
  );
  const [asked] = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM dispatcher.shipment
     WHERE hub = $1 AND (status = 'recommended' AND shipment->'offering'->>'state' = 'approval'
       OR status = 'offered' AND shipment->'offering'->'offers' @> '[{"status": "countered"}]')`,
    [party],
  );
  const counts = new Map<Waiting['what'], number>([['approvals', asked!.count]]);
  for (const each of standing.filter(sees)) {
    const what = waitingCodes[each.code]!;
    counts.set(what, (counts.get(what) ?? 0) + each.count);
  }
  return order.map((what) => ({ what, count: counts.get(what) ?? 0 })).filter(({ count }) => count > 0);
}
