import fc from 'fast-check';
import type { Problem } from './problem.js';
import { problemArbitrary, totalsOf } from './problem.arbitrary.js';
import { solve } from './solve.js';

const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 1) * 200;
const shape = { lots: 8, demands: 8, quantity: 200, caps: false };

/** The smallest fill ratio of a class, if each demand had `more` base units on top. */
function worst({ demands }: Problem, totals: Map<string, number>, priority: number, more: number): number {
  const ratios = demands
    .filter((d) => d.need > 0 && d.priority === priority)
    .map((d) => ((totals.get(d.id) ?? 0) + more) / d.need);
  return Math.min(1, ...ratios);
}

describe('monotony, up to one base unit of rounding', () => {
  it('more stock never lowers the worst fill ratio of any class', () => {
    fc.assert(
      fc.property(
        problemArbitrary(shape),
        fc.nat(),
        fc.integer({ min: 1, max: 300 }),
        (problem, pick, more) => {
          const at = pick % problem.lots.length;
          const lots = problem.lots.map((lot, k) =>
            k === at ? { ...lot, quantity: lot.quantity + more } : lot,
          );
          const before = totalsOf(solve(problem).allocations, 'demand');
          const after = totalsOf(solve({ ...problem, lots }).allocations, 'demand');
          for (const rank of [1, 2, 3]) {
            expect(worst(problem, after, rank, 1)).toBeGreaterThanOrEqual(worst(problem, before, rank, -1));
          }
        },
      ),
      { numRuns },
    );
  });

  it('a demand that asks for more never gets less', () => {
    fc.assert(
      fc.property(
        problemArbitrary({ ...shape, caps: true }),
        fc.nat(),
        fc.integer({ min: 1, max: 300 }),
        (problem, pick, more) => {
          const chosen = problem.demands[pick % problem.demands.length]!;
          const demands = problem.demands.map((d) => (d === chosen ? { ...d, need: d.need + more } : d));
          const before = totalsOf(solve(problem).allocations, 'demand').get(chosen.id) ?? 0;
          const after = totalsOf(solve({ ...problem, demands }).allocations, 'demand').get(chosen.id) ?? 0;
          expect(after).toBeGreaterThanOrEqual(before - 1);
        },
      ),
      { numRuns },
    );
  });
});
