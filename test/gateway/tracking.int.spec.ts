import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import request from 'supertest';
import { repositoryRoot } from '#embedded';
import { shipmentsDue } from '../../apps/dispatcher/track-clock.js';
import { startBench, type Bench } from './support.js';

jest.setTimeout(120_000);

let bench: Bench;
const carrier = 'brantas-logistik';
const minute = 60_000;
const now = Date.now();

beforeAll(async () => {
  bench = await startBench({ READ_ACCESS: 'key' });
  await Promise.all([
    furnish('jalan-1', { vehicle: 'AG-8123-UK' }),
    furnish('jalan-2', { vehicle: 'ag 8123 uk' }),
    furnish('jalan-3', {}),
    furnish('contoh', { carrier: 'koperasi-angkutan-blitar', vehicle: 'AG-8123-UK' }),
    furnish('selesai', { status: 'closed' }),
    furnish('batal', { status: 'cancelled' }),
    furnish('orang', { carrier: 'nusantara-reefer' }),
  ]);
});
afterAll(() => bench?.stop());

async function furnish(id: string, { status = 'in_transit', vehicle = '', ...rest }: Record<string, string>) {
  const its = {
    shipmentId: id,
    hub: 'btc',
    lane: 'l',
    origin: '35.72',
    destination: '31',
    status,
    carrier,
    ...rest,
  };
  const shipment = { ...its, lines: [], journey: vehicle === '' ? {} : { vehicle } };
  const at = new Date(now - 30 * minute).toISOString();
  await bench.database.query(
    `INSERT INTO dispatcher.shipment (shipment_id, lane, hub, origin, destination, status, carrier, pickup_date,
       sequence, updated_at, shipment, event) VALUES ($1, 'l', 'btc', '35.72', '31', $2, $3, current_date, 1, $4, $5, $6)`,
    [id, status, its.carrier, at, JSON.stringify(shipment), JSON.stringify({ data: its })],
  );
  await bench.database.query(
    `INSERT INTO dispatcher.watch (shipment_id, lane, left_at, due_at) VALUES ($1, 'l', $2, NULL)`,
    [id, at],
  );
}

type Body = Record<string, unknown> & {
  code?: string;
  items: Record<string, unknown>[];
  features: Feature[];
};
interface Feature {
  geometry: { type: string; coordinates: unknown[] } | null;
  properties: Record<string, unknown>;
}
async function call(method: 'get' | 'post', path: string, by: string, body?: unknown) {
  const sent = request(bench.url)[method](path).set('content-type', 'application/json').buffer(true);
  sent.set('authorization', `Bearer ${bench.keys[by]!}`);
  const { status, text, headers } = await sent.send(body === undefined ? undefined : JSON.stringify(body));
  return { status, headers, body: JSON.parse(text) as Body };
}
const post = (path: string, body: unknown, by = carrier) => call('post', path, by, body);
const at = (minutesAgo: number, more: object = {}) => ({
  time: new Date(now - minutesAgo * minute).toISOString(),
  latitude: -7.25 + minutesAgo / 200,
  longitude: 111.12,
  ...more,
});
const outcomes = ({ body }: { body: Body }) => body.items.map(({ status, code }) => code ?? status);

it('takes many points of a phone that was offline: out of order, and once each', async () => {
  const path = '/v1/shipments/jalan-3/locations';
  const first = await post(path, { points: [at(1), at(5), at(3), at(5)] });
  expect([first.status, first.body]).toMatchObject([202, { accepted: 3, repeated: 1, refused: 0 }]);
  expect(outcomes(await post(path, { points: [at(5), at(4)] }))).toEqual(['repeated', 'accepted']);
  const due = await shipmentsDue(bench.database, Date.now() + minute);
  expect(due.map(({ shipmentId }) => shipmentId)).toEqual(['jalan-3']);

  const refused = async (body: object, by = carrier, id = 'jalan-3') => {
    const answer = await post(`/v1/shipments/${id}/locations`, body, by);
    return [answer.status, answer.body.code];
  };
  expect(await refused({ points: [] })).toEqual([400, 'BAD_BODY']);
  expect(await refused({ points: Array.from({ length: 1_001 }, () => at(1)) })).toEqual([400, 'BAD_BODY']);
  expect(await refused({ latitude: 1 })).toEqual([400, 'BAD_BODY']);
  expect(await refused({ points: [at(1)] }, 'nusantara-reefer')).toEqual([403, 'SHIPMENT_NOT_YOURS']);
  expect(await refused({ points: [at(1)] }, carrier, 'tiada')).toEqual([404, 'SHIPMENT_UNKNOWN']);
});

