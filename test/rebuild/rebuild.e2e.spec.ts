import { tmpdir } from 'node:os';
import request from 'supertest';
import { Database, endMonths } from '#database';
import { rebuild, type Report } from '../../apps/cli/rebuild/run.js';
import { cli } from '../support/cli.js';
import { day, sayTo, until } from '../support/say.js';
import { startServices, type RunningServices } from '../support/services.js';

jest.setTimeout(60_000);

const eggs = 'egg.chicken';
const greens = 'vegetable.mixed';
const farm = 'peternakan-ponggok';
const barn = 'kandang-ponggok';

let services: RunningServices;
let database: Database;

beforeAll(async () => {
  services = await startServices();
  database = await Database.connect({ url: services.databaseUrl, name: 'test', connectionsMax: 4 });
}, 180_000);
afterAll(async () => {
  await database?.close();
  await services?.stop();
}, 60_000);

const headers = (party: string) => ({ authorization: `Bearer ${services.keys[party]}` });

const say = (party: string, type: string, data: object) => sayTo(services, party, type, data);
const counts = (lot: string, kilograms: number, commodity = eggs) =>
  say(farm, 'stock.counted', { location: barn, commodity, lot, quantity: kilograms, unit: 'KGM' });
const asks = (party: string, demandId: string, destination: string, kilograms: number) =>
  say(party, 'demand.declared', {
    demandId,
    destination,
    commodity: eggs,
    quantity: kilograms,
    unit: 'KGM',
    window: { from: day(0), to: day(6) },
    basis: 'order',
  });

async function act(party: string, shipmentId: string, action: string, body: object): Promise<void> {
  const url = `/v1/shipments/${shipmentId}/${action}`;
  const response = await request(services.url).post(url).set(headers(party)).send(body);
  expect([response.status, response.body]).toEqual([202, expect.anything()]);
}

/** Waits until every lane has the allocations of the newest plan that changed it. */
async function settled(): Promise<void> {
  await until(async () => {
    const rows = await database.query(
      `SELECT 1 FROM transport.outbox WHERE stream LIKE 'reconciler/%' OR stream LIKE 'dispatcher/%' LIMIT 1`,
    );
    return rows.length === 0 ? true : undefined;
  });
  await new Promise((resolve) => setTimeout(resolve, 1_500));
}

async function statusOf(shipmentId: string): Promise<string> {
  const { body } = await request(services.url).get(`/v1/shipments/${shipmentId}`);
  return (body as { status: string }).status;
}

async function rebuilt(...options: string[]): Promise<{ code: number; report: Report; said: string }> {
  const env = { DATABASE_URL: services.databaseUrl };
  const { code, out, said } = await cli(tmpdir(), ['rebuild', '--json', ...options], { env });
  return { code, said, report: JSON.parse(out || said) as Report };
}

/** Tables in which something differs, with the kinds and how many rows. */
const found = ({ tables }: Report) =>
  Object.fromEntries(
    Object.entries(tables).flatMap(([name, { same: _, examples: __, ...kinds }]) => {
      const some = Object.entries(kinds).filter(([, rows]) => rows > 0);
      return some.length > 0 ? [[name, Object.fromEntries(some)]] : [];
    }),
  );

it('what is stored is what follows from the facts', async () => {
  await counts('a', 900);
  await counts('b', 300);
  await asks('e-peken', 's', '35.78', 600);
  await asks('depok-pangan', 'p', '32.76', 500);
  await asks('food-station', 'j', '31', 400);
  // While the demands arrive one after the other, a plan takes back what the one before recommended.
  const all = await until(async () => {
    const { body } = await request(services.url).get('/v1/shipments?status=recommended');
    const { items } = body as { items: { shipmentId: string; destination: string }[] };
    return new Set(items.map(({ destination }) => destination)).size === 3 && items.length === 3
      ? items
      : undefined;
  });
  expect(all.map(({ destination }) => destination).sort()).toEqual(['31', '32.76', '35.78']);
  await settled();
  const { body } = await request(services.url).get('/v1/shipments?status=recommended&destination=35.78');
  const [shipment] = (body as { items: [{ shipmentId: string }] }).items;
  await act('brantas-logistik', shipment.shipmentId, 'responses', { response: 'accepted' });
  await until(async () => (await statusOf(shipment.shipmentId)) === 'accepted');
  await act('brantas-logistik', shipment.shipmentId, 'dispatches', {});
  await until(async () => (await statusOf(shipment.shipmentId)) === 'dispatched');
  await counts('c', 50);
  const { code, report } = await rebuilt();
  expect([found(report), code]).toEqual([{}, 0]);
  expect(report).toMatchObject({ same: true, swapped: false, resumed: 0 });
  for (const name of ['reconciler.stock', 'reconciler.balance', 'intake.identity', 'dispatcher.planned'])
    expect([name, report.tables[name]!.same > 1]).toEqual([name, true]);
  expect(report.tables['dispatcher.commitment']!.same).toBe(2);
  expect(report.tables['dispatcher.lifecycle']!.same).toBe(2);
  expect(report.tables['dispatcher.shipment']!.same).toBe(1);
});

