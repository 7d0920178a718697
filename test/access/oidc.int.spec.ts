import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort, repositoryRoot } from '#embedded';
import type { RunningGateway } from '../../apps/gateway/gateway.js';
import { startBench, type Bench } from '../gateway/support.js';

jest.setTimeout(180_000);

let bench: Bench;
let provider: ChildProcess;
let gateway: RunningGateway;
let url: string;
let issuer: string;

beforeAll(async () => {
  const [port, issuerPort] = [await freePort(), await freePort()];
  url = `http://127.0.0.1:${port}`;
  issuer = `http://127.0.0.1:${issuerPort}`;
  const callback = `${url}/v1/session/oidc/callback`;
  provider = fork(
    join(repositoryRoot, 'test/access/oidc-provider.mjs'),
    [String(issuerPort), 'lumbung', 'a secret of the test', callback],
    { silent: true },
  );
  [bench] = await Promise.all([startBench({ READ_ACCESS: 'key' }), once(provider, 'message')]);
  gateway = await bench.another({
    PORT: String(port),
    PUBLIC_URL: url,
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: 'lumbung',
    OIDC_CLIENT_SECRET: 'a secret of the test',
    SIGN_INS_PER_MINUTE: '10000',
  });
  for (const username of ['sari@blitar.go.id', 'budi@blitar.go.id'])
    await bench.database.query(
      `INSERT INTO people.person (party, username, name, roles, status)
       VALUES ('e-peken', $1, 'Somebody', '{officer}', 'invited')`,
      [username],
    );
});

afterAll(async () => {
  await gateway?.stop();
  await bench?.stop();
  provider?.kill();
});

/** A browser that follows redirects by hand and keeps cookies per host. */
class Browser {
  readonly jar = new Map<string, string>();

  async go(address: string): Promise<{ status: number; location: string }> {
    const { host } = new URL(address);
    const cookie = [...this.jar].flatMap(([key, value]) =>
      key.startsWith(`${host} `) ? [`${key.slice(host.length + 1)}=${value}`] : [],
    );
    const answer = await fetch(address, { redirect: 'manual', headers: { cookie: cookie.join('; ') } });
    for (const line of answer.headers.getSetCookie()) {
      const [pair] = line.split(';') as [string];
      const at = pair.indexOf('=');
      this.jar.set(`${host} ${pair.slice(0, at)}`, pair.slice(at + 1));
    }
    const location = answer.headers.get('location');
    return { status: answer.status, location: location === null ? '' : new URL(location, address).href };
  }

  /** Up to the address that the provider sends back to, which is not asked yet. */
  async untilCallback(change: (address: URL) => void = () => undefined): Promise<string> {
    const first = new URL((await this.go(`${url}/v1/session/oidc`)).location);
    change(first);
    for (let next = first.href, hops = 0; hops < 12; hops++) {
      if (next.startsWith(url)) return next;
      next = (await this.go(next)).location;
    }
    throw new Error('the provider never sent back');
  }

  get ours(): Record<string, string> {
    const { host } = new URL(url);
    return Object.fromEntries(
      [...this.jar].flatMap(([key, value]) => (key.startsWith(host) ? [[key.split(' ')[1]!, value]] : [])),
    );
  }

  async whoAmI(): Promise<{ username: string; party: string } | null> {
    const cookie = Object.entries(this.ours).map(([name, value]) => `${name}=${value}`);
    const answer = await fetch(`${url}/v1/session`, { headers: { cookie: cookie.join('; ') } });
    return ((await answer.json()) as { person: { username: string; party: string } | null }).person;
  }
}

const be = (sub: string) => fetch(`${issuer}/be/${sub}`);
const refused = (code: string) => ({ status: 303, location: `${url}/#/masuk/${code}` });

it('says that it can be used, and that it is off where it is not set up', async () => {
  const session = async (at: string) => (await fetch(`${at}/v1/session`)).json();
  expect(await session(url)).toEqual({ person: null, signIn: { password: true, oidc: true } });
  expect(await session(bench.url)).toEqual({ person: null, signIn: { password: true, oidc: false } });
  expect((await fetch(`${bench.url}/v1/session/oidc`, { redirect: 'manual' })).status).toBe(404);
});

it('logs in whoever was invited and has that address verified, and knows them by subject from then on', async () => {
  await be('sari');
  const browser = new Browser();
  const back = await browser.untilCallback();
  expect(await browser.go(back)).toEqual({ status: 303, location: `${url}/#/` });
  expect(await browser.whoAmI()).toMatchObject({ username: 'sari@blitar.go.id', party: 'e-peken' });
  await bench.database.query(
    `UPDATE people.person SET username = 'sari' WHERE username = 'sari@blitar.go.id'`,
  );
  const later = new Browser();
  await later.go(await later.untilCallback());
  expect(await later.whoAmI()).toMatchObject({ username: 'sari' });
  expect(later.ours['lumbung']).not.toBe(browser.ours['lumbung']);
  const rows = await bench.database.query<{ action: string }>(
    'SELECT action FROM access.audit ORDER BY sequence',
  );
  expect(rows.map(({ action }) => action)).toEqual([
    'person.oidc-linked',
    'session.opened-oidc',
    'session.opened-oidc',
  ]);
});

it('takes a code once, and only from the browser that left for it', async () => {
  await be('sari');
  const victim = new Browser();
  const back = await victim.untilCallback();
  expect(await new Browser().go(back)).toEqual(refused('OIDC_FAILED'));
  expect((await victim.go(back)).location).toBe(`${url}/#/`);
  const again = new Browser();
  await again.go(`${url}/v1/session/oidc`);
  expect(await again.go(back)).toEqual(refused('OIDC_FAILED'));
});

it.each<[string, (address: URL) => void, (back: URL) => void]>([
  ['a wrong state', () => undefined, (back) => back.searchParams.set('state', 'x'.repeat(43))],
  ['no state', () => undefined, (back) => back.searchParams.delete('state')],
  ['a wrong nonce', (address) => address.searchParams.set('nonce', 'another'), () => undefined],
  [
    'a wrong verifier',
    (address) => address.searchParams.set('code_challenge', 'y'.repeat(43)),
    () => undefined,
  ],
  ['a code of its own', () => undefined, (back) => back.searchParams.set('code', 'z'.repeat(43))],
  ['another issuer', () => undefined, (back) => back.searchParams.set('iss', 'https://evil.example')],
])('refuses %s', async (_, change, forge) => {
  await be('sari');
  const browser = new Browser();
  const back = new URL(await browser.untilCallback(change));
  forge(back);
  expect(await browser.go(back.href)).toEqual(refused('OIDC_FAILED'));
  expect(await browser.whoAmI()).toBeNull();
});

it.each([
  ['an address that the provider has not verified', 'budi', 'OIDC_EMAIL_UNVERIFIED'],
  ['somebody whom nobody invited', 'tamu', 'OIDC_NOT_INVITED'],
])('refuses %s', async (_, sub, code) => {
  await be(sub);
  const browser = new Browser();
  expect(await browser.go(await browser.untilCallback())).toEqual(refused(code));
  expect(await browser.whoAmI()).toBeNull();
  const people = await bench.database.query('SELECT 1 FROM people.person WHERE oidc_subject LIKE $1', [
    `% ${sub}`,
  ]);
  expect(people).toEqual([]);
});

it('refuses somebody who was disabled', async () => {
  await bench.database.query(`UPDATE people.person SET status = 'disabled' WHERE username = 'sari'`);
  await be('sari');
  const browser = new Browser();
  expect(await browser.go(await browser.untilCallback())).toEqual(refused('OIDC_NOT_INVITED'));
});
