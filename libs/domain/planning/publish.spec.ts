import fc from 'fast-check';
import type { Fact } from '../facts/fact.js';
import { applyFacts, emptyLedger } from '../ledger/index.js';
import { factSet } from '../ledger/fact.arbitrary.js';
import { asks, committed, counted, planOf } from './case.arbitrary.js';
import { publish, reconcile, type Candidate, type PublishSettings } from './index.js';
import { EGG, HOUR, KG, NOW, agreement, registry } from './world.arbitrary.js';

const GUDANG = 'gudang/default';

function settingsFor(facts: Fact[], more: Partial<PublishSettings>): PublishSettings {
  const ledger = applyFacts(emptyLedger('btc', EGG.code), facts).ledger;
  return { ledger, registry: registry(), tolerancePpm: 0, frozenHours: 0, ...more };
}

const sent = (plan: Candidate) =>
  Object.fromEntries(plan.demands.map((line) => [line.demandId, line.allocated / KG]));

describe('what changed', () => {
  const before = planOf({ facts: [counted(900), asks('d', '32.76', 600), asks('s', '35.78', 600)] });

  it('names everything the first time', () => {
    const { plan, changes } = publish(null, before, NOW);
    expect(plan).toEqual(before);
    expect(changes.any).toBe(true);
    expect(changes.lanes).toEqual(['35.72-32.76-road', '35.72-35.78-road']);
    expect(changes.balances).toEqual(['31', '32.76', '35.05', '35.72', '35.78', '64.72']);
    expect(changes.alerts.raised.map(({ code }) => code)).toEqual(['SHORTAGE', 'SHORTAGE']);
  });

  it('names the lanes, balances and alerts that differ, and no others', () => {
    const after = planOf({ facts: [counted(900), asks('d', '32.76', 300), asks('s', '35.78', 600)] });
    const { changes } = publish(before, after, NOW);
    expect(changes).toMatchObject({
      any: true,
      lanes: ['35.72-32.76-road', '35.72-35.78-road'],
      balances: ['32.76', '35.78'],
      alerts: { raised: [] },
    });
    expect(changes.alerts.cleared.map(({ subject }) => subject)).toEqual(['32.76', '35.78']);
  });

  it('a commitment that was seen changes its lane', () => {
    const facts = [counted(900), asks('d', '32.76', 300, { to: '2026-11-23', from: '2026-11-22' })];
    const first = planOf({ facts });
    const { changes } = publish(first, planOf({ facts: [...facts, committed([[GUDANG, 'd', 0]])] }), NOW);
    expect(changes.lanes).toEqual(['35.72-32.76-road']);
  });

  it('is nothing when a database gave the names another order', () => {
    const reversed = JSON.parse(
      JSON.stringify(before, (_, value: unknown) =>
        typeof value === 'object' && value !== null && !Array.isArray(value)
          ? Object.fromEntries(Object.entries(value).reverse())
          : value,
      ),
    ) as Candidate;
    expect(publish(reversed, before, NOW).changes.any).toBe(false);
  });
});

