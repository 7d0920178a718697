import { prepareDatabase } from '#access';
import { Database, loadRegistry, type Sql } from '#database';
import { step, type Allocation, type Registry, type Shipment } from '#domain';
import { consolidateLane, publishShipments } from '../../apps/dispatcher/lane.js';
import { loadLaneShipments, lockLanes, savePlanned } from '../../apps/dispatcher/store.js';
import { testDatabase, type TestDatabase } from '../support/platform.js';

let store: TestDatabase;
let database: Database;
let registry: Registry;

const lane = '35.72-35.78-road';
const eggs = 'egg.chicken';
const beforeCutoff = Date.parse('2030-11-25T08:00:00Z');
const afterCutoff = Date.parse('2030-11-25T11:00:00Z');

const allocation = (
  demandId: string,
  kilograms: number,
  pickup: string,
  latestPickup = pickup,
): Allocation => ({
  lotId: 'kandang-ponggok/a',
  location: 'kandang-ponggok',
  lot: 'a',
  demandId,
  destination: '35.78',
  quantity: kilograms * 1_000,
  lane,
  pickupDate: pickup,
  latestPickup,
  arrivalBy: '2030-11-26',
});

/** What the dispatcher does with a plan of the lane, in one transaction. */
async function plan(number: number, allocations: Allocation[], now: number, commodity = eggs) {
  return database.transaction(async (sql) => {
    await lockLanes(sql, [lane]);
    const head = { lane, commodity, hub: 'btc', planNumber: number, commitmentSeen: 0 };
    expect(await savePlanned(sql, { ...head, factTime: null, acceptedAt: null, allocations })).toBe(true);
    return consolidateLane(sql, lane, registry, now, null);
  });
}

interface Announced {
  type: string;
  subject: string;
  sequence: string;
  data: { status: string; supersedes: number | null; lines: object[] };
}

const announced = (messages: Awaited<ReturnType<typeof plan>>) =>
  messages.map(({ topic, value }) => ({ topic, ...(JSON.parse(value!.toString()) as Announced) }));

beforeAll(async () => {
  store = await testDatabase();
  await prepareDatabase(store.url, {});
  database = await Database.connect({ url: store.url, name: 'test', connectionsMax: 4 });
  registry = await loadRegistry(database);
}, 120_000);

afterAll(async () => {
  await database?.close();
  await store?.drop();
}, 30_000);

it('lets a proposal expire whose day is over, tells the carriers, and uses its id up', async () => {
  const id = `${lane}.2030-11-25.ambient.1`;
  await plan(1, [allocation('d1', 900, '2030-11-25')], beforeCutoff);
  const late = announced(await plan(2, [], afterCutoff));
  expect(late.find(({ topic }) => topic === 'shipments')).toMatchObject({
    type: 'lumbung.shipment.updated.v1',
    subject: id,
    sequence: '2'.padStart(20, '0'),
    data: { status: 'expired', supersedes: 1, lines: [{ demandId: 'd1', quantity: 900_000 }] },
  });
  const carriers = registry.parties.filter(
    ({ kind, system, status }) => kind === 'carrier' && system && status === 'active',
  );
  expect(carriers.length).toBeGreaterThan(0);
  for (const { code } of carriers) expect(late.map(({ topic }) => topic)).toContain(`outbound.${code}`);

  const again = announced(await plan(3, [allocation('d1', 900, '2030-11-25')], afterCutoff));
  expect(again[0]).toMatchObject({
    type: 'lumbung.shipment.recommended.v1',
    subject: `${lane}.2030-11-25.ambient.2`,
  });
  expect((await history(database, id)).map(({ status }) => status)).toEqual(['recommended', 'expired']);
  await plan(4, [], beforeCutoff);
});

it('plans a load below the minimum for the last date that it allows, with the reason', async () => {
  const [message] = announced(
    await plan(5, [allocation('d2', 40, '2030-11-26', '2030-11-29')], beforeCutoff),
  );
  expect(message).toMatchObject({
    subject: `${lane}.2030-11-29.ambient.1`,
    data: {
      pickupDate: '2030-11-29',
      arrivalBy: '2030-11-29',
      reasons: [{ code: 'MINIMUM_LOAD', commodity: eggs, quantity: 40_000 }],
    },
  });
  // A row stored before rows could wait says nothing of a latest pickup.
  const { latestPickup: _, ...old } = allocation('d2', 40, '2030-11-26');
  const [kept] = announced(await plan(6, [old as Allocation], beforeCutoff));
  expect(kept).toMatchObject({ subject: `${lane}.2030-11-26.ambient.1`, data: { status: 'recommended' } });
});

