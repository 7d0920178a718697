import { firstAdministratorLink, issueKey, networkOf } from '#access';
import { verifyAudit } from '#database';
import { MailTokens } from '#outbound';
import type { RunningGateway } from '../../apps/gateway/gateway.js';
import { startBench, type Bench } from '../gateway/support.js';
import { Visitor, type Answer } from './browser.js';

jest.setTimeout(180_000);

const strong = 'sawah hijau di kaki gunung';
let bench: Bench;
let administrator: Visitor;

beforeAll(async () => {
  bench = await startBench({ READ_ACCESS: 'key', SIGN_INS_PER_MINUTE: '10000' });
});
afterAll(() => bench?.stop());

const visitor = () => new Visitor(bench.url);
const visitorOf = ({ port }: RunningGateway) => new Visitor(`http://127.0.0.1:${port}`);
const audit = async (query: string): Promise<{ code?: string; action: string; subject: string }[]> => {
  const { body } = await administrator.ask('get', `/v1/audit?${query}`);
  return (body['items'] as { action: string; subject: string; details: { code?: string } }[]).map(
    ({ action, subject, details }) => ({ action, subject, code: details.code }),
  );
};
const tokenIn = ({ body }: Answer) => (body['link'] as { path: string }).path.replace('/#/undangan/', '');
const idIn = ({ body }: Answer) => (body['person'] as { id: string }).id;
const codeOf = ({ status, body }: Answer) => [status, body.code];

/** Invites somebody and takes the invitation. */
async function join(
  username: string,
  party: string,
  roles: string[],
): Promise<{ id: string; browser: Visitor }> {
  const invited = await administrator.ask('post', '/v1/people', {
    party,
    username,
    name: 'Budi Raharjo',
    roles,
  });
  expect(invited.status).toBe(201);
  const browser = visitor();
  const accepted = await browser.ask('post', '/v1/invitations/accept', {
    token: tokenIn(invited),
    password: strong,
  });
  expect(accepted.status).toBe(200);
  return { id: idIn(invited), browser };
}
const logIn = (browser: Visitor, username: string, password = strong) =>
  browser.ask('post', '/v1/session', { username, password });

describe('the first administrator', () => {
  let token: string;

  it('comes by a link of which only the hash is stored, and a newer link ends it', async () => {
    const older = await bench.database.transaction(firstAdministratorLink);
    const link = await bench.database.transaction(firstAdministratorLink);
    token = link!.token;
    expect(link!.expiresAt.getTime() - Date.now()).toBeLessThanOrEqual(24 * 3_600_000);
    const rows = await bench.database.query<{ row: string }>(
      `SELECT l::text || encode(token_hash, 'escape') AS row FROM people.link l`,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]!.row).not.toContain(token);
    expect(codeOf(await visitor().ask('post', '/v1/invitations/look', { token: older!.token }))).toEqual([
      404,
      'LINK_INVALID',
    ]);
    const look = await visitor().ask('post', '/v1/invitations/look', { token });
    expect(look.body).toMatchObject({ purpose: 'first-administrator', party: 'btc', username: null });
  });

  it('chooses a name and a password that is not weak, and is logged in', async () => {
    administrator = visitor();
    const accept = (more: object) => administrator.ask('post', '/v1/invitations/accept', { token, ...more });
    expect(codeOf(await accept({ password: strong }))).toEqual([400, 'USERNAME_NEEDED']);
    const named = { username: 'Wulan', name: 'Wulan Sari' };
    expect(codeOf(await accept({ ...named, password: 'password1234' }))).toEqual([422, 'PASSWORD_WEAK']);
    const accepted = await accept({ ...named, password: strong });
    expect(accepted.status).toBe(200);
    expect(accepted.cookies[0]).toMatch(
      /^lumbung=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax$/,
    );
    expect(accepted.body).toMatchObject({
      person: { username: 'wulan', name: 'Wulan Sari', party: 'btc', roles: ['administrator'] },
    });
    const { body } = await administrator.ask('get', '/v1/session');
    expect((body['person'] as { permissions: string[] }).permissions).toContain('people:write');
  });

  it('is the only one who could: the link is used up, and there is no other', async () => {
    const again = { token, username: 'other', name: 'Other', password: strong };
    expect(codeOf(await visitor().ask('post', '/v1/invitations/accept', again))).toEqual([
      404,
      'LINK_INVALID',
    ]);
    expect(await bench.database.transaction(firstAdministratorLink)).toBeNull();
  });
});

