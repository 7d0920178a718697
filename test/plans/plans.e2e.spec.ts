import { tmpdir } from 'node:os';
import request from 'supertest';
import { changeRegistry, Database, loadRegistry } from '#database';
import { cli } from '../support/cli.js';
import { day, sayTo, until } from '../support/say.js';
import { startServices, type RunningServices } from '../support/services.js';

interface Row {
  lot: string;
  demand: string;
  quantity: number;
}

interface PlanAnswer {
  planVersion: string;
  previous: string | null;
  digest: string;
  problem: { lots: object[]; demands: { id: string; need: number; priority: number }[] };
  allocations: Row[];
  frozen: Row[];
  announced: { lotId: string; demandId: string; quantity: number; estimated?: true }[];
  isKept: boolean;
  demands: {
    demandId: string;
    basis: string;
    allocated: number;
    reasons: { code: string; quantity: number }[];
  }[];
}

jest.setTimeout(60_000);

const eggs = 'egg.chicken';
const farm = 'peternakan-ponggok';
const barn = 'kandang-ponggok';

let services: RunningServices;
let database: Database;

beforeAll(async () => {
  services = await startServices();
  database = await Database.connect({ url: services.databaseUrl, name: 'test', connectionsMax: 2 });
}, 180_000);
afterAll(async () => {
  await database?.close();
  await services?.stop();
}, 60_000);

const say = (party: string, type: string, data: object) => sayTo(services, party, type, data);
const counts = (lot: string, kilograms: number) =>
  say(farm, 'stock.counted', { location: barn, commodity: eggs, lot, quantity: kilograms, unit: 'KGM' });
const asks = (party: string, demandId: string, destination: string, kilograms: number, more: object = {}) =>
  say(party, 'demand.declared', {
    demandId,
    destination,
    commodity: eggs,
    quantity: kilograms,
    unit: 'KGM',
    window: { from: day(0), to: day(6) },
    basis: 'order',
    ...more,
  });

async function newest(): Promise<PlanAnswer> {
  const [row] = await database.query<{ number: string }>(
    `SELECT max(number) AS number FROM reconciler.plan WHERE hub = 'btc' AND commodity = $1`,
    [eggs],
  );
  return plan(Number(row!.number));
}

async function plan(number: number): Promise<PlanAnswer> {
  const response = await request(services.url).get(`/v1/plans/btc:${eggs}:${number}`);
  expect(response.status).toBe(200);
  return response.body as PlanAnswer;
}

const sent = ({ announced }: PlanAnswer, demandId: string) =>
  announced.filter((row) => row.demandId === demandId).reduce((sum, row) => sum + row.quantity, 0);

const replay = (planVersion: string) =>
  cli(tmpdir(), ['plan', 'replay', planVersion], { env: { DATABASE_URL: services.databaseUrl } });

/** Changes the hub's settings and waits until the services plan by them. */
async function setHub(settings: object): Promise<void> {
  const [hub] = (await loadRegistry(database)).hubs;
  const value = { ...hub!, ...settings };
  const by = { party: 'btc', reason: 'test' };
  const version = await changeRegistry(database, [{ kind: 'hub', code: 'btc', value }], by);
  await until(async () => {
    const { body } = await request(services.url).get('/v1/meta');
    return (body as { hub: { frozenHours: number } }).hub.frozenHours === value.frozenHours && version > 0;
  });
  // The reconciler follows the registry by itself, within the same second or two.
  await new Promise((resolve) => setTimeout(resolve, 3_000));
}

it('a city that never spoke is estimated, in the last class, until it speaks', async () => {
  await setHub({ frozenHours: 0 });
  await counts('a', 900);
  const before = await newest();
  const guess = before.demands.find(({ demandId }) => demandId === 'estimate.31')!;
  expect(guess).toMatchObject({ basis: 'estimate', priority: 10 });
  expect(guess.reasons.map(({ code }) => code)).toContain('ESTIMATE_ONLY');
  await asks('food-station', 'd', '31', 600);
  await asks('e-peken', 's', '35.78', 600);
  const after = await newest();
  expect(after.demands.map(({ demandId }) => demandId)).not.toContain('estimate.31');
  expect([sent(after, 'd'), sent(after, 's')]).toEqual([450_000, 450_000]);
  expect(after.announced.filter(({ estimated }) => estimated)).toEqual([]);
});

it('the problem of a plan, solved by anybody, gives its allocations', async () => {
  const { problem, allocations, previous, isKept, frozen } = await newest();
  const { code, out } = await cli(tmpdir(), ['reconcile', '-'], { input: JSON.stringify(problem) });
  expect([code, JSON.parse(out)]).toEqual([0, { allocations }]);
  expect({ isKept, frozen }).toEqual({ isKept: false, frozen: [] });
  expect(previous).toMatch(/^btc:egg\.chicken:\d+$/);
});