it('what was damaged is found, mended, and stays mended', async () => {
  const damages = [
    `UPDATE reconciler.stock SET line = jsonb_set(line, '{onHand}', '1') WHERE lot_id = '${barn}/a'`,
    `DELETE FROM reconciler.stock WHERE lot_id = '${barn}/b'`,
    `INSERT INTO reconciler.stock SELECT hub, commodity, 'nowhere/x', region, location, plan_number, line
       FROM reconciler.stock WHERE lot_id = '${barn}/c'`,
    `UPDATE reconciler.balance SET balance = jsonb_set(balance, '{need}', '7') WHERE region = '31'`,
    `UPDATE reconciler.feed SET facts = facts + 1 WHERE party = 'e-peken'`,
    `UPDATE dispatcher.planned SET allocations = '[]' WHERE lane = '35.72-31-road'`,
    `UPDATE dispatcher.shipment SET status = 'accepted' WHERE status = 'dispatched'`,
    `DELETE FROM dispatcher.commitment WHERE number = 2`,
    `UPDATE intake.demand SET party = 'e-peken' WHERE demand_id = 'p'`,
  ];
  for (const statement of damages) await database.query(statement);
  const expected = {
    'reconciler.stock': { different: 1, missing: 1, extra: 1 },
    'reconciler.balance': { different: 1 },
    'reconciler.feed': { different: 1 },
    'dispatcher.planned': { different: 1 },
    'dispatcher.commitment': { missing: 1 },
    'dispatcher.shipment': { different: 1 },
    'intake.demand': { different: 1 },
  };
  const first = await rebuilt();
  expect([first.code, found(first.report)]).toEqual([1, expected]);
  expect(first.report.tables['reconciler.stock']!.examples).toContainEqual({
    kind: 'missing',
    key: { hub: 'btc', commodity: eggs, lot_id: `${barn}/b` },
  });
  const mended = await rebuilt('--swap');
  expect([mended.code, mended.report.left, found(mended.report)]).toEqual([0, {}, expected]);
  const after = await rebuilt();
  expect([found(after.report), after.code]).toEqual([{}, 0]);
});

it('the reconciler forgets what it remembered, and goes on from what was put in its place', async () => {
  const [before] = await database.query<{ number: string; epoch: string }>(
    `SELECT b.plan_number AS number, c.epoch FROM reconciler.book b JOIN transport.cursor c
       ON c.consumer = 'reconciler' AND c.topic = 'facts' AND c.partition = b.partition WHERE commodity = '${eggs}'`,
  );
  expect(Number(before!.epoch)).toBe(1);
  await counts('a', 1_000);
  const { body } = await request(services.url).get(`/v1/stock?commodity=${eggs}&location=${barn}`);
  const lots = (body as { items: { lotId: string; onHand: number }[] }).items;
  expect(lots.map(({ lotId }) => lotId)).toEqual([`${barn}/a`, `${barn}/b`, `${barn}/c`]);
  expect(lots[0]!.onHand).toBe(1_000_000);
  const { code, report } = await rebuilt();
  expect([found(report), code]).toEqual([{}, 0]);
  expect(services.lastWords('reconciler', 200)).toContain('FENCE_LOST');
});

it('one that was interrupted goes on where it was, and anew when asked to', async () => {
  await counts('r', 40, greens);
  const parts: string[] = [];
  const cut = rebuild(database, {
    onPart: (_done, _total, { commodity }) => {
      parts.push(commodity);
      throw new Error('the light went out');
    },
  });
  await expect(cut).rejects.toThrow('the light went out');
  expect(parts).toHaveLength(1);
  const next = await rebuilt();
  expect([next.code, next.report.resumed, next.report.parts]).toEqual([0, 1, 3]);
  expect(next.report.tables['reconciler.book']!.same).toBe(2);
  await expect(
    rebuild(database, {
      onPart: () => {
        throw new Error('again');
      },
    }),
  ).rejects.toThrow('again');
  // What moved since is done again.
  await counts('a', 1_001);
  expect((await rebuilt()).report.resumed).toBe(0);
  await expect(
    rebuild(database, {
      onPart: () => {
        throw new Error('again');
      },
    }),
  ).rejects.toThrow('again');
  expect((await rebuilt('--fresh')).report.resumed).toBe(0);
});

it('two are not at work at once, and a database that is not there is said to be not there', async () => {
  let inner: Report | null | undefined;
  const onPart = (): void => undefined;
  await database.exclusive(7_165_005, async () => (inner = await rebuild(database, { onPart })));
  expect(inner).toBeNull();
  const env = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
  const { code, said } = await cli(tmpdir(), ['rebuild'], { env });
  expect([code, said]).toEqual([2, expect.stringContaining('NOT_REACHABLE')]);
});

it('after a month has ended the state is still what follows from what is kept; what was before is said to be gone', async () => {
  await asks('food-station', 'j', '31', 450);
  await until(async () => (await rebuilt()).code === 0);
  // A month waits until its readers' cursors are behind it, and that of a reader it held nothing for follows later.
  const ended = await until(async () => {
    const done = await endMonths(database, { months: 13, now: Date.now() + 430 * 86_400_000 });
    return done.length > 0 ? done : undefined;
  });
  expect(ended).toHaveLength(1);
  expect(ended[0]!.forgotten).toBeGreaterThan(0);
  const { code, report } = await rebuilt();
  expect([found(report), code]).toEqual([{}, 0]);
  const { status, body } = await request(services.url).get(`/v1/plans/btc:${eggs}:2`);
  expect([status, body]).toEqual([410, expect.objectContaining({ code: 'HISTORY_ENDED' })]);
  const replay = await cli(tmpdir(), ['plan', 'replay', `btc:${eggs}:2`], {
    env: { DATABASE_URL: services.databaseUrl },
  });
  expect([replay.code, replay.said]).toEqual([1, expect.stringContaining('HISTORY_MONTHS')]);
});
