import { prepareDatabase } from '#access';
import { Database, loadRegistry, type Sql } from '#database';
import {
  step,
  type Allocation,
  type Hub,
  type LifecycleEvent,
  type PlanGap,
  type Registry,
  type Shipment,
} from '#domain';
import { consolidateLane, publishShipments, timeOnLane } from '../../apps/dispatcher/lane.js';
import {
  clearDue,
  insertCommitment,
  lanesDue,
  loadShipment,
  loadUnseenCommitments,
  lockLanes,
  savePlanned,
} from '../../apps/dispatcher/store.js';
import { testDatabase, type TestDatabase } from '../support/platform.js';

let store: TestDatabase;
let database: Database;
let registry: Registry;

const lane = '35.72-35.78-road';
const commodity = 'egg.chicken';
const pickup = '2030-11-26';
const id = `${lane}.${pickup}.ambient.1`;
const carrier = 'brantas-logistik';
const morning = Date.parse('2030-11-25T02:00:00Z');
const minute = 60_000;

const allocation = (demandId: string, kilograms: number, lot = 'a'): Allocation => ({
  lotId: `kandang-ponggok/${lot}`,
  location: 'kandang-ponggok',
  lot,
  demandId,
  destination: '35.78',
  quantity: kilograms * 1_000,
  lane,
  pickupDate: pickup,
  latestPickup: pickup,
  arrivalBy: '2030-11-27',
});
const lessOf = (quantity: number, wanted: number): PlanGap => ({
  shipmentId: id,
  lane,
  moving: false,
  commodity,
  lotId: 'kandang-ponggok/a',
  demandId: 'd1',
  quantity: quantity * 1_000,
  wanted: wanted * 1_000,
  code: 'NEED',
});

type Messages = Awaited<ReturnType<typeof consolidateLane>>;
const announced = (messages: Messages) =>
  messages.map(({ topic, value }) => ({ topic, ...JSON.parse(value!.toString()) })) as {
    topic: string;
    type: string;
    subject: string;
    data: { status?: string; change?: { kind: string; status: string }; lines: { quantity: number }[] };
  }[];
const onLane = (work: (sql: Sql) => Promise<Messages>) =>
  database.transaction(async (sql) => {
    await lockLanes(sql, [lane]);
    return announced(await work(sql));
  });

async function plan(
  planNumber: number,
  allocations: Allocation[],
  gaps: PlanGap[],
  seen: number,
  now: number,
  hub: Partial<Hub> = {},
) {
  const market = { ...registry, hubs: registry.hubs.map((each) => ({ ...each, ...hub })) };
  return onLane(async (sql) => {
    const head = { lane, commodity, hub: 'btc', planNumber, commitmentSeen: seen };
    await savePlanned(sql, { ...head, factTime: null, acceptedAt: null, allocations, gaps });
    return consolidateLane(sql, lane, market, now, null);
  });
}

let serial = 0;
/** What the dispatcher does with an event, in one transaction. */
async function say(event: Partial<LifecycleEvent>, now: number) {
  serial += 1;
  const ids = { id: `f${serial}`, eventId: `e${serial}`, time: now, acceptedAt: now, shipmentId: id };
  const whole = {
    ...ids,
    hub: 'btc',
    lane,
    source: carrier,
    reason: null,
    vehicle: null,
    ...event,
  } as LifecycleEvent;
  return onLane(async (sql) => {
    const shipment = (await loadShipment(sql, id))!;
    const result = step(shipment, whole);
    if (result.kind !== 'moved') throw new Error(JSON.stringify(result));
    const told = await publishShipments(sql, result.trail, new Map([[id, shipment]]), registry, now, null);
    for (const { kind, commodity: of, lines, time } of result.effects)
      await insertCommitment(sql, { lane, commodity: of, shipmentId: id, kind, lines, at: time });
    return [...told, ...(await consolidateLane(sql, lane, registry, now, null))];
  });
}
const present = (): Promise<Shipment | null> => database.transaction((sql) => loadShipment(sql, id));
const unseen = async () =>
  (await database.transaction((sql) => loadUnseenCommitments(sql, lane))).flatMap(({ lines }) =>
    lines.map(({ demandId, quantity }) => `${demandId} ${quantity / 1_000}`),
  );

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

