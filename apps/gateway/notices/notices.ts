import { randomUUID } from 'node:crypto';
import { AccessError, hubOf, type Principal, type RegistryCache } from '#access';
import { appendAudit, type Database, type Sql } from '#database';
import { nextDigest, usualWishes, type NoticeWishes } from '#domain';
import {
  composeConfirm,
  mailIsOn,
  MailTokens,
  noticeLimits,
  pageOfAlert,
  queueMail,
  timezoneOf,
  type MailConfig,
} from '#outbound';
import { Problem } from '../http/problem.js';

// Whoever was disabled or erased a moment ago wants nothing any more.
const activePerson = `FROM people.person WHERE id = $1 AND status = 'active'`;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface WishRow {
  wishes: object;
  address: string | null;
  verified_at: Date | null;
  refused_at: Date | null;
}

export interface NoticeSettings {
  wishes: NoticeWishes;
  /** What `HH:MM` means here. */
  timezone: string;
  mail: {
    /** Whether this installation sends mail at all. */
    isOn: boolean;
    address: string | null;
    state: 'none' | 'unconfirmed' | 'confirmed' | 'refused';
  };
}

export interface NoticeRow {
  notice_id: string;
  code: string;
  severity: string;
  hub: string;
  commodity: string;
  subject: string;
  text: { id: string; en: string };
  pops: boolean;
  raised_at: Date;
  read_at: Date | null;
  cleared_at: Date | null;
}

export const noticeColumns =
  'notice_id, code, severity, hub, commodity, subject, text, pops, raised_at, read_at, cleared_at';

export function shownNotice(row: NoticeRow) {
  const { notice_id, raised_at, read_at, cleared_at, code, severity, hub, commodity, subject, text, pops } =
    row;
  return {
    ...{ noticeId: notice_id, code, severity, hub, commodity, subject, text, pops },
    page: pageOfAlert(code, commodity),
    ...{ raisedAt: raised_at, readAt: read_at, clearedAt: cleared_at },
  };
}

/** The person behind a session; a key is nobody's. */
export function personOf({ actor }: Principal): string {
  if (actor.kind !== 'person' || !uuid.test(actor.id)) throw new AccessError('FORBIDDEN');
  return actor.id;
}

/** What one person wants to be told, where to, and what they have read. Asked as the service, for the proven person. */
export class Notices {
  private readonly tokens: MailTokens | null;

  constructor(
    readonly database: Database,
    private readonly registry: RegistryCache,
    private readonly config: MailConfig,
  ) {
    this.tokens = mailIsOn(config) ? new MailTokens(config.mailKey) : null;
  }