describe('an invitation', () => {
  it('works once, also when it is used twice at the same moment', async () => {
    const invited = await administrator.ask('post', '/v1/people', {
      party: 'e-peken',
      username: 'twice@surabaya.go.id',
      name: 'Dua Kali',
      roles: ['officer'],
    });
    const use = () =>
      visitor().ask('post', '/v1/invitations/accept', { token: tokenIn(invited), password: strong });
    const answers = await Promise.all([use(), use(), use()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
  });

  it.each([
    ['an administrator elsewhere than at the hub', 'e-peken', ['administrator'], 403, 'ROLE_NOT_ALLOWED'],
    ['an auditor elsewhere than at the hub', 'e-peken', ['viewer', 'auditor'], 403, 'ROLE_NOT_ALLOWED'],
    ['a carrier that is a buyer', 'e-peken', ['carrier'], 403, 'ROLE_NOT_ALLOWED'],
    ['somebody of nobody', 'nobody', ['viewer'], 422, 'PARTY_UNKNOWN'],
    ['a role that does not exist', 'e-peken', ['king'], 400, 'BAD_BODY'],
  ])('is not for %s', async (_, party, roles, status, code) => {
    const body = { party, username: 'nobody@example.id', name: 'Nobody', roles };
    expect(codeOf(await administrator.ask('post', '/v1/people', body))).toEqual([status, code]);
  });

  it('is not for a name that is taken', async () => {
    const body = { party: 'e-peken', username: 'WULAN', name: 'Wulan', roles: ['viewer'] };
    expect(codeOf(await administrator.ask('post', '/v1/people', body))).toEqual([409, 'USERNAME_TAKEN']);
  });
});

describe('a session', () => {
  it('is another one after each log-in, and the one before ends', async () => {
    const { browser } = await join('rotasi', 'e-peken', ['officer']);
    const before = browser.copy();
    const fixed = browser.session;
    expect((await logIn(browser, 'Rotasi')).status).toBe(200);
    expect(browser.session).not.toBe(fixed);
    expect((await before.ask('get', '/v1/feeds')).status).toBe(401);
    expect((await browser.ask('get', '/v1/feeds')).status).toBe(200);
  });

  it('reads what is its party’s own, as a key does, and writes for its party alone', async () => {
    const { browser } = await join('petugas', 'e-peken', ['officer']);
    const event = {
      specversion: '1.0',
      id: 'by-session-1',
      source: 'urn:lumbung:party:food-station',
      type: 'lumbung.demand.withdrawn.v1',
      time: new Date().toISOString(),
      data: { demandId: 'd-1' },
    };
    expect(codeOf(await browser.ask('post', '/v1/events', event))).toEqual([403, 'SOURCE_NOT_YOURS']);
    const { body } = await browser.ask('get', '/v1/agreements?limit=500');
    const regions = new Set((body['items'] as { region: string }[]).map(({ region }) => region));
    expect([...regions].every((region) => region === '35.78')).toBe(true);
  });

  it('is kept as a hash, ends at log-out, and everywhere when that is asked', async () => {
    const { id, browser } = await join('keluar', 'e-peken', ['viewer']);
    const rows = await bench.database.query<{ row: string }>('SELECT s::text AS row FROM people.session s');
    expect(rows.some(({ row }) => row.includes(browser.session!))).toBe(false);
    const stolen = browser.copy();
    const [phone, desk] = [visitor(), visitor()];
    await logIn(phone, 'keluar');
    await logIn(desk, 'keluar');
    expect((await browser.ask('delete', '/v1/session')).status).toBe(204);
    expect((await stolen.ask('get', '/v1/feeds')).status).toBe(401);
    expect((await desk.ask('get', '/v1/feeds')).status).toBe(200);
    expect((await phone.ask('delete', '/v1/sessions')).status).toBe(204);
    await pause(1_000);
    expect((await desk.ask('get', '/v1/feeds')).status).toBe(401);
    expect(await bench.database.query('SELECT 1 FROM people.session WHERE person = $1', [id])).toEqual([]);
  });

  it('is listed for its person, who ends any of them, and nobody else’s', async () => {
    const { browser } = await join('perangkat', 'e-peken', ['viewer']);
    const other = await join('orang-lain', 'e-peken', ['viewer']);
    const phone = visitor();
    await logIn(phone, 'perangkat');
    interface Listed {
      items: { session: string; isThis: boolean }[];
    }
    const listed = async (by: Visitor) =>
      ((await by.ask('get', '/v1/sessions')).body as unknown as Listed).items;
    expect((await listed(browser)).map(({ isThis }) => isThis)).toEqual([false, true]);
    const [ofPhone] = await listed(browser);
    expect((await other.browser.ask('delete', `/v1/sessions/${ofPhone!.session}`)).status).toBe(404);
    expect((await phone.ask('get', '/v1/feeds')).status).toBe(200);
    expect((await browser.ask('delete', `/v1/sessions/${ofPhone!.session}`)).status).toBe(204);
    await pause(1_000);
    expect((await phone.ask('get', '/v1/feeds')).status).toBe(401);
    expect(await listed(browser)).toMatchObject([{ isThis: true }]);
    expect((await visitor().ask('get', '/v1/sessions')).status).toBe(401);
  });

  it('ends when it was idle or is old', async () => {
    const { id, browser } = await join('lama', 'e-peken', ['viewer']);
    const age = (column: string) =>
      bench.database.query(`UPDATE people.session SET ${column} WHERE person = $1`, [id]);
    await age(`seen_at = now() - interval '13 hours'`);
    await pause(600);
    expect(codeOf(await browser.ask('get', '/v1/feeds'))).toEqual([401, 'SESSION_ENDED']);
    await logIn(browser, 'lama');
    await age(`expires_at = now() - interval '1 second'`);
    await pause(600);
    expect((await browser.ask('get', '/v1/feeds')).status).toBe(401);
    expect((await browser.ask('get', '/v1/session')).body['person']).toBeNull();
  });

  it('closes the live feed of whoever was logged out', async () => {
    const { browser } = await join('siaran', 'e-peken', ['viewer']);
    const gone = new AbortController();
    const stream = await fetch(`${bench.url}/v1/live`, {
      headers: { cookie: `lumbung=${browser.session}` },
      signal: gone.signal,
    });
    expect(stream.status).toBe(200);
    const closed = stream.text();
    await pause(300);
    await browser.ask('delete', '/v1/session');
    const late = pause(6_000).then(() => 'open');
    expect(await Promise.race([closed.then(() => 'closed'), late])).toBe('closed');
    gone.abort();
  });
});

describe('a page of another site', () => {
  it.each([
    ['a form', { 'sec-fetch-site': 'cross-site' }],
    [
      'a script',
      { 'sec-fetch-site': 'cross-site', 'x-lumbung-request': '1', origin: 'https://evil.example' },
    ],
    ['an old browser', { origin: 'https://evil.example', 'x-lumbung-request': '1' }],
    ['a sister host', { 'sec-fetch-site': 'same-site', 'x-lumbung-request': '1' }],
    ['no word of where it is from', {}],
  ])('changes nothing with the session of a person: %s', async (_, headers: Record<string, string>) => {
    const forged = administrator.copy(headers);
    const invite = { party: 'btc', username: 'evil', name: 'Evil', roles: ['administrator'] };
    expect(codeOf(await forged.ask('post', '/v1/people', invite))).toEqual([403, 'CROSS_SITE']);
    expect(codeOf(await forged.ask('delete', '/v1/session'))).toEqual([403, 'CROSS_SITE']);
    expect(codeOf(await logIn(forged, 'wulan'))).toEqual([403, 'CROSS_SITE']);
  });

  it('does not keep systems from writing with a key', async () => {
    const post = new Visitor(bench.url, { authorization: `Bearer ${bench.keys['e-peken']}` });
    expect((await post.ask('post', '/v1/events', {})).status).toBe(400);
  });
});

describe('guessing', () => {
  it('is locked after five failures and the same for a name that does not exist', async () => {
    await join('korban', 'e-peken', ['viewer']);
    const guess = async (username: string) => {
      const answers: unknown[] = [];
      for (let i = 0; i < 6; i++) answers.push(codeOf(await logIn(visitor(), username, `wrong guess ${i}!`)));
      return answers;
    };
    const known = await guess('korban');
    expect(known).toEqual([...Array<unknown>(5).fill([401, 'SIGN_IN_FAILED']), [429, 'TOO_MANY_ATTEMPTS']]);
    const right = await logIn(visitor(), 'korban');
    expect(right.status).toBe(429);
    expect(Number(right.headers['retry-after'])).toBeGreaterThan(20);
    expect(await guess('tidak-ada')).toEqual(known);
    await bench.database.query(`UPDATE people.attempt SET locked_until = now() - interval '1 second'`);
    await logIn(visitor(), 'korban', 'wrong guess again');
    const longer = await logIn(visitor(), 'korban');
    expect(Number(longer.headers['retry-after'])).toBeGreaterThan(50);
    await bench.database.query(`UPDATE people.attempt SET locked_until = now() - interval '1 second'`);
    expect((await logIn(visitor(), 'korban')).status).toBe(200);
  });

  it('many at once is as many attempts', async () => {
    await join('serentak', 'e-peken', ['viewer']);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => logIn(visitor(), 'serentak', `wrong guess ${i}!`)),
    );
    expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(5);
  });

  it('takes as long for a name that does not exist', async () => {
    await join('ada', 'e-peken', ['viewer']);
    const timed = async (username: string) => {
      const times: number[] = [];
      for (let i = 0; i < 4; i++) {
        const from = performance.now();
        await logIn(visitor(), username, `wrong guess ${i}!`);
        times.push(performance.now() - from);
      }
      return Math.min(...times);
    };
    const [known, unknown] = [await timed('ada'), await timed('bukan-siapa-siapa')];
    // Without a password to check, it would be a hundredth; a busy machine is not as wrong as that.
    expect(unknown).toBeGreaterThan(known * 0.2);
    expect(known).toBeGreaterThan(unknown * 0.2);
  });

  it('from one address is limited whoever it is for', async () => {
    const slow = await bench.another({ SIGN_INS_PER_MINUTE: '3' });
    const browser = new Visitor(`http://127.0.0.1:${slow.port}`);
    const answers: number[] = [];
    for (let i = 0; i < 4; i++) answers.push((await logIn(browser, `orang-${i}`)).status);
    await slow.stop();
    expect(answers).toEqual([401, 401, 401, 429]);
  });

  it('is told apart by what a proxy says of addresses only where there is one', async () => {
    const from = async (trust: 'on' | 'off') => {
      const gateway = await bench.another({ SIGN_INS_PER_MINUTE: '2', TRUST_PROXY: trust });
      const answers: number[] = [];
      for (let i = 1; i <= 4; i++) {
        const browser = new Visitor(`http://127.0.0.1:${gateway.port}`, {
          'x-lumbung-request': '1',
          'sec-fetch-site': 'same-origin',
          'x-forwarded-for': `203.0.113.${i}`,
        });
        answers.push((await logIn(browser, `lewat-${trust}-${i}`)).status);
      }
      await gateway.stop();
      return answers;
    };
    expect(await from('off')).toEqual([401, 401, 429, 429]);
    expect(await from('on')).toEqual([401, 401, 401, 401]);
  });

  it('an old hash is stored anew at the present cost', async () => {
    const { id } = await join('hash-lama', 'e-peken', ['viewer']);
    const { hashPassword } = await import('#access');
    await bench.database.query('UPDATE people.person SET password = $2 WHERE id = $1', [
      id,
      await hashPassword(strong, { logN: 12, r: 8, p: 1 }),
    ]);
    expect((await logIn(visitor(), 'hash-lama')).status).toBe(200);
    const [row] = await bench.database.query<{ password: string }>(
      'SELECT password FROM people.person WHERE id = $1',
      [id],
    );
    expect(row!.password).toMatch(/^scrypt\$ln=15,r=8,p=3\$/);
  });
});