describe('stability', () => {
  const day = [
    counted(900, { ago: 3 }),
    asks('d', '32.76', 600, { ago: 3 }),
    asks('s', '35.78', 600, { ago: 3 }),
  ];
  const before = planOf({ facts: day });

  it('keeps the old plan while no lane would change by more than the tolerance', () => {
    const facts = [...day, counted(901)];
    const candidate = planOf({ facts });
    const { plan, changes } = publish(before, candidate, NOW, settingsFor(facts, { tolerancePpm: 10_000 }));
    expect(changes.lanes).toEqual([]);
    expect(sent(plan)).toEqual({ d: 450, s: 450 });
    expect(plan.demands[0]!.reasons.map(({ code, quantity }) => [code, quantity])).toEqual([
      ['KEPT_PLAN', 500],
      ['STOCK', 149_500],
    ]);
    expect(plan.lots[0]!.reasons.map(({ code, quantity }) => [code, quantity])).toEqual([
      ['KEPT_PLAN', 1000],
    ]);
  });

  it('follows the candidate beyond the tolerance, and where the old plan is no longer possible', () => {
    const tolerant = (facts: Fact[]) =>
      publish(before, planOf({ facts }), NOW, settingsFor(facts, { tolerancePpm: 10_000 })).plan;
    expect(sent(tolerant([...day, counted(1000)]))).toEqual({ d: 500, s: 500 });
    expect(sent(tolerant([...day, counted(899)]))).toEqual({ d: 449.5, s: 449.5 });
    expect(sent(tolerant([...day, asks('x', '31', 1, {})]))).toMatchObject({ x: 0.75 });
  });

  it('keeps what is picked up soon, as far as it is still possible', () => {
    const facts = [...day, counted(800), asks('j', '31', 600, { priority: 1, from: '2026-11-27' })];
    const candidate = planOf({ facts });
    expect(sent(candidate)).toEqual({ d: 100, s: 100, j: 600 });
    const frozen = publish(before, candidate, NOW, settingsFor(facts, { frozenHours: 24 })).plan;
    expect(sent(frozen)).toEqual({ d: 450, s: 350, j: 0 });
    expect(frozen.demands.find(({ demandId }) => demandId === 'j')!.reasons[0]).toMatchObject({
      code: 'KEPT_PLAN',
      quantity: 600_000,
      text: { id: '600 kg tetap seperti rencana yang sudah diumumkan' },
    });
    expect(publish(before, candidate, NOW, settingsFor(facts, { frozenHours: 4 })).plan).toEqual(candidate);
  });

  it('is the candidate itself where that already holds what is frozen', () => {
    const facts = [...day, counted(1200)];
    const candidate = planOf({ facts });
    expect(publish(before, candidate, NOW, settingsFor(facts, { frozenHours: 24 })).plan).toEqual(candidate);
  });

  it('what is announced stays inside I2, adds up, and is announced once', () => {
    const world = registry({
      commodities: [{ ...EGG, handlingUnit: 7 }],
      agreements: [
        agreement('32.76', {
          terms: [{ commodity: EGG.code, period: 'week', guaranteed: 300_000, cap: 900_000 }],
        }),
        agreement('31', { terms: [{ commodity: EGG.code, period: 'month', cap: 700_000 }] }),
        agreement('35.78'),
      ],
    });
    const often = { tolerancePpm: fc.constantFrom(0, 200_000), frozenHours: fc.constantFrom(0, 30, 200) };
    fc.assert(
      fc.property(factSet, fc.record(often), fc.nat(45), fc.nat(30), (facts, stability, cut, hours) => {
        const ledger = applyFacts(emptyLedger('btc', EGG.code), facts.slice(0, cut)).ledger;
        const first = publish(null, reconcile({ ledger, registry: world, now: NOW }), NOW).plan;
        applyFacts(ledger, facts.slice(cut));
        const now = NOW + hours * HOUR;
        const candidate = reconcile({ ledger, registry: world, now });
        const settings = { ...stability, ledger, registry: world };
        const { plan } = publish(first, candidate, now, settings);
        checkFeasible(plan);
        expect(publish(plan, candidate, now, settings).changes.any).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});

function checkFeasible(plan: Candidate): void {
  const arcs = new Set(plan.problem.arcs.map(({ lot, demand }) => `${lot} ${demand}`));
  expect(plan.solution.every(({ lot, demand }) => arcs.has(`${lot} ${demand}`))).toBe(true);
  const total = (rows: readonly { quantity?: number }[]): number =>
    rows.reduce((sum, { quantity }) => sum + quantity!, 0);
  for (const lot of plan.lots) {
    expect(total(plan.solution.filter((row) => row.lot === lot.lotId))).toBe(lot.allocated);
    expect(lot.allocated).toBeLessThanOrEqual(lot.availableToPromise);
    expect(total(lot.reasons)).toBe(lot.surplus);
  }
  for (const line of plan.demands) {
    expect(line.allocated).toBeLessThanOrEqual(line.netNeed);
    expect(total(line.reasons)).toBe(line.shortfall);
  }
  for (const { demands, max } of plan.problem.caps) {
    expect(total(plan.solution.filter(({ demand }) => demands.includes(demand)))).toBeLessThanOrEqual(max);
  }
  for (const { id, cap } of plan.problem.demands) {
    expect(total(plan.solution.filter(({ demand }) => demand === id))).toBeLessThanOrEqual(cap ?? Infinity);
  }
}
