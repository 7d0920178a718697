import { recordOverShort, loadRegistry } from '#database';
import type { Shipment } from '#domain';
import { readTable } from '#tables';
import { onePixel } from '../access/matrix-examples.js';
import { startBench, type Bench } from './support.js';

jest.setTimeout(60_000);

let bench: Bench;
const id = 'kiriman-1';
const carrier = 'koperasi-angkutan-blitar';
const lot = { commodity: 'egg.chicken', demandId: 'd1', location: 'kandang-ponggok', unit: 'g' };

const shipment: Shipment = {
  shipmentId: id,
  revision: 3,
  status: 'dispatched',
  hub: 'btc',
  lane: '35.72-35.78-road',
  origin: '35.72',
  destination: '35.78',
  pickupDate: '2026-11-24',
  arrivalBy: '2026-11-25',
  temperatureClass: 'ambient',
  carrier,
  vehicles: [{ code: 'CDD', count: 1 }],
  lines: [
    { ...lot, lot: 'a', quantity: 45_000 },
    { ...lot, lot: 'b', quantity: 15_000, demandId: 'd2' },
  ],
  planVersion: 'btc:egg.chicken:1',
  reasons: [],
};

const ask = (method: string, path: string, party: string | null, body?: object | Buffer, type?: string) =>
  fetch(bench.url + path, {
    method,
    headers: {
      ...(party === null ? {} : { authorization: `Bearer ${bench.keys[party]}` }),
      ...(body === undefined ? {} : { 'content-type': type ?? 'application/json' }),
    },
    ...(body === undefined
      ? {}
      : { body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body) }),
  });
const codeOf = async (answer: Promise<Response>) => {
  const { status, headers } = await answer;
  const json = (await (await answer).json()) as { code?: string };
  expect(headers.get('content-type')).toContain('json');
  return [status, json.code];
};

beforeAll(async () => {
  bench = await startBench();
  const { database } = bench;
  const insert = (state: Shipment) =>
    database.query(
      `INSERT INTO dispatcher.shipment (shipment_id, lane, hub, origin, destination, status, pickup_date, carrier,
         sequence, updated_at, shipment, event)
       VALUES ($1, $2, 'btc', '35.72', $3, $4, $5, $6, 3, now(), $7, $8)`,
      [
        state.shipmentId,
        state.lane,
        state.destination,
        state.status,
        state.pickupDate,
        state.carrier,
        JSON.stringify(state),
        JSON.stringify({ data: state }),
      ],
    );
  await insert(shipment);
  await insert({ ...shipment, shipmentId: 'kiriman-2', destination: '31', lane: '35.72-31-road' });
  const registry = await loadRegistry(database);
  const at = Date.parse('2026-11-25T03:00:00Z');
  const accepted: Shipment = { ...shipment, status: 'accepted' };
  const [first, second] = shipment.lines;
  const closed: Shipment = {
    ...shipment,
    status: 'closed',
    journey: {
      steps: [],
      declines: [],
      receivedAt: {
        [`egg.chicken\nd1\nkandang-ponggok\na`]: at,
        [`egg.chicken\nd2\nkandang-ponggok\nb`]: at,
      },
    },
    lines: [
      { ...first!, received: 45_000 },
      { ...second!, received: 10_000, variances: [{ kind: 'damaged', quantity: 5_000, reason: 'broken' }] },
    ],
  };
  const other = { ...accepted, shipmentId: 'kiriman-2', destination: '31', lane: '35.72-31-road' };
  const steps = [
    { before: null, after: accepted, at },
    { before: accepted, after: shipment, at },
    { before: shipment, after: closed, at },
    { before: null, after: other, at },
    { before: other, after: { ...other, status: 'cancelled' as const }, at },
  ];
  await database.transaction((sql) => recordOverShort(sql, steps, registry, at));
  await database.query(
    `UPDATE dispatcher.over_short SET price = 26000000, price_at = now(), price_market = '35.78', price_source = 'e-peken'
     WHERE shipment_id = $1 AND lot = 'b'`,
    [id],
  );
}, 90_000);
afterAll(() => bench?.stop());