  /** How many are unread and still stand, and the newest that want to be on the screen. */
  async summary(person: string): Promise<{ unread: number; popups: ReturnType<typeof shownNotice>[] }> {
    const [row] = await this.database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM notices.notice WHERE person = $1 AND read_at IS NULL AND cleared_at IS NULL`,
      [person],
    );
    const popups = await this.database.query<NoticeRow>(
      `SELECT ${noticeColumns} FROM notices.notice
       WHERE person = $1 AND read_at IS NULL AND cleared_at IS NULL AND pops AND raised_at > now() - interval '10 minutes'
       ORDER BY raised_at DESC, notice_id DESC LIMIT 5`,
      [person],
    );
    return { unread: row!.count, popups: popups.map(shownNotice) };
  }

  /** Marks notices as read, on all devices; all that are unread when none is named. */
  async read(person: string, noticeIds: string[] | undefined): Promise<void> {
    await this.database.query(
      `UPDATE notices.notice SET read_at = now()
       WHERE person = $1 AND read_at IS NULL AND ($2::text[] IS NULL OR notice_id = ANY($2))`,
      [person, noticeIds ?? null],
    );
  }

  async settings(by: Principal): Promise<NoticeSettings> {
    return this.shown(by, await this.rowOf(this.database, personOf(by)));
  }

  async change(by: Principal, wishes: NoticeWishes): Promise<NoticeSettings> {
    const person = personOf(by);
    return this.database.transaction(async (sql) => {
      const kept = await sql.query(
        `INSERT INTO notices.wish (person, wishes, changed_at) SELECT id, $2, now() ${activePerson}
         ON CONFLICT (person) DO UPDATE SET wishes = excluded.wishes, changed_at = excluded.changed_at
         RETURNING 1`,
        [person, JSON.stringify(wishes)],
      );
      if (kept.length === 0) throw new AccessError('FORBIDDEN');
      await this.schedule(sql, person, by.party, wishes);
      await this.tell(sql, by, 'notices.changed', { mail: wishes.mailOn, digest: wishes.digest });
      return this.shown(by, await this.rowOf(sql, person));
    });
  }

  /** Names another address, which has to be confirmed by a link sent there. Errors: MAIL_OFF, MAILS_TOO_MANY */
  async moveTo(by: Principal, address: string | null): Promise<NoticeSettings> {
    const person = personOf(by);
    const { tokens } = this;
    if (tokens === null && address !== null) throw new Problem('MAIL_OFF');
    return this.database.transaction(async (sql) => {
      const { wishes } = (await this.rowOf(sql, person)) ?? { wishes: usualWishes };
      const kept = await sql.query(
        `INSERT INTO notices.wish (person, wishes, address, changed_at) SELECT id, $2, $3, now() ${activePerson}
         ON CONFLICT (person) DO UPDATE SET address = excluded.address, verified_at = NULL, refused_at = NULL,
           digest_due_at = NULL, changed_at = excluded.changed_at
         RETURNING 1`,
        [person, JSON.stringify(wishes), address],
      );
      if (kept.length === 0) throw new AccessError('FORBIDDEN');
      if (address !== null && tokens !== null)
        await this.askToConfirm(sql, tokens, person, address, { ...usualWishes, ...wishes }.language);
      await this.tell(sql, by, address === null ? 'notices.address-removed' : 'notices.address-asked', {});
      return this.shown(by, await this.rowOf(sql, person));
    });
  }

  /** Takes an address as its reader's own. Errors: MAIL_LINK_INVALID */
  async confirm(token: string): Promise<void> {
    const { tokens } = this;
    const person = tokens?.confirmFor(token, Date.now()) ?? null;
    if (tokens === null || person === null) throw new Problem('MAIL_LINK_INVALID');
    await this.database.transaction(async (sql) => {
      const party = await this.activePartyOf(sql, person);
      const row = await this.rowOf(sql, person);
      if (party === null || !row?.address || !tokens.confirms(token, row.address))
        throw new Problem('MAIL_LINK_INVALID');
      await sql.query('UPDATE notices.wish SET verified_at = now(), refused_at = NULL WHERE person = $1', [
        person,
      ]);
      await this.schedule(sql, person, party, { ...usualWishes, ...row.wishes });
      await this.tellOfOwn(sql, person, party, 'notices.address-confirmed');
    });
  }

  /** Ends all mail to whoever a link is for. Doing it again changes nothing. Errors: MAIL_LINK_INVALID */
  async unsubscribe(token: string): Promise<void> {
    const person = this.tokens?.readUnsubscribe(token) ?? null;
    if (person === null) throw new Problem('MAIL_LINK_INVALID');
    await this.database.transaction(async (sql) => {
      const [row] = await sql.query<{ party: string }>(
        `UPDATE notices.wish w SET wishes = w.wishes || '{"mailOn": false}', digest_due_at = NULL, changed_at = now()
         FROM people.person p WHERE p.id = w.person AND w.person = $1 AND (w.wishes->>'mailOn')::boolean
         RETURNING p.party`,
        [person],
      );
      if (row) await this.tellOfOwn(sql, person, row.party, 'notices.unsubscribed');
    });
  }

  private async askToConfirm(
    sql: Sql,
    tokens: MailTokens,
    person: string,
    address: string,
    language: 'id' | 'en',
  ): Promise<void> {
    const [sent] = await sql.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM notices.mail
       WHERE person = $1 AND kind = 'confirm' AND created_at > now() - interval '1 hour'`,
      [person],
    );
    if (sent!.count >= noticeLimits.confirmsPerHour) throw new Problem('MAILS_TOO_MANY');
    const now = Date.now();
    const publicUrl = this.config.publicUrl.replace(/\/$/, '');
    const content = composeConfirm(tokens.confirm(person, address, now), { language, publicUrl });
    const mailId = randomUUID().replaceAll('-', '');
    await queueMail(sql, { mailId, person, kind: 'confirm', address, content, now });
  }

  private async schedule(sql: Sql, person: string, party: string, wishes: NoticeWishes): Promise<void> {
    const next = wishes.mailOn ? nextDigest(wishes, Date.now(), this.timezone(party)) : null;
    await sql.query(
      `UPDATE notices.wish SET digest_due_at = CASE WHEN verified_at IS NOT NULL THEN $2::timestamptz END WHERE person = $1`,
      [person, next === null ? null : new Date(next).toISOString()],
    );
  }

  private async rowOf(sql: Sql, person: string): Promise<WishRow | undefined> {
    const [row] = await sql.query<WishRow>(
      'SELECT wishes, address, verified_at, refused_at FROM notices.wish WHERE person = $1',
      [person],
    );
    return row;
  }

  private shown({ party }: Principal, row: WishRow | undefined): NoticeSettings {
    const { wishes = {}, address = null, verified_at = null, refused_at = null } = row ?? {};
    const state = verified_at ? 'confirmed' : refused_at ? 'refused' : 'unconfirmed';
    return {
      wishes: { ...usualWishes, ...wishes },
      timezone: this.timezone(party),
      mail: { isOn: this.tokens !== null, address, state: address === null ? 'none' : state },
    };
  }

  private timezone(party: string): string {
    return timezoneOf(hubOf(party, this.registry.index), this.registry.registry);
  }

  private async activePartyOf(sql: Sql, person: string): Promise<string | null> {
    const [row] = await sql.query<{ party: string }>(
      `SELECT party FROM people.person WHERE id = $1 AND status = 'active'`,
      [person],
    );
    return row?.party ?? null;
  }

  private tellOfOwn(sql: Sql, person: string, party: string, action: string): Promise<void> {
    return this.tell(sql, { party, actor: { kind: 'person', id: person } }, action, {});
  }

  private tell(
    sql: Sql,
    { party, actor }: Pick<Principal, 'party' | 'actor'>,
    action: string,
    details: Record<string, string | boolean>,
  ): Promise<void> {
    const hub = hubOf(party, this.registry.index);
    return appendAudit(sql, {
      hub,
      actor,
      party,
      action,
      subject: `person/${actor.id}`,
      outcome: 'done',
      details,
    });
  }
}
