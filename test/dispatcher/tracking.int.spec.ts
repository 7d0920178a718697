import { prepareDatabase } from '#access';
import { askForLook, Database, endReadings, insertReadings, loadRegistry, type Sql } from '#database';
import { step, type Allocation, type LifecycleEvent, type Registry, type Shipment } from '#domain';
import { consolidateLane, publishShipments } from '../../apps/dispatcher/lane.js';
import { publicShipment } from '../../apps/dispatcher/messages.js';
import { loadShipment, lockLanes, savePlanned } from '../../apps/dispatcher/store.js';
import { lookAt, shipmentsDue } from '../../apps/dispatcher/track-clock.js';
import { testDatabase, type TestDatabase } from '../support/platform.js';

let store: TestDatabase;
let database: Database;
let registry: Registry;

const lane = '35.72-35.78-road';
const hour = 3_600_000;
const minute = 60_000;
const leftAt = Date.parse('2030-11-26T20:00:00+07:00');
const carrier = 'brantas-logistik';

type Messages = Awaited<ReturnType<typeof consolidateLane>>;
interface Announced {
  topic: string;
  type: string;
  data: Record<string, unknown> & { code?: string; status?: string; tracking?: Record<string, unknown> };
}

const onLane = (work: (sql: Sql) => Promise<Messages>) =>
  database.transaction(async (sql) => {
    await lockLanes(sql, [lane]);
    const messages = await work(sql);
    return messages.map(({ topic, value }) => ({ topic, ...JSON.parse(value!.toString()) }) as Announced);
  });
const look = (id: string, now: number, pace = 1) => onLane((sql) => lookAt(sql, id, registry, pace, now));
const due = async (now: number) => (await shipmentsDue(database, now)).map(({ shipmentId }) => shipmentId);
const presentOf = (id: string) => database.transaction((sql) => loadShipment(sql, id));

let serial = 0;
async function say(shipmentId: string, now: number, event: Partial<LifecycleEvent>) {
  serial += 1;
  const ids = { id: `f${serial}`, eventId: `e${serial}`, time: now, acceptedAt: now, shipmentId };
  const rest = { hub: 'btc', lane, reason: null, vehicle: null, lines: null, source: carrier };
  return onLane(async (sql) => {
    const shipment = (await loadShipment(sql, shipmentId))!;
    const result = step(shipment, { ...ids, ...rest, ...event } as LifecycleEvent);
    if (result.kind !== 'moved') throw new Error(JSON.stringify(result));
    return publishShipments(sql, result.trail, new Map([[shipmentId, shipment]]), registry, now, {
      time: now,
      acceptedAt: now,
    });
  });
}

let plans = 0;
/** A shipment that has left. */
async function leave(at: number, commodity = 'egg.chicken'): Promise<string> {
  plans += 1;
  const allocation: Allocation = {
    ...{ lotId: 'kandang-ponggok/a', location: 'kandang-ponggok', lot: 'a', demandId: `d${plans}` },
    ...{ destination: '35.78', quantity: 900_000, lane, arrivalBy: '2030-11-27' },
    ...{ pickupDate: '2030-11-26', latestPickup: '2030-11-26' },
  };
  const planned = await onLane(async (sql) => {
    const head = { lane, commodity, hub: 'btc', planNumber: plans, commitmentSeen: 1_000 };
    await savePlanned(sql, { ...head, factTime: null, acceptedAt: null, allocations: [allocation] });
    return consolidateLane(sql, lane, registry, leftAt - 12 * hour, null);
  });
  const made = planned.find(({ topic, data }) => topic === 'shipments' && data.status === 'recommended')!;
  const id = made.data['shipmentId'] as string;
  await say(id, at, { type: 'shipment.responded', response: 'accepted' });
  await say(id, at, { type: 'shipment.dispatched' });
  await onLane(async (sql) => {
    const head = { lane, commodity, hub: 'btc', planNumber: ++plans, commitmentSeen: 1_000 };
    await savePlanned(sql, { ...head, factTime: null, acceptedAt: null, allocations: [] });
    return [];
  });
  return id;
}

