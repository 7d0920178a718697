import { createHash } from 'node:crypto';
import { timingOf, wants, type Alert, type Registry } from '#domain';
import type { Sql } from '#database';
import { noticeLimits } from './limits.js';
import { alertSight, noticeReaders, type NoticeReader } from './readers.js';

/** What the topic of alerts says. */
export interface AlertEvent {
  id: string;
  type: string;
  sequence?: string;
  time?: string;
  data: Omit<Alert, 'id'> & { alertId: string };
}

export interface RecordContext {
  registry: Registry;
  /** The time zone of a party's hub. */
  timezone: (party: string) => string;
  /** Whether mail goes out here. */
  mailOn: boolean;
  now: number;
}

const isRaised = ({ type }: AlertEvent): boolean => type.startsWith('lumbung.alert.raised.');
const sequenceOf = ({ sequence = '0' }: AlertEvent): bigint =>
  /^\d{1,30}$/.test(sequence) ? BigInt(sequence) : 0n;
const iso = (ms: number): string => new Date(ms).toISOString();

/**
 * Tells people of alerts, in the transaction that read them: a row for each who may know of it and wants to. A repeat
 * changes nothing, one that is over is told to nobody any more, one that gets worse is told anew.
 */
export async function recordAlerts(
  sql: Sql,
  events: readonly AlertEvent[],
  context: RecordContext,
): Promise<void> {
  const newest = new Map<string, AlertEvent>();
  for (const event of events) {
    const known = newest.get(event.data.alertId);
    if (!known || sequenceOf(known) <= sequenceOf(event)) newest.set(event.data.alertId, event);
  }
  const last = [...newest.values()];
  await clear(
    sql,
    last.filter((event) => !isRaised(event)),
    context.now,
  );
  const raised = last.filter(isRaised);
  if (raised.length === 0) return;
  await follow(sql, raised, context.now);
  await tell(sql, raised, await noticeReaders(sql), context);
}

async function clear(sql: Sql, events: readonly AlertEvent[], now: number): Promise<void> {
  if (events.length === 0) return;
  await sql.query(
    `UPDATE notices.notice n SET cleared_at = $3, sequence = c.sequence
     FROM unnest($1::text[], $2::numeric[]) AS c (alert_id, sequence)
     WHERE n.alert_id = c.alert_id AND n.cleared_at IS NULL AND n.sequence <= c.sequence`,
    [events.map(({ data }) => data.alertId), events.map((event) => String(sequenceOf(event))), iso(now)],
  );
}

const rank = (column: string): string => `array_position(ARRAY['info', 'warning', 'critical'], ${column})`;

/** What people know of already: what got worse ends here, to be told anew; the rest says what is so now. */
async function follow(sql: Sql, events: readonly AlertEvent[], now: number): Promise<void> {
  const raised = [
    events.map(({ data }) => data.alertId),
    events.map((event) => String(sequenceOf(event))),
    events.map(({ data }) => data.severity),
    events.map(({ data }) => JSON.stringify(data.text)),
  ];
  const from = `FROM unnest($1::text[], $2::numeric[], $3::text[], $4::text[]) AS e (alert_id, sequence, severity, text)
     WHERE n.alert_id = e.alert_id AND n.sequence < e.sequence`;
  await sql.query(
    `UPDATE notices.notice n SET cleared_at = $5 ${from}
       AND n.cleared_at IS NULL AND ${rank('n.severity')} < ${rank('e.severity')}`,
    [...raised, iso(now)],
  );
  await sql.query(
    `UPDATE notices.notice n
     SET text = e.text::jsonb, severity = e.severity, sequence = e.sequence, cleared_at = NULL ${from}
       AND ${rank('n.severity')} >= ${rank('e.severity')}
       AND (n.cleared_at IS NULL OR n.cleared_at > $5 AND NOT EXISTS (
         SELECT FROM notices.notice o WHERE o.person = n.person AND o.alert_id = n.alert_id AND o.notice_id <> n.notice_id
           AND (o.cleared_at IS NULL OR (o.raised_at, o.notice_id) > (n.raised_at, n.notice_id))))`,
    [...raised, iso(now - noticeLimits.sameAlertMs)],
  );
}

async function tell(
  sql: Sql,
  events: readonly AlertEvent[],
  readers: readonly NoticeReader[],
  { registry, timezone, mailOn, now }: RecordContext,
): Promise<void> {
  const rows = readers.flatMap(({ person, party, wishes, hasMail }) => {
    const sees = alertSight(party, registry);
    return events
      .filter(({ data }) => sees(data) && wants(wishes, data))
      .map((event) => {
        const { mailAt, pops } = timingOf(wishes, event.data.severity, now, timezone(party));
        return rowOf(event, person, pops, mailOn && hasMail ? mailAt : null, now);
      });
  });
  if (rows.length === 0) return;
  await sql.query(
    `INSERT INTO notices.notice
       (notice_id, person, alert_id, sequence, code, severity, hub, commodity, subject, text, pops, raised_at, mail_at)
     SELECT r.* FROM jsonb_to_recordset($1::jsonb) AS r (notice_id text, person uuid, alert_id text, sequence numeric,
       code text, severity text, hub text, commodity text, subject text, text jsonb, pops boolean,
       raised_at timestamptz, mail_at timestamptz)
     WHERE NOT EXISTS (SELECT FROM notices.notice n WHERE n.person = r.person AND n.alert_id = r.alert_id
       AND (n.cleared_at IS NULL OR n.sequence >= r.sequence))
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows)],
  );
}

function rowOf(event: AlertEvent, person: string, pops: boolean, mailAt: number | null, now: number): object {
  const { alertId, code, severity, hub, commodity, subject, text } = event.data;
  return {
    notice_id: noticeId(person, event.id),
    person,
    ...{
      alert_id: alertId,
      sequence: String(sequenceOf(event)),
      code,
      severity,
      hub,
      commodity,
      subject,
      text,
      pops,
    },
    raised_at: iso(now),
    mail_at: mailAt === null ? null : iso(mailAt),
  };
}

/** The same event told to the same person is the same notice, whoever tells it. */
function noticeId(person: string, eventId: string): string {
  return createHash('sha256')
    .update(JSON.stringify([person, eventId]))
    .digest('hex')
    .slice(0, 32);
}
