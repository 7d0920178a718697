import request from 'supertest';
import { readAudit, verifyAudit } from '#database';
import { startBench, type Bench } from '../gateway/support.js';
import { administrator, admitAdministrator } from '../support/administrator.js';
import { day } from '../support/say.js';

jest.setTimeout(120_000);

let bench: Bench;

beforeAll(async () => {
  bench = await startBench({ READ_ACCESS: 'key' });
  admitAdministrator(bench.gateway.app);
});

afterAll(() => bench?.stop());

interface Answer {
  status: number;
  body: Record<string, never>;
  headers: Record<string, string>;
}
type Key = { key: string; keyId: string; scopes: string[] };
type Report = {
  green: boolean;
  checks: { code: string; passed: boolean }[];
  lines: { outcome: string; code: string | null; advice: { id: string; en: string } | null }[];
};

function call(
  method: 'get' | 'put' | 'post' | 'delete',
  path: string,
  key: string | null,
  body?: unknown,
  url = bench.url,
) {
  const sent = request(url)[method](path).set('content-type', 'application/json');
  if (key !== null) sent.set('authorization', key.startsWith('Bearer') ? key : `Bearer ${key}`);
  return sent.send(body === undefined ? undefined : JSON.stringify(body)) as unknown as Promise<Answer>;
}
const keysOf = (party: string) => `/v1/parties/${party}/keys`;
const codeOf = ({ status, body }: Answer) => [status, (body as { code?: string }).code];
const issue = async (by: string, party: string, wish: object) =>
  (await call('post', keysOf(party), by, { label: 'uji', ...wish })).body as unknown as Key;

