import fc from 'fast-check';
import { shareExactly } from './exact-fairness.js';
import { shareFairly, sharesExactly } from './fairness.js';
import { compile } from './graph.js';
import { problemArbitrary } from './problem.arbitrary.js';
import { roundShares } from './rounding.js';

const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 1) * 200;

describe('shareFairly', () => {
  it.each([
    { lots: 4, demands: 4, quantity: 6, caps: false },
    { lots: 8, demands: 10, quantity: 50, caps: false },
    { lots: 15, demands: 15, quantity: 1_000_000, caps: false },
  ])('agrees with exact fractions on $lots × $demands up to $quantity', (shape) => {
    fc.assert(
      fc.property(problemArbitrary(shape), (problem) => {
        const graph = compile(problem);
        expect(sharesExactly(graph)).toBe(true);
        expect(Array.from(shareFairly(graph).total)).toEqual(
          Array.from(roundShares(graph, shareExactly(graph))),
        );
      }),
      { numRuns },
    );
  });
});
