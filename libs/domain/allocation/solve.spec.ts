import fc from 'fast-check';
import type { Problem, ProblemAllocation } from './problem.js';
import { problemArbitrary, shuffled } from './problem.arbitrary.js';
import { solve } from './solve.js';

const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 1) * 200;
const shapes = [
  { lots: 5, demands: 5, quantity: 8, caps: true },
  { lots: 10, demands: 10, quantity: 1_000, caps: true },
  { lots: 20, demands: 20, quantity: 1_000_000_000, caps: false },
];

function sums(allocations: ProblemAllocation[], key: 'lot' | 'demand'): Map<string, number> {
  const sum = new Map<string, number>();
  for (const row of allocations) sum.set(row[key], (sum.get(row[key]) ?? 0) + row.quantity);
  return sum;
}

/** I2 and the limits of the problem, each written down once more. */
function expectFeasible(problem: Problem, allocations: ProblemAllocation[]): void {
  const ofLot = sums(allocations, 'lot');
  const ofDemand = sums(allocations, 'demand');
  const pairs = new Set(problem.arcs.filter((a) => a.feasible).map((a) => `${a.lot} ${a.demand}`));
  for (const { id, quantity } of problem.lots) expect(ofLot.get(id) ?? 0).toBeLessThanOrEqual(quantity);
  for (const { id, need, cap } of problem.demands) {
    expect(ofDemand.get(id) ?? 0).toBeLessThanOrEqual(Math.min(need, cap ?? need));
  }
  for (const { demands, max } of problem.caps) {
    expect(demands.reduce((sum, id) => sum + (ofDemand.get(id) ?? 0), 0)).toBeLessThanOrEqual(max);
  }
  for (const { lot, demand, quantity } of allocations) {
    expect(pairs.has(`${lot} ${demand}`)).toBe(true);
    expect(Number.isSafeInteger(quantity) && quantity > 0).toBe(true);
  }
}

describe('solve', () => {
  it.each(shapes)('keeps every limit, whatever the order of the rows: $lots × $demands', (shape) => {
    fc.assert(
      fc.property(problemArbitrary(shape), fc.integer(), (problem, seed) => {
        const { allocations } = solve(problem);
        expectFeasible(problem, allocations);
        expect(JSON.stringify(solve(shuffled(problem, seed)))).toBe(JSON.stringify({ allocations }));
      }),
      { numRuns },
    );
  });
});
