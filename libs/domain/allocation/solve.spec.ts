import fc from 'fast-check';
import { compile } from './graph.js';
import { sharesExactly } from './fairness.js';
import type { Problem, ProblemDemand } from './problem.js';
import { problemArbitrary, shuffled, totalsOf, violations } from './problem.arbitrary.js';
import { solve } from './solve.js';

const factor = Number(process.env['PROPERTY_RUNS'] ?? 1);

describe('solve', () => {
  it.each([
    { lots: 5, demands: 5, quantity: 8, caps: true, runs: 2_000 },
    { lots: 10, demands: 10, quantity: 1_000, caps: true, runs: 1_000 },
    { lots: 20, demands: 20, quantity: 1_000_000_000, caps: false, runs: 500 },
    { lots: 4, demands: 4, quantity: 500_000_000_000_000, caps: true, runs: 1_000 },
    { lots: 50, demands: 50, quantity: 40, caps: false, least: 20, runs: 100 },
  ])(
    'keeps every limit, whatever the order of the rows: $lots × $demands to $quantity',
    ({ runs, ...shape }) => {
      fc.assert(
        fc.property(problemArbitrary(shape), fc.integer(), (problem, seed) => {
          const { allocations } = solve(problem);
          expect(violations(problem, allocations)).toEqual([]);
          expect(JSON.stringify(solve(shuffled(problem, seed)))).toBe(JSON.stringify({ allocations }));
        }),
        { numRuns: runs * factor },
      );
    },
  );

  it('sorts allocations by demand, then lot, in code-unit order', () => {
    const lots = ['b', 'B', 'a', 'ä'].map((id) => lot(id, 1));
    const problem = everyPair(lots, [demand('z', 4), demand('Z', 0)]);
    expect(solve(problem).allocations.map((row) => row.lot)).toEqual(['B', 'a', 'b', 'ä']);
  });
});

const date = '2026-01-01';

function lot(id: string, quantity: number, bestBefore: string | null = null): Problem['lots'][number] {
  return { id, quantity, availableFrom: date, bestBefore, location: 'p' };
}

function demand(id: string, need: number, more: Partial<ProblemDemand> = {}): ProblemDemand {
  const window = { windowFrom: date, windowTo: date };
  return { id, need, priority: 1, ...window, minShelfLifeDays: 0, destination: 'c', ...more };
}

function everyPair(
  lots: Problem['lots'],
  demands: Problem['demands'],
  cost: (lot: string, demand: string) => number = () => 1,
): Problem {
  const arcs = lots.flatMap((l) =>
    demands.map((d) => ({ lot: l.id, demand: d.id, cost: cost(l.id, d.id), feasible: true, leadDays: 1 })),
  );
  return { lots, demands, arcs, caps: [] };
}

function without(problem: Problem, ...pairs: string[]): Problem {
  const closed = new Set(pairs);
  const arcs = problem.arcs.map((arc) => ({ ...arc, feasible: !closed.has(`${arc.lot} ${arc.demand}`) }));
  return { ...problem, arcs };
}

/** Demand totals as `a 20, b 30`. */
function totals(problem: Problem): string {
  return [...totalsOf(solve(problem).allocations, 'demand')].map(([id, sum]) => `${id} ${sum}`).join(', ');
}

/** Allocations as `lot→demand 20`. */
function plan(problem: Problem): string {
  return solve(problem)
    .allocations.map((row) => `${row.lot}→${row.demand} ${row.quantity}`)
    .join(', ');
}

