import { prepareDatabase } from '#access';
import { Database, loadRegistry, type Sql } from '#database';
import { step, type Allocation, type Hub, type LifecycleEvent, type Registry, type Shipment } from '#domain';
import { consolidateLane, offerLane, publishShipments } from '../../apps/dispatcher/lane.js';
import { lanesDue, loadShipment, lockLanes, savePlanned } from '../../apps/dispatcher/store.js';
import { testDatabase, type TestDatabase } from '../support/platform.js';

let store: TestDatabase;
let database: Database;
let registry: Registry;

const lane = '35.72-35.78-road';
const pickup = '2030-11-26';
const id = `${lane}.${pickup}.ambient.1`;
const morning = Date.parse('2030-11-25T02:00:00Z');
const minute = 60_000;

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

type Messages = Awaited<ReturnType<typeof consolidateLane>>;

interface Announced {
  topic: string;
  type: string;
  id: string;
  data: { status: string; carrier?: string; offerId?: string; rupiah?: number; code?: string };
}

const announced = (messages: Messages) =>
  messages.map(({ topic, value }) => ({ topic, ...JSON.parse(value!.toString()) }) as Announced);
const onLane = (work: (sql: Sql) => Promise<Messages>) =>
  database.transaction(async (sql) => {
    await lockLanes(sql, [lane]);
    return announced(await work(sql));
  });
const withHub = (settings: Partial<Hub>): Registry => ({
  ...registry,
  hubs: registry.hubs.map((hub) => ({ ...hub, ...settings })),
});

let serial = 0;
/** What the dispatcher does with an answer, in one transaction. */
async function say(event: Partial<LifecycleEvent>, market: Registry, now: number) {
  serial += 1;
  const ids = { id: `f${serial}`, eventId: `e${serial}`, time: now, acceptedAt: now, shipmentId: id };
  const whole = { ...ids, hub: 'btc', lane, reason: null, vehicle: null, ...event } as LifecycleEvent;
  return onLane(async (sql) => {
    const shipment = (await loadShipment(sql, id))!;
    const result = step(shipment, whole);
    if (result.kind !== 'moved') throw new Error(JSON.stringify(result));
    const before = new Map([[id, shipment]]);
    const told = await publishShipments(sql, result.trail, before, market, now, null);
    return [...told, ...(await offerLane(sql, lane, market, now, null))];
  });
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

it('offers, passes on, and ends in a carrier or an alert; what is due is in the tables', async () => {
  const market = withHub({ offerStrategy: 'cheapest', offerMinutes: 60 });
  const planned = await onLane(async (sql) => {
    const head = { lane, commodity: 'egg.chicken', hub: 'btc', planNumber: 1, commitmentSeen: 0 };
    await savePlanned(sql, { ...head, factTime: null, acceptedAt: null, allocations: [allocation] });
    return consolidateLane(sql, lane, market, morning, null);
  });
  const first = 'koperasi-angkutan-blitar';
  expect(planned.filter(({ topic }) => topic === 'shipments').map(({ data }) => data.status)).toEqual([
    'recommended',
    'offered',
  ]);
  const offers = planned.filter(({ type }) => type === 'lumbung.shipment.offered.v1');
  const its = { carrier: first, offerId: `${id}/2/${first}`, rupiah: 864_000 };
  expect(offers).toMatchObject([
    { topic: 'outbound.btc', data: its },
    { topic: `outbound.${first}`, data: its },
  ]);
  // What others hear says nothing of prices and of who else was asked.
  expect(JSON.stringify(planned.filter((message) => !offers.includes(message)))).not.toContain('rupiah');
  const [row] = await database.query<{ due_at: Date }>(
    'SELECT due_at FROM dispatcher.shipment WHERE shipment_id = $1',
    [id],
  );
  expect(row!.due_at.getTime()).toBe(morning + 60 * minute + 2_000);
  expect(await lanesDue(database, morning + 60 * minute, false)).toEqual([]);
  const late = morning + 61 * minute;
  expect(await lanesDue(database, late, false)).toEqual([lane]);

  // Two instances find it due: the second finds nothing to do.
  const passed = await onLane((sql) => offerLane(sql, lane, market, late, null));
  expect(await onLane((sql) => offerLane(sql, lane, market, late, null))).toEqual([]);
  expect(
    passed.filter(({ topic }) => topic.startsWith('outbound')).map(({ type, data }) => [type, data.carrier]),
  ).toEqual(
    expect.arrayContaining([
      ['lumbung.offer.closed.v1', first],
      ['lumbung.shipment.offered.v1', 'brantas-logistik'],
    ]),
  );

  const declined = { type: 'shipment.responded', response: 'declined' } as const;
  await say({ ...declined, source: 'brantas-logistik' }, market, late);
  const nobody = await say({ ...declined, source: 'nusantara-reefer' }, market, late);
  expect(nobody.find(({ topic }) => topic === 'alerts')).toMatchObject({
    type: 'lumbung.alert.raised.v1',
    data: { code: 'NO_CARRIER', alertId: `NO_CARRIER/btc/${id}`, subject: '35.78' },
  });
  const standing = () =>
    database.query(`SELECT alert_id FROM reconciler.alert WHERE cleared_at IS NULL AND code = 'NO_CARRIER'`);
  expect(await standing()).toEqual([{ alert_id: `NO_CARRIER/btc/${id}` }]);
  expect(await lanesDue(database, late * 2, false)).toEqual([]);

  const decided = {
    type: 'shipment.decided',
    about: 'offer',
    decision: 'approved',
    by: 'Sri',
    carrier: null,
  } as const;
  const again = await say({ ...decided, source: 'btc' }, market, late);
  expect(again.map(({ type }) => type)).toContain('lumbung.alert.cleared.v1');
  expect(await standing()).toEqual([]);
  await say({ type: 'shipment.responded', response: 'accepted', source: first }, market, late);
  const taken: Shipment | null = await database.transaction((sql) => loadShipment(sql, id));
  expect(taken).toMatchObject({ status: 'accepted', carrier: first, offering: { state: 'ended', round: 2 } });
  expect(await lanesDue(database, late * 2, false)).toEqual([]);
});

it('leaves shipments open to everybody where the hub has no strategy', async () => {
  const later = { ...allocation, demandId: 'd2', pickupDate: '2030-11-28', latestPickup: '2030-11-28' };
  const messages = await onLane(async (sql) => {
    const head = { lane, commodity: 'egg.chicken', hub: 'btc', planNumber: 2, commitmentSeen: 9 };
    await savePlanned(sql, { ...head, factTime: null, acceptedAt: null, allocations: [later] });
    return consolidateLane(sql, lane, registry, morning, null);
  });
  expect(messages.filter(({ topic }) => topic === 'shipments').map(({ data }) => data.status)).toEqual([
    'recommended',
  ]);
  expect(await lanesDue(database, morning, true)).toEqual([lane]);
});