describe('keys', () => {
  it('carry no right that their issuer does not have', async () => {
    const narrow = await issue(bench.keys['e-peken']!, 'e-peken', { scopes: ['keys:write', 'read'] });
    expect(narrow.scopes).toEqual(['keys:write', 'read']);
    const wider = await call('post', keysOf('e-peken'), narrow.key, {
      label: 'lebih',
      scopes: ['events:write'],
    });
    expect([codeOf(wider), wider.body]).toMatchObject([
      [403, 'SCOPE_NOT_HELD'],
      { scopes: ['events:write'] },
    ]);
    expect((await issue(narrow.key, 'e-peken', {})).scopes.sort()).toEqual(['keys:write', 'read']);
    const all = await call('get', keysOf('e-peken'), narrow.key);
    const first = (all.body as unknown as { items: { keyId: string; label: string }[] }).items.find(
      ({ label }) => label === 'demo',
    )!;
    expect(codeOf(await call('post', `${keysOf('e-peken')}/${first.keyId}/rotate`, narrow.key, {}))).toEqual([
      403,
      'SCOPE_NOT_HELD',
    ]);
    expect(JSON.stringify(all.body)).not.toContain(narrow.key.split('_')[2]);
    const administering = await call('post', keysOf('btc'), administrator, {
      label: 'hub',
      scopes: ['registry:write'],
    });
    expect(administering.status).toBe(400);
    const reading = await issue(narrow.key, 'e-peken', { scopes: ['read'] });
    expect(codeOf(await call('post', keysOf('e-peken'), reading.key, { label: 'x' }))).toEqual([
      403,
      'FORBIDDEN',
    ]);
    expect(codeOf(await call('post', '/v1/events', reading.key, {}))).toEqual([403, 'FORBIDDEN']);
  });

  it('are a party’s own affair, and the hub administrator’s', async () => {
    for (const method of ['get', 'post'] as const)
      expect(
        codeOf(
          await call(
            method,
            keysOf('food-station'),
            bench.keys['e-peken']!,
            method === 'post' ? { label: 'x' } : undefined,
          ),
        ),
      ).toEqual([403, 'NOT_YOUR_PARTY']);
    const theirs = await issue(bench.keys['food-station']!, 'food-station', {});
    for (const [method, path] of [
      ['delete', theirs.keyId],
      ['post', `${theirs.keyId}/rotate`],
    ] as const) {
      expect(
        codeOf(await call(method, `${keysOf('food-station')}/${path}`, bench.keys['e-peken']!, {})),
      ).toEqual([403, 'NOT_YOUR_PARTY']);
      expect(codeOf(await call(method, `${keysOf('e-peken')}/${path}`, bench.keys['e-peken']!, {}))).toEqual([
        404,
        'NOT_FOUND',
      ]);
    }
    expect((await call('delete', `${keysOf('food-station')}/${theirs.keyId}`, administrator)).status).toBe(
      200,
    );
  });

  it('that are revoked end on every gateway within a second, and with them the live feeds they opened', async () => {
    const other = await bench.another();
    const otherUrl = `http://127.0.0.1:${other.port}`;
    try {
      const { key, keyId } = await issue(bench.keys['e-peken']!, 'e-peken', {});
      const child = await issue(key, 'e-peken', {});
      for (const url of [bench.url, otherUrl])
        for (const each of [key, child.key])
          expect((await call('get', '/v1/parties', each, undefined, url)).status).toBe(200);
      const live = await fetch(`${otherUrl}/v1/live`, { headers: { authorization: `Bearer ${key}` } });
      const ended = (async () => {
        const reader = live.body!.getReader();
        while (!(await reader.read()).done);
      })().catch(() => undefined);
      expect(
        (await call('delete', `${keysOf('e-peken')}/${keyId}?issued=true`, bench.keys['e-peken']!)).body,
      ).toEqual({
        revoked: [keyId, child.keyId],
      });
      const revokedAt = Date.now();
      for (const url of [bench.url, otherUrl])
        while ((await call('get', '/v1/parties', key, undefined, url)).status === 200)
          expect(Date.now() - revokedAt).toBeLessThan(1_000);
      await ended;
      expect(Date.now() - revokedAt).toBeLessThan(2_000);
      expect((await call('get', '/v1/parties', child.key, undefined, otherUrl)).status).toBe(401);
    } finally {
      await other.stop();
    }
  });

  it('are replaced without a gap, and end by themselves', async () => {
    const old = await issue(bench.keys['e-peken']!, 'e-peken', { scopes: ['read'] });
    const rotated = (
      await call('post', `${keysOf('e-peken')}/${old.keyId}/rotate`, bench.keys['e-peken']!, {
        overlapHours: 1,
      })
    ).body as unknown as Key & { oldKeyUntil: string };
    expect(rotated.scopes).toEqual(['read']);
    for (const { key } of [old, rotated]) expect((await call('get', '/v1/parties', key)).status).toBe(200);
    expect(Date.parse(rotated.oldKeyUntil) - Date.now()).toBeGreaterThan(3_500_000);
    const at = await call('post', `${keysOf('e-peken')}/${rotated.keyId}/rotate`, bench.keys['e-peken']!, {
      overlapHours: 0,
    });
    expect(at.status).toBe(201);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect((await call('get', '/v1/parties', rotated.key)).status).toBe(401);
    const brief = await issue(bench.keys['e-peken']!, 'e-peken', {
      expiresAt: new Date(Date.now() + 1_500).toISOString(),
    });
    expect((await call('get', '/v1/parties', brief.key)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 1_600));
    expect((await call('get', '/v1/parties', brief.key)).status).toBe(401);
    expect(
      (
        await call('post', keysOf('e-peken'), bench.keys['e-peken']!, {
          label: 'x',
          expiresAt: '2020-01-01T00:00:00Z',
        })
      ).status,
    ).toBe(400);
  });

  it('are limited per party, by the party’s own limit where it has one', async () => {
    const path = '/v1/registry/party/dharma-jaya';
    const { version, value } = (await call('get', path, administrator)).body as unknown as {
      version: number;
      value: object;
    };
    await call('put', path, administrator, {
      value: { ...value, eventsPerSecond: 2 },
      reason: 'batas sendiri',
      expectedVersion: version,
    });
    const answers = [];
    for (let i = 0; i < 4; i++)
      answers.push(await call('post', '/v1/events', bench.keys['dharma-jaya']!, [{}, {}]));
    expect(answers[0]!.headers['ratelimit-limit']).toBe('2');
    const limited = answers.find(({ status }) => status === 429)!;
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
    expect(
      (await call('post', '/v1/events', bench.keys['pasar-jaya']!, [{}])).headers['ratelimit-limit'],
    ).toBe('20000');
  });
});

