import fc from 'fast-check';
import type { Fact } from '../facts/fact.js';
import { applyFacts, emptyLedger } from '../ledger/index.js';
import { factSet } from '../ledger/fact.arbitrary.js';
import { asks, committed, counted, planOf } from './case.arbitrary.js';
import type { Hub, Registry } from '../registry/registry.js';
import { publish, reconcile, replan, type Candidate, type Plan } from './index.js';
import { EGG, HOUR, KG, NOW, agreement, registry } from './world.arbitrary.js';

const GUDANG = 'gudang/default';

type Firmness = Partial<Pick<Hub, 'tolerancePpm' | 'frozenHours'>>;

const firm = (world: Registry, firmness: Firmness): Registry => ({
  ...world,
  hubs: world.hubs.map((hub) => ({ ...hub, ...firmness })),
});

function inputsOf(facts: Fact[], firmness: Firmness = {}) {
  const ledger = applyFacts(emptyLedger('btc', EGG.code), facts).ledger;
  return { ledger, registry: firm(registry(), firmness) };
}

const first = (candidate: Candidate): Plan => ({
  ...candidate,
  frozen: [],
  exact: { problem: candidate.problem, allocations: candidate.solution },
  candidate: null,
});
/** What is announced after `before` when these facts are known. */
const follow = (before: Plan, facts: Fact[], firmness: Firmness = {}) =>
  replan(before, { ...inputsOf(facts, firmness), now: NOW });

const sent = (plan: Candidate) =>
  Object.fromEntries(plan.demands.map((line) => [line.demandId, line.allocated / KG]));

describe('what changed', () => {
  const base = [counted(900), asks('d', '32.76', 600), asks('s', '35.78', 600)];
  const before = first(planOf({ facts: base }));

  it('names everything the first time', () => {
    const { plan, changes } = replan(null, { ...inputsOf(base), now: NOW });
    expect(plan).toEqual(before);
    expect(changes.any).toBe(true);
    expect(changes.lanes).toEqual(['35.72-32.76-road', '35.72-35.78-road']);
    expect(changes.balances).toEqual(['31', '32.76', '35.05', '35.72', '35.78', '64.72']);
    expect(changes.alerts.raised.map(({ code }) => code)).toEqual(['SHORTAGE', 'SHORTAGE']);
  });

  it('names the lanes, balances and alerts that differ, and no others', () => {
    const { changes } = follow(before, [counted(900), asks('d', '32.76', 300), asks('s', '35.78', 600)]);
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
    const { changes } = follow(first(planOf({ facts })), [...facts, committed([[GUDANG, 'd', 0]])]);
    expect(changes.lanes).toEqual(['35.72-32.76-road']);
  });

  it('is nothing when a database gave the names another order', () => {
    const reversed = JSON.parse(
      JSON.stringify(before, (_, value: unknown) =>
        typeof value === 'object' && value !== null && !Array.isArray(value)
          ? Object.fromEntries(Object.entries(value).reverse())
          : value,
      ),
    ) as Plan;
    expect(follow(reversed, base).changes.any).toBe(false);
  });
});