it('a frozen pickup stays, says so, and is a part of what can be computed again, also after a crash', async () => {
  await setHub({ frozenHours: 72 });
  await asks('depok-pangan', 'j', '32.76', 600, { priority: 1 });
  const held = await newest();
  expect([sent(held, 'd'), sent(held, 's'), sent(held, 'j')]).toEqual([450_000, 450_000, 0]);
  expect(held.demands.find(({ demandId }) => demandId === 'j')!.reasons[0]).toMatchObject({
    code: 'KEPT_PLAN',
    quantity: 600_000,
  });
  expect(held.frozen).toEqual([
    { lot: `${barn}/a`, demand: 'd', quantity: 450_000 },
    { lot: `${barn}/a`, demand: 's', quantity: 450_000 },
  ]);
  services.kill('reconciler');
  await counts('a', 1_500);
  const after = await newest();
  expect(sent(after, 'j')).toBe(600_000);
  const { out } = await cli(tmpdir(), ['reconcile', '-'], { input: JSON.stringify(after) });
  expect(JSON.parse(out)).toEqual({ allocations: after.allocations });
  for (let number = Number(after.planVersion.split(':')[2]); number > 0; number--) {
    const answer = await replay(`btc:${eggs}:${number}`);
    expect([answer.code, answer.out]).toEqual([0, expect.stringContaining('identik · identical')]);
  }
});

it('a plan on record that is not what follows from its inputs is found out', async () => {
  const { planVersion } = await newest();
  const where = [eggs, Number(planVersion.split(':')[2])];
  await database.query(
    `UPDATE reconciler.plan SET digest = repeat('0', 64),
       allocations = jsonb_set(allocations, '{0,quantity}', '1') WHERE commodity = $1 AND number = $2`,
    where,
  );
  const { code, out } = await replay(planVersion);
  expect(code).toBe(1);
  expect(out).toMatch(/berbeda · different[^]*: 1 → \d+/);
  expect((await replay(`btc:${eggs}:999999`)).code).toBe(2);
});

it('what if: answers the plan that would follow, and touches nothing', async () => {
  const rows = () =>
    database.query(
      `SELECT (SELECT count(*) FROM history.fact) AS facts, (SELECT count(*) FROM reconciler.plan) AS plans,
              (SELECT sum(next_offset) FROM transport.cursor) AS cursors,
              (SELECT count(*) FROM registry.change) AS changes`,
    );
  await setHub({ frozenHours: 0 });
  const before = await rows();
  const ask = (changes: object[]) =>
    request(services.url).post('/v1/what-if').send({ hub: 'btc', commodity: eggs, changes });
  const { status, body } = await ask([
    { change: 'stock.added', location: barn, lot: 'a', quantity: '-0.6', unit: 'TNE' },
    { change: 'lane.blocked', lane: '35.72-32.76-road' },
  ]);
  expect(status).toBe(200);
  const answer = body as {
    basis: { planVersion: string };
    plan: PlanAnswer;
    difference: { allocations: { demandId: string; before: number; after: number }[] };
  };
  const moved = new Map(answer.difference.allocations.map((row) => [row.demandId, [row.before, row.after]]));
  expect(Object.fromEntries(moved)).toMatchObject({ j: [600_000, 0] });
  const total = answer.plan.demands.reduce((sum, line) => sum + line.allocated, 0);
  expect(total).toBe(900_000);
  const wrong = await ask([
    { change: 'stock.added', location: 'nowhere', quantity: 1, unit: 'KGM' },
    { change: 'stock.added', location: barn, quantity: '0.0001', unit: 'KGM' },
  ]);
  expect(wrong.status).toBe(422);
  expect(wrong.body).toMatchObject({
    code: 'WHAT_IF_REFUSED',
    errors: [
      { path: '/changes/0/location', code: 'LOCATION_UNKNOWN' },
      { path: '/changes/1/quantity', code: 'UNIT_NOT_EXACT' },
    ],
  });
  expect((await ask([{ change: 'demand.removed', demandId: 'none' }])).body).toMatchObject({
    errors: [{ path: '/changes/0/demandId', code: 'DEMAND_UNKNOWN' }],
  });
  expect(await rows()).toEqual(before);
});

it('lists as of an instant are those of the plan that held then', async () => {
  // The present list names the plan in which a line last changed, the past one the plan that held.
  const lines = async (query: object) => {
    const { body } = await request(services.url).get('/v1/demands').query(query);
    return (body as { items: object[] }).items.map((item) => ({ ...item, planVersion: null }));
  };
  expect(await lines({ asOf: new Date().toISOString() })).toEqual(await lines({}));
});
