import fc from 'fast-check';
import { problemArbitrary, shuffled, violations } from './problem.arbitrary.js';
import { solve } from './solve.js';

const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 1) * 200;
const shapes = [
  { lots: 5, demands: 5, quantity: 8, caps: true },
  { lots: 10, demands: 10, quantity: 1_000, caps: true },
  { lots: 20, demands: 20, quantity: 1_000_000_000, caps: false },
];

describe('solve', () => {
  it.each(shapes)('keeps every limit, whatever the order of the rows: $lots × $demands', (shape) => {
    fc.assert(
      fc.property(problemArbitrary(shape), fc.integer(), (problem, seed) => {
        const { allocations } = solve(problem);
        expect(violations(problem, allocations)).toEqual([]);
        expect(JSON.stringify(solve(shuffled(problem, seed)))).toBe(JSON.stringify({ allocations }));
      }),
      { numRuns },
    );
  });
});
