import type { Problem, ProblemAllocation } from '../allocation/problem.js';
import { compareText } from '../ledger/timeline.js';
import { sumBy } from '../quantity/sum-by.js';
import type { Situation } from './build.js';
import { solveOrders, type Solved } from './minimum-order.js';
import { pairOf } from './pin.js';

/** Solves what is left when these allocations are fixed, like commitments. */
export function solveRest(
  { problem, minimum, world }: Situation,
  fixed: readonly ProblemAllocation[],
): Solved {
  const given = sumBy(fixed, ({ demand }) => demand);
  const least = [...minimum].map(([id, quantity]) => [id, quantity - (given.get(id) ?? 0)] as const);
  return solveOrders(without(problem, fixed), world.commodity.handlingUnit, new Map(least));
}

/** What is wanted: what officers pinned, and beside it the exact solution of the rest. */
export function withPins({ pins }: Situation, { allocations }: Solved): ProblemAllocation[] {
  return pins.rows.length === 0 ? allocations : sorted([...pins.rows, ...allocations]);
}

/** The problem that is left when these allocations are fixed. */
export function without(problem: Problem, fixed: readonly ProblemAllocation[]): Problem {
  const from = sumBy(fixed, ({ lot }) => lot);
  const to = sumBy(fixed, ({ demand }) => demand);
  const given = (id: string): number => to.get(id) ?? 0;
  return {
    lots: problem.lots.map((lot) => ({ ...lot, quantity: lot.quantity - (from.get(lot.id) ?? 0) })),
    demands: problem.demands.map((demand) => ({
      ...demand,
      need: demand.need - given(demand.id),
      ...(demand.guaranteed === undefined
        ? {}
        : { guaranteed: Math.max(0, demand.guaranteed - given(demand.id)) }),
      ...(demand.cap === undefined ? {} : { cap: demand.cap - given(demand.id) }),
    })),
    arcs: problem.arcs,
    caps: problem.caps.map((cap) => ({
      ...cap,
      max: cap.max - cap.demands.reduce((sum, id) => sum + given(id), 0),
    })),
  };
}

export function keyOf({ lot, demand }: ProblemAllocation): string {
  return pairOf(lot, demand);
}

/** One row a pair, none empty, by demand, then lot, as the solver answers. */
export function sorted(rows: readonly ProblemAllocation[]): ProblemAllocation[] {
  const [quantities, pairs] = [sumBy(rows, keyOf), new Map(rows.map((row) => [keyOf(row), row]))];
  return [...pairs]
    .map(([key, { lot, demand }]) => ({ lot, demand, quantity: quantities.get(key)! }))
    .filter(({ quantity }) => quantity > 0)
    .sort((a, b) => compareText(a.demand, b.demand) || compareText(a.lot, b.lot));
}
