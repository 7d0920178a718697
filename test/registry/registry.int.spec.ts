import request from 'supertest';
import { readAudit, verifyAudit } from '#database';
import { readTable, writeTable } from '#tables';
import { startBench, type Bench } from '../gateway/support.js';
import { administrator, admitAdministrator } from '../support/administrator.js';

jest.setTimeout(120_000);

let bench: Bench;

beforeAll(async () => {
  bench = await startBench({ READ_ACCESS: 'key' });
  admitAdministrator(bench.gateway.app);
});

afterAll(() => bench?.stop());

interface Answer {
  status: number;
  body: never;
  headers: Record<string, string>;
}
type Entry = { version: number; value: Record<string, unknown> };
type Fault = { path: string; code: string; line?: number };

const by = (key: string) => (key === 'administrator' ? administrator : `Bearer ${bench.keys[key]}`);
const get = (path: string, key = 'administrator') =>
  request(bench.url).get(path).set('authorization', by(key)) as unknown as Promise<Answer>;
const send = (
  method: 'put' | 'post' | 'delete',
  path: string,
  body?: object,
  key = 'administrator',
  headers = {},
) => {
  const gateway = request(bench.url);
  return gateway[method](path)
    .set({ authorization: by(key), 'content-type': 'application/json', ...headers })
    .send(body === undefined ? undefined : JSON.stringify(body)) as unknown as Promise<Answer>;
};
const entry = async (path: string) => (await get(`/v1/registry/${path}`)).body as Entry;
const codes = (answer: Answer) =>
  ((answer.body as { errors?: Fault[] }).errors ?? []).map(({ path, code }) => `${path} ${code}`);
const versionNow = async () => ((await get('/v1/meta')).body as { registryVersion: number }).registryVersion;

const warehouse = {
  code: 'gudang-uji',
  nameId: 'Gudang Uji',
  nameEn: 'Test Store',
  region: '35.72',
  hub: 'btc',
  party: 'btc',
  latitude: -8.1,
  longitude: 112.17,
  capacity: { 'egg.chicken': 1_000 },
};
const store = '/v1/registry/place/gudang-uji';

