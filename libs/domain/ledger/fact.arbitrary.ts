import fc from 'fast-check';
import type { Fact } from '../facts/fact.js';

/** Facts about eggs at two places that meet, repeat, contradict and correct each other. */

const T0 = Date.parse('2026-11-20T00:00:00Z');
const HOUR = 3_600_000;

const location = fc.constantFrom('gudang', 'kandang', '35.05');
const lot = fc.constantFrom('default', 'default', 'A', 'B');
const source = fc.constantFrom('koperasi', 'dinas', 'orang');
const grade = fc.constantFrom(null, null, 'A', 'B');
const producedOn = fc.constantFrom(null, null, '2026-11-18', '2026-11-21');
const bestBefore = fc.constantFrom(null, null, null, '2026-11-27', '2026-12-05');
const quantity = fc.oneof(
  fc.integer({ min: 0, max: 3_000_000 }),
  fc.constantFrom(0, 1, 400_000_000, 900_000_000_000),
);
const shipmentId = fc.constantFrom('s1', 's2', 's3');
const demandId = fc.constantFrom('d1', 'd2', 'd3', 'd4');
const lotId = fc.constantFrom('gudang/default', 'gudang/A', 'kandang/default', 'kandang/zz', 'nowhere/x');
const line = fc.record({ lotId, demandId, quantity: fc.integer({ min: 0, max: 2_000_000 }) });
const window = fc
  .tuple(
    fc.constantFrom('2026-11-22', '2026-11-24', '2026-11-25'),
    fc.constantFrom('2026-11-25', '2026-11-27', '2026-12-10'),
  )
  .map(([windowFrom, windowTo]) => ({ windowFrom, windowTo }));

const goods = { location, lot, source, grade, producedOn, bestBefore };
const shipment = {
  source: fc.constant('btc'),
  shipmentId,
  lane: fc.constantFrom('35.72-31-road', '35.72-32.76-road'),
};
const lines = fc.array(line, { maxLength: 3 });

const override = {
  source: fc.constant('btc'),
  overrideId: fc.constantFrom('o1', 'o2', 'o3', 'o4'),
  reason: fc.constant('diperiksa'),
  by: fc.constantFrom('p1', 'p2'),
};
const nothing = { location: null, lot: null, demandId: null, lane: null, quantity: null };
const named = fc.constantFrom(null, 'default', 'A', 'zz');
const pinned = fc.integer({ min: 0, max: 3_000_000 });
const asked: fc.Arbitrary<object> = fc.oneof(
  fc.record({ action: fc.constant('hold'), location, lot: named }),
  fc.record({ action: fc.constant('hold'), demandId }),
  fc.record({
    action: fc.constant('hold'),
    lane: fc.constantFrom('35.72-31-road', '35.72-32.76-road', '35.72-35.78-road'),
  }),
  fc.record({ action: fc.constant('cap'), demandId, quantity: pinned }),
  fc.record({ action: fc.constant('pin'), location, lot, demandId, quantity: pinned }),
);

const body: fc.Arbitrary<object> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.record({ ...override, until: fc.integer({ min: 60, max: 200 }) }), asked)
      .map(([fact, what]) => ({
        type: 'plan.overridden',
        ...nothing,
        ...fact,
        ...what,
        until: T0 + fact.until * HOUR,
      })),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('plan.released'), ...override }) },
  { weight: 6, arbitrary: fc.record({ type: fc.constant('stock.counted'), ...goods, quantity }) },
  {
    weight: 4,
    arbitrary: fc
      .record({
        type: fc.constant('stock.moved'),
        ...goods,
        reason: fc.constantFrom('produced', 'received', 'withdrawn', 'wasted'),
        delta: fc.integer({ min: 0, max: 1_000_000 }),
      })
      .map((fact) => ({
        ...fact,
        delta: fact.reason === 'produced' || fact.reason === 'received' ? fact.delta : 0 - fact.delta,
      })),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('harvest.forecast'),
      source,
      forecastId: fc.constantFrom('h1', 'h2'),
      location,
      quantity,
      grade,
      availableFrom: fc.constantFrom('2026-11-21', '2026-11-24', '2026-11-25'),
      bestBefore,
    }),
  },
  {
    weight: 5,
    arbitrary: fc
      .record({
        type: fc.constant('demand.declared'),
        source: fc.constantFrom('depok', 'jakarta'),
        demandId,
        destination: fc.constantFrom('32.76', '31', '35.78', '64.72', '99.99'),
        quantity: fc.integer({ min: 0, max: 4_000_000 }),
        window,
        priority: fc.integer({ min: 1, max: 3 }),
        minShelfLifeDays: fc.constantFrom(0, 0, 5, 12),
        grade,
        basis: fc.constantFrom('order', 'replenishment', 'estimate'),
      })
      .map(({ window: dates, ...fact }) => ({ ...fact, ...dates })),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('demand.withdrawn'),
      source: fc.constantFrom('depok', 'jakarta'),
      demandId,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('price.observed'),
      source,
      market: fc.constantFrom('pasar', 'toko'),
      price: fc.nat(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('shipment.committed'),
      ...shipment,
      pickupDate: fc.constantFrom('2026-11-24', '2026-11-25'),
      arrivalBy: fc.constantFrom('2026-11-25', '2026-11-26'),
      lines,
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('shipment.released'), ...shipment }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('shipment.departed'), ...shipment, lines }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('shipment.arrived'), ...shipment, lines }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('shipment.regained'), ...shipment, lines }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('fact.corrected'),
      source,
      corrects: fc.nat(50).map((n) => `f${n}`),
      reason: fc.constant('salah'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('fact.confirmed'),
      source,
      confirms: fc.nat(50).map((n) => `f${n}`),
      decision: fc.constantFrom('confirmed', 'refused'),
      reason: fc.constant('dicek'),
    }),
  },
);

/** A set of facts: ids are unique, times are close enough to collide. */
export const factSet: fc.Arbitrary<Fact[]> = fc
  .array(fc.tuple(body, fc.integer({ min: 0, max: 110 }), fc.constantFrom('a', 'b', 'c')), {
    maxLength: 45,
    size: 'max',
  })
  .map((rows) =>
    rows.map(
      ([row, hours, eventId], k) =>
        ({
          id: `f${k}`,
          eventId,
          time: T0 + hours * HOUR,
          acceptedAt: T0 + k,
          hub: 'btc',
          commodity: 'egg.chicken',
          ...row,
          ...('shipmentId' in row ? { commitment: (k % 7) + 1 } : {}),
        }) as Fact,
    ),
  );

/** The same facts in another order, some of them more than once, in batches. */
export const shuffled = (facts: Fact[]): fc.Arbitrary<Fact[][]> =>
  fc
    .tuple(
      fc.shuffledSubarray(facts, { minLength: facts.length, maxLength: facts.length }),
      fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 10 }),
      fc.integer({ min: 1, max: 60 }),
    )
    .map(([order, repeats, size]) => {
      const all = [...order];
      for (const [from, to] of repeats)
        if (facts.length > 0) all.splice(to % (all.length + 1), 0, facts[from % facts.length]!);
      const batches: Fact[][] = [];
      for (let k = 0; k < all.length; k += size) batches.push(all.slice(k, k + size));
      return batches;
    });
