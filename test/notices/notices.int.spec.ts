import { randomBytes } from 'node:crypto';
import { indexRegistry, type Principal } from '#access';
import { Database, seedRegistry } from '#database';
import { usualWishes, type Alert, type NoticeWishes, type Registry } from '#domain';
import { alertSight, endNotices, MailTokens, recordAlerts, timezoneOf, type AlertEvent } from '#outbound';
import { Mailer } from '../../apps/dispatcher/mailer.js';
import { mayRead, scopeOf } from '../../apps/gateway/scope/scope.js';
import { testDatabase, type TestDatabase } from '../support/platform.js';
import { PostOffice } from './post-office.js';

jest.setTimeout(60_000);

const minute = 60_000;
const hour = 60 * minute;
const registry: Registry = { ...seedRegistry(), version: 1 };
const tokens = new MailTokens(randomBytes(32).toString('base64'));
const timezone = () => timezoneOf('btc', registry);
let store: TestDatabase;
let database: Database;
let office: PostOffice;
let mailer: Mailer;
/** Ten in the morning in Blitar. */
let now: number;

beforeAll(async () => {
  store = await testDatabase();
  const owner = await Database.connect({ url: store.url, name: 'test', connectionsMax: 2 });
  await owner.migrate();
  await owner.close();
  database = await Database.connect({ url: store.url, name: 'test', as: 'service', connectionsMax: 4 });
  office = await PostOffice.start();
}, 120_000);

afterAll(async () => {
  await office?.stop();
  await database?.close();
  await store?.drop();
}, 30_000);

beforeEach(async () => {
  now = Date.parse('2026-11-23T10:00:00+07:00');
  for (const table of ['mail', 'notice', 'wish']) await database.query(`DELETE FROM notices.${table}`);
  await database.query(`UPDATE people.person SET status = 'disabled'`);
  await database.query('UPDATE reconciler.alert SET cleared_at = now()');
  office.got.length = 0;
  office.refusal = undefined;
  office.onTaken = undefined;
  mailer = newMailer();
});

afterEach(() => mailer.stop());

function newMailer(mailsPerHour = 6): Mailer {
  const config = {
    smtpUrl: office.url,
    smtpTls: 'off',
    mailFrom: 'Lumbung <lumbung@btc.example>',
    mailsPerHour,
  } as const;
  return new Mailer({
    database,
    config: { ...config, publicUrl: 'https://lumbung.example/' },
    context: () => ({ registry, timezone, tokens }),
    log: { warn: () => undefined },
    clock: () => now,
    chance: () => 0.5,
  });
}

/** Somebody of a party who gets mail. */
async function reader(change: Partial<NoticeWishes> = {}, party = 'btc', isVerified = true): Promise<string> {
  const [row] = await database.query<{ id: string }>(
    `INSERT INTO people.person (party, username, name, roles, status)
     VALUES ($1, 'u' || gen_random_uuid(), 'Sari', '{officer}', 'active') RETURNING id`,
    [party],
  );
  await database.query(
    `INSERT INTO notices.wish (person, wishes, address, verified_at, changed_at)
     VALUES ($1::uuid, $2, $1::uuid || '@mail.example', CASE WHEN $3 THEN now() END, now())`,
    [row!.id, JSON.stringify({ ...usualWishes, ...change }), isVerified],
  );
  return row!.id;
}

let counted = 0;
const text = (what: string) => ({ id: `Kurang ${what}`, en: `Short of ${what}` });
function raised(change: Partial<Alert> = {}, sequence = ++counted, subject = '35.78'): AlertEvent {
  const { id = `SHORTAGE/btc/rice/${subject}`, ...rest } = change;
  const alert = { code: 'SHORTAGE', severity: 'critical', hub: 'btc', commodity: 'rice', subject } as const;
  return {
    id: `${id}:raised:${sequence}`,
    type: 'lumbung.alert.raised.v1',
    sequence: String(sequence).padStart(20, '0'),
    data: { ...alert, text: text(subject), ...rest, alertId: id },
  };
}
function cleared(event: AlertEvent, sequence = ++counted): AlertEvent {
  const id = `${event.data.alertId}:cleared:${sequence}`;
  return { ...event, id, type: 'lumbung.alert.cleared.v1', sequence: String(sequence).padStart(20, '0') };
}

const tell = (...events: AlertEvent[]) =>
  database.transaction((sql) => recordAlerts(sql, events, { registry, timezone, mailOn: true, now }));