describe('joining', () => {
  const kediri = {
    regions: [
      {
        code: '35.71',
        name: 'Kota Kediri',
        kind: 'kota',
        timezone: 'Asia/Jakarta',
        latitude: -7.82,
        longitude: 112.01,
        population: null,
      },
    ],
    lanes: [
      {
        id: '35.72-35.71-road',
        hub: 'btc',
        origin: '35.72',
        destination: '35.71',
        mode: 'road',
        roadKm: 45,
        leadHoursTypical: 1,
        leadHoursLate: 3,
        rupiahPerTonne: 50_000,
      },
    ],
    party: {
      code: 'kediri-pangan',
      nameId: 'Dinas Pangan Kota Kediri',
      nameEn: 'Food Office, Kediri',
      kind: 'department',
      regions: ['35.71'],
      system: true,
      rank: 100,
      cadenceHours: 24,
    },
    reason: 'kota mitra baru',
  };
  let invitation: { token: string; accept: string };
  let sandboxKey: string;
  const said = (id: string, type: string, data: object, rest = {}) => ({
    specversion: '1.0',
    id,
    source: 'urn:lumbung:party:kediri-pangan',
    type: `lumbung.${type}.v1`,
    time: new Date(Date.now() - 60_000).toISOString(),
    data,
    ...rest,
  });
  const demand = (id: string, quantity: number, rest = {}) =>
    said(id, 'demand.declared', {
      demandId: 'kdr-1',
      destination: '35.71',
      commodity: 'egg.chicken',
      quantity,
      unit: 'peti',
      window: { from: day(2), to: day(4) },
      basis: 'order',
      ...rest,
    });
  const tryOut = async (...events: unknown[]) =>
    (await call('post', '/v1/sandbox/events', sandboxKey, events)).body as unknown as Report;
  const open = ({ checks }: Report) => checks.flatMap(({ code, passed }) => (passed ? [] : [code]));

  it('begins with the administrator alone, all or nothing', async () => {
    for (const key of ['btc', 'e-peken'])
      expect(codeOf(await call('post', '/v1/parties', bench.keys[key]!, kediri))).toEqual([403, 'FORBIDDEN']);
    const half = await call('post', '/v1/parties', administrator, { ...kediri, regions: [] });
    expect(codeOf(half)).toEqual([422, 'REGISTRY_REFUSED']);
    const gateway = await call('post', '/v1/parties', administrator, {
      ...kediri,
      party: { ...kediri.party, code: 'gateway' },
    });
    expect(codeOf(gateway)).toEqual([422, 'REGISTRY_REFUSED']);
    const strange = await call('post', '/v1/parties', administrator, {
      ...kediri,
      party: { code: 'a\u0000b' },
    });
    expect(codeOf(strange)).toEqual([422, 'REGISTRY_REFUSED']);
    const made = await call('post', '/v1/parties', administrator, kediri);
    expect([made.status, made.body]).toMatchObject([201, { party: { status: 'agreed' } }]);
    invitation = (made.body as unknown as { invitation: typeof invitation }).invitation;
    expect(codeOf(await call('post', '/v1/parties', administrator, kediri))).toEqual([409, 'PARTY_EXISTS']);
    const kept = await bench.database.query('SELECT * FROM access.invitation');
    expect(JSON.stringify(kept)).not.toContain(invitation.token);
  });

  it('hands a sandbox key to whoever has the invitation, once, and that key opens the sandbox alone', async () => {
    const again = await call('post', '/v1/parties/kediri-pangan/invitations', administrator);
    expect(codeOf(await call('post', invitation.accept, null))).toEqual([404, 'INVITATION_UNKNOWN']);
    const accepted = await call('post', (again.body as unknown as typeof invitation).accept, null);
    expect(accepted.status).toBe(201);
    sandboxKey = (accepted.body as unknown as { key: string }).key;
    expect((await call('post', (again.body as unknown as typeof invitation).accept, null)).status).toBe(404);
    for (const [method, path] of [
      ['get', '/v1/balances'],
      ['get', '/v1/live'],
      ['post', '/v1/events'],
      ['get', keysOf('kediri-pangan')],
      ['get', '/v1/registry/party.csv'],
    ] as const)
      expect([
        path,
        (await call(method, path, sandboxKey, method === 'post' ? demand('x', 1) : undefined)).status,
      ]).toEqual([path, 403]);
    expect(codeOf(await call('post', '/v1/sandbox/key', sandboxKey))).toEqual([409, 'PARTY_NOT_LIVE']);
  });

  it('says line by line what is wrong and how to mend it', async () => {
    const { lines, green } = await tryOut(
      demand('e-1', 5, { unit: 'gerobak' }),
      demand('e-2', 5, { destination: '31' }),
      demand('e-3', 5, { window: undefined }),
      { ...demand('e-4', 5), source: 'urn:lumbung:party:e-peken' },
      said('e-5', 'demand.withdrawn', { demandId: 'belum-ada' }),
    );
    expect(lines.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['wrong', 'UNIT_UNKNOWN'],
      ['wrong', 'NOT_YOURS'],
      ['wrong', 'BAD_DATA'],
      ['wrong', 'SOURCE_NOT_YOURS'],
      ['wrong', 'DEMAND_UNKNOWN'],
    ]);
    for (const { advice } of lines)
      expect(advice).toMatchObject({ id: expect.any(String) as string, en: expect.any(String) as string });
    expect(lines[0]!.advice!.en).toContain('peti');
    expect(lines[3]!.advice!.en).toContain('urn:lumbung:party:kediri-pangan');
    expect(green).toBe(false);
    const live = await call('post', '/v1/parties/kediri-pangan/go-live', administrator, {
      reason: 'buru-buru',
    });
    expect([codeOf(live), live.body]).toMatchObject([
      [409, 'CONFORMANCE_OPEN'],
      { open: expect.arrayContaining(['CLEAN']) as string[] },
    ]);
  });

  it('turns green, and nothing of it reached the real ledger', async () => {
    const first = demand('d-1', 5);
    expect(open(await tryOut(first))).toEqual(['DEMAND_REVISED', 'DEMAND_WITHDRAWN', 'REPEATED', 'CLEAN']);
    const report = await tryOut(
      first,
      demand('d-2', 8),
      said('d-3', 'demand.withdrawn', { demandId: 'kdr-1' }),
    );
    expect([report.green, open(report)]).toEqual([true, []]);
    expect((await tryOut(demand('d-2', 9))).lines.at(-1)!.code).toBe('ID_REUSED');
    expect((await tryOut(demand('d-4', 1), demand('d-5', 2), demand('d-6', 3))).green).toBe(true);
    for (const table of ['intake.identity', 'intake.demand'])
      expect(await bench.database.query(`SELECT 1 FROM ${table} WHERE party = 'kediri-pangan'`)).toEqual([]);
    expect((await call('get', '/v1/parties/kediri-pangan/joining', administrator)).body).toMatchObject({
      status: 'agreed',
      report: { green: true },
    });
  });

  it('goes live by the administrator, and draws its first key with the sandbox key, once', async () => {
    expect(
      (await call('post', '/v1/parties/kediri-pangan/go-live', bench.keys['btc']!, { reason: 'menyusup' }))
        .status,
    ).toBe(403);
    const live = await call('post', '/v1/parties/kediri-pangan/go-live', administrator, {
      reason: 'uji hijau',
    });
    expect([live.status, live.body]).toMatchObject([
      200,
      { status: 'active', topics: ['inbound.kediri-pangan', 'outbound.kediri-pangan'] },
    ]);
    expect(codeOf(await call('post', '/v1/sandbox/key', bench.keys['e-peken']!))).toEqual([409, 'KEY_DRAWN']);
    const drawn = (await call('post', '/v1/sandbox/key', sandboxKey)).body as unknown as Key;
    expect(codeOf(await call('post', '/v1/sandbox/key', sandboxKey))).toEqual([409, 'KEY_DRAWN']);
    expect((await call('post', '/v1/events', drawn.key, demand('nyata-1', 4))).status).toBe(202);
    expect(
      codeOf(await call('post', '/v1/parties/kediri-pangan/go-live', administrator, { reason: 'lagi' })),
    ).toEqual([409, 'PARTY_LIVE']);
  });

  it('is in the audit from the first step to the last, refused attempts too', async () => {
    const rows = (await readAudit(bench.database, 'btc', 0, 500)).map(
      ({ action, outcome }) => `${action} ${outcome}`,
    );
    expect(rows).toEqual(
      expect.arrayContaining([
        'registry.changed done',
        'registry.changed refused',
        'party.invited done',
        'invitation.accepted done',
        'party.live-asked refused',
        'party.live-asked done',
        'key.drawn done',
        'key.drawn refused',
        'key.issued done',
        'key.issued refused',
        'key.rotated done',
        'key.revoked done',
        'key.revoked refused',
      ]),
    );
    expect((await verifyAudit(bench.database, 'btc')).brokenAt).toBeNull();
  });

  it('writes down when a key was last used', async () => {
    await bench.restart();
    const { items } = (await call('get', keysOf('e-peken'), bench.keys['e-peken']!)).body as unknown as {
      items: { label: string; lastUsedAt: string | null }[];
    };
    expect(items.find(({ label }) => label === 'demo')!.lastUsedAt).not.toBeNull();
  });
});