describe('rights', () => {
  it('of people below an administrator do not reach people or the audit, and every attempt is told', async () => {
    const { id, browser } = await join('naik', 'e-peken', ['officer']);
    const raise = { roles: ['administrator'] };
    for (const [method, path, body] of [
      ['get', '/v1/people', undefined],
      ['post', '/v1/people', { party: 'btc', username: 'x-1', name: 'X', roles: ['administrator'] }],
      ['patch', `/v1/people/${id}`, raise],
      ['delete', `/v1/people/${id}`, undefined],
      ['post', `/v1/people/${id}/link`, undefined],
      ['get', '/v1/audit', undefined],
      ['get', '/v1/audit/export', undefined],
    ] as const)
      expect(codeOf(await browser.ask(method, path, body))).toEqual([403, 'FORBIDDEN']);
    expect(codeOf(await administrator.ask('patch', `/v1/people/${id}`, raise))).toEqual([
      403,
      'ROLE_NOT_ALLOWED',
    ]);
    await pause(200);
    const told = await audit('action=request.refused&limit=500');
    expect(told.filter(({ code }) => code === 'FORBIDDEN').length).toBeGreaterThanOrEqual(7);
  });

  it('of no key reach people, also not of a hub', async () => {
    const key = await issueKey(bench.database, 'btc');
    const system = new Visitor(bench.url, { authorization: `Bearer ${key}` });
    expect(codeOf(await system.ask('get', '/v1/people'))).toEqual([403, 'FORBIDDEN']);
    expect(codeOf(await system.ask('get', '/v1/audit'))).toEqual([403, 'FORBIDDEN']);
  });

  it('are not changed by oneself, and a last administrator stays', async () => {
    const me = idIn((await administrator.ask('get', '/v1/session')) as Answer);
    const path = `/v1/people/${me}`;
    expect(codeOf(await administrator.ask('patch', path, { roles: ['viewer'] }))).toEqual([
      403,
      'NOT_ON_YOURSELF',
    ]);
    expect(codeOf(await administrator.ask('delete', path))).toEqual([403, 'NOT_ON_YOURSELF']);
    const second = await join('kedua', 'btc', ['administrator']);
    const both = await Promise.all([
      administrator.ask('patch', `/v1/people/${second.id}`, { roles: ['viewer'] }),
      second.browser.ask('patch', path, { roles: ['viewer'] }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    if (both[1].status === 200) administrator = second.browser;
  });

  it('that change end the sessions that had the old ones within a second, on every instance', async () => {
    const { id, browser } = await join('turun', 'peternakan-ponggok', ['producer']);
    expect((await browser.ask('get', '/v1/feeds')).status).toBe(200);
    const changed = await administrator.ask('patch', `/v1/people/${id}`, { roles: ['viewer'] });
    expect(changed.body).toMatchObject({ roles: ['viewer'], status: 'active' });
    await pause(1_000);
    expect((await browser.ask('get', '/v1/feeds')).status).toBe(401);
    await logIn(browser, 'turun');
    expect((await administrator.ask('patch', `/v1/people/${id}`, { status: 'disabled' })).status).toBe(200);
    await pause(1_000);
    expect((await browser.ask('get', '/v1/feeds')).status).toBe(401);
    expect((await logIn(visitor(), 'turun')).status).toBe(401);
  });
});

describe('a password', () => {
  it('is changed with the present one; every other session ends', async () => {
    const { browser } = await join('ganti', 'e-peken', ['viewer']);
    const other = visitor();
    await logIn(other, 'ganti');
    const change = (present: string, next: string) =>
      browser.ask('post', '/v1/session/password', { present, next });
    expect(codeOf(await change('wrong one here', 'laut biru di ujung timur'))).toEqual([
      401,
      'SIGN_IN_FAILED',
    ]);
    expect(codeOf(await change(strong, 'lumbung2026!!'))).toEqual([422, 'PASSWORD_WEAK']);
    expect((await change(strong, 'laut biru di ujung timur')).status).toBe(200);
    await pause(1_000);
    expect((await other.ask('get', '/v1/feeds')).status).toBe(401);
    expect((await browser.ask('get', '/v1/feeds')).status).toBe(200);
    expect((await logIn(visitor(), 'ganti')).status).toBe(401);
  });
});

describe('erasing a person', () => {
  it('leaves an id and nothing that tells who it was', async () => {
    const { id } = await join('dilupakan@surabaya.go.id', 'e-peken', ['officer']);
    expect((await administrator.ask('delete', `/v1/people/${id}`)).status).toBe(204);
    const tables = ['people.person', 'people.session', 'people.link', 'people.attempt', 'access.audit'];
    for (const table of tables) {
      const rows = await bench.database.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
      for (const { row } of rows) expect(row).not.toMatch(/dilupakan/);
    }
    const [row] = await bench.database.query('SELECT * FROM people.person WHERE id = $1', [id]);
    expect(row).toMatchObject({ username: null, name: null, password: null, roles: [], status: 'erased' });
    expect((await logIn(visitor(), 'dilupakan@surabaya.go.id')).status).toBe(401);
    expect((await administrator.ask('delete', `/v1/people/${id}`)).status).toBe(404);
    expect((await audit('action=person.erased'))[0]!.subject).toBe(`person/${id}`);
  });
});

describe('the audit', () => {
  it('tells of failed log-ins and locks, of whom and from which network, and of no address, name or password', async () => {
    const { id } = await join('teraudit', 'e-peken', ['viewer']);
    for (let i = 0; i < 6; i++) await logIn(visitor(), 'teraudit', 'a wrong password');
    await pause(300);
    const told = await audit(`subject=person/${id}&outcome=refused`);
    expect(told.map(({ action, code }) => [action, code])).toEqual([
      ['session.refused', 'TOO_MANY_ATTEMPTS'],
      ['session.refused', 'SIGN_IN_FAILED'],
    ]);
    const rows = await bench.database.query<{ row: string }>('SELECT a::text AS row FROM access.audit a');
    expect(rows.some(({ row }) => row.includes(networkOf('127.0.0.1')))).toBe(true);
    for (const { row } of rows) expect(row).not.toMatch(/127\.0\.0\.1|teraudit|a wrong password|Budi/);
  });

  it('is paged newest first, exported whole, and its chain holds', async () => {
    const first = await administrator.ask('get', '/v1/audit?limit=2');
    const next = await administrator.ask('get', `/v1/audit?limit=2&cursor=${String(first.body['next'])}`);
    const sequences = [first, next].flatMap(({ body }) =>
      (body['items'] as { sequence: number }[]).map(({ sequence }) => sequence),
    );
    expect(sequences).toEqual([0, 1, 2, 3].map((i) => sequences[0]! - i));
    const verdict = await verifyAudit(bench.database, 'btc');
    expect(verdict.brokenAt).toBeNull();
    const cookie = `lumbung=${administrator.session}`;
    const read = async (format: string) =>
      (await fetch(`${bench.url}/v1/audit/export?format=${format}`, { headers: { cookie } })).text();
    const lines = (await read('ndjson')).trim().split('\n');
    expect(lines.length).toBeGreaterThanOrEqual(verdict.rows);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      sequence: 1,
      hub: 'btc',
      action: 'person.first-administrator',
    });
    expect((await read('csv')).split('\r\n')[0]).toMatch(/^sequence,at,actor_kind/);
  });
});

describe('headers', () => {
  it('keep a browser strict, and cookies to this one host where people come by https', async () => {
    const plain = (await visitor().ask('get', '/v1/session')).headers;
    expect(plain['content-security-policy']).toMatch(/script-src 'self';/);
    expect(plain['content-security-policy']).not.toMatch(/style-src [^;]*unsafe-inline/);
    expect(plain['content-security-policy']).toMatch(/object-src 'none';.*frame-ancestors 'none'/);
    expect(plain).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    expect(plain['strict-transport-security']).toBeUndefined();
    const secure = await bench.another({ PUBLIC_URL: 'https://lumbung.example' });
    const browser = new Visitor(`http://127.0.0.1:${secure.port}`, {
      'x-lumbung-request': '1',
      origin: 'https://lumbung.example',
    });
    await bench.database.query('DELETE FROM people.attempt');
    const { headers, cookies, status } = await logIn(browser, 'ada');
    await secure.stop();
    expect(status).toBe(200);
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(cookies[0]).toMatch(
      /^__Host-lumbung=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax; Secure$/,
    );
  });
});

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

describe('what somebody wants to be told', () => {
  const key = Buffer.alloc(32, 5).toString('base64');
  const env = { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'Lumbung <lumbung@btc.example>', MAIL_KEY: key };
  let other: RunningGateway;
  let browser: Visitor;
  let person: string;

  beforeAll(async () => {
    const who = await join('rini', 'e-peken', ['officer']);
    person = who.id;
    other = await bench.another({ ...env, PUBLIC_URL: 'http://lumbung.example' });
    browser = new Visitor(`http://127.0.0.1:${other.port}`);
    expect((await logIn(browser, 'rini')).status).toBe(200);
  });
  afterAll(() => other?.stop());

  const wish = () =>
    bench.database
      .query<{ wishes: { mailOn: boolean }; verified_at: Date | null; digest_due_at: Date | null }>(
        'SELECT wishes, verified_at, digest_due_at FROM notices.wish WHERE person = $1',
        [person],
      )
      .then(([row]) => row!);
  const confirmation = async (): Promise<string> => {
    const [row] = await bench.database.query<{ text: string }>(
      `SELECT content->>'text' AS text FROM notices.mail WHERE person = $1 ORDER BY created_at DESC LIMIT 1`,
      [person],
    );
    return /#\/surel\/(\S+)/.exec(row!.text)![1]!;
  };

  it('is the usual until they say otherwise, is checked, and is nobody’s without a session', async () => {
    const { body } = await browser.ask('get', '/v1/notice-settings');
    expect(body).toMatchObject({
      timezone: 'Asia/Jakarta',
      mail: { isOn: true, address: null, state: 'none' },
    });
    const wishes = body['wishes'] as object;
    const changed = await browser.ask('put', '/v1/notice-settings', {
      ...wishes,
      digest: 'hourly',
      quiet: null,
    });
    expect(changed).toMatchObject({ status: 200, body: { wishes: { digest: 'hourly', quiet: null } } });
    for (const wrong of [
      { digestAt: '25:00' },
      { quiet: { from: '9', to: '10:00' } },
      { inbox: {} },
      { mail: 'now' },
    ])
      expect(codeOf(await browser.ask('put', '/v1/notice-settings', { ...wishes, ...wrong }))).toEqual([
        400,
        'BAD_BODY',
      ]);
    expect((await visitor().ask('get', '/v1/notices')).status).toBe(401);
    const byKey = await fetch(`${bench.url}/v1/notices`, {
      headers: { authorization: `Bearer ${bench.keys['e-peken']!}` },
    });
    expect(byKey.status).toBe(403);
  });

  it('goes to an address once its reader has opened the link, which is good for that address alone', async () => {
    const asked = await browser.ask('put', '/v1/notice-settings/address', { address: 'lama@mail.example' });
    expect(asked.body['mail']).toEqual({ isOn: true, address: 'lama@mail.example', state: 'unconfirmed' });
    const old = await confirmation();
    await browser.ask('put', '/v1/notice-settings/address', { address: 'rini@mail.example' });
    const confirm = (token: string) => visitorOf(other).ask('post', '/v1/mail-confirmations', { token });
    expect(codeOf(await confirm(old))).toEqual([422, 'MAIL_LINK_INVALID']);
    expect((await wish()).verified_at).toBeNull();
    expect((await confirm(await confirmation())).status).toBe(204);
    expect(await wish()).toMatchObject({ verified_at: expect.any(Date), digest_due_at: expect.any(Date) });
    await browser.ask('put', '/v1/notice-settings/address', { address: 'tiga@mail.example' });
    const fourth = await browser.ask('put', '/v1/notice-settings/address', { address: 'empat@mail.example' });
    expect(codeOf(fourth)).toEqual([429, 'MAILS_TOO_MANY']);
    expect((await confirm(await confirmation())).status).toBe(204);
  });

  it('ends with one click, by no session and by nothing but the link itself', async () => {
    const token = new MailTokens(key).unsubscribe(person);
    const at = `http://127.0.0.1:${other.port}/v1/unsubscribe/`;
    const looked = await fetch(at + token, { redirect: 'manual' });
    expect([looked.status, looked.headers.get('location')]).toEqual([303, `/#/berhenti/${token}`]);
    const click = (what: string) =>
      fetch(at + what, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click',
      });
    expect((await click(`${token}x`)).status).toBe(422);
    expect((await wish()).wishes.mailOn).toBe(true);
    expect([(await click(token)).status, (await click(token)).status]).toEqual([204, 204]);
    expect(await wish()).toMatchObject({ wishes: { mailOn: false }, digest_due_at: null });
    const told = (await audit('limit=500')).filter(({ subject }) => subject === `person/${person}`);
    const actions = told.map(({ action }) => action).filter((action) => action.startsWith('notices.'));
    expect([...new Set(actions)].sort()).toEqual([
      ...['notices.address-asked', 'notices.address-confirmed', 'notices.changed', 'notices.unsubscribed'],
    ]);
  });

  it('is kept as read on all devices, of one’s own alone', async () => {
    const notice = (id: string, whose: string) =>
      bench.database.query(
        `INSERT INTO notices.notice (notice_id, person, alert_id, sequence, code, severity, hub, commodity, subject, text,
           pops, raised_at) VALUES ($1, $2, $1, 1, 'SHORTAGE', 'critical', 'btc', 'rice', '35.78',
           '{"id": "Kurang", "en": "Short"}', true, now())`,
        [id.repeat(32), whose],
      );
    const { id: neighbour, browser: theirs } = await join('tono', 'e-peken', ['viewer']);
    for (const id of ['a', 'b']) await notice(id, person);
    await notice('c', neighbour);
    const { body } = await browser.ask('get', '/v1/notices?limit=1');
    expect(body).toMatchObject({
      items: [{ noticeId: 'b'.repeat(32), page: '#/neraca?komoditas=rice', readAt: null }],
    });
    const second = await browser.ask('get', `/v1/notices?limit=1&cursor=${body['next'] as string}`);
    expect(second.body['items']).toMatchObject([{ noticeId: 'a'.repeat(32) }]);
    const read = await browser.ask('post', '/v1/notices/read', {
      noticeIds: ['a'.repeat(32), 'c'.repeat(32)],
    });
    expect(read.body).toMatchObject({ unread: 1, popups: [{ noticeId: 'b'.repeat(32) }] });
    const device = visitor();
    await logIn(device, 'rini');
    expect((await device.ask('get', '/v1/notices/summary')).body).toMatchObject({ unread: 1 });
    expect((await device.ask('post', '/v1/notices/read', {})).body).toMatchObject({ unread: 0, popups: [] });
    expect((await theirs.ask('get', '/v1/notices/summary')).body).toMatchObject({ unread: 1 });
    const left = await browser.ask('get', '/v1/notices?state=unread');
    expect(left.body['items']).toEqual([]);
  });

  it('goes with the person', async () => {
    expect((await administrator.ask('delete', `/v1/people/${person}`)).status).toBe(204);
    for (const table of ['wish', 'notice', 'mail'])
      expect(
        await bench.database.query(`SELECT 1 FROM notices.${table} WHERE person = $1`, [person]),
      ).toEqual([]);
  });
});
