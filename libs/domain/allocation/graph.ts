import { lotRank, demandRank } from './rank.js';
import type { Bipartite } from './flow.js';
import { type Problem, type ProblemArc } from './problem.js';
import { ProblemError, requireQuantity } from './problem-error.js';
import { costLimit } from './transport.js';
import { nestCaps, type GroupCap } from './group-cap.js';

/**
 * A problem as typed arrays in canonical order: the same set of rows gives the same graph,
 * whatever their order. Lots stand by best-before date, then id (never expiring last);
 * demands by id. Memory is linear in the feasible pairs.
 */
export interface Graph {
  readonly lotIds: readonly string[];
  readonly demandIds: readonly string[];
  /** Place of each lot when lots are sorted by id alone. */
  readonly lotOrder: Int32Array;
  /** Lots with the same best-before share a date; dates count up from 0. */
  readonly date: Int32Array;
  readonly supply: Float64Array;
  readonly need: Float64Array;
  /** min(need, cap). */
  readonly upper: Float64Array;
  readonly guaranteed: Float64Array;
  readonly priority: Float64Array;
  /** Demands ask, lots give. */
  readonly byDemand: Bipartite;
  /** Cost of each arc of `byDemand`. */
  readonly cost: Float64Array;
  readonly caps: readonly GroupCap[];
}

/** Checks a problem and puts it into arrays; throws `ProblemError`. */
export function compile(problem: Problem): Graph {
  const demands = demandRank(problem.demands);
  const lots = lotRank(problem.lots, demands.needed);
  const { need, upper, guaranteed, priority } = demands;
  const { byDemand, cost } = compileArcs(problem.arcs, lots.index, demands.index);
  return {
    lotIds: lots.ids,
    demandIds: demands.ids,
    lotOrder: lots.order,
    date: lots.date,
    supply: lots.supply,
    need,
    upper,
    guaranteed,
    priority,
    byDemand,
    cost,
    caps: nestCaps(problem.caps, demands.index, upper),
  };
}

function compileArcs(
  arcs: readonly ProblemArc[],
  lotIndex: ReadonlyMap<string, number>,
  demandIndex: ReadonlyMap<string, number>,
): { byDemand: Bipartite; cost: Float64Array } {
  const lotOf = new Int32Array(arcs.length);
  const demandOf = new Int32Array(arcs.length);
  const count = readEnds(arcs, lotIndex, demandIndex, lotOf, demandOf);
  const rows = demandIndex.size;
  const columns = lotIndex.size;
  const { order, start } = sortArcs(lotOf, demandOf, columns, rows);
  const column = new Int32Array(count);
  const row = new Int32Array(count);
  const cost = new Float64Array(count);
  let last = -1;
  let kept = 0;
  start[0] = 0;
  for (let k = 0; k < order.length; k++) {
    const from = order[k]!;
    const arc = arcs[from]!;
    const demand = demandOf[from]!;
    const pair = demand * columns + lotOf[from]!;
    if (pair === last) throw new ProblemError('DUPLICATE_ARC', arcName(arc));
    last = pair;
    if (arc.feasible) {
      column[kept] = lotOf[from]!;
      row[kept] = demand;
      cost[kept++] = arc.cost;
    }
    start[demand + 1] = kept;
  }
  for (let r = 1; r <= rows; r++) if (start[r]! < start[r - 1]!) start[r] = start[r - 1]!;
  return { byDemand: { rows, columns, start, column, row }, cost };
}

/** Looks ids up; rows that come sorted by lot and demand cost no hashing. Answers the feasible count. */
function readEnds(
  arcs: readonly ProblemArc[],
  lotIndex: ReadonlyMap<string, number>,
  demandIndex: ReadonlyMap<string, number>,
  lotOf: Int32Array,
  demandOf: Int32Array,
): number {
  // A date that ships in part gets a row of its own, so count the lots twice.
  const limit = costLimit(2 * lotIndex.size + demandIndex.size);
  let feasible = 0;
  let lotId: string | undefined;
  let lot: number | undefined;
  let demandId: string | undefined;
  let demand: number | undefined;
  for (let k = 0; k < arcs.length; k++) {
    const arc = arcs[k]!;
    if (arc.lot !== lotId) {
      lotId = arc.lot;
      lot = lotIndex.get(lotId);
    }
    if (arc.demand !== demandId) {
      demandId = arc.demand;
      demand = demandIndex.get(demandId);
    }
    if (lot === undefined) throw new ProblemError('UNKNOWN_LOT', arc.lot, arcName(arc));
    if (demand === undefined) throw new ProblemError('UNKNOWN_DEMAND', arc.demand, arcName(arc));
    lotOf[k] = lot;
    demandOf[k] = demand;
    if (!arc.feasible) continue;
    feasible++;
    if (!(Number.isInteger(arc.cost) && arc.cost >= 0 && arc.cost <= limit)) refuseCost(arc);
  }
  return feasible;
}

/** Two counting sorts: by lot, then stably by demand. `start` is only sized here. */
function sortArcs(
  lotOf: Int32Array,
  demandOf: Int32Array,
  lots: number,
  demands: number,
): { order: Int32Array; start: Int32Array } {
  const count = lotOf.length;
  const byLot = new Int32Array(count);
  let place = places(lotOf, lots);
  for (let k = 0; k < count; k++) {
    const lot = lotOf[k]!;
    byLot[place[lot]!] = k;
    place[lot] = place[lot]! + 1;
  }
  const order = new Int32Array(count);
  place = places(demandOf, demands);
  for (let k = 0; k < count; k++) {
    const from = byLot[k]!;
    const demand = demandOf[from]!;
    order[place[demand]!] = from;
    place[demand] = place[demand]! + 1;
  }
  return { order, start: new Int32Array(demands + 1) };
}

function places(key: Int32Array, keys: number): Int32Array {
  const place = new Int32Array(keys + 1);
  for (let k = 0; k < key.length; k++) {
    const at = key[k]! + 1;
    place[at] = place[at]! + 1;
  }
  for (let k = 1; k <= keys; k++) place[k] = place[k]! + place[k - 1]!;
  return place;
}

function refuseCost(arc: ProblemArc): never {
  requireQuantity(arc.cost, arcName(arc), 'cost');
  throw new ProblemError('COST_TOO_LARGE', arcName(arc), 'cost');
}

function arcName(arc: ProblemArc): string {
  return `${arc.lot} → ${arc.demand}`;
}

/** The same pairs seen from the lots: lots ask, demands give. */
export function transpose(graph: Bipartite): Bipartite {
  const { rows, columns, column, row } = graph;
  const start = places(column, columns);
  const place = start.slice();
  const transposed: Bipartite = {
    rows: columns,
    columns: rows,
    start,
    column: new Int32Array(column.length),
    row: new Int32Array(column.length),
  };
  for (let arc = 0; arc < column.length; arc++) {
    const lot = column[arc]!;
    const at = place[lot]!;
    place[lot] = at + 1;
    transposed.column[at] = row[arc]!;
    transposed.row[at] = lot;
  }
  return transposed;
}