describe('given, when, then', () => {
  const shortage = (...demands: ProblemDemand[]): Problem => everyPair([lot('l', 120)], demands);

  it.each([
    ['enough for all: everybody gets the need', shortage(demand('a', 50), demand('b', 70)), 'a 50, b 70'],
    ['half of the need: everybody gets half', shortage(demand('a', 80), demand('b', 160)), 'a 40, b 80'],
    [
      'a more urgent class is served first',
      shortage(demand('a', 80, { priority: 2 }), demand('b', 100)),
      'a 20, b 100',
    ],
    [
      'a guarantee comes before every class',
      shortage(demand('a', 80, { priority: 2, guaranteed: 50 }), demand('b', 100)),
      'a 50, b 70',
    ],
    [
      'guarantees that cannot all be kept share what there is',
      shortage(demand('a', 200, { guaranteed: 100 }), demand('b', 200, { guaranteed: 140 })),
      'a 50, b 70',
    ],
    [
      'a guarantee counts inside the fill ratio of its class',
      shortage(demand('a', 100, { guaranteed: 30 }), demand('b', 100)),
      'a 60, b 60',
    ],
    [
      'a guarantee above the fair share stays, the others share the rest',
      shortage(demand('a', 100, { guaranteed: 80 }), demand('b', 100), demand('c', 100)),
      'a 80, b 20, c 20',
    ],
    [
      'a guarantee above the need is kept by serving the need',
      shortage(demand('a', 30, { guaranteed: 500 }), demand('b', 100)),
      'a 30, b 90',
    ],
    [
      'a cap limits the quantity and leaves the rest to others',
      shortage(demand('a', 100, { cap: 10 }), demand('b', 300)),
      'a 10, b 110',
    ],
    [
      'a cap does not change the denominator',
      shortage(demand('a', 200, { cap: 100 }), demand('b', 200)),
      'a 60, b 60',
    ],
    [
      'a need of zero gets nothing and holds nobody back',
      shortage(demand('a', 0), demand('b', 100)),
      'b 100',
    ],
    ['the odd unit goes to the larger remainder', shortage(demand('a', 100), demand('b', 101)), 'a 60, b 60'],
    ['equal remainders go by id', shortage(demand('b', 500), demand('a', 500), demand('c', 1)), 'a 60, b 60'],
    [
      'a demand that nothing can serve does not hold the others back',
      without(shortage(demand('a', 100), demand('b', 100)), 'l a'),
      'b 100',
    ],
    [
      'a demand with a lot of its own leaves the common one to the others',
      without(everyPair([lot('l', 60), lot('m', 60)], [demand('a', 100), demand('b', 100)]), 'm b'),
      'a 60, b 60',
    ],
    [
      'a group cap is shared fairly and frees the rest',
      {
        ...shortage(demand('a', 100), demand('b', 100), demand('c', 100)),
        caps: [{ id: 'g', demands: ['a', 'b'], max: 20 }],
      },
      'a 10, b 10, c 100',
    ],
    [
      'a group inside a group keeps both limits',
      {
        ...shortage(demand('a', 60), demand('b', 60), demand('c', 60)),
        caps: [
          { id: 'inner', demands: ['a', 'b'], max: 10 },
          { id: 'outer', demands: ['a', 'b', 'c'], max: 40 },
        ],
      },
      'a 5, b 5, c 30',
    ],
  ])('%s', (_, problem, expected) => {
    expect(totals(problem)).toBe(expected);
  });

  it('what expires first ships first, even when it is dearer', () => {
    const lots = [lot('late', 50, '2026-03-01'), lot('never', 50), lot('soon', 50, '2026-02-01')];
    const cheapest = { late: 5, never: 1, soon: 9 } as Record<string, number>;
    const problem = everyPair(lots, [demand('a', 70)], (id) => cheapest[id]!);
    expect(plan(problem)).toBe('late→a 20, soon→a 50');
  });

  it('of lots with the same date the cheaper ships', () => {
    const lots = [lot('dear', 50, '2026-02-01'), lot('cheap', 50, '2026-02-01')];
    expect(plan(everyPair(lots, [demand('a', 60)], (id) => id.length))).toBe('cheap→a 10, dear→a 50');
  });

  it('lots cross over when that costs less in all', () => {
    const cost = (from: string, to: string): number => (from === 'l' ? { a: 1, b: 2 } : { a: 2, b: 9 })[to]!;
    const problem = everyPair([lot('l', 10), lot('m', 10)], [demand('a', 10), demand('b', 10)], cost);
    expect(plan(problem)).toBe('m→a 10, l→b 10');
  });

  it('stays exact where products and cost pass 2^53', () => {
    const huge = 2 ** 51 - 1;
    const problem = everyPair(
      [lot('l', huge)],
      [demand('a', 2 ** 51), demand('b', 2 ** 51 - 2)],
      () => 10 ** 12,
    );
    expect(sharesExactly(compile(problem))).toBe(false);
    // a gets huge · 2^51 / (2^52 − 2) = (2^51 − 1)·2^51 / (2·(2^51 − 1)) = 2^50, to the gram.
    expect(totals(problem)).toBe(`a ${2 ** 50}, b ${2 ** 50 - 1}`);
  });
});