describe('stability', () => {
  const day = [
    counted(900, { ago: 3 }),
    asks('d', '32.76', 600, { ago: 3 }),
    asks('s', '35.78', 600, { ago: 3 }),
  ];
  const before = first(planOf({ facts: day }));

  it('keeps the announced plan while no lane would change by more than the tolerance', () => {
    const { plan, changes } = follow(before, [...day, counted(901)], { tolerancePpm: 10_000 });
    expect(changes.lanes).toEqual([]);
    expect(sent(plan)).toEqual({ d: 450, s: 450 });
    expect(plan.demands[0]!.reasons.map(({ code, quantity }) => [code, quantity])).toEqual([
      ['KEPT_PLAN', 500],
      ['STOCK', 149_500],
    ]);
    expect(plan.lots[0]!.reasons.map(({ code, quantity }) => [code, quantity])).toEqual([
      ['KEPT_PLAN', 1000],
    ]);
    expect(plan.candidate!.map(({ quantity }) => quantity)).toEqual([450_500, 450_500]);
  });

  it('follows the candidate beyond the tolerance, and where the announced plan is no longer possible', () => {
    const tolerant = (facts: Fact[]) => follow(before, facts, { tolerancePpm: 10_000 }).plan;
    expect(sent(tolerant([...day, counted(1000)]))).toEqual({ d: 500, s: 500 });
    expect(sent(tolerant([...day, counted(899)]))).toEqual({ d: 449.5, s: 449.5 });
    expect(sent(tolerant([...day, asks('x', '31', 1, {})]))).toMatchObject({ x: 0.75 });
  });

  it('small changes do not add up unseen: each is weighed against what was announced', () => {
    let plan = before;
    const seen: number[] = [];
    for (const kg of [902, 904, 906, 908, 910, 912, 914]) {
      plan = follow(plan, [...day, counted(kg)], { tolerancePpm: 10_000 }).plan;
      seen.push(sent(plan)['d']!);
    }
    expect(seen).toEqual([450, 450, 450, 450, 455, 455, 455].map((_, k) => (k < 4 ? 450 : seen[4]!)));
    expect(seen[4]).toBe(455);
  });

  const shock = [...day, counted(800), asks('j', '31', 600, { priority: 1, from: '2026-11-27' })];

  it('keeps what is picked up soon, as far as it is still possible', () => {
    const candidate = planOf({ facts: shock });
    expect(sent(candidate)).toEqual({ d: 100, s: 100, j: 600 });
    const { plan } = follow(before, shock, { frozenHours: 24 });
    expect(sent(plan)).toEqual({ d: 450, s: 350, j: 0 });
    expect(plan.frozen.map(({ demand, quantity }) => [demand, quantity])).toEqual([
      ['d', 450_000],
      ['s', 350_000],
    ]);
    expect(plan.demands.find(({ demandId }) => demandId === 'j')!.reasons[0]).toMatchObject({
      code: 'KEPT_PLAN',
      quantity: 600_000,
      text: { id: '600 kg tetap seperti rencana yang sudah diumumkan' },
    });
    expect(follow(before, shock, { frozenHours: 4 }).plan).toMatchObject({
      ...candidate,
      registryVersion: 1,
    });
  });

  it('lets go of what is frozen when its day can no longer be loaded', () => {
    const inputs = inputsOf(shock, { frozenHours: 24 });
    const held = replan(before, { ...inputs, now: NOW }).plan;
    const late = replan(held, { ...inputs, now: NOW + 4 * HOUR }).plan;
    expect(late.frozen).toEqual([]);
    expect(sent(late)).toEqual({ d: 100, s: 100, j: 600 });
  });

  it('is the candidate itself where that already holds what is frozen', () => {
    const { plan } = follow(before, [...day, counted(1200)], { frozenHours: 24 });
    expect([plan.frozen, plan.candidate]).toEqual([[], null]);
    expect(sent(plan)).toEqual({ d: 600, s: 600 });
  });

  it('what is announced stays inside I2, adds up, is announced once, and follows from what was announced alone', () => {
    const world = registry({
      commodities: [{ ...EGG, handlingUnit: 7 }],
      agreements: [
        agreement('32.76', {
          terms: [{ commodity: EGG.code, period: 'week', guaranteed: 300_000, cap: 900_000 }],
        }),
        agreement('31', { terms: [{ commodity: EGG.code, period: 'month', cap: 700_000 }] }),
        agreement('35.78', { terms: [{ commodity: EGG.code, period: 'month', minimumOrder: 50_000 }] }),
      ],
    });
    const often = { tolerancePpm: fc.constantFrom(0, 200_000), frozenHours: fc.constantFrom(0, 30, 200) };
    fc.assert(
      fc.property(factSet, fc.record(often), fc.nat(45), fc.nat(30), (facts, firmness, cut, hours) => {
        const held = firm(world, firmness);
        const ledger = applyFacts(emptyLedger('btc', EGG.code), facts.slice(0, cut)).ledger;
        const announced = replan(null, { ledger, registry: held, now: NOW }).plan;
        applyFacts(ledger, facts.slice(cut));
        const now = NOW + hours * HOUR;
        const { plan } = replan(announced, { ledger, registry: held, now });
        checkFeasible(plan);
        expect(replan(plan, { ledger, registry: held, now }).changes.any).toBe(false);
        const { allocations, candidate } = announced;
        const stored = { ...first(reconcile({ ledger, registry: held, now })), allocations, candidate };
        expect(replan(stored, { ledger, registry: held, now }).plan).toEqual(plan);
        const wanted = reconcile({ ledger, registry: held, now });
        expect(publish(announced, wanted, now, { ledger, registry: held }).plan).toEqual(plan);
      }),
      { numRuns: 60 * Number(process.env['PROPERTY_RUNS'] ?? 1) },
    );
  });
});

function checkFeasible(plan: Plan): void {
  const arcs = new Set(plan.problem.arcs.map(({ lot, demand }) => `${lot} ${demand}`));
  const fixed = new Set((plan.pinned ?? []).map(({ lot, demand }) => `${lot} ${demand}`));
  const solved = plan.solution.filter(({ lot, demand }) => !fixed.has(`${lot} ${demand}`));
  expect(solved.every(({ lot, demand }) => arcs.has(`${lot} ${demand}`))).toBe(true);
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
    expect(total(solved.filter(({ demand }) => demands.includes(demand)))).toBeLessThanOrEqual(max);
  }
  for (const { id, cap } of plan.problem.demands) {
    expect(total(solved.filter(({ demand }) => demand === id))).toBeLessThanOrEqual(cap ?? Infinity);
  }
}
