import fc from 'fast-check';
import { factId } from '#access';
import {
  appendHistory,
  Database,
  endMonths,
  ensureMonths,
  PlanArchive,
  readHistory,
  type PlanRecord,
} from '#database';
import { applyFacts, emptyLedger, serialise, type Fact, type LifecycleEvent } from '#domain';
import { testDatabase, type TestDatabase } from '../support/platform.js';

const hub = 'btc';
const commodity = 'egg.chicken';
const now = Date.parse('2026-11-15T00:00:00Z');
const january = Date.parse('2025-01-10T00:00:00Z');
const monthMs = 31 * 86_400_000;

jest.setTimeout(60_000);

let store: TestDatabase;
let database: Database;

beforeAll(async () => {
  store = await testDatabase();
  database = await Database.connect({ url: store.url, name: 'test' });
  await database.migrate();
}, 90_000);
afterAll(async () => {
  await database?.close();
  await store?.drop();
}, 30_000);
beforeEach(() =>
  database.query(
    'TRUNCATE history.fact, history.kept, history.ended, history.tally, transport.cursor, reconciler.plan',
  ),
);

/** What the historian wrote, and how far the services that plan have read. */
async function remember(facts: (Fact | LifecycleEvent)[], read = facts.length): Promise<void> {
  await database.transaction(async (sql) => {
    await ensureMonths(
      sql,
      facts.map(({ acceptedAt }) => acceptedAt),
    );
    await appendHistory(
      sql,
      facts.map((fact, k) => ({ partition: 0, position: BigInt(k), fact })),
    );
    for (const [consumer, offset] of [
      ['historian', facts.length],
      ['reconciler', read],
      ['dispatcher', read],
    ] as const)
      await sql.query(
        `INSERT INTO transport.cursor (consumer, topic, partition, next_offset) VALUES ($1, 'facts', 0, $2)`,
        [consumer, offset],
      );
  });
}

const id = (name: string): string => factId('test', name);

const lot = fc.constantFrom('default', 'a');
const goods = {
  location: fc.constant('gudang'),
  lot,
  grade: fc.constant(null),
  producedOn: fc.constant(null),
};
const body = fc.oneof(
  fc.record({
    type: fc.constant('stock.counted'),
    ...goods,
    bestBefore: fc.constantFrom(null, '2025-02-10'),
    quantity: fc.constantFrom(0, 40, 50, 60, 900),
  }),
  fc.record({
    type: fc.constant('stock.moved'),
    ...goods,
    bestBefore: fc.constant(null),
    reason: fc.constant('produced'),
    delta: fc.nat(30),
  }),
  fc.record({
    type: fc.constant('demand.declared'),
    demandId: fc.constantFrom('d', 'e'),
    destination: fc.constant('31'),
    quantity: fc.nat(100),
    windowFrom: fc.constant('2025-01-20'),
    windowTo: fc.constant('2025-01-25'),
    priority: fc.constant(5),
    minShelfLifeDays: fc.constant(0),
    grade: fc.constant(null),
    basis: fc.constant('order'),
  }),
  fc.record({
    type: fc.constant('fact.confirmed'),
    confirms: fc.nat(60).map((n) => id(`f${n}`)),
    decision: fc.constantFrom('confirmed', 'refused'),
    reason: fc.constant('dicek'),
  }),
);

/** Facts about January 2025, of which every third was accepted a month later, and every seventh only now. */
const longAgo = fc
  .array(fc.tuple(body, fc.nat(200), fc.constantFrom('koperasi', 'dinas')), { minLength: 40, maxLength: 60 })
  .map((rows) =>
    rows
      .map(
        ([row, hours, source], k) =>
          ({
            id: id(`f${k}`),
            eventId: `f${k}`,
            source,
            time: january + hours * 3_600_000,
            acceptedAt: k % 7 === 0 ? now : january + k + (k % 3 === 0 ? monthMs : 0),
            hub,
            commodity,
            ...row,
          }) as Fact,
      )
      .sort((x, y) => x.acceptedAt - y.acceptedAt),
  );

const everything = { hub, commodity, partition: 0, position: 1_000_000n };

function said(facts: readonly Fact[], only?: ReadonlySet<string>): object {
  const { ledger } = applyFacts(emptyLedger(hub, commodity), facts);
  const state = JSON.parse(serialise(ledger)) as { facts: [{ id: string }, string][] };
  return { ...state, facts: state.facts.filter(([fact]) => only?.has(fact.id) ?? true) };
}

