import { prepareDatabase } from '#access';
import { appendHistory, Database, ensureMonths, loadRegistry, rebuildOverShort, type Sql } from '#database';
import { step, type Allocation, type Fact, type LifecycleEvent, type Registry } from '#domain';
import { announceHeldGoods, endPhotos } from '../../apps/dispatcher/held-goods.js';
import { writeLeadTimes } from '../../apps/dispatcher/lead-times.js';
import { consolidateLane, publishShipments } from '../../apps/dispatcher/lane.js';
import { loadShipment, lockLanes, savePlanned } from '../../apps/dispatcher/store.js';
import { testDatabase, type TestDatabase } from '../support/platform.js';

let store: TestDatabase;
let database: Database;
let registry: Registry;

const lane = '35.72-35.78-road';
const pickup = '2030-11-26';
const id = `${lane}.${pickup}.ambient.1`;
const morning = Date.parse('2030-11-25T02:00:00Z');
const hour = 3_600_000;
/** The end of the day on which it is to arrive, in Surabaya. */
const due = Date.parse('2030-11-27T17:00:00Z');

const allocation: Allocation = {
  lotId: 'kandang-ponggok/a',
  location: 'kandang-ponggok',
  lot: 'a',
  demandId: 'd1',
  destination: '35.78',
  quantity: 900_000,
  lane,
  pickupDate: pickup,
  latestPickup: pickup,
  arrivalBy: '2030-11-27',
};

const onLane = <T>(work: (sql: Sql) => Promise<T>) =>
  database.transaction(async (sql) => {
    await lockLanes(sql, [lane]);
    return work(sql);
  });

let serial = 0;
/** What the dispatcher does with a step, in one transaction; answers the effects on ledgers. */
async function say(event: Partial<LifecycleEvent>, now: number) {
  serial += 1;
  const ids = { id: `f${serial}`, eventId: `e${serial}`, time: now, acceptedAt: now, shipmentId: id };
  const base = { hub: 'btc', lane, reason: null, vehicle: null, lines: null };
  const whole = { ...ids, ...base, ...event } as unknown as LifecycleEvent;
  return onLane(async (sql) => {
    const shipment = (await loadShipment(sql, id))!;
    const result = step(shipment, whole);
    if (result.kind !== 'moved') throw new Error(JSON.stringify(result));
    await publishShipments(sql, result.trail, new Map([[id, shipment]]), registry, now, null);
    return result.effects;
  });
}

/** A price that somebody observed, as the long memory keeps it. */
async function observe(n: number, market: string, price: number, time: number, more: Partial<Fact> = {}) {
  const factId = `00000000-0000-4000-8000-00000000000${n}`;
  const base = { id: factId, eventId: `p${n}`, source: 'e-peken', time, acceptedAt: time, hub: 'btc' };
  const fact = { ...base, commodity: 'egg.chicken', type: 'price.observed', market, price, ...more } as Fact;
  await database.transaction(async (sql) => {
    await ensureMonths(sql, [time]);
    await appendHistory(sql, [{ partition: 0, position: BigInt(n), fact }]);
  });
}

const rows = () =>
  database.query<Record<string, unknown>>(
    `SELECT to_jsonb(o) - 'updated_at' AS row FROM dispatcher.over_short o ORDER BY shipment_id, lot`,
  );
const line = { commodity: 'egg.chicken', demandId: 'd1', location: null, lot: null };

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