const on = (shipmentId: string, part: number, time: number, temperatureCelsius: number | null = null) => ({
  ...{ shipmentId, time, temperatureCelsius },
  latitude: -8.0983 + 0.8408 * part,
  longitude: 112.1681 + 0.584 * part,
});
async function read(now: number, ...readings: ReturnType<typeof on>[]) {
  const fresh = await insertReadings(database, carrier, readings, now);
  await askForLook(
    database,
    readings.map(({ shipmentId }) => shipmentId),
    now,
    15_000,
  );
  return fresh;
}

beforeAll(async () => {
  store = await testDatabase();
  await prepareDatabase(store.url, {});
  database = await Database.connect({ url: store.url, name: 'test', as: 'service', connectionsMax: 4 });
  registry = await loadRegistry(database);
}, 120_000);

afterAll(async () => {
  await database?.close();
  await store?.drop();
}, 30_000);

it('watches what leaves: an estimate, a position, an arrival, and an end; each told once', async () => {
  const id = await leave(leftAt);
  expect(await due(leftAt)).toEqual([id]);
  const first = await look(id, leftAt);
  expect(first.find(({ topic }) => topic === 'shipments')).toMatchObject({
    type: 'lumbung.shipment.updated.v1',
    data: {
      status: 'dispatched',
      tracking: { leftAt: '2030-11-26T13:00:00.000Z', estimate: { basis: 'registry' } },
    },
  });
  expect(await look(id, leftAt)).toEqual([]);
  expect(await due(leftAt + 9 * minute)).toEqual([]);

  // Out of order, and repeated after an outage: a repeat is known, also within one request.
  const [half, quarter] = [on(id, 0.5, leftAt + 2 * hour), on(id, 0.25, leftAt + hour)];
  expect(await read(leftAt + 2 * hour, half, quarter, half)).toEqual([true, true, false]);
  expect(await read(leftAt + 2 * hour, quarter)).toEqual([false]);
  expect(await due(leftAt + 2 * hour)).toEqual([id]);
  const moved = await look(id, leftAt + 2 * hour);
  expect(moved.find(({ topic }) => topic === 'shipments')?.data).toMatchObject({
    status: 'in_transit',
    position: { time: '2030-11-26T15:00:00.000Z' },
    tracking: { estimate: { basis: 'position', n: 0, remainingKm: 80 } },
  });
  // What comes soon after waits for more.
  await read(leftAt + 2 * hour + 1_000, on(id, 0.501, leftAt + 2 * hour + 1_000));
  expect(await due(leftAt + 2 * hour + 14_000)).toEqual([]);
  expect(await due(leftAt + 2 * hour + 15_000)).toEqual([id]);

  await read(leftAt + 4 * hour, on(id, 1, leftAt + 4 * hour));
  const there = await look(id, leftAt + 4 * hour);
  const arrived = there.filter(({ topic }) => topic === 'shipments');
  expect(arrived).toMatchObject([
    { data: { status: 'in_transit', tracking: { arrivedAt: '2030-11-26T17:00:00.000Z' } } },
  ]);
  expect(arrived[0]!.data.tracking).not.toHaveProperty('estimate');
  await read(leftAt + 5 * hour, on(id, 1, leftAt + 5 * hour));
  const again = (await look(id, leftAt + 5 * hour)).filter(({ topic }) => topic === 'shipments');
  expect(again.map(({ data }) => data.tracking?.['arrivedAt'])).toEqual(['2030-11-26T17:00:00.000Z']);
  expect(await due(leftAt + 900 * hour)).toEqual([]);

  await say(id, leftAt + 6 * hour, { type: 'shipment.received', source: 'e-peken' });
  const [trip] = await database.query(
    'SELECT arrived_at - left_at AS lasted FROM dispatcher.watch WHERE shipment_id = $1',
    [id],
  );
  expect(trip).toMatchObject({ lasted: { hours: 4 } });
});