describe('writing the registry', () => {
  it('keeps every version, with who, when, why and the difference', async () => {
    const added = await send('put', store, { value: warehouse, reason: 'gudang baru' });
    expect([added.status, (added.body as { changes: object[] }).changes]).toMatchObject([
      200,
      [{ kind: 'place', code: 'gudang-uji', action: 'added' }],
    ]);
    const larger = { ...warehouse, capacity: { 'egg.chicken': 2_000 } };
    const changed = await send('put', store, { value: larger, reason: 'diperluas' }, 'administrator', {
      'if-match': added.headers['etag'],
    });
    expect(changed.status).toBe(200);
    const listed = (await get('/v1/places?limit=500')).body as {
      items: { code: string; capacity: object }[];
    };
    expect(listed.items.find(({ code }) => code === 'gudang-uji')!.capacity).toEqual(larger.capacity);
    const version = (changed.body as { version: number }).version;
    expect((await send('delete', `${store}?reason=ditutup&expectedVersion=${version}`)).status).toBe(200);
    expect((await get(store)).status).toBe(404);
    const { items } = (await get(`${store}/history`)).body as { items: Record<string, unknown>[] };
    expect(items).toMatchObject([
      { reason: 'ditutup', by: 'btc', actor: 'person:p-1', value: null },
      {
        reason: 'diperluas',
        value: larger,
        difference: [{ path: '/capacity/egg.chicken', before: 1_000, after: 2_000 }],
      },
      { reason: 'gudang baru', value: warehouse, difference: [{ path: '', before: null, after: warehouse }] },
    ]);
    const page = (await get(`${store}/history?limit=1`)).body as { items: object[]; next: string };
    const second = (await get(`${store}/history?limit=1&cursor=${page.next}`)).body as { items: object[] };
    expect([page.items, second.items]).toEqual([[items[0]], [items[1]]]);
  });

  it('writes an audit row with each change and each refused attempt, in one whole chain', async () => {
    const rows = await readAudit(bench.database, 'btc', 0, 100);
    expect(rows.filter(({ subject }) => subject === 'place/gudang-uji')).toMatchObject([
      { action: 'registry.changed', outcome: 'done', actor: { kind: 'person', id: 'p-1' } },
      { outcome: 'done' },
      { outcome: 'done', details: { reason: 'ditutup' } },
    ]);
    await send('put', store, { value: { ...warehouse, region: '99' }, reason: 'keliru' });
    const [last] = (await readAudit(bench.database, 'btc', 0, 100)).slice(-1);
    expect(last).toMatchObject({ outcome: 'refused', details: { code: 'REGISTRY_REFUSED' } });
    expect((await verifyAudit(bench.database, 'btc')).brokenAt).toBeNull();
  });

  it('refuses a change made from an older version, and one that does not say from which', async () => {
    const before = await entry('party/e-peken');
    const value = { ...before.value, cadenceHours: 12 };
    const first = await send('put', '/v1/registry/party/e-peken', {
      value,
      reason: 'irama baru',
      expectedVersion: before.version,
    });
    expect(first.status).toBe(200);
    const stale = { value: before.value, reason: 'irama lama' };
    const late = await send('put', '/v1/registry/party/e-peken', {
      ...stale,
      expectedVersion: before.version,
    });
    expect([late.status, late.body]).toMatchObject([
      412,
      { code: 'ENTRY_CHANGED', currentVersion: (first.body as { version: number }).version },
    ]);
    expect((await send('put', '/v1/registry/party/e-peken', stale)).status).toBe(412);
    expect((await entry('party/e-peken')).value['cadenceHours']).toBe(12);
  });

  it('lets one of two writers at once through', async () => {
    const { version, value } = await entry('party/pasar-jaya');
    const answers = await Promise.all(
      [5, 6, 7, 8].map((cadenceHours) =>
        send('put', '/v1/registry/party/pasar-jaya', {
          value: { ...value, cadenceHours },
          reason: 'bersamaan',
          expectedVersion: version,
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
  });

  it('writes several changes or none', async () => {
    const before = await versionNow();
    const region = {
      code: '35.06',
      name: 'Kabupaten Kediri',
      kind: 'kabupaten',
      timezone: 'Asia/Jakarta',
      latitude: -7.8,
      longitude: 112.0,
      population: null,
    };
    const lane = {
      id: '35.72-35.06-road',
      hub: 'btc',
      origin: '35.72',
      destination: '35.06',
      mode: 'road',
      roadKm: 40,
      leadHoursTypical: 1,
      leadHoursLate: 2,
      rupiahPerTonne: 44_000,
    };
    const changes = (destination: string) => [
      { kind: 'lane', code: lane.id, value: { ...lane, destination }, expectedVersion: 0 },
      { kind: 'region', code: '35.06', value: region, expectedVersion: 0 },
    ];
    const refused = await send('post', '/v1/registry/changes', {
      reason: 'kota baru',
      changes: changes('35.07'),
    });
    expect([refused.status, codes(refused)]).toEqual([
      422,
      [`lane/${lane.id}#/destination REFERENCE_UNKNOWN`],
    ]);
    expect(await versionNow()).toBe(before);
    const taken = await send('post', '/v1/registry/changes', {
      reason: 'kota baru',
      changes: changes('35.06'),
    });
    expect([taken.status, (taken.body as { version: number }).version]).toEqual([200, before + 2]);
    const again = await send(
      'delete',
      '/v1/registry/region/35.06?reason=salah&expectedVersion=' + (before + 2),
    );
    expect(codes(again)).toEqual([`lane/${lane.id}#/destination REFERENCE_UNKNOWN`]);
  });

  it.each<[string, string, (value: Record<string, unknown>) => object, string[]]>([
    [
      'a unit that is no whole fraction',
      'commodity/rice.milled',
      (v) => ({ ...v, units: { ...(v['units'] as object), zak: { numerator: 0.5, denominator: 1 } } }),
      [
        'commodity/rice.milled#/units/zak/numerator WRONG_TYPE',
        'commodity/rice.milled#/units/zak/numerator OUT_OF_RANGE',
      ],
    ],
    ['a field of nobody', 'party/btc', (v) => ({ ...v, admin: true }), ['party/btc#/admin INVALID']],
    ['another code inside', 'party/btc', (v) => ({ ...v, code: 'btc2' }), ['party/btc#/code CODE_DIFFERS']],
    [
      'an agreement that ends before it begins',
      'agreement/mou-btc-31-2025',
      (v) => ({ ...v, validTo: '2020-01-01' }),
      ['agreement/mou-btc-31-2025#/validTo INCONSISTENT'],
    ],
    [
      'a hub that is no party',
      'hub/btc',
      (v) => ({ ...v, producingRegions: ['35.05', '35.72'] }),
      ['hub/btc#/producingRegions INCONSISTENT'],
    ],
  ])('refuses %s', async (_, path, change, expected) => {
    const { version, value } = await entry(path);
    const answer = await send('put', `/v1/registry/${path}`, {
      value: change(value),
      reason: 'coba',
      expectedVersion: version,
    });
    expect([answer.status, codes(answer)]).toEqual([422, expected]);
  });

  it('keeps what others name: a party whose key works cannot go', async () => {
    const { version } = await entry('party/dharma-jaya');
    const answer = await send(
      'delete',
      `/v1/registry/party/dharma-jaya?reason=pergi&expectedVersion=${version}`,
    );
    expect(codes(answer)).toContain('party/dharma-jaya# IN_USE');
  });

  it('is closed to keys of every party, the hub’s own too, and to other hubs’ things', async () => {
    for (const key of ['e-peken', 'btc', 'dkpp-blitar'])
      expect((await send('put', store, { value: warehouse, reason: 'menyusup' }, key)).status).toBe(403);
    const foreign = await send('put', '/v1/registry/place/gudang-lain', {
      value: { ...warehouse, code: 'gudang-lain', hub: 'lain' },
      reason: 'menyusup',
    });
    expect([foreign.status, foreign.body]).toMatchObject([403, { code: 'NOT_YOUR_HUB' }]);
    expect(
      (await request(bench.url).put(store).set('content-type', 'application/json').send('{}')).status,
    ).toBe(401);
  });

  it('shows each reader its own: an agreement to the parties of it, a place’s capacity to its owner', async () => {
    expect((await get('/v1/registry/agreement/mou-btc-31-2025', 'food-station')).status).toBe(200);
    expect((await get('/v1/registry/agreement/mou-btc-31-2025', 'e-peken')).status).toBe(404);
    expect((await get('/v1/registry/agreement/mou-btc-31-2025/history', 'e-peken')).status).toBe(404);
    expect((await get('/v1/registry/place/kandang-ponggok', 'e-peken')).body).toMatchObject({
      value: { capacity: {} },
    });
    expect((await get('/v1/registry/place/kandang-ponggok/history', 'e-peken')).status).toBe(404);
    const { items } = (await get('/v1/registry/party/e-peken/history', 'e-peken')).body as {
      items: { actor: null }[];
    };
    expect(items.map(({ actor }) => actor)).toEqual([null, null]);
    const csv = (await get('/v1/registry/agreement.csv', 'e-peken')) as unknown as { text: string };
    expect(csv.text).toContain('mou-btc-35.78');
    expect(csv.text).not.toContain('mou-btc-31');
  });
});

describe('tables of the registry', () => {
  const kinds = [
    'hub',
    'region',
    'party',
    'place',
    'commodity',
    'lane',
    'vehicle',
    'agreement',
    'reserve',
    'consumption',
  ];
  const types = {
    csv: 'text/csv',
    xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  };
  const download = async (file: string) =>
    (
      await request(bench.url)
        .get(`/v1/registry/${file}`)
        .set('authorization', administrator)
        .buffer(true)
        .parse((res, done) => {
          const parts: Buffer[] = [];
          res.on('data', (part: Buffer) => parts.push(part));
          res.on('end', () => done(null, Buffer.concat(parts)));
        })
    ).body as Buffer;
  const upload = (kind: string, bytes: Buffer, format: 'csv' | 'xlsx', preview = false) =>
    request(bench.url)
      .post(`/v1/registry/${kind}/import?reason=impor&preview=${String(preview)}`)
      .set({ authorization: administrator, 'content-type': types[format] })
      .serialize((raw: unknown) => raw as never)
      .send(bytes) as unknown as Promise<Answer>;

  it.each(kinds)('%s goes out and comes in again unchanged, as CSV and as XLSX', async (kind) => {
    const before = await versionNow();
    for (const format of ['csv', 'xlsx'] as const) {
      const answer = await upload(kind, await download(`${kind}.${format}`), format);
      expect([answer.status, (answer.body as { errors: object[] }).errors]).toEqual([200, []]);
      const { changes } = answer.body as { changes: { action: string }[] };
      expect(new Set(changes.map(({ action }) => action))).toEqual(new Set(['unchanged']));
    }
    expect(await versionNow()).toBe(before);
  });

  it('previews without writing, then writes all rows', async () => {
    const before = await versionNow();
    const table = await readTable(await download('vehicle.csv'), { format: 'csv' });
    const rows = table.rows.map(({ cells }) => ({ cells: { ...cells } }));
    rows[0]!.cells['rupiahPerKm'] = '4600';
    rows.push({ cells: { ...rows[0]!.cells, code: 'TRONTON', name: '=cmd()', version: '' } });
    const bytes = await writeTable({ columns: table.columns, rows }, 'xlsx');
    const preview = await upload('vehicle', bytes, 'xlsx', true);
    expect(await versionNow()).toBe(before);
    const written = await upload('vehicle', bytes, 'xlsx');
    for (const { body } of [preview, written]) {
      const { changes } = body as { changes: { line: number; action: string; difference: object[] }[] };
      expect(changes.filter(({ action }) => action !== 'unchanged')).toMatchObject([
        { line: 2, action: 'changed', difference: [{ path: '/rupiahPerKm', before: 6_000, after: 4_600 }] },
        { line: 2 + table.rows.length, action: 'added', code: 'TRONTON' },
      ]);
    }
    expect(await versionNow()).toBe(before + 2);
    expect((await download('vehicle.csv')).toString()).toContain("'=cmd()");
  });

  it('says row by row what is wrong, and writes none of them', async () => {
    const before = await versionNow();
    const csv = [
      'hub,commodity,quantity,version',
      'btc,egg.chicken,lima,',
      'btc,rice.milled,5,0',
      'btc,egg.dragon,5,',
      'btc,meat.goat,5,',
      'btc,milk.cow,-1,',
    ].join('\n');
    const cells = await upload('reserve', Buffer.from(csv), 'csv');
    expect([cells.status, codes(cells)]).toEqual([
      422,
      ['/rows/2/quantity BAD_CELL', '/rows/3 ENTRY_CHANGED', '/rows/6/quantity OUT_OF_RANGE'],
    ]);
    const whole = await upload(
      'reserve',
      Buffer.from(
        csv
          .split('\n')
          .filter((_, i) => i === 0 || i === 3)
          .join('\n'),
      ),
      'csv',
      true,
    );
    expect([whole.status, (whole.body as { errors: object[] }).errors]).toMatchObject([
      200,
      [
        {
          line: 2,
          column: 'commodity',
          code: 'REFERENCE_UNKNOWN',
          text: { id: expect.stringContaining('Baris 2') as string },
        },
      ],
    ]);
    expect((await upload('reserve', Buffer.from('hub,apa\n1,2'), 'csv')).status).toBe(422);
    expect((await upload('reserve', Buffer.from('nothing'), 'xlsx')).status).toBe(422);
    expect((await upload('reserve', Buffer.alloc(1_100_000, 'a'), 'csv')).status).toBe(413);
    expect(await versionNow()).toBe(before);
  });
});
