import request from 'supertest';
import { readAudit, verifyAudit } from '#database';
import { tailTopics, type TailRecord } from '#kafka';
import { readTable, tableMediaTypes, writeTable } from '#tables';
import { startBench, type Bench } from '../gateway/support.js';
import { day } from '../support/say.js';

jest.setTimeout(120_000);

let bench: Bench;
let stopTail: () => Promise<void>;
const seen: TailRecord[] = [];
const time = new Date(Date.now() - 60_000).toISOString();
const from = day(0);
const to = day(5);

beforeAll(async () => {
  bench = await startBench();
  const tail = await tailTopics({
    brokers: [bench.brokers],
    clientId: 'test-tail',
    topics: ['inbound.gateway'],
    from: (_topic, _partition, earliest) => earliest,
    onRecord: (record) => seen.push(record),
    onCrash: (error) => {
      throw error;
    },
  });
  stopTail = tail.stop;
});

afterAll(async () => {
  await stopTail?.();
  await bench?.stop();
});

type Method = 'get' | 'post' | 'put';

function call(method: Method, path: string, party: string, body?: unknown, type = 'application/json') {
  const made = request(bench.url)[method](`/v1/connectors${path}`);
  made.set('authorization', `Bearer ${bench.keys[party]}`).set('content-type', type);
  if (body === undefined) return made;
  if (Buffer.isBuffer(body)) return made.serialize((raw: unknown) => raw as never).send(body);
  return made.send(typeof body === 'string' ? body : JSON.stringify(body));
}

const mapping = `pesanan.{
  "id": nomor & "/" & revisi,
  "type": "demand.declared",
  "time": diubah,
  "data": {
    "demandId": "e-peken." & nomor,
    "destination": "35.78",
    "commodity": barang = "TLR" ? "egg.chicken" : $error("barang " & barang & " tidak dikenal"),
    "quantity": jumlah, "unit": "KGM",
    "window": { "from": "${from}", "to": "${to}" },
    "basis": "order"
  }
}`;
const declaration = (rest = {}) => ({ configuration: { mapping, ...rest }, reason: 'sistem baru' });
const order = (nomor: string, rest = {}) => ({
  pesanan: { nomor, revisi: 1, diubah: time, barang: 'TLR', jumlah: 120, ...rest },
});

async function valuesWith(text: string): Promise<TailRecord[]> {
  await new Promise((resolve) => setTimeout(resolve, 400));
  return seen.filter(({ value }) => value?.toString().includes(text));
}

describe('a declaration', () => {
  it('is tried on a sample, event by event, exactly as the door would judge it, and nothing is kept', async () => {
    const sample = [order('t1'), order('t2', { barang: 'XYZ' }), order('t3', { jumlah: -1 })];
    const tried = { kind: 'push', configuration: { mapping }, sample };
    const { status, body } = await call('post', '/e-peken/try', 'e-peken', tried);
    expect(status).toBe(200);
    expect(
      body.items.map(({ events }: { events: { status: string; code?: string }[] }) => events[0]),
    ).toMatchObject([
      { status: 'accepted', event: { id: 't1/1', source: 'urn:lumbung:party:e-peken' } },
      {
        status: 'refused',
        code: 'MAPPING_FAILED',
        text: { id: expect.stringContaining('XYZ tidak dikenal') },
      },
      { status: 'refused', code: 'BAD_DATA', event: { id: 't3/1' } },
    ]);
    expect(await valuesWith('t1')).toEqual([]);
    expect((await call('get', '/e-peken/push', 'e-peken')).status).toBe(404);
  });

  it('that is not right says where', async () => {
    const broken = await call('put', '/e-peken/push', 'e-peken', declaration({ mapping: '{ "id": ' }));
    expect([broken.status, broken.body.code, broken.body.errors[0].path]).toEqual([
      422,
      'CONNECTOR_FAULTY',
      '/mapping',
    ]);
    const unknown = await call('put', '/e-peken/push', 'e-peken', declaration({ sandi: 'x' }));
    expect(unknown.body.errors[0].path).toBe('/sandi');
    expect((await call('put', '/e-peken/tape', 'e-peken', declaration())).status).toBe(404);
  });

  it('is kept in versions with who and why, in the audit, the same again adds none', async () => {
    const saved = async (body: object) =>
      (await call('put', '/e-peken/push', 'e-peken', body)).body as object;
    expect(await saved(declaration())).toMatchObject({ version: 1, isNew: true });
    expect(await saved(declaration())).toMatchObject({ version: 1, isNew: false });
    expect(await saved(declaration({ mapping: `( ${mapping} )` }))).toMatchObject({
      version: 2,
      isNew: true,
    });
    const { body } = await call('get', '/e-peken/push/versions', 'e-peken');
    expect(body.items).toMatchObject([
      { version: 2, reason: 'sistem baru', savedBy: { kind: 'key' } },
      { version: 1, configuration: { mapping } },
    ]);
    const rows = await readAudit(bench.database, 'btc', 0, 100);
    expect(
      rows.filter(({ action }) => action === 'connector.saved').map(({ details }) => details['version']),
    ).toEqual([1, 2]);
    expect((await verifyAudit(bench.database, 'btc')).brokenAt).toBeNull();
    const change = bench.database.query(`UPDATE connectors.mapping SET reason = 'x'`);
    await expect(change).rejects.toThrow('append-only');
  });

  it('is nobody else’s to see, to write, to try or to speak through', async () => {
    const other = 'food-station';
    const tries: [Method, string, unknown][] = [
      ['get', '/e-peken/push', undefined],
      ['get', '/e-peken/push/versions', undefined],
      ['get', '/e-peken/upload/template', undefined],
      ['put', '/e-peken/push', declaration()],
      ['post', '/e-peken/try', { kind: 'push', sample: {} }],
      ['post', '/e-peken', order('foreign')],
      ['post', '/e-peken/upload', undefined],
    ];
    for (const [method, path, body] of tries)
      expect([path, (await call(method, path, other, body)).status]).toEqual([path, 403]);
    expect((await call('put', '/e-peken/push', 'btc', declaration())).status).toBe(403);
    expect((await call('get', '', other)).body.items).toEqual([]);
    expect((await call('get', '', 'btc')).body.items).toHaveLength(1);
    expect((await request(bench.url).get('/v1/connectors')).status).toBe(401);
    expect(await valuesWith('foreign')).toEqual([]);
  });
});