it('keeps photos for those who may see the shipment', async () => {
  const path = `/v1/shipments/${id}/photos`;
  const add = (party: string | null, body: Buffer = onePixel, type = 'image/png') =>
    ask('POST', path, party, body, type);
  const made = await add('e-peken');
  expect(made.status).toBe(201);
  const { photoId } = (await made.json()) as { photoId: string };
  expect(photoId).toMatch(/^[0-9a-f]{64}$/);
  expect((await (await add(carrier)).json()) as object).toMatchObject({ photoId });

  expect(await codeOf(add(null))).toEqual([401, 'KEY_MISSING']);
  expect(await codeOf(add('food-station'))).toEqual([404, 'NOT_FOUND']);
  expect(await codeOf(add('brantas-logistik'))).toEqual([404, 'NOT_FOUND']);
  expect(await codeOf(add('e-peken', Buffer.from('<svg onload="x"/>')))).toEqual([422, 'PHOTO_REFUSED']);
  expect(await codeOf(add('e-peken', onePixel.subarray(0, 40)))).toEqual([422, 'PHOTO_REFUSED']);
  expect(await codeOf(add('e-peken', onePixel, 'image/svg+xml'))).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  expect(await codeOf(add('e-peken', Buffer.alloc(4 * 1024 * 1024 + 1)))).toEqual([413, 'BODY_TOO_LARGE']);
  expect(await codeOf(ask('POST', '/v1/events', 'e-peken', onePixel, 'image/png'))).toEqual([
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ]);

  const list = (await (await ask('GET', path, 'btc')).json()) as { items: object[] };
  expect(list.items).toMatchObject([{ photoId, mediaType: 'image/png', by: 'e-peken' }]);
  const photo = await ask('GET', `${path}/${photoId}`, carrier);
  expect(photo.headers.get('content-type')).toBe('image/png');
  expect(photo.headers.get('x-content-type-options')).toBe('nosniff');
  expect(Buffer.from(await photo.arrayBuffer()).equals(onePixel)).toBe(true);
  // Reading is open here, and photos are not.
  for (const reader of [null, 'food-station']) {
    expect(await codeOf(ask('GET', `${path}/${photoId}`, reader))).toEqual([404, 'NOT_FOUND']);
    expect(await codeOf(ask('GET', path, reader))).toEqual([404, 'NOT_FOUND']);
  }
  const audit = await bench.database.query<{ party: string; outcome: string }>(
    `SELECT party, outcome FROM access.audit WHERE action = 'photo.added' AND subject = $1 ORDER BY sequence LIMIT 2`,
    [`shipment/${id}`],
  );
  expect(audit).toEqual([
    { party: 'e-peken', outcome: 'done' },
    { party: carrier, outcome: 'done' },
  ]);
});

it('takes a receipt by handling unit, and says at once what cannot be', async () => {
  const said = { commodity: 'egg.chicken', demandId: 'd1', quantity: 2, unit: 'peti' };
  const variance = { kind: 'refused', quantity: 1, unit: 'peti', reason: 'quality' };
  const receive = (line: object, party = 'e-peken') =>
    ask('POST', `/v1/shipments/${id}/receipts`, party, { lines: [line] });
  expect(await codeOf(receive({ ...said, variances: [{ ...variance, reason: 'bosan' }] }))).toEqual([
    400,
    'BAD_BODY',
  ]);
  expect(await codeOf(receive({ ...said, variances: [variance] }, carrier))).toEqual([
    403,
    'SHIPMENT_NOT_YOURS',
  ]);
  expect(await codeOf(receive({ ...said, quantity: 9, variances: [variance] }))).toEqual([
    422,
    'SHIPMENT_QUANTITY_OVER',
  ]);
  expect(await codeOf(receive({ ...said, quantity: 0.00001 }))).toEqual([422, 'UNIT_NOT_EXACT']);
  expect((await receive({ ...said, loose: 500, variances: [variance] })).status).toBe(202);
  const dispose = (party: string, to: string) =>
    ask('POST', `/v1/shipments/${id}/dispositions`, party, { lines: [{ ...said, to }] });
  expect(await codeOf(dispose('e-peken', 'stock'))).toEqual([403, 'SHIPMENT_NOT_YOURS']);
  // Nothing waits while the receipt is on its way.
  expect(await codeOf(dispose('btc', 'stock'))).toEqual([409, 'SHIPMENT_STATE']);
  const reasons = (await (await ask('GET', '/v1/receipt-reasons', null)).json()) as { items: object[] };
  expect(reasons.items).toContainEqual({ code: 'shrinkage', text: { id: 'Susut', en: 'Shrinkage' } });
});

