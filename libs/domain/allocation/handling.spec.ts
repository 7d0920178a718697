import fc from 'fast-check';
import { solveInLotUnits, solveInUnits } from './handling.js';
import { problemArbitrary, totalsOf, violations } from './problem.arbitrary.js';
import { solve } from './solve.js';

const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 1) * 500;
const shape = { lots: 8, demands: 8, quantity: 500, caps: true };
const units = fc.integer({ min: 1, max: 60 });

describe('one handling unit for the commodity', () => {
  it('ships whole units only and keeps every limit', () => {
    fc.assert(
      fc.property(problemArbitrary(shape), units, (problem, unit) => {
        const { allocations } = solveInUnits(problem, unit);
        expect(violations(problem, allocations)).toEqual([]);
        for (const { quantity } of allocations) expect(quantity % unit).toBe(0);
      }),
      { numRuns },
    );
  });

  it('with a unit of 1 is the plain solution', () => {
    fc.assert(
      fc.property(problemArbitrary(shape), (problem) => {
        expect(solveInUnits(problem, 1)).toEqual(solve(problem));
      }),
      { numRuns: 20 },
    );
  });

  it.each([0, -3, 1.5, Number.NaN])('refuses a unit of %p', (unit) => {
    const problem = { lots: [], demands: [], arcs: [], caps: [] };
    expect(() => solveInUnits(problem, unit)).toThrow(expect.objectContaining({ code: 'BAD_UNIT' }));
  });

  it('leaves it to the solver to refuse a quantity that is none', () => {
    const lot = { id: 'l', quantity: 1.5, availableFrom: '2026-01-01', bestBefore: null, location: 'p' };
    const problem = { lots: [lot], demands: [], arcs: [], caps: [] };
    expect(() => solveInUnits(problem, 10)).toThrow(
      expect.objectContaining({ code: 'NOT_INTEGER', id: 'l' }),
    );
  });
});

describe('a handling unit for each lot', () => {
  it('ships whole units of each lot and keeps every limit', () => {
    fc.assert(
      fc.property(
        problemArbitrary(shape),
        fc.array(units, { minLength: 8, maxLength: 8 }),
        (problem, sizes) => {
          const unitOf = new Map(problem.lots.map((lot, k) => [lot.id, sizes[k]!]));
          const { allocations } = solveInLotUnits(problem, unitOf);
          expect(violations(problem, allocations)).toEqual([]);
          for (const { lot, quantity } of allocations) expect(quantity % unitOf.get(lot)!).toBe(0);
        },
      ),
      { numRuns },
    );
  });

  it('leaves no demand below its exact total by a unit of each lot that serves it', () => {
    fc.assert(
      fc.property(
        problemArbitrary(shape),
        fc.array(units, { minLength: 8, maxLength: 8 }),
        (problem, sizes) => {
          const unitOf = new Map(problem.lots.map((lot, k) => [lot.id, sizes[k]!]));
          const exact = solve(problem).allocations;
          const whole = totalsOf(solveInLotUnits(problem, unitOf).allocations, 'demand');
          for (const [demand, total] of totalsOf(exact, 'demand')) {
            const most = exact
              .filter((row) => row.demand === demand)
              .reduce((sum, row) => sum + unitOf.get(row.lot)! - 1, 0);
            expect(whole.get(demand) ?? 0).toBeGreaterThanOrEqual(total - most);
          }
        },
      ),
      { numRuns },
    );
  });

  it('leaves no whole unit that a short demand could still take', () => {
    fc.assert(
      fc.property(problemArbitrary({ ...shape, caps: false }), units, (problem, unit) => {
        const unitOf = new Map(problem.lots.map((lot) => [lot.id, unit]));
        const { allocations } = solveInLotUnits(problem, unitOf);
        const ofLot = totalsOf(allocations, 'lot');
        const ofDemand = totalsOf(allocations, 'demand');
        const lots = new Map(problem.lots.map((lot) => [lot.id, lot.quantity]));
        const demands = new Map(problem.demands.map((d) => [d.id, Math.min(d.need, d.cap ?? d.need)]));
        for (const { lot, demand, feasible } of problem.arcs) {
          if (!feasible) continue;
          const left = lots.get(lot)! - (ofLot.get(lot) ?? 0);
          const missing = demands.get(demand)! - (ofDemand.get(demand) ?? 0);
          expect(Math.min(left, missing)).toBeLessThan(unit);
        }
      }),
      { numRuns },
    );
  });

  it('without units is the plain solution, and a wrong unit is refused', () => {
    fc.assert(
      fc.property(problemArbitrary(shape), (problem) => {
        expect(solveInLotUnits(problem, new Map())).toEqual(solve(problem));
      }),
      { numRuns: 20 },
    );
    const problem = { lots: [], demands: [], arcs: [], caps: [] };
    expect(() => solveInLotUnits(problem, new Map([['l1', 0]]))).toThrow(
      expect.objectContaining({ code: 'BAD_UNIT', id: 'l1' }),
    );
  });

  it('tops the guarantee up before the more urgent class', () => {
    const date = '2026-01-01';
    const base = { windowFrom: date, windowTo: date, minShelfLifeDays: 0, destination: 'c' };
    const arcs = ['a', 'b'].map((demand) => ({ lot: 'l', demand, cost: 0, feasible: true, leadDays: 0 }));
    const problem = {
      lots: [{ id: 'l', quantity: 30, availableFrom: date, bestBefore: null, location: 'p' }],
      demands: [
        { id: 'a', need: 15, priority: 1, ...base },
        { id: 'b', need: 40, priority: 2, guaranteed: 15, ...base },
      ],
      arcs,
      caps: [],
    };
    // 15 and 15 exactly; whole tens leave ten free, and the guarantee of b comes first.
    expect(solveInLotUnits(problem, new Map([['l', 10]])).allocations).toEqual([
      { lot: 'l', demand: 'a', quantity: 10 },
      { lot: 'l', demand: 'b', quantity: 20 },
    ]);
  });
});