describe('a push', () => {
  it('becomes events of the party; again it has no effect', async () => {
    const first = await call('post', '/e-peken', 'e-peken', [order('p1'), order('p2')]);
    expect([first.status, first.body.accepted, first.body.events[1]]).toMatchObject([
      202,
      2,
      { item: 1, id: 'p2/1', status: 'accepted' },
    ]);
    const again = await call('post', '/e-peken', 'e-peken', [order('p1'), order('p2')]);
    expect(again.body.events.map(({ status }: { status: string }) => status)).toEqual([
      'repeated',
      'repeated',
    ]);
    const records = await valuesWith('"p1/1"');
    expect(records).toHaveLength(1);
    expect(records[0]!.headers['lumbung-party']).toBe('e-peken');
  });

  it('puts what makes no sense on record with the original and the reason, and takes the rest', async () => {
    const body = [order('p3'), order('p4', { barang: 'BBM' })];
    const answer = await call('post', '/e-peken', 'e-peken', body);
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({
      accepted: 1,
      rejected: [{ item: 1, code: 'MAPPING_FAILED', text: { en: expect.stringContaining('BBM') } }],
    });
    const [odd] = await valuesWith('"BBM"');
    expect(JSON.parse(odd!.value!.toString())).toEqual(body[1]);
    expect(odd!.headers).toMatchObject({ 'lumbung-refused': 'MAPPING_FAILED', 'lumbung-party': 'e-peken' });
    const { body: connector } = await call('get', '/e-peken/push', 'e-peken');
    expect(connector).toMatchObject({ state: 'running', items: 6, refused: 1, lastError: null });
  });

  it('is refused as a whole when it cannot be read, is too much, or the connector is not there or paused', async () => {
    const code = async (party: string, body: unknown) =>
      (await call('post', `/${party}`, party, body)).body.code;
    expect(await code('e-peken', '{"a":')).toBe('BROKEN_JSON');
    expect(
      await code(
        'e-peken',
        Array.from({ length: 1_001 }, () => 1),
      ),
    ).toBe('ITEMS_TOO_MANY');
    expect(await code('food-station', {})).toBe('CONNECTOR_UNKNOWN');
    await call('put', '/e-peken/push', 'e-peken', declaration({ paused: true }));
    expect(await code('e-peken', order('p9'))).toBe('CONNECTOR_PAUSED');
    expect(await valuesWith('p9')).toEqual([]);
  });
});