it('judges each reading of a fleet by itself; a vehicle stands for all that it carries', async () => {
  const readings = [
    at(2, { shipmentId: 'jalan-1', speed: 60 }),
    at(1, { vehicle: 'AG 8123 UK', temperatureCelsius: 4.5 }),
    at(1, { vehicle: 'B-1-A' }),
    at(1, { shipmentId: 'orang' }),
    at(1, { shipmentId: 'tiada' }),
    at(1, { shipmentId: 'batal' }),
    at(40, { shipmentId: 'selesai' }),
    at(1, { shipmentId: 'selesai' }),
    at(-6, { shipmentId: 'jalan-1' }),
    at(60 * 24 * 8, { shipmentId: 'jalan-1' }),
    at(1, { shipmentId: 'jalan-1', latitude: 0, longitude: 0 }),
    at(1, { shipmentId: 'jalan-1', latitude: 91 }),
    at(1, { shipmentId: 'jalan-1', latitude: '-7' }),
    at(1, { shipmentId: 'jalan-1', temperatureCelsius: 400 }),
    at(1, { shipmentId: 'jalan-1', vehicle: 'B-1-A' }),
    at(1),
    { ...at(1, { shipmentId: 'jalan-1' }), time: 'kemarin' },
    null,
  ];
  const answer = await post('/v1/locations', { readings });
  expect([answer.status, answer.body]).toMatchObject([202, { accepted: 3, repeated: 0, refused: 15 }]);
  expect(outcomes(answer)).toEqual([
    ...['accepted', 'accepted', 'VEHICLE_UNKNOWN', 'SHIPMENT_UNKNOWN', 'SHIPMENT_UNKNOWN', 'SHIPMENT_STATE'],
    ...['accepted', 'SHIPMENT_STATE', 'READING_IN_FUTURE', 'READING_TOO_OLD', 'POSITION_OFF_GLOBE'],
    ...['POSITION_OFF_GLOBE', 'READING_INVALID', 'READING_INVALID', 'READING_INVALID', 'READING_INVALID'],
    ...['READING_INVALID', 'READING_INVALID'],
  ]);
  expect(answer.body.items[1]).toEqual({ index: 1, status: 'accepted', shipments: ['jalan-1', 'jalan-2'] });
  expect(answer.body.items[2]).toMatchObject({
    text: { id: expect.stringContaining('kendaraan') as string },
  });
  // Another carrier has none of these, and a buyer carries nothing.
  for (const by of ['nusantara-reefer', 'food-station'])
    expect(outcomes(await post('/v1/locations', { readings: readings.slice(0, 2) }, by))).toEqual([
      'SHIPMENT_UNKNOWN',
      'VEHICLE_UNKNOWN',
    ]);
  const thousand = Array.from({ length: 1_000 }, (_, k) => at(20 - k / 60, { shipmentId: 'jalan-2' }));
  expect((await post('/v1/locations', { readings: thousand })).body).toMatchObject({ accepted: 1_000 });
});

it('shows a track as GeoJSON, thinned, with what is not believed in no line', async () => {
  await post('/v1/shipments/jalan-3/locations', { points: [at(2, { latitude: 60, temperatureCelsius: 5 })] });
  const { status, headers, body } = await call('get', '/v1/shipments/jalan-3/track', carrier);
  expect([status, headers['content-type']]).toEqual([200, 'application/geo+json; charset=utf-8']);
  const [line, ...points] = body.features;
  expect(line!.geometry).toMatchObject({ type: 'LineString' });
  expect(line!.geometry!.coordinates).toHaveLength(4);
  expect(line!.geometry!.coordinates[0]).toEqual([111.12, -7.225]);
  expect(points.map(({ properties }) => properties['mark'])).toEqual([
    null,
    null,
    null,
    'SPEED_IMPOSSIBLE',
    null,
  ]);
  expect(points[3]!.properties['temperatureCelsius']).toBe(5);

  const thin = await call('get', '/v1/shipments/jalan-2/track?limit=10', carrier);
  expect(thin.body).toMatchObject({ readings: 1_001, shown: 10 });
  expect(thin.body.features).toHaveLength(11);
  const ends = thin.body.features.slice(1).map(({ properties }) => properties['time']);
  expect([ends[0], ends[9]]).toEqual([at(20).time, at(1).time]);
  expect((await call('get', '/v1/shipments/jalan-2/track?limit=1', carrier)).status).toBe(400);
  // The receiving city sees it as it sees the shipment; another city and another carrier do not.
  const seen = await Promise.all(
    ['food-station', 'btc', 'e-peken', 'nusantara-reefer'].map(
      async (by) => (await call('get', '/v1/shipments/jalan-3/track', by)).status,
    ),
  );
  expect(seen).toEqual([200, 200, 404, 404]);
  const empty = await call('get', '/v1/shipments/batal/track', carrier);
  expect(empty.body.features).toMatchObject([{ geometry: null }]);
});

it('is kept from others by the tables themselves', async () => {
  const index = { everything: false, hubs: [], regions: [], officialRegions: [], places: [], carrier: true };
  const insert = (party: string, said: string) =>
    bench.database.scoped({ ...index, party }, (sql) =>
      sql.query(
        `INSERT INTO dispatcher.reading (shipment_id, at, party, latitude, longitude, received_at)
         VALUES ('jalan-1', now(), $1, 0, 1, now())`,
        [said],
      ),
    );
  await expect(insert('nusantara-reefer', 'nusantara-reefer')).rejects.toThrow(/row-level security/);
  await expect(insert(carrier, 'nusantara-reefer')).rejects.toThrow(/row-level security/);
  await expect(insert(carrier, carrier)).resolves.toBeDefined();
});

it('answers the examples of the guide as the guide says', async () => {
  const guide = readFileSync(join(repositoryRoot, 'docs/partners/tracking.md'), 'utf8');
  const blocks = [...guide.matchAll(/```sh\n([^`]*)```/g)].map(([, block]) => block!);
  const env = {
    ...process.env,
    ...{ LUMBUNG: bench.url, KEY: bench.keys['koperasi-angkutan-blitar'], SHIPMENT: 'contoh' },
  };
  const answers: Body[] = [];
  for (const block of blocks.slice(1)) {
    const { stdout } = await promisify(execFile)('bash', ['-c', `${blocks[0]!}${block}`], { env });
    answers.push(JSON.parse(stdout) as Body);
  }
  expect(answers).toHaveLength(3);
  expect(answers[0]).toMatchObject({ accepted: 1, refused: 0 });
  const fleet = answers[1]!.items.map(({ code, status }) => code ?? status);
  // The vehicle was read a moment ago, or in the same second.
  expect(fleet).toEqual([expect.stringMatching(/accepted|repeated/), 'POSITION_OFF_GLOBE']);
  expect(answers[2]!.features.length).toBeGreaterThan(1);
});