it('proposes what a plan would have less, tells carrier and hub, and does it when the carrier says yes', async () => {
  await plan(1, [allocation('d1', 900)], [], 0, morning);
  await say({ type: 'shipment.responded', response: 'accepted' }, morning);
  expect(await unseen()).toEqual(['d1 900']);

  const told = await plan(2, [], [lessOf(900, 500)], 1, morning);
  expect(
    told
      .filter(({ type }) => type === 'lumbung.change.proposed.v1')
      .map(({ topic }) => topic)
      .sort(),
  ).toEqual([`outbound.${carrier}`, 'outbound.btc'].sort());
  const everybody = told.find(({ topic }) => topic === 'shipments');
  expect(everybody).toMatchObject({
    data: { status: 'accepted', lines: [{ quantity: 900_000 }], change: { kind: 'reduce', status: 'open' } },
  });
  // The same plan again, and the clock, ask nothing more.
  expect(await plan(3, [], [lessOf(900, 500)], 1, morning)).toEqual([]);
  expect(await lanesDue(database, morning + 61 * minute, false)).toEqual([lane]);

  const yes = await say({ type: 'shipment.answered', changeId: null, answer: 'accepted' }, morning + minute);
  expect(yes.map(({ type }) => type)).toContain('lumbung.change.closed.v1');
  expect(await present()).toMatchObject({ status: 'accepted', lines: [{ quantity: 500_000 }] });
  // The plan has seen more than is promised now: nothing is hidden, and its old gap says nothing of the new lines.
  expect(await unseen()).toEqual([]);
  expect(await plan(4, [], [lessOf(900, 500)], 1, morning + 90 * minute)).toEqual([]);
});

it('holds what is asked to join a truck, gives it back when nobody answers, and asks the clock', async () => {
  const start = morning + 3 * 60 * minute;
  const strategy = { offerStrategy: 'cheapest' } as const;
  const asked = await plan(5, [allocation('d5', 200, 'e')], [], 2, start, strategy);
  expect(asked.filter(({ topic }) => topic === 'shipments')).toMatchObject([
    { subject: id, data: { change: { kind: 'increase', status: 'open' } } },
  ]);
  const late = start + 62 * minute;
  expect(await lanesDue(database, late, false)).toEqual([lane]);
  const over = await onLane((sql) => timeOnLane(sql, lane, registry, late));
  expect(
    over.filter(({ topic }) => topic === 'shipments').map(({ subject, data }) => [subject, data.status]),
  ).toEqual([
    [id, 'accepted'],
    [`${lane}.${pickup}.ambient.2`, 'recommended'],
  ]);
  expect(await onLane((sql) => timeOnLane(sql, lane, registry, late))).toEqual([]);
  // The pause is looked at once, and then no more.
  const after = late + 61 * minute;
  expect(await lanesDue(database, after, false)).toEqual([lane]);
  await onLane((sql) => timeOnLane(sql, lane, registry, after));
  expect(await lanesDue(database, after, false)).toEqual([]);
});

it('leaves a truck on the road alone: an alert for people, cleared when the plan wants it again', async () => {
  const late = morning + 8 * 60 * minute;
  await say({ type: 'shipment.dispatched', lines: null }, late);
  const onRoad = [{ ...lessOf(500, 100), moving: true }];
  const told = await plan(6, [], onRoad, 3, late);
  expect(told.find(({ topic }) => topic === 'alerts')).toMatchObject({
    type: 'lumbung.alert.raised.v1',
    data: { code: 'PLAN_CHANGED', subject: '35.78' },
  });
  expect(await present()).toMatchObject({ status: 'dispatched', lines: [{ quantity: 500_000 }] });
  const back = await plan(7, [], [], 3, late);
  expect(back.map(({ type }) => type)).toContain('lumbung.alert.cleared.v1');
});

it('what was accepted and never left expires by the clock, once, and its lots are free again', async () => {
  const other = `${lane}.${pickup}.ambient.2`;
  await plan(8, [allocation('d9', 100, 'e')], [], 9, morning);
  const open = (await database.transaction((sql) => loadShipment(sql, other)))!;
  const state = { ...open, status: 'accepted' as const, carrier, revision: open.revision + 1 };
  await onLane((sql) => publishShipments(sql, [state], new Map([[other, open]]), registry, morning, null));
  await database.transaction((sql) => clearDue(sql, lane, Number.MAX_SAFE_INTEGER / 1_000));
  // Trucks of that day leave at 20 o'clock in Blitar; two days later nobody waits any more.
  const gone = Date.parse('2030-11-28T13:00:00Z');
  const due = (now: number) => lanesDue(database, now, false, registry.hubs);
  const pass = (now: number) => onLane((sql) => timeOnLane(sql, lane, registry, now));
  expect(await due(gone - 1)).toEqual([]);
  expect(await due(gone)).toEqual([lane]);
  const told = await pass(gone);
  expect(told.filter(({ topic }) => topic === 'shipments')).toMatchObject([
    { subject: other, data: { status: 'expired', carrier } },
    // What the plan still holds of it is for others now, under another id.
    { subject: `${lane}.${pickup}.ambient.3`, data: { status: 'recommended', carrier: null } },
  ]);
  expect(told.filter(({ topic }) => topic === 'facts')).toMatchObject([
    { type: 'lumbung.shipment.released.v1', data: { shipmentId: other, lines: [{ demandId: 'd9' }] } },
  ]);
  expect(await due(gone)).toEqual([]);
  expect(await pass(gone)).toEqual([]);
});
