import fc from 'fast-check';
import type { Problem, ProblemAllocation } from './problem.js';

/** How wild the random problems of a property are. */
export interface Shape {
  lots: number;
  demands: number;
  quantity: number;
  caps: boolean;
  /** At least so many lots and so many demands; 1 if not given. */
  least?: number;
}

const date = (day: number): string => `2026-01-${String(day + 1).padStart(2, '0')}`;

/**
 * Problems with shortages, surpluses, ties, disconnected parts, zero needs, guarantees and caps:
 * small ranges make ties and equal shares frequent, large ones make fractions.
 */
export function problemArbitrary({ lots, demands, quantity, caps, least = 1 }: Shape): fc.Arbitrary<Problem> {
  const amount = fc.oneof(fc.nat(4), fc.nat(quantity), fc.constant(0), fc.integer({ min: 1, max: quantity }));
  const lot = fc.record({ quantity: amount, day: fc.option(fc.nat(5), { nil: null, freq: 4 }) });
  const demand = fc.record({
    need: amount,
    priority: fc.integer({ min: 1, max: 3 }),
    guaranteed: fc.option(amount, { nil: undefined, freq: 2 }),
    cap: fc.option(amount, { nil: undefined, freq: 3 }),
  });
  return fc
    .record({
      lots: fc.array(lot, { minLength: least, maxLength: lots, size: 'max' }),
      demands: fc.array(demand, { minLength: least, maxLength: demands, size: 'max' }),
      density: fc.constantFrom(5, 15, 30, 60, 100),
      kind: fc.constantFrom('random', 'nested', 'blocks'),
      costs: fc.constantFrom(0, 1, 3, 1000, 1_000_000),
      seed: fc.integer(),
      groups: caps ? fc.array(amount, { maxLength: 4 }) : fc.constant<number[]>([]),
    })
    .map(({ lots, demands, density, kind, costs, seed, groups }) => {
      const next = generator(seed);
      const arcs = lots.flatMap((_, i) =>
        demands.flatMap((_, j) => {
          const chance = next(100);
          const joined =
            kind === 'random'
              ? chance < density
              : kind === 'nested'
                ? i * demands.length >= j * lots.length
                : i % 3 === j % 3 && chance < density;
          if (!joined && chance % 7 !== 0) return [];
          const cost = next(costs + 1);
          return [{ lot: `l${i}`, demand: `d${j}`, cost, feasible: joined, leadDays: 1 }];
        }),
      );
      return {
        lots: lots.map(({ quantity, day }, i) => ({
          id: `l${i}`,
          quantity,
          availableFrom: date(0),
          bestBefore: day === null ? null : date(day),
          location: `p${i % 3}`,
        })),
        demands: demands.map((row, j) => ({
          id: `d${j}`,
          ...row,
          windowFrom: date(0),
          windowTo: date(20),
          minShelfLifeDays: 0,
          destination: `c${j % 4}`,
        })),
        arcs,
        caps: nestedCaps(demands.length, groups, next),
      };
    });
}

/** A window of the demands, then windows inside it or beside it. */
function nestedCaps(demands: number, groups: number[], next: (below: number) => number): Problem['caps'] {
  let from = 0;
  let to = demands;
  return groups.map((max, k) => {
    const inside = Array.from({ length: to - from }, (_, d) => `d${from + d}`);
    if (next(2) === 0) from = Math.min(demands, from + 1 + next(2));
    else to = Math.max(from, to - 1 - next(2));
    return { id: `g${k}`, demands: inside, max };
  });
}

/** A small linear congruential generator: fast-check picks the seed, so that runs repeat. */
function generator(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
}

/** The rows of a problem in another order. */
export function shuffled(problem: Problem, seed: number): Problem {
  const next = generator(seed);
  const mix = <T>(rows: readonly T[]): T[] => {
    const mixed = rows.slice();
    for (let k = mixed.length - 1; k > 0; k--) {
      const other = next(k + 1);
      [mixed[k], mixed[other]] = [mixed[other]!, mixed[k]!];
    }
    return mixed;
  };
  return {
    lots: mix(problem.lots),
    demands: mix(problem.demands),
    arcs: mix(problem.arcs),
    caps: mix(problem.caps.map((cap) => ({ ...cap, demands: mix(cap.demands) }))),
  };
}

/** What each lot gives or each demand gets in all. */
export function totalsOf(
  allocations: readonly ProblemAllocation[],
  key: 'lot' | 'demand',
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const row of allocations) sums.set(row[key], (sums.get(row[key]) ?? 0) + row.quantity);
  return sums;
}

/** The limits of the problem, written down once more: the ids of all that are broken. */
export function violations(problem: Problem, allocations: readonly ProblemAllocation[]): string[] {
  const ofLot = totalsOf(allocations, 'lot');
  const ofDemand = totalsOf(allocations, 'demand');
  const pairs = new Set(problem.arcs.filter((a) => a.feasible).map((a) => `${a.lot} ${a.demand}`));
  const sum = (ids: string[]): number => ids.reduce((total, id) => total + (ofDemand.get(id) ?? 0), 0);
  return [
    ...problem.lots.filter(({ id, quantity }) => (ofLot.get(id) ?? 0) > quantity).map(({ id }) => id),
    ...problem.demands
      .filter(({ id, need, cap }) => (ofDemand.get(id) ?? 0) > Math.min(need, cap ?? need))
      .map(({ id }) => id),
    ...problem.caps.filter(({ demands, max }) => sum(demands) > max).map(({ id }) => id),
    ...allocations
      .filter(({ lot, demand }) => !pairs.has(`${lot} ${demand}`))
      .map(({ lot, demand }) => `${lot} ${demand}`),
    ...allocations
      .filter(({ quantity }) => !Number.isSafeInteger(quantity) || quantity <= 0)
      .map(({ lot }) => lot),
  ];
}