it('tells what became of a shipment, in base units and with the price of its day, and can be written again', async () => {
  await observe(1, '35.78', 27_000_000, due - 30 * hour);
  await observe(2, '35.78', 99_000_000, due + 9 * hour);
  await observe(3, '35.72', 21_000_000, due - 2 * hour);
  await observe(4, '35.78', 55_000_000, due - 3 * hour);
  const taken = '00000000-0000-4000-8000-000000000004';
  await observe(5, '', 0, due - hour, {
    type: 'fact.corrected',
    corrects: taken,
    reason: 'salah',
  } as Partial<Fact>);

  await onLane(async (sql) => {
    const head = { lane, commodity: 'egg.chicken', hub: 'btc', planNumber: 1, commitmentSeen: 0 };
    await savePlanned(sql, { ...head, factTime: null, acceptedAt: null, allocations: [allocation] });
    await consolidateLane(sql, lane, registry, morning, null);
  });
  expect(await rows()).toEqual([]);
  const source = 'koperasi-angkutan-blitar';
  await say({ type: 'shipment.responded', response: 'accepted', source }, morning);
  await say(
    { type: 'shipment.dispatched', source, lines: [{ ...line, quantity: 880_000, varianceReason: null }] },
    morning,
  );
  expect(await rows()).toMatchObject([
    { row: { recommended: 900_000, accepted: 900_000, loaded: 880_000, settled: false, price: null } },
  ]);
  const variances = [{ kind: 'damaged' as const, quantity: 30_000, reason: 'broken' }];
  const receipt = { ...line, quantity: 840_000, varianceReason: null, variances };
  await say({ type: 'shipment.received', source: 'e-peken', lines: [receipt] }, due + 2 * hour);
  const settled = {
    ...{
      status: 'closed',
      settled: true,
      received: 840_000,
      damaged: 30_000,
      missing: 10_000,
      awaiting: 30_000,
    },
    ...{ short: 60_000, over: 0, late_minutes: 120, on_time: false, in_full: false, carrier: source },
    // Of its city, before it came, and not taken back.
    ...{ price: 27_000_000, price_market: '35.78', price_source: 'e-peken' },
  };
  expect(await rows()).toMatchObject([{ row: settled }]);

  const told = (now: number) =>
    database
      .transaction((sql) => announceHeldGoods(sql, registry, now, 24))
      .then((messages) =>
        messages.map(({ value }) => JSON.parse(value!.toString()) as { type: string; data: object }),
      );
  expect(await told(due + 25 * hour)).toEqual([]);
  const alert = { code: 'GOODS_AWAITING', commodity: 'egg.chicken', subject: '35.78', quantity: 30_000 };
  expect(await told(due + 26 * hour)).toMatchObject([{ type: 'lumbung.alert.raised.v1', data: alert }]);
  expect(await told(due + 27 * hour)).toEqual([]);

  const decided = { ...line, place: null, note: null };
  const effects = await say(
    {
      type: 'shipment.disposed',
      source: 'btc',
      lines: [
        { ...decided, to: 'stock', quantity: 20_000 },
        { ...decided, to: 'waste', quantity: 10_000 },
      ],
    },
    due + 28 * hour,
  );
  expect(effects).toMatchObject([
    { kind: 'regained', lines: [{ lotId: 'kandang-ponggok/a', quantity: 20_000 }] },
  ]);
  expect(await told(due + 28 * hour)).toMatchObject([{ type: 'lumbung.alert.cleared.v1', data: alert }]);
  expect(await told(due + 28 * hour)).toEqual([]);
  const last = await rows();
  expect(last).toMatchObject([{ row: { ...settled, awaiting: 0, restocked: 20_000, wasted: 10_000 } }]);

  const count = await database.transaction((sql) => rebuildOverShort(sql, registry, Date.now()));
  expect(count).toBe(1);
  expect(await rows()).toEqual(last);
});

it('ends photos that are older than they are kept', async () => {
  const insert = (photo: string, at: string) =>
    database.query(
      `INSERT INTO dispatcher.photo (shipment_id, photo_id, media_type, bytes, size, uploaded_by, uploaded_at)
       VALUES ($1, $2, 'image/png', '\\x00', 1, 'e-peken', $3)`,
      [id, photo, at],
    );
  await insert('a', '2030-01-01T00:00:00Z');
  await insert('b', '2030-02-01T00:00:00Z');
  expect(await endPhotos(database, Date.parse('2030-01-15T00:00:00Z'))).toBe(1);
  expect(await database.query('SELECT photo_id FROM dispatcher.photo')).toEqual([{ photo_id: 'b' }]);
});

it('writes what trips really took into the registry, once there are enough of them', async () => {
  const now = Date.parse('2030-12-20T00:00:00Z');
  const write = () => database.transaction((sql) => writeLeadTimes(sql, now));
  expect(await write()).toEqual([]);
  // Nineteen more trips of the day: two left by noon of the second day, the others as the first one.
  await database.query(
    `INSERT INTO dispatcher.over_short
     SELECT (jsonb_populate_record(o, jsonb_build_object('shipment_id', 'trip-' || n,
       'received_at', CASE WHEN n <= 4 THEN '2030-11-28T12:00:00Z' ELSE '2030-11-27T01:00:00Z' END))).*
     FROM dispatcher.over_short o, generate_series(1, 19) AS n WHERE o.shipment_id = $1`,
    [id],
  );
  const before = (await loadRegistry(database)).lanes.find((each) => each.id === lane)!;
  expect(await write()).toEqual([lane]);
  expect(await write()).toEqual([]);
  const after = (await loadRegistry(database)).lanes.find((each) => each.id === lane)!;
  const { observedLateHours, observedTrips, ...rest } = after;
  expect(rest).toEqual(before);
  expect(observedTrips).toBe(20);
  expect(observedLateHours).toBe(Math.min(before.leadHoursLate * 3, observedLateHours!));
  expect(observedLateHours).toBeGreaterThan(before.leadHoursLate);
  const [audit] = await database.query(`SELECT subject FROM access.audit WHERE action = 'lane.observed'`);
  expect(audit).toEqual({ subject: `lane/${lane}` });
});