describe('an upload', () => {
  const party = 'dharma-jaya';
  const columns = [
    { name: 'nomor', required: true, example: 'DJ-001' },
    { name: 'komoditas', required: true, example: 'meat.goat' },
    { name: 'jumlah_kg', required: true, kind: 'number', example: '250' },
    { name: 'dibuat', required: true, example: time },
  ];
  const rows = `{
    "id": nomor, "type": "demand.declared", "time": dibuat,
    "data": { "demandId": "dharma-jaya." & nomor, "destination": "31", "commodity": komoditas,
      "quantity": jumlah_kg, "unit": "KGM", "window": { "from": "${from}", "to": "${to}" }, "basis": "order" }
  }`;
  const row = (nomor: string, jumlah_kg: string, komoditas = 'meat.goat') => ({
    nomor,
    komoditas,
    jumlah_kg,
    dibuat: time,
  });
  const file = (list: Record<string, string>[], format: 'csv' | 'xlsx') =>
    writeTable({ columns: columns.map(({ name }) => name), rows: list.map((cells) => ({ cells })) }, format);
  const send = async (list: Record<string, string>[], commit: boolean, format: 'csv' | 'xlsx' = 'xlsx') =>
    call(
      'post',
      `/${party}/upload?commit=${commit}`,
      party,
      await file(list, format),
      tableMediaTypes[format],
    );

  beforeAll(async () => {
    const configuration = { mapping: rows, columns };
    expect((await call('put', `/${party}/upload`, party, { configuration, reason: 'formulir' })).status).toBe(
      200,
    );
  });

  it('has a template with the declared columns and an example', async () => {
    const got = await call('get', `/${party}/upload/template`, party)
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => done(null, Buffer.concat(parts)));
      });
    const table = await readTable(got.body as Buffer, { format: 'xlsx' });
    expect(table.columns).toEqual(['nomor', 'komoditas', 'jumlah_kg', 'dibuat']);
    expect(table.rows[0]!.cells['jumlah_kg']).toBe('250');
  });

  it('is shown before it is kept, with what is wrong row by row, and kept as a whole or not at all', async () => {
    const list = [row('u1', '10'), row('u2', 'dua'), row('u3', '5', 'meat.dragon'), row('u4', '7')];
    const preview = await send(list, false);
    expect([preview.status, preview.body.committed]).toEqual([200, false]);
    expect(preview.body.rejected).toMatchObject([
      {
        line: 3,
        column: 'jumlah_kg',
        code: 'NOT_A_NUMBER',
        text: { id: expect.any(String), en: expect.any(String) },
      },
      { line: 4, column: null, code: 'COMMODITY_UNKNOWN' },
    ]);
    expect(preview.body.items.map(({ line }: { line: number }) => line)).toEqual([2, 4, 5]);
    const refused = await send(list, true);
    expect([refused.status, refused.body.code, refused.body.committed]).toEqual([
      422,
      'UPLOAD_REFUSED',
      false,
    ]);
    const late = await send([row('u1', '10'), row('u3', '5', 'meat.dragon')], true);
    expect(late.status).toBe(422);
    expect(await valuesWith('dharma-jaya.u')).toEqual([]);
    for (const format of ['csv', 'xlsx'] as const) {
      const done = await send([row('u1', '10'), row('u4', '7')], true, format);
      expect([done.status, done.body.committed, done.body.events]).toEqual([200, true, 2]);
    }
    expect(await valuesWith('dharma-jaya.u')).toHaveLength(2);
    const again = await send([row('u1', '11')], true);
    expect(again.body.rejected[0].code).toBe('ID_REUSED');
  });

  it('is tried as text, and is no table when it is none', async () => {
    const sample = (await file([row('u8', '1'), row('u9', '1.250')], 'csv')).toString();
    const { body } = await call('post', `/${party}/try`, party, { kind: 'upload', sample });
    expect(body.items[0].events[0]).toMatchObject({ status: 'accepted', event: { id: 'u8' } });
    expect(body.rejected).toMatchObject([{ line: 3, code: 'NUMBER_AMBIGUOUS' }]);
    const code = async (bytes: unknown, type: string) =>
      (await call('post', `/${party}/upload`, party, bytes, type)).body.code;
    expect(await code('PK no zip', tableMediaTypes.xlsx)).toBe('TABLE_UNREADABLE');
    expect(await code('', 'text/csv')).toBe('TABLE_UNREADABLE');
    expect(await code('{}', 'application/json')).toBe('UNSUPPORTED_MEDIA_TYPE');
    const elsewhere = request(bench.url).post('/v1/events').set('content-type', 'text/csv');
    expect((await elsewhere.set('authorization', `Bearer ${bench.keys[party]}`).send('a')).status).toBe(415);
  });
});