const noticesOf = (person: string) =>
  database.query<{
    notice_id: string;
    severity: string;
    cleared_at: Date | null;
    text: { id: string };
    mail_at: Date | null;
  }>(
    'SELECT notice_id, severity, cleared_at, text, mail_at FROM notices.notice WHERE person = $1 ORDER BY raised_at, sequence',
    [person],
  );
const statesOf = async (person: string) =>
  (
    await database.query<{ state: string }>(
      'SELECT state FROM notices.mail WHERE person = $1 ORDER BY created_at',
      [person],
    )
  ).map(({ state }) => state);
const later = async (ms: number) => {
  now += ms;
  return mailer.turn();
};

describe('what people are told', () => {
  it('is each alert once, whatever is repeated, and said anew when it gets worse', async () => {
    const person = await reader({ inbox: { critical: true, warning: true, info: true } });
    const first = raised({ severity: 'warning' });
    await tell(first);
    await tell(first, first);
    const changed = raised({ severity: 'warning', text: text('lebih banyak') });
    await tell(changed);
    expect(await noticesOf(person)).toMatchObject([
      { text: { id: 'Kurang lebih banyak' }, cleared_at: null },
    ]);
    await tell(raised());
    expect(await noticesOf(person)).toMatchObject([
      { severity: 'warning', cleared_at: expect.any(Date) },
      { severity: 'critical', cleared_at: null },
    ]);
  });

  it('is over with the alert; a late repeat does not raise it again, and a return within the hour is the same', async () => {
    const person = await reader();
    const first = raised();
    const over = cleared(first);
    await tell(first);
    await tell(over);
    await tell(first);
    await tell(over);
    expect(await noticesOf(person)).toMatchObject([{ cleared_at: expect.any(Date) }]);
    now += 10 * minute;
    const back = raised();
    await tell(back);
    expect(await noticesOf(person)).toMatchObject([{ cleared_at: null }]);
    await tell(cleared(back));
    now += 2 * hour;
    await tell(raised());
    expect(await noticesOf(person)).toHaveLength(2);
  });

  it('is what they may know: the same that the gateway lets them read', () => {
    const index = indexRegistry(registry);
    const subjects = [
      ...registry.regions.map(({ code }) => code),
      ...registry.places.map(({ code }) => code),
      'x',
    ];
    const differing: string[] = [];
    for (const { code, kind, regions, status } of registry.parties.filter(
      (party) => party.status !== 'planned',
    )) {
      const speaker = {
        party: code,
        kind,
        regions,
        status,
        actor: { kind: 'key', id: 'k' },
        permissions: new Set(),
      };
      const scope = scopeOf(speaker as unknown as Principal, index);
      const sees = alertSight(code, registry);
      for (const hub of ['btc', 'away'])
        for (const subject of subjects) {
          const about = { hub, regions: [subject], places: [subject], parties: [], offered: false };
          const isReadable = mayRead(scope, { ...about, partyOnly: false });
          if (sees({ hub, subject }) !== isReadable) differing.push(`${code} ${hub} ${subject}`);
        }
    }
    expect(differing).toEqual([]);
  });

  it('reaches nobody who is disabled, of another region, or who does not want it', async () => {
    const city = await reader({}, 'e-peken');
    const other = await reader({}, 'food-station');
    const picky = await reader({ commodities: ['egg.chicken'] });
    const gone = await reader();
    await database.query(`UPDATE people.person SET status = 'disabled' WHERE id = $1`, [gone]);
    await tell(raised());
    expect([city, other, picky, gone].map(async (person) => (await noticesOf(person)).length)).toHaveLength(
      4,
    );
    expect(
      await Promise.all([city, other, picky, gone].map(async (p) => (await noticesOf(p)).length)),
    ).toEqual([1, 0, 0, 0]);
  });
});

