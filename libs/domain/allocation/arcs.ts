import type { Bipartite } from './flow.js';
import type { ProblemArc } from './problem.js';
import { ProblemError, requireQuantity } from './problem-error.js';
import type { Ranked } from './rank.js';
import { floats, ints } from './scratch.js';
import { costLimit } from './transport.js';

/** The feasible pairs by demand, then lot, and the cost of each. */
export interface Pairs {
  /** Demands ask, lots give. */
  readonly byDemand: Bipartite;
  readonly cost: Float64Array;
}

const infeasible = -1;

/** Puts the arcs in canonical order, checks them, and leaves out those that are not feasible. */
export function compileArcs(
  arcs: readonly ProblemArc[],
  lots: Ranked<unknown>,
  demands: Ranked<unknown>,
): Pairs {
  const rows = demands.ids.length;
  const columns = lots.ids.length;
  const ends = readEnds(arcs, lots.index, demands.index);
  const { start, column, cost } = sortEnds(ends, columns, rows);
  const row = ints(ends.feasible);
  let kept = 0;
  for (let demand = 0; demand < rows; demand++) {
    const end = start[demand + 1]!;
    let lastLot = -1;
    let arc = start[demand]!;
    start[demand] = kept;
    for (; arc < end; arc++) {
      const lot = column[arc]!;
      if (lot === lastLot)
        throw new ProblemError('DUPLICATE_ARC', `${lots.ids[lot]!} → ${demands.ids[demand]!}`);
      lastLot = lot;
      if (cost[arc] === infeasible) continue;
      column[kept] = lot;
      row[kept] = demand;
      cost[kept++] = cost[arc]!;
    }
  }
  start[rows] = kept;
  return {
    byDemand: { rows, columns, start, column: column.subarray(0, kept), row },
    cost: cost.subarray(0, kept),
  };
}

/** The rows of the arcs as numbers, in the order in which they came. */
interface Ends {
  readonly lot: Int32Array;
  readonly demand: Int32Array;
  /** −1 where the pair is not feasible. */
  readonly cost: Float64Array;
  readonly feasible: number;
}

/** Looks ids up, once for rows in a row that share one. The objects are read once: memory is what costs. */
function readEnds(
  arcs: readonly ProblemArc[],
  lotIndex: ReadonlyMap<string, number>,
  demandIndex: ReadonlyMap<string, number>,
): Ends {
  const lot = ints(arcs.length);
  const demand = ints(arcs.length);
  const cost = floats(arcs.length);
  // A date that ships in part gets a row of its own, so count the lots twice.
  const limit = costLimit(2 * lotIndex.size + demandIndex.size);
  let feasible = 0;
  let lotId: string | undefined;
  let lotAt: number | undefined;
  let demandId: string | undefined;
  let demandAt: number | undefined;
  for (let k = 0; k < arcs.length; k++) {
    const arc = arcs[k]!;
    if (arc.lot !== lotId) {
      lotId = arc.lot;
      lotAt = lotIndex.get(lotId);
    }
    if (arc.demand !== demandId) {
      demandId = arc.demand;
      demandAt = demandIndex.get(demandId);
    }
    if (lotAt === undefined) throw new ProblemError('UNKNOWN_LOT', arc.lot, arcName(arc));
    if (demandAt === undefined) throw new ProblemError('UNKNOWN_DEMAND', arc.demand, arcName(arc));
    lot[k] = lotAt;
    demand[k] = demandAt;
    if (!arc.feasible) {
      cost[k] = infeasible;
      continue;
    }
    feasible++;
    const rupiah = arc.cost;
    if (!(Number.isInteger(rupiah) && rupiah >= 0 && rupiah <= limit)) refuseCost(arc);
    cost[k] = rupiah;
  }
  return { lot, demand, cost, feasible };
}

/** By demand, then lot: two counting sorts, the second one stable. */
function sortEnds(
  { lot, demand, cost }: Ends,
  lots: number,
  demands: number,
): { start: Int32Array; column: Int32Array; cost: Float64Array } {
  const count = lot.length;
  const byLot = ints(count);
  const place = startsOf(lot, lots);
  for (let k = 0; k < count; k++) byLot[place[lot[k]!]!++] = k;
  const start = startsOf(demand, demands);
  const next = ints(demands);
  const sorted = { start, column: ints(count), cost: floats(count) };
  for (let k = 0; k < count; k++) {
    const from = byLot[k]!;
    const row = demand[from]!;
    const at = start[row]! + next[row]!++;
    sorted.column[at] = lot[from]!;
    sorted.cost[at] = cost[from]!;
  }
  return sorted;
}

/** Where the entries of each key begin when they stand by key. */
export function startsOf(key: Int32Array, keys: number): Int32Array {
  const start = ints(keys + 1);
  for (let k = 0; k < key.length; k++) start[key[k]! + 1]!++;
  for (let k = 1; k <= keys; k++) start[k] = start[k]! + start[k - 1]!;
  return start;
}

function refuseCost(arc: ProblemArc): never {
  requireQuantity(arc.cost, arcName(arc), 'cost');
  throw new ProblemError('COST_TOO_LARGE', arcName(arc), 'cost');
}

function arcName(arc: ProblemArc): string {
  return `${arc.lot} → ${arc.demand}`;
}
