import type { Fact } from '../facts/fact.js';
import { asks, counted, overrides } from './case.arbitrary.js';
import { planDifference, SuppositionError, whatIf, type Supposition } from './index.js';
import { EGG, KG, NOW, agreement, registry } from './world.arbitrary.js';

const facts: Fact[] = [counted(900), asks('d', '32.76', 600), asks('s', '35.78', 600)];
const ask = (suppositions: Supposition[], more: { facts?: Fact[]; world?: object } = {}) =>
  whatIf(
    {
      hub: 'btc',
      commodity: EGG.code,
      facts: more.facts ?? facts,
      registry: registry(more.world),
      now: NOW,
      announced: null,
    },
    suppositions,
  );
const sent = ({ after }: ReturnType<typeof whatIf>) =>
  Object.fromEntries(after.demands.map((line) => [line.demandId, line.allocated / KG]));
const stock = (kg: number, more: Partial<Extract<Supposition, { change: 'stock.added' }>> = {}) => ({
  change: 'stock.added' as const,
  location: 'gudang',
  lot: 'default',
  quantity: kg * KG,
  bestBefore: null,
  grade: null,
  ...more,
});
const demand = (demandId: string, kg: number) => ({
  change: 'demand.added' as const,
  demandId,
  destination: '31',
  quantity: kg * KG,
  windowFrom: '2026-11-24',
  windowTo: '2026-11-28',
  priority: 5,
  minShelfLifeDays: 0,
  grade: null,
});