interface Group {
  key: string | null;
  short: number;
  otif: object;
  rupiah: object | null;
}
const overShort = async (query: string, party: string | null = 'btc') => {
  const answer = await ask('GET', `/v1/over-short?${query}`, party);
  expect(answer.status).toBe(200);
  return (await answer.json()) as { items: Group[]; next: string | null; totals: object[] };
};

it('tells what was over and short, by what one asks for, with totals', async () => {
  const city = await overShort('by=city');
  expect(city.items).toMatchObject([
    {
      ...{ key: '31', unit: 'g', lines: 2, accepted: 60_000, received: 0, short: 60_000 },
      ...{ otif: { lines: 2, onTime: 0, inFull: 0, onTimeInFull: 0, ppm: 0 }, rupiah: null, unpriced: 2 },
    },
    {
      ...{
        key: '35.78',
        unit: 'g',
        lines: 2,
        accepted: 60_000,
        received: 55_000,
        short: 5_000,
        damaged: 5_000,
      },
      ...{ awaiting: 5_000, otif: { lines: 2, onTime: 2, inFull: 1, onTimeInFull: 1, ppm: 500_000 } },
      ...{ rupiah: { over: 0, short: 130_000, wasted: 0 }, unpriced: 1 },
    },
  ]);
  expect(city.totals).toMatchObject([{ unit: 'g', lines: 4, short: 65_000, rupiah: { short: 130_000 } }]);
  for (const by of ['shipment', 'demand', 'lane', 'carrier', 'commodity', 'line'])
    expect((await overShort(`by=${by}`)).items.reduce((sum, { short }) => sum + short, 0)).toBe(65_000);
  const [line] = (await overShort('by=line&awaiting=true')).items;
  expect(line).toMatchObject({ line: { shipmentId: id, lot: 'b', price: { source: 'e-peken' } } });

  const page = await overShort('by=line&limit=3');
  expect(page.items).toHaveLength(3);
  const rest = await overShort(`by=line&limit=3&cursor=${page.next}`);
  expect(rest.items).toHaveLength(1);
  expect((await overShort('from=2026-11-25')).items).toEqual([]);
  expect((await overShort('to=2026-11-24&carrier=' + carrier)).items).toHaveLength(2);
  expect((await ask('GET', '/v1/over-short?by=cuaca', 'btc')).status).toBe(400);
});

it('shows each its own, and writes it as a table', async () => {
  const seen = async (party: string | null) =>
    (await overShort('by=city', party)).items.map(({ key }) => key);
  expect(await seen('e-peken')).toEqual(['35.78']);
  expect(await seen('food-station')).toEqual(['31']);
  expect(await seen(carrier)).toEqual(['31', '35.78']);
  expect(await seen('brantas-logistik')).toEqual([]);
  expect(await seen(null)).toEqual([]);
  for (const format of ['csv', 'xlsx'] as const) {
    const answer = await ask('GET', `/v1/over-short/over-short.${format}?by=line&city=35.78`, 'e-peken');
    const { rows } = await readTable(Buffer.from(await answer.arrayBuffer()), { format, rowsMax: 10 });
    expect(rows.map(({ cells }) => [cells['lot'], cells['short'], cells['shortRupiah']])).toEqual([
      ['a', '0', ''],
      ['b', '5000', '130000'],
    ]);
  }
  expect((await ask('GET', '/v1/over-short/lain.csv', 'btc')).status).toBe(404);
});