describe('mail', () => {
  it('comes once, in the person’s language, with a way to end it', async () => {
    const person = await reader({ language: 'en' });
    await tell(
      raised({ text: { id: 'Beras <b>kurang</b>', en: 'Rice <b>short</b>\r\nBcc: all@mail.example' } }),
    );
    expect(await mailer.turn()).toBe(0);
    expect(await later(6_000)).toBe(1);
    expect(await later(minute)).toBe(0);
    const [mail] = office.got;
    const token = tokens.unsubscribe(person);
    expect(mail).toMatchObject({
      to: [`${person}@mail.example`],
      headers: {
        subject: 'Urgent: Rice <b>short</b> Bcc: all@mail.example',
        from: 'Lumbung <lumbung@btc.example>',
        'list-unsubscribe': `<https://lumbung.example/v1/unsubscribe/${token}>`,
        'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
        'auto-submitted': 'auto-generated',
      },
    });
    expect(mail!.headers['bcc']).toBeUndefined();
    expect(mail!.text).toContain('https://lumbung.example/#/neraca?komoditas=rice');
    expect(mail!.text).toContain(`https://lumbung.example/#/berhenti/${token}`);
    expect(mail!.html).toContain('Rice &lt;b&gt;short&lt;/b&gt;');
    expect(`${mail!.text}${mail!.html}`).not.toContain('Sari');
    const kept = await database.query(
      `SELECT 1 FROM notices.mail WHERE content IS NOT NULL OR address IS NOT NULL`,
    );
    expect(kept).toEqual([]);
  });

  it('that the server took just before the sender died comes again with the same Message-ID and the same bytes', async () => {
    const person = await reader();
    await tell(raised());
    let letGo: () => void = () => undefined;
    office.onTaken = () => new Promise((resolve) => (letGo = resolve));
    now += 6_000;
    const died = newMailer();
    const first = died.turn();
    while (office.got.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    office.onTaken = undefined;
    // As long as the lease holds, nobody else sends it.
    expect(await mailer.turn()).toBe(0);
    expect(await later(3 * minute)).toBe(1);
    letGo();
    await first;
    await died.stop();
    const [one, two] = office.got;
    expect(two).toEqual(one);
    expect(one!.headers['message-id']).toMatch(/^<[0-9a-f]{32}@btc\.example>$/);
    expect(await statesOf(person)).toEqual(['sent']);
    expect(await later(hour)).toBe(0);
  });

  it('of a storm is one: what came together goes together, and beyond the hour’s share it waits', async () => {
    await mailer.stop();
    mailer = newMailer(2);
    const person = await reader();
    const storm = (from: number) =>
      tell(...Array.from({ length: 60 }, (_, i) => raised({}, undefined, `kandang-${from + i}`)));
    await storm(0);
    expect(await later(6_000)).toBe(1);
    expect(office.got[0]!.headers['subject']).toBe('Ringkasan Lumbung: 60 mendesak');
    expect(office.got[0]!.text).toContain('… dan 35 lagi di Lumbung');
    await storm(100);
    expect(await later(6_000)).toBe(1);
    for (const from of [200, 300, 400]) {
      await storm(from);
      expect(await later(5 * minute)).toBe(0);
    }
    expect(await later(hour)).toBe(1);
    expect(office.got[2]!.headers['subject']).toBe('Ringkasan Lumbung: 180 mendesak');
    expect(await noticesOf(person)).toHaveLength(300);
  });

  it('keeps the quiet hours, and what is over by then is not told', async () => {
    now = Date.parse('2026-11-23T23:00:00+07:00');
    await reader();
    const over = raised({}, undefined, '31');
    await tell(raised(), over);
    expect(await later(hour)).toBe(0);
    await tell(cleared(over));
    now = Date.parse('2026-11-24T05:00:06+07:00');
    expect(await mailer.turn()).toBe(1);
    expect(office.got[0]!.headers['subject']).toBe('Mendesak: Kurang 35.78');
  });

  it('breaks through them when it is urgent and the person said so', async () => {
    now = Date.parse('2026-11-23T23:00:00+07:00');
    await reader({ urgentBreaksQuiet: true });
    await tell(raised());
    expect(await later(6_000)).toBe(1);
  });

  it('sums up what was less urgent and what waits for a decision', async () => {
    const person = await reader();
    await tell(raised({ severity: 'warning' }));
    await database.query(
      `INSERT INTO reconciler.alert (alert_id, hub, commodity, code, severity, subject, raised_at, alert, event)
       VALUES ('HELD_FACT/btc/rice/f', 'btc', 'rice', 'HELD_FACT', 'warning', 'f', now(), '{}', '{}')
       ON CONFLICT (alert_id) DO UPDATE SET cleared_at = NULL`,
    );
    const due = Date.parse('2026-11-24T07:00:00+07:00');
    await database.query('UPDATE notices.wish SET digest_due_at = $1', [new Date(due).toISOString()]);
    now = due - 1;
    expect(await mailer.turn()).toBe(0);
    now = due + 5_000;
    expect(await mailer.turn()).toBe(1);
    const [mail] = office.got;
    expect(mail!.headers['subject']).toBe('Ringkasan Lumbung: 1 perlu perhatian, 1 menunggu keputusan');
    expect(mail!.text).toMatch(/PERHATIAN\n- Kurang 35\.78 \(sejak 23 Nov,? 10[.:]00 WIB\)/);
    expect(mail!.text).toContain('- 1 laporan ditahan\n  https://lumbung.example/#/meja-data');
    const [row] = await database.query<{ at: Date }>(
      'SELECT digest_due_at AS at FROM notices.wish WHERE person = $1',
      [person],
    );
    expect(row!.at).toEqual(new Date(due + 24 * hour));
  });

  it('goes to no address that nobody confirmed, and to nobody disabled since', async () => {
    const unknown = await reader({}, 'btc', false);
    const gone = await reader();
    await tell(raised());
    now += 6_000;
    office.refusal = { responseCode: 451, message: 'later' };
    expect(await mailer.turn()).toBe(0);
    expect(await statesOf(gone)).toEqual(['pending']);
    await database.query(`UPDATE people.person SET status = 'disabled' WHERE id = $1`, [gone]);
    office.refusal = undefined;
    expect(await later(hour)).toBe(0);
    expect(office.got).toEqual([]);
    expect(await statesOf(gone)).toEqual(['dropped']);
    expect(await statesOf(unknown)).toEqual([]);
  });

  it('is tried again when the server is busy, and no more where it says that the address is none', async () => {
    const person = await reader();
    await tell(raised());
    office.refusal = { responseCode: 451, message: 'busy' };
    expect(await later(6_000)).toBe(0);
    expect(await later(1_000)).toBe(0);
    office.refusal = undefined;
    expect(await later(5_000)).toBe(1);
    office.refusal = { responseCode: 550, message: 'nobody here' };
    await tell(raised({}, undefined, '31'));
    expect(await later(6_000)).toBe(0);
    expect(await statesOf(person)).toEqual(['sent', 'failed']);
    const [wish] = await database.query(
      'SELECT verified_at, refused_at IS NOT NULL AS refused FROM notices.wish',
    );
    expect(wish).toEqual({ verified_at: null, refused: true });
  });

  it('is made and sent once by two dispatchers at the same time', async () => {
    for (let i = 0; i < 8; i++) await reader();
    await tell(raised());
    now += 6_000;
    const other = newMailer();
    const taken = await Promise.all([mailer.turn(), other.turn(), mailer.turn(), other.turn()]);
    await other.stop();
    expect(taken.reduce((sum, count) => sum + count, 0)).toBe(8);
    expect(new Set(office.got.flatMap(({ to }) => to)).size).toBe(8);
    expect(office.got).toHaveLength(8);
  });
});

describe('links in mails', () => {
  const person = '11111111-2222-4333-8444-555555555555';

  it('say for whom they are, and nothing else does', () => {
    const token = tokens.unsubscribe(person);
    expect(tokens.readUnsubscribe(token)).toBe(person);
    const forged = new MailTokens(randomBytes(32).toString('base64')).unsubscribe(person);
    const altered = token.replace('1111', '2222');
    for (const wrong of [
      '',
      person,
      `${token}.`,
      altered,
      forged,
      tokens.confirm(person, 'a@b.example', now),
    ])
      expect(tokens.readUnsubscribe(wrong)).toBeNull();
  });

  it('confirm one address for a day', () => {
    const at = Date.now();
    const token = tokens.confirm(person, 'a@b.example', at);
    expect(tokens.confirmFor(token, at + 23 * hour)).toBe(person);
    expect(tokens.confirmFor(token, at + 25 * hour)).toBeNull();
    expect([tokens.confirms(token, 'a@b.example'), tokens.confirms(token, 'x@b.example')]).toEqual([
      true,
      false,
    ]);
    expect(tokens.confirms(tokens.unsubscribe(person), 'a@b.example')).toBe(false);
  });
});

it('old notices end when they were read or are over, and nobody keeps thousands', async () => {
  const person = await reader();
  await tell(raised({}, undefined, '31'), raised());
  await database.query(`UPDATE notices.notice SET read_at = now() WHERE subject = '31'`);
  await database.transaction((sql) => endNotices(sql, new Date(now + minute)));
  expect(await noticesOf(person)).toHaveLength(1);
  await tell(...Array.from({ length: 2_100 }, (_, i) => raised({}, undefined, `p${i}`)));
  await database.transaction((sql) => endNotices(sql, new Date(0)));
  expect(await noticesOf(person)).toHaveLength(2_000);
});
