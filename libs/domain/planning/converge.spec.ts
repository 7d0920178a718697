import fc from 'fast-check';
import type { Fact } from '../facts/fact.js';
import { applyFacts, emptyLedger, serialise, type Ledger } from '../ledger/index.js';
import { factSet, shuffled } from '../ledger/fact.arbitrary.js';
import { publish, reconcile, replan, type Candidate } from './index.js';
import { EGG, HOUR, NOW, agreement, peopled, registry } from './world.arbitrary.js';

const runs = { numRuns: 100 };
const both = factSet.chain((facts) => fc.tuple(fc.constant(facts), shuffled(facts)));
const settings = fc
  .record({
    reserve: fc.constantFrom(0, 500_000),
    handlingUnit: fc.constantFrom(1, 15_000),
    cap: fc.constantFrom(undefined, 700_000),
    minimumOrder: fc.constantFrom(0, 60_000, 400_000),
    estimateDays: fc.constantFrom(0, 3),
  })
  .map(({ reserve, handlingUnit, cap, minimumOrder, estimateDays }) =>
    registry({
      ...peopled(estimateDays),
      commodities: [{ ...EGG, handlingUnit }],
      reserves: [{ hub: 'btc', commodity: EGG.code, quantity: reserve }],
      agreements: [
        agreement('32.76', {
          terms: [{ commodity: EGG.code, period: 'week', guaranteed: 300_000, cap, minimumOrder }],
        }),
        agreement('31', { terms: [{ commodity: EGG.code, period: 'month', guaranteedPpm: 250_000, cap }] }),
        agreement('64.72', {
          validTo: '2026-11-25',
          terms: [{ commodity: EGG.code, period: 'day', minimumOrder }],
        }),
      ],
    }),
  );

function ledgerOf(...batches: Fact[][]): Ledger {
  const ledger = emptyLedger('btc', EGG.code);
  for (const batch of batches) {
    applyFacts(ledger, batch);
    // Reading between batches must leave no trace.
    reconcile({ ledger, registry: registry(), now: NOW });
  }
  return ledger;
}

describe('the ledger converges', () => {
  it('any order with any repeats: the same ledger and the same candidate, to the byte', () => {
    fc.assert(
      fc.property(both, settings, ([facts, batches], world) => {
        const straight = ledgerOf(facts);
        const crooked = ledgerOf(...batches);
        const plans = [straight, crooked].map((ledger) =>
          JSON.stringify(reconcile({ ledger, registry: world, now: NOW })),
        );
        expect(plans[1]).toBe(plans[0]);
        expect(serialise(crooked)).toBe(serialise(straight));
      }),
      runs,
    );
  });
});

describe('every plan', () => {
  const plan = (facts: Fact[], world: ReturnType<typeof registry>, now = NOW): Candidate =>
    reconcile({ ledger: ledgerOf(facts), registry: world, now });

  it('stays inside what lots hold and demands need, and its figures add up', () => {
    fc.assert(
      fc.property(factSet, settings, (facts, world) => {
        const { lots, demands, allocations } = plan(facts, world);
        for (const lot of lots) {
          const own = allocations.filter(({ lotId }) => lotId === lot.lotId);
          expect(total(own.filter(({ estimated }) => !estimated))).toBe(lot.allocated);
          expect(total(own)).toBeLessThanOrEqual(lot.availableToPromise);
          expect(lot.allocated).toBeLessThanOrEqual(lot.availableToPromise);
          expect(lot.committed + lot.reserved + lot.aged + lot.availableToPromise).toBe(lot.onHand);
          expect(total(lot.reasons)).toBe(lot.surplus);
        }
        for (const demand of demands) {
          expect(total(allocations.filter(({ demandId }) => demandId === demand.demandId))).toBe(
            demand.allocated,
          );
          expect(demand.allocated).toBeLessThanOrEqual(demand.netNeed);
          expect(total(demand.reasons)).toBe(demand.shortfall);
        }
      }),
      runs,
    );
  });

  it('holds until validUntil: the clock alone changes nothing before it', () => {
    fc.assert(
      fc.property(
        factSet,
        settings,
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        fc.integer({ min: 0, max: 72 }),
        (facts, world, part, hours) => {
          const start = NOW + hours * HOUR;
          const first = plan(facts, world, start);
          const until = first.validUntil ?? start + 1000 * HOUR;
          expect(until).toBeGreaterThan(start);
          const now = start + Math.floor((until - start) * part);
          const later = plan(facts, world, now);
          expect({ ...later, now: start }).toEqual(first);
        },
      ),
      runs,
    );
  });

  it('published twice changes nothing the second time', () => {
    fc.assert(
      fc.property(factSet, settings, (facts, world) => {
        const inputs = { ledger: ledgerOf(facts), registry: world };
        const first = replan(null, { ...inputs, now: NOW });
        const again = publish(first.plan, plan(facts, world), NOW, inputs);
        expect(again.changes).toEqual({
          any: false,
          lanes: [],
          balances: [],
          alerts: { raised: [], cleared: [] },
        });
      }),
      { numRuns: 50 },
    );
  });
});

function total(rows: readonly { quantity?: number }[]): number {
  return rows.reduce((sum, { quantity }) => sum + quantity!, 0);
}
