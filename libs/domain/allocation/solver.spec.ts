import fc from 'fast-check';
import { problemArbitrary } from './problem.arbitrary.js';
import { solve } from './solve.js';
import { createSolver } from './solver.js';

const factor = Number(process.env['PROPERTY_RUNS'] ?? 1);
const shapes = [
  { lots: 8, demands: 8, quantity: 300, caps: true, runs: 1_000 },
  { lots: 50, demands: 50, quantity: 300, caps: false, least: 10, runs: 60 },
];

const base = { availableFrom: '2026-01-01', location: 'p' };
const lot = { id: 'l', quantity: 10, bestBefore: null, ...base };
const demand = {
  id: 'd',
  need: 10,
  priority: 1,
  windowFrom: '2026-01-01',
  windowTo: '2026-01-09',
  minShelfLifeDays: 0,
  destination: 'c',
};
const small = {
  lots: [lot],
  demands: [demand],
  arcs: [{ lot: 'l', demand: 'd', cost: 1, feasible: true, leadDays: 1 }],
  caps: [],
};

describe('a solver that stays compiled', () => {
  it.each(shapes)(
    'answers after any changes what a fresh solve does: $lots × $demands',
    ({ runs, ...shape }) => {
      const changes = fc.array(fc.tuple(fc.nat(), fc.nat(400), fc.boolean(), fc.nat(3)), { maxLength: 6 });
      fc.assert(
        fc.property(problemArbitrary(shape), changes, (problem, steps) => {
          const solver = createSolver(problem);
          const now = { ...problem, lots: problem.lots.slice(), demands: problem.demands.slice() };
          for (const [pick, quantity, isLot, way] of steps) {
            if (isLot) {
              const at = pick % now.lots.length;
              const moved = way === 0 ? { bestBefore: `2026-01-0${1 + (quantity % 5)}` } : {};
              now.lots[at] = { ...now.lots[at]!, quantity, ...moved };
              solver.update({ lots: [now.lots[at]!] });
            } else {
              const at = pick % now.demands.length;
              const other = [
                { need: quantity },
                { cap: quantity },
                { guaranteed: quantity },
                { priority: 1 + (quantity % 3) },
              ];
              now.demands[at] = { ...now.demands[at]!, ...other[way]! };
              solver.update({ demands: [now.demands[at]!] });
            }
            expect(JSON.stringify(solver.solve())).toBe(JSON.stringify(solve(now)));
          }
        }),
        { numRuns: runs * factor },
      );
    },
  );

  it.each([
    ['an unknown lot', { lots: [{ ...lot, id: 'x' }] }, 'UNKNOWN_LOT', 'x'],
    ['an unknown demand', { demands: [{ ...demand, id: 'x' }] }, 'UNKNOWN_DEMAND', 'x'],
    ['a negative lot beside a good one', { lots: [lot, { ...lot, quantity: -1 }] }, 'NEGATIVE', 'l'],
    ['a need that is none', { demands: [{ ...demand, need: 0.5 }] }, 'NOT_INTEGER', 'd'],
  ])('refuses %s and stays as it was', (_, change, code, id) => {
    const solver = createSolver(small);
    const before = solver.solve();
    expect(() => solver.update(change)).toThrow(expect.objectContaining({ code, id }));
    expect(solver.solve()).toEqual(before);
    solver.update({ lots: [{ ...lot, quantity: 7 }] });
    expect(solver.solve().allocations).toEqual([{ lot: 'l', demand: 'd', quantity: 7 }]);
  });
});

describe('solves one after the other', () => {
  it('leave no trace: neither their order nor what came between shows in an answer', () => {
    const mixed = fc.oneof(...shapes.map((shape) => problemArbitrary(shape)));
    fc.assert(
      fc.property(fc.array(mixed, { minLength: 2, maxLength: 4 }), (problems) => {
        const solvers = problems.map((problem) => createSolver(problem));
        const first = problems.map((problem) => JSON.stringify(solve(problem)));
        const again = problems.toReversed().map((problem) => JSON.stringify(solve(problem)));
        expect(again.reverse()).toEqual(first);
        expect(solvers.map((solver) => JSON.stringify(solver.solve()))).toEqual(first);
      }),
      { numRuns: 150 * factor },
    );
  });
});
