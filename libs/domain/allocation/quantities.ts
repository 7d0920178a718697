import type { ProblemDemand, ProblemLot } from './problem.js';
import { ProblemError, requireQuantity } from './problem-error.js';
import { copyOf, floats } from './scratch.js';

/** The numbers of lots and demands, by their place in the graph. */
export interface Quantities {
  readonly quantity: Float64Array;
  readonly need: Float64Array;
  /** min(need, cap). */
  readonly limit: Float64Array;
  readonly guaranteed: Float64Array;
  readonly priority: Float64Array;
}

export function emptyQuantities(lots: number, demands: number): Quantities {
  return {
    quantity: floats(lots),
    need: floats(demands),
    limit: floats(demands),
    guaranteed: floats(demands),
    priority: floats(demands),
  };
}

export function readLot({ id, quantity }: ProblemLot, at: number, into: Quantities): void {
  into.quantity[at] = requireQuantity(quantity, id, 'quantity');
}

export function readDemand(demand: ProblemDemand, at: number, into: Quantities): void {
  const { id, need, cap, guaranteed, priority } = demand;
  into.need[at] = requireQuantity(need, id, 'need');
  into.limit[at] = cap === undefined ? need : Math.min(need, requireQuantity(cap, id, 'cap'));
  into.guaranteed[at] = guaranteed === undefined ? 0 : requireQuantity(guaranteed, id, 'guaranteed');
  into.priority[at] = requireQuantity(priority, id, 'priority');
}

/** Answers the whole need; refuses sums that are no longer exact. */
export function requireTotals({ need, guaranteed }: Quantities, ids: readonly string[]): number {
  requireTotal(guaranteed, ids, 'guaranteed');
  return requireTotal(need, ids, 'need');
}

/** No lot can ship more than the whole need, so no supply is kept larger than that. */
export function supplyOf(quantity: Float64Array, needed: number, ids: readonly string[]): Float64Array {
  const supply = copyOf(quantity);
  for (let lot = 0; lot < supply.length; lot++) if (supply[lot]! > needed) supply[lot] = needed;
  requireTotal(supply, ids, 'quantity');
  return supply;
}

function requireTotal(values: Float64Array, ids: readonly string[], field: string): number {
  let total = 0;
  for (let k = 0; k < values.length; k++) {
    total += values[k]!;
    if (total > Number.MAX_SAFE_INTEGER) throw new ProblemError('TOTAL_TOO_LARGE', ids[k]!, field);
  }
  return total;
}
