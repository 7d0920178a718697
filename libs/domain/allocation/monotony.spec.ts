import fc from 'fast-check';
import type { Problem } from './problem.js';
import { problemArbitrary, totalsOf } from './problem.arbitrary.js';
import { solve } from './solve.js';

const factor = Number(process.env['PROPERTY_RUNS'] ?? 1);
const shapes = [
  { lots: 8, demands: 8, quantity: 200, caps: false, runs: 2_000 },
  { lots: 50, demands: 50, quantity: 10_000, caps: false, least: 10, runs: 100 },
];

/** The smallest fill ratio of a class, if each demand had `more` base units on top. */
function worst({ demands }: Problem, totals: Map<string, number>, priority: number, more: number): number {
  const ratios = demands
    .filter((d) => d.need > 0 && d.priority === priority)
    .map((d) => ((totals.get(d.id) ?? 0) + more) / d.need);
  return Math.min(1, ...ratios);
}

function totals(problem: Problem): Map<string, number> {
  return totalsOf(solve(problem).allocations, 'demand');
}

const more = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 20_000 }));

describe('monotony, up to one base unit of rounding', () => {
  it.each(shapes)('more stock never lowers the worst fill ratio: $lots × $demands', ({ runs, ...shape }) => {
    fc.assert(
      fc.property(problemArbitrary(shape), fc.nat(), more, (problem, pick, extra) => {
        const at = pick % problem.lots.length;
        const lots = problem.lots.map((lot, k) =>
          k === at ? { ...lot, quantity: lot.quantity + extra } : lot,
        );
        const before = totals(problem);
        const after = totals({ ...problem, lots });
        for (const rank of [1, 2, 3]) {
          expect(worst(problem, after, rank, 1)).toBeGreaterThanOrEqual(worst(problem, before, rank, 0));
        }
      }),
      { numRuns: runs * factor },
    );
  });

  it.each([...shapes, { lots: 8, demands: 8, quantity: 200, caps: true, runs: 1_000 }])(
    'who asks for more never gets less: $lots × $demands, group caps: $caps',
    ({ runs, ...shape }) => {
      fc.assert(
        fc.property(problemArbitrary(shape), fc.nat(), more, (problem, pick, extra) => {
          const chosen = problem.demands[pick % problem.demands.length]!;
          const demands = problem.demands.map((d) => (d === chosen ? { ...d, need: d.need + extra } : d));
          const before = totals(problem).get(chosen.id) ?? 0;
          const after = totals({ ...problem, demands }).get(chosen.id) ?? 0;
          expect(after).toBeGreaterThanOrEqual(before - 1);
        }),
        { numRuns: runs * factor },
      );
    },
  );
});
