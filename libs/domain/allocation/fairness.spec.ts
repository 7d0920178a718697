import fc from 'fast-check';
import { shareExactly } from './exact-fairness.js';
import { shareFairly, sharesExactly } from './fairness.js';
import { compile } from './graph.js';
import { problemArbitrary } from './problem.arbitrary.js';
import { roundShares } from './rounding.js';

const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 1) * 800;

describe('shareFairly', () => {
  it.each([
    { lots: 4, demands: 4, quantity: 6, caps: false },
    { lots: 8, demands: 10, quantity: 50, caps: false },
    { lots: 15, demands: 15, quantity: 1_000_000, caps: false },
    { lots: 4, demands: 40, quantity: 40, caps: false },
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

  it('sees a shortage that only fractions of a unit show', () => {
    // At the common level the thirty small demands get 3.9 each: rounded down they fit into their lot.
    const date = '2026-01-01';
    const base = { priority: 1, windowFrom: date, windowTo: date, minShelfLifeDays: 0, destination: 'c' };
    const lot = { availableFrom: date, bestBefore: null, location: 'p' };
    const small = Array.from({ length: 30 }, (_, k) => ({ id: `small-${k}`, need: 10, ...base }));
    const graph = compile({
      lots: [
        { id: 'l', quantity: 100, ...lot },
        { id: 'm', quantity: 407, ...lot },
      ],
      demands: [{ id: 'big', need: 1000, ...base }, ...small],
      arcs: [
        ...small.map(({ id }) => ({ lot: 'l', demand: id, cost: 1, feasible: true, leadDays: 1 })),
        { lot: 'm', demand: 'big', cost: 1, feasible: true, leadDays: 1 },
      ],
      caps: [],
    });
    expect(shareFairly(graph).total[0]).toBe(407);
  });
});