const tables = () =>
  database
    .query<{ name: string }>(
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'history.fact'::regclass ORDER BY 1`,
    )
    .then((rows) => rows.map(({ name }) => name));

it('a ledger of what was carried over and of the rest is the ledger of everything', async () => {
  let forgotten = 0;
  for (const facts of fc.sample(longAgo, { numRuns: 12, seed: 7 })) {
    await database.query(
      'TRUNCATE history.fact, history.kept, history.ended, history.tally, transport.cursor',
    );
    await remember(facts);
    const ended = await endMonths(database, { months: 13, now });
    forgotten += ended.reduce((sum, month) => sum + month.forgotten, 0);
    const left = await readHistory(database, everything);
    const ids = new Set(left.map((fact) => fact.id));
    expect(said(left)).toEqual(said(facts, ids));
    expect(await tables()).not.toContain('history.fact_2025_01');
    const [{ sum }] = (await database.query<{ sum: string }>(
      `SELECT coalesce(sum(facts), 0) AS sum FROM history.tally`,
    )) as [{ sum: string }];
    expect(Number(sum)).toBe(facts.filter((fact) => !ids.has(fact.id)).length);
  }
  expect(forgotten).toBeGreaterThan(5);
});

const count = (n: number, acceptedAt: number): Fact => ({
  id: id(`c${n}`),
  eventId: `c${n}`,
  source: 'koperasi',
  time: acceptedAt - 1_000,
  acceptedAt,
  hub,
  commodity,
  type: 'stock.counted',
  location: 'gudang',
  lot: 'default',
  quantity: 100 + n,
  grade: null,
  producedOn: null,
  bestBefore: null,
});
const year = [
  ...Array.from({ length: 30 }, (_, n) => count(n, january + n * 60_000)),
  ...Array.from({ length: 30 }, (_, n) => count(30 + n, january + monthMs + n * 60_000)),
  count(60, now),
];

it('ends months one after the other, once, and says what can no longer be told', async () => {
  await remember(year);
  const [one, other] = await Promise.all([1, 2].map(() => endMonths(database, { months: 13, now })));
  expect([...one!, ...other!]).toEqual([
    { month: '2025-01', kept: 9, forgotten: 21 },
    { month: '2025-02', kept: 9, forgotten: 30 },
  ]);
  expect(await endMonths(database, { months: 13, now })).toEqual([]);
  expect(await readHistory(database, everything)).toEqual(year.slice(51));
  const archive = new PlanArchive(database);
  const plan = (position: bigint) =>
    ({ ...everything, position, planVersion: 'btc:egg.chicken:9' }) as PlanRecord;
  await expect(archive.factsOf(plan(59n))).rejects.toMatchObject({ code: 'HISTORY_ENDED' });
  expect(await archive.factsOf(plan(60n))).toEqual(year.slice(51, 60));
});

it('keeps all when told to, what nobody has planned with yet, and what the present plan is from', async () => {
  await remember(year, 45);
  expect(await endMonths(database, { months: 0, now })).toEqual([]);
  expect((await endMonths(database, { months: 13, now })).map(({ month }) => month)).toEqual(['2025-01']);
  await database.query(`UPDATE transport.cursor SET next_offset = 61`);
  await database.query(
    `INSERT INTO reconciler.plan VALUES ('btc', $1, 1, now(), 0, 1, 0, 40, NULL, '', '[]', '{}', NULL)`,
    [commodity],
  );
  expect(await endMonths(database, { months: 13, now })).toEqual([
    { month: '2025-02', kept: 30, forgotten: 0 },
  ]);
  expect(await readHistory(database, everything)).toHaveLength(9 + 31);
});

it('what was said of a shipment that has ended is forgotten, of another kept', async () => {
  const located = (shipmentId: string) =>
    ({
      id: id(shipmentId),
      eventId: shipmentId,
      source: 'brantas-logistik',
      time: january,
      acceptedAt: january,
      hub,
      lane: 'l',
      shipmentId,
      type: 'shipment.located',
      latitude: 0,
      longitude: 0,
      temperatureCelsius: null,
    }) as LifecycleEvent;
  await database.query(
    `INSERT INTO dispatcher.shipment SELECT s, 'l', 'btc', 'o', 'd', s, '2025-01-10', NULL, 1, now(), '{}', '{}'
     FROM unnest(ARRAY['closed', 'in_transit']) AS s`,
  );
  await remember([located('closed'), located('in_transit')]);
  expect(await endMonths(database, { months: 13, now })).toEqual([
    { month: '2025-01', kept: 1, forgotten: 1 },
  ]);
  const rows = await database.query<{ event_id: string }>('SELECT event_id FROM history.known');
  expect(rows).toEqual([{ event_id: 'in_transit' }]);
});