it('goes by finished trips of the lane, when there are enough', async () => {
  await database.query(
    `INSERT INTO dispatcher.watch (shipment_id, lane, left_at, arrived_at)
     SELECT 'past-' || n, $1, $2::timestamptz - interval '2 days', $2::timestamptz - interval '2 days' + n * interval '1 hour'
     FROM generate_series(4, 8) AS n`,
    [lane, new Date(leftAt).toISOString()],
  );
  const id = await leave(leftAt);
  const told = (await look(id, leftAt)).find(({ topic }) => topic === 'shipments');
  expect(told?.data.tracking?.['estimate']).toMatchObject({ basis: 'history', n: 6 });
  await say(id, leftAt + hour, { type: 'shipment.received', source: 'e-peken' });
});

it('raises late and silent by the clock alone, to the city and the hub, and clears them', async () => {
  const id = await leave(leftAt);
  await look(id, leftAt);
  const at = leftAt + 20 * hour;
  await read(at, on(id, 0.5, at));
  await look(id, at);
  const alerts = (messages: Announced[]) =>
    messages
      .filter(({ topic }) => topic === 'alerts')
      .map(({ type, data }) => [type, data.code, data['subject']]);
  expect(await due(at + 10 * minute)).toEqual([id]);
  const told: unknown[] = [];
  for (let now = at; now < at + 9 * hour; now += 10 * minute)
    if ((await due(now)).includes(id)) told.push(...alerts(await look(id, now)));
  expect(told).toContainEqual(['lumbung.alert.raised.v1', 'SHIPMENT_SILENT', '35.78']);
  expect(told).toContainEqual(['lumbung.alert.raised.v1', 'SHIPMENT_LATE', '35.78']);
  // Nine hours of silence are no storm.
  expect(told.length).toBeLessThan(20);
  const standing = () =>
    database.query(
      `SELECT code FROM reconciler.alert WHERE cleared_at IS NULL AND alert_id LIKE '%' || $1 ORDER BY code`,
      [id],
    );
  expect(await standing()).toEqual([{ code: 'SHIPMENT_LATE' }, { code: 'SHIPMENT_SILENT' }]);
  const later = at + 9 * hour;
  await read(later, on(id, 0.9, later));
  expect(alerts(await look(id, later))).toContainEqual([
    'lumbung.alert.cleared.v1',
    'SHIPMENT_SILENT',
    '35.78',
  ]);
  const closed = await say(id, later, { type: 'shipment.received', source: 'e-peken' });
  expect(alerts(closed)).toEqual([['lumbung.alert.cleared.v1', 'SHIPMENT_LATE', '35.78']]);
  expect(await standing()).toEqual([]);
});

it('tells an excursion, and keeps it after the readings have ended', async () => {
  const id = await leave(leftAt, 'milk.cow');
  await read(
    leftAt + hour,
    on(id, 0.1, leftAt + 10 * minute, 4),
    on(id, 0.2, leftAt + 20 * minute, 11),
    on(id, 0.3, leftAt + 40 * minute, 5),
  );
  const told = await look(id, leftAt + hour);
  expect(told.find(({ topic }) => topic === 'alerts')?.data.code).toBe('TEMPERATURE_EXCURSION');
  const excursion = { peakCelsius: 11, degreeMinutes: 80, end: '2030-11-26T13:40:00.000Z' };
  const shown = (shipment: Shipment | null) => publicShipment(shipment!, null).tracking?.excursions;
  expect(shown(await presentOf(id))).toMatchObject([excursion]);
  await say(id, leftAt + 5 * hour, { type: 'shipment.received', source: 'e-peken' });
  expect(await endReadings(database, leftAt + 2 * hour, 1_000)).toBe(3);
  await askForLook(database, [id], leftAt + 6 * hour, 0);
  expect(await look(id, leftAt + 6 * hour)).toEqual([]);
  expect(shown(await presentOf(id))).toMatchObject([excursion]);
});
