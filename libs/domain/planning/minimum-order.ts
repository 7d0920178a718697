import { solveInUnits } from '../allocation/handling.js';
import type { Problem, ProblemAllocation } from '../allocation/problem.js';
import { compareText } from '../ledger/timeline.js';
import { sumBy } from '../quantity/sum-by.js';

export interface Solved {
  /** The problem without the pairs of the demands that are left out. */
  readonly problem: Problem;
  readonly allocations: ProblemAllocation[];
  /** Demands that are left out, with the quantity too small to send. */
  readonly tooSmall: ReadonlyMap<string, number>;
}

/**
 * Solves, and as long as a demand would get less than its least order, leaves one such demand out and solves
 * again, so that the others share what it would have had: the least urgent first, then the one that is
 * furthest from its least order, then the last by id. Choosing the best set to leave out is a mixed-integer
 * programme; this rule takes at most one more solution a demand, and everybody who is served gets what is exact.
 * @param unit base units in one handling unit
 * @param minimum least base units by demand id
 */
export function solveOrders(problem: Problem, unit: number, minimum: ReadonlyMap<string, number>): Solved {
  const tooSmall = new Map<string, number>();
  let rest = problem;
  for (;;) {
    const { allocations } = solveInUnits(rest, unit);
    const out = minimum.size === 0 ? undefined : smallest(rest, allocations, minimum);
    if (out === undefined) return { problem: rest, allocations, tooSmall };
    tooSmall.set(out.id, out.quantity);
    rest = { ...rest, arcs: rest.arcs.filter(({ demand }) => demand !== out.id) };
  }
}

interface Order {
  id: string;
  priority: number;
  quantity: number;
  least: number;
}

function smallest(
  { demands }: Problem,
  allocations: readonly ProblemAllocation[],
  minimum: ReadonlyMap<string, number>,
): Order | undefined {
  const sums = sumBy(allocations, ({ demand }) => demand);
  return demands
    .map(({ id, priority }) => {
      return { id, priority, quantity: sums.get(id) ?? 0, least: minimum.get(id) ?? 0 };
    })
    .filter(({ quantity, least }) => quantity > 0 && quantity < least)
    .sort((a, b) => b.priority - a.priority || byShare(a, b) || compareText(b.id, a.id))[0];
}

function byShare(a: Order, b: Order): number {
  const difference = BigInt(a.quantity) * BigInt(b.least) - BigInt(b.quantity) * BigInt(a.least);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