it('writes many shipments and several states of one in two statements', async () => {
  const days = ['2030-12-01', '2030-12-02', '2030-12-03', '2030-12-04'];
  await plan(
    7,
    days.map((day, k) => allocation(`"d\\${k}", {}`, 900 + k, day)),
    beforeCutoff,
  );
  const open = await database.transaction((sql) => loadLaneShipments(sql, lane));
  const shipments = days.map((day) => open.find(({ pickupDate }) => pickupDate === day)!);
  expect(shipments.map(({ lines }) => lines.map(({ demandId, quantity }) => [demandId, quantity]))).toEqual(
    days.map((_, k) => [[`"d\\${k}", {}`, (900 + k) * 1_000]]),
  );

  const trail = shipments.flatMap((shipment, k) => declined(shipment, `brantas-${k}`));
  const statements: string[] = [];
  await database.transaction(async (sql) => {
    const counting: Sql = {
      query: (text, parameters) => {
        statements.push(text);
        return sql.query(text, parameters);
      },
    };
    const before = new Map(shipments.map((shipment) => [shipment.shipmentId, shipment]));
    await publishShipments(counting, trail, before, registry, beforeCutoff, null);
  });
  expect(statements.filter((text) => text.startsWith('INSERT'))).toHaveLength(2);
  for (const [k, { shipmentId }] of shipments.entries()) {
    const states = await history(database, shipmentId);
    expect(states.map(({ status, revision }) => [status, revision])).toEqual([
      ['recommended', 1],
      ['declined', 2],
      ['recommended', 3],
    ]);
    const [present] = await database.query(
      `SELECT status, carrier, sequence, pickup_date::text, shipment->'journey'->'declines'->0->>'carrier' AS declined,
              event->'data'->>'revision' AS announced
       FROM dispatcher.shipment WHERE shipment_id = $1`,
      [shipmentId],
    );
    expect(present).toEqual({
      status: 'recommended',
      carrier: null,
      sequence: '3',
      pickup_date: days[k],
      declined: `brantas-${k}`,
      announced: '3',
    });
  }
});

it('locks all lanes in one statement, until the transaction ends', async () => {
  const order: string[] = [];
  let entered!: () => void;
  const inside = new Promise<void>((resolve) => (entered = resolve));
  const first = database.transaction(async (sql) => {
    await lockLanes(sql, ['b', 'a', 'c', 'a']);
    const [held] = await sql.query(
      `SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = 7165003 AND pid = pg_backend_pid()`,
    );
    expect(held).toEqual({ count: '3' });
    entered();
    await waitFor(1);
    order.push('first');
  });
  await inside;
  const second = database.transaction(async (sql) => {
    await lockLanes(sql, ['c', 'd']);
    order.push('second');
  });
  await Promise.all([first, second]);
  expect(order).toEqual(['first', 'second']);
  await database.transaction((sql) => lockLanes(sql, []));
});

/** Until so many transactions wait for a lane. */
async function waitFor(waiting: number): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    const [row] = await database.query<{ count: string }>(
      `SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = 7165003 AND NOT granted`,
    );
    if (Number(row!.count) >= waiting) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('nobody waits');
}

function declined(shipment: Shipment, source: string): readonly Shipment[] {
  const { shipmentId, hub } = shipment;
  const base = {
    id: `${shipmentId}/${source}`,
    eventId: 'e',
    time: 1,
    acceptedAt: 1,
    reason: null,
    vehicle: null,
  };
  const result = step(shipment, {
    ...base,
    type: 'shipment.responded',
    response: 'declined',
    source,
    shipmentId,
    hub,
    lane,
  });
  if (result.kind !== 'moved') throw new Error(result.kind);
  return result.trail;
}

async function history(sql: Sql, shipmentId: string): Promise<Shipment[]> {
  const rows = await sql.query<{ shipment: Shipment }>(
    `SELECT shipment FROM dispatcher.shipment_revision WHERE shipment_id = $1 ORDER BY sequence`,
    [shipmentId],
  );
  return rows.map(({ shipment }) => shipment);
}
