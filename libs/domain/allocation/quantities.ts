import type { ProblemDemand, ProblemLot } from './problem.js';
import { ProblemError, requireQuantity } from './problem-error.js';
import { copyOf, floats } from './scratch.js';

/** The numbers of lots and demands, by their place in the graph; all of them views of one array. */
export interface Quantities {
  readonly values: Float64Array;
  readonly quantity: Float64Array;
  /** What each lot can give, never more than the whole need. */
  readonly supply: Float64Array;
  readonly need: Float64Array;
  /** min(need, cap). */
  readonly limit: Float64Array;
  /** min(need, cap), and the caps over this demand alone. */
  readonly upper: Float64Array;
  readonly guaranteed: Float64Array;
  readonly priority: Float64Array;
}

export function emptyQuantities(lots: number, demands: number): Quantities {
  return viewsOf(floats(2 * lots + 5 * demands), lots, demands);
}

/** The same numbers once more, to be changed. */
export function copyQuantities({ values, quantity, need }: Quantities): Quantities {
  return viewsOf(copyOf(values), quantity.length, need.length);
}

function viewsOf(values: Float64Array, lots: number, demands: number): Quantities {
  const ofLots = (k: number): Float64Array => values.subarray(k * lots, (k + 1) * lots);
  const ofDemands = (k: number): Float64Array =>
    values.subarray(2 * lots + k * demands, 2 * lots + (k + 1) * demands);
  return {
    values,
    quantity: ofLots(0),
    supply: ofLots(1),
    need: ofDemands(0),
    limit: ofDemands(1),
    upper: ofDemands(2),
    guaranteed: ofDemands(3),
    priority: ofDemands(4),
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

/**
 * What follows from the rows just read: `supply`, and `upper` before caps. No lot can ship more than
 * the whole need, so no supply is kept larger than that. Refuses sums that are no longer exact.
 */
export function derive(
  { quantity, supply, need, limit, upper, guaranteed }: Quantities,
  lotIds: readonly string[],
  demandIds: readonly string[],
): void {
  requireTotal(guaranteed, demandIds, 'guaranteed');
  const needed = requireTotal(need, demandIds, 'need');
  for (let lot = 0; lot < supply.length; lot++) supply[lot] = Math.min(quantity[lot]!, needed);
  requireTotal(supply, lotIds, 'quantity');
  upper.set(limit);
}

function requireTotal(values: Float64Array, ids: readonly string[], field: string): number {
  let total = 0;
  for (let k = 0; k < values.length; k++) {
    total += values[k]!;
    if (total > Number.MAX_SAFE_INTEGER) throw new ProblemError('TOTAL_TOO_LARGE', ids[k]!, field);
  }
  return total;
}
