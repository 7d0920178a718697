import type { Problem } from './problem.js';
import { ProblemError, type ProblemErrorCode } from './problem-error.js';
import { solve } from './solve.js';

const date = '2026-01-01';
const lot = (id: string, quantity = 10) => ({
  id,
  quantity,
  availableFrom: date,
  bestBefore: null as string | null,
  location: 'p',
});
const demand = (id: string, need = 10) => ({
  id,
  need,
  priority: 1,
  windowFrom: date,
  windowTo: date,
  minShelfLifeDays: 0,
  destination: 'c',
});
const arc = (from: string, to: string, cost = 1) => ({
  lot: from,
  demand: to,
  cost,
  feasible: true,
  leadDays: 1,
});
const base = (): Problem => ({
  lots: [lot('l1'), lot('l2')],
  demands: [demand('d1'), demand('d2'), demand('d3')],
  arcs: [arc('l1', 'd1'), arc('l2', 'd2')],
  caps: [],
});
const cap = (id: string, demands: string[], max = 5) => ({ id, demands, max });

const wrong: [string, (problem: Problem) => void, ProblemErrorCode, string, string?][] = [
  ['a fraction of a gram', (p) => (p.lots[0]!.quantity = 0.5), 'NOT_INTEGER', 'l1', 'quantity'],
  ['not a number', (p) => (p.demands[0]!.need = NaN), 'NOT_INTEGER', 'd1', 'need'],
  ['an infinite need', (p) => (p.demands[0]!.need = Infinity), 'NOT_INTEGER', 'd1', 'need'],
  ['a negative lot', (p) => (p.lots[1]!.quantity = -1), 'NEGATIVE', 'l2', 'quantity'],
  ['a negative cap', (p) => (p.demands[1]!.cap = -1), 'NEGATIVE', 'd2', 'cap'],
  ['a negative guarantee', (p) => (p.demands[1]!.guaranteed = -1), 'NEGATIVE', 'd2', 'guaranteed'],
  ['a fractional priority', (p) => (p.demands[1]!.priority = 1.5), 'NOT_INTEGER', 'd2', 'priority'],
  ['a negative cost', (p) => (p.arcs[0]!.cost = -1), 'NEGATIVE', 'l1 → d1', 'cost'],
  ['a quantity beyond 2^53', (p) => (p.lots[0]!.quantity = 2 ** 53), 'UNSAFE_INTEGER', 'l1', 'quantity'],
  ['a group limit beyond 2^53', (p) => p.caps.push(cap('g', ['d1'], 2 ** 60)), 'UNSAFE_INTEGER', 'g', 'max'],
  ['a lot twice', (p) => p.lots.push(lot('l1')), 'DUPLICATE_LOT', 'l1'],
  ['a demand twice', (p) => p.demands.push(demand('d2')), 'DUPLICATE_DEMAND', 'd2'],
  ['a pair twice', (p) => p.arcs.push(arc('l1', 'd1', 7)), 'DUPLICATE_ARC', 'l1 → d1'],
  ['a cap twice', (p) => p.caps.push(cap('g', ['d1']), cap('g', ['d2'])), 'DUPLICATE_CAP', 'g'],
  ['a demand twice in a cap', (p) => p.caps.push(cap('g', ['d1', 'd1'])), 'DUPLICATE_CAP_MEMBER', 'g'],
  ['an arc of no lot', (p) => p.arcs.push(arc('x', 'd1')), 'UNKNOWN_LOT', 'x', 'x → d1'],
  ['an arc to no demand', (p) => p.arcs.push(arc('l1', 'x')), 'UNKNOWN_DEMAND', 'x', 'l1 → x'],
  ['a cap over no demand', (p) => p.caps.push(cap('g', ['x'])), 'UNKNOWN_DEMAND', 'x', 'g'],
  ['caps that cross', (p) => p.caps.push(cap('g', ['d1', 'd2']), cap('h', ['d2', 'd3'])), 'CAPS_CROSS', 'h'],
  ['a date that is none', (p) => (p.lots[0]!.bestBefore = '1.2.2026'), 'BAD_DATE', 'l1', 'bestBefore'],
  [
    'needs that only together pass 2^53',
    (p) => p.demands.forEach((row) => (row.need = 2 ** 52)),
    'TOTAL_TOO_LARGE',
    'd2',
    'need',
  ],
  [
    'costs whose sums along a path pass 2^53',
    (p) => (p.arcs[0]!.cost = Number.MAX_SAFE_INTEGER),
    'COST_TOO_LARGE',
    'l1 → d1',
    'cost',
  ],
];

describe('a wrong problem', () => {
  it.each(wrong.map(([name, ...rest]) => ({ name, rest })))('$name is refused by name', ({ rest }) => {
    const [spoil, code, id, field] = rest;
    const problem = base();
    spoil(problem);
    let error: unknown;
    try {
      solve(problem);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ code, id, field });
    expect((error as ProblemError).message).toContain(id);
  });

  it('accepts caps that are equal, nested, disjoint, empty or over one demand', () => {
    const problem = base();
    problem.caps.push(
      cap('a', ['d1', 'd2', 'd3'], 9),
      cap('b', ['d1', 'd2', 'd3'], 12),
      cap('c', ['d1', 'd2'], 9),
      cap('d', ['d2'], 3),
      cap('e', [], 0),
      cap('f', ['d3'], 50),
      cap('h', ['d1', 'd2', 'd3'], 9),
    );
    expect(solve(problem).allocations).toEqual([
      { lot: 'l1', demand: 'd1', quantity: 6 },
      { lot: 'l2', demand: 'd2', quantity: 3 },
    ]);
  });

  it('does not read the cost of a pair that is not feasible', () => {
    const problem = base();
    problem.arcs[0] = { ...arc('l1', 'd1', -1), feasible: false };
    expect(solve(problem).allocations).toEqual([{ lot: 'l2', demand: 'd2', quantity: 10 }]);
  });

  it('an empty problem has an empty answer', () => {
    expect(solve({ lots: [], demands: [], arcs: [], caps: [] })).toEqual({ allocations: [] });
  });
});