describe('what if', () => {
  it('nothing were otherwise: the plan of now, and no difference', () => {
    const { before, after } = ask([]);
    expect(after).toEqual(before);
    expect(planDifference(before, after)).toEqual({
      allocations: [],
      demands: [],
      balances: [],
      alerts: { raised: [], cleared: [] },
    });
  });

  it('a report were taken back, decided on, or another party counted', () => {
    const [, ...asked] = facts;
    const both = [...asked, counted(100, { id: 'w', ago: 2 }), counted(900, { by: 'dinas' })];
    expect(sent(ask([], { facts: both }))).toEqual({ d: 50, s: 50 });
    expect(sent(ask([{ change: 'fact.corrected', factId: 'w' }], { facts: both }))).toEqual({
      d: 450,
      s: 450,
    });
    const huge = counted(9_000_000, { id: 'h', ago: 0 });
    const decide = (decision: 'confirmed' | 'refused') =>
      sent(ask([{ change: 'fact.confirmed', factId: 'h', decision }], { facts: [...facts, huge] }));
    expect([decide('refused'), decide('confirmed')]).toEqual([
      { d: 450, s: 450 },
      { d: 600, s: 600 },
    ]);
    const { change: _, ...count } = stock(500);
    expect(sent(ask([{ change: 'stock.counted', source: 'koperasi', ...count }]))).toEqual({
      d: 250,
      s: 250,
    });
    expect(() => ask([{ change: 'fact.corrected', factId: 'nobody' }])).toThrow('FACT_UNKNOWN');
  });

  it('there were 300 kg more, in the lot that is known, in another, or at a place that nobody counted', () => {
    for (const more of [
      {},
      { lot: 'B' },
      { location: 'kandang' },
      { location: 'kandang', bestBefore: '2026-12-01' },
    ])
      expect(sent(ask([stock(300, more)]))).toEqual({ d: 600, s: 600 });
  });

  it('there were 300 kg less', () => {
    expect(sent(ask([stock(-300)]))).toEqual({ d: 300, s: 300 });
  });

  it('there were more than the place is known to hold: supposed stock is not held back', () => {
    const world = {
      places: registry().places.map((row) => ({ ...row, capacity: { [EGG.code]: 1_000_000 } })),
    };
    expect(sent(ask([stock(300)], { world }))).toEqual({ d: 600, s: 600 });
  });

  it('a source that is believed says it, even if its clock is ahead', () => {
    const ahead = [counted(900, { ago: -0.05, by: 'dinas' }), ...facts.slice(1)];
    expect(sent(ask([stock(300)], { facts: ahead }))).toEqual({ d: 600, s: 600 });
  });

  it('Jakarta asked too', () => {
    const { before, after } = ask([demand('j', 600)]);
    const { allocations, demands, balances, alerts } = planDifference(before, after);
    expect(allocations.map(({ demandId, before: was, after: is }) => [demandId, was / KG, is / KG])).toEqual([
      ['j', 0, 300],
      ['d', 450, 300],
      ['s', 450, 300],
    ]);
    expect(demands).toEqual([
      {
        demandId: 'd',
        source: 'depok',
        destination: '32.76',
        before: { netNeed: 600_000, allocated: 450_000, shortfall: 150_000 },
        after: { netNeed: 600_000, allocated: 300_000, shortfall: 300_000 },
      },
      {
        demandId: 'j',
        source: 'btc',
        destination: '31',
        before: null,
        after: { netNeed: 600_000, allocated: 300_000, shortfall: 300_000 },
      },
      {
        demandId: 's',
        source: 'depok',
        destination: '35.78',
        before: { netNeed: 600_000, allocated: 450_000, shortfall: 150_000 },
        after: { netNeed: 600_000, allocated: 300_000, shortfall: 300_000 },
      },
    ]);
    expect(balances.map(({ region }) => region)).toEqual(['31', '32.76', '35.78']);
    expect(alerts.raised.map(({ subject }) => subject)).toEqual(['31', '32.76', '35.78']);
  });

  it('a demand were smaller, gone, or asked with a grade that stays asked for', () => {
    expect(
      sent(ask([{ change: 'demand.changed', demandId: 'd', quantity: 100 * KG, priority: null }])),
    ).toEqual({
      d: 100,
      s: 600,
    });
    expect(sent(ask([{ change: 'demand.removed', demandId: 'd' }]))).toMatchObject({ s: 600 });
    const graded = [...facts.slice(0, 2), asks('s', '35.78', 600, { grade: 'A' })];
    const { after } = ask([{ change: 'demand.changed', demandId: 's', quantity: 700 * KG, priority: null }], {
      facts: graded,
    });
    expect(after.demands[1]!.reasons.map(({ code }) => code)).toContain('GRADE');
  });

  it('two parties use one id: the one that is meant changes', () => {
    const twice = [...facts, asks('d', '31', 600, { by: 'jakarta' })];
    const { before } = ask([], { facts: twice });
    const other = before.demands.find(({ source }) => source === 'jakarta')!.demandId;
    const { after } = ask([{ change: 'demand.removed', demandId: other }], { facts: twice });
    expect(after.demands.filter(({ netNeed }) => netNeed > 0).map(({ source }) => source)).toEqual([
      'depok',
      'depok',
    ]);
  });

  it('an agreement ended, a lane were blocked or took too long, or a reserve were kept', () => {
    expect(sent(ask([{ change: 'agreement.ended', agreement: agreement('32.76').id }]))).toEqual({
      d: 0,
      s: 600,
    });
    expect(sent(ask([{ change: 'lane.blocked', lane: '35.72-32.76-road' }]))).toEqual({ d: 0, s: 600 });
    expect(sent(ask([{ change: 'lane.delayed', lane: '35.72-32.76-road', hours: 999 }]))).toEqual({
      d: 0,
      s: 600,
    });
    expect(sent(ask([{ change: 'reserve.set', quantity: 500 * KG }]))).toEqual({ d: 200, s: 200 });
  });

  it('several things at once, in their order', () => {
    expect(
      sent(ask([stock(100), stock(200, { lot: 'B' }), { change: 'demand.removed', demandId: 's' }])),
    ).toEqual({
      d: 600,
      s: 0,
    });
  });

  it.each<[string, Supposition]>([
    ['DEMAND_UNKNOWN', { change: 'demand.removed', demandId: 'x' }],
    ['DEMAND_EXISTS', demand('d', 1)],
    ['AGREEMENT_UNKNOWN', { change: 'agreement.ended', agreement: 'x' }],
    ['LANE_UNKNOWN', { change: 'lane.blocked', lane: 'x' }],
  ])('%s names which one is wrong', (code, wrong) => {
    expect(() => ask([stock(1), wrong])).toThrow(SuppositionError);
    expect(() => ask([stock(1), wrong])).toThrow(expect.objectContaining({ code, index: 1 }) as Error);
  });

  it('a demand were more urgent, an officer held a lot, or released what is held', () => {
    const urgent = { change: 'demand.changed' as const, demandId: 's', quantity: null, priority: 1 };
    expect(sent(ask([urgent]))).toEqual({ d: 300, s: 600 });
    const nothing = { location: null, lot: null, demandId: null, lane: null, quantity: null };
    const held = { change: 'override.added' as const, action: 'hold' as const, ...nothing };
    expect(sent(ask([{ ...held, location: 'gudang' }]))).toEqual({ d: 0, s: 0 });
    const capped = { ...held, action: 'cap' as const, demandId: 'd', quantity: 100 * KG };
    expect(sent(ask([capped]))).toEqual({ d: 100, s: 600 });
    const today = [...facts, overrides('hold', { demandId: 'd' })];
    expect(sent(ask([], { facts: today }))).toEqual({ d: 0, s: 600 });
    expect(sent(ask([{ change: 'override.released', overrideId: 'o' }], { facts: today }))).toEqual({
      d: 450,
      s: 450,
    });
    expect(() => ask([{ change: 'override.released', overrideId: 'x' }])).toThrow('OVERRIDE_UNKNOWN');
  });
});
