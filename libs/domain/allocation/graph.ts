import type { Bipartite } from './flow.js';
import { nestCaps, type GroupCap } from './group-cap.js';
import type { Problem, ProblemArc } from './problem.js';
import { ProblemError, requireQuantity } from './problem-error.js';
import {
  emptyQuantities,
  readDemand,
  readLot,
  requireTotals,
  supplyOf,
  type Quantities,
} from './quantities.js';
import { datesOf, orderOf, rankDemands, rankLots } from './rank.js';
import { costLimit } from './transport.js';

/**
 * A problem as typed arrays in canonical order: the same set of rows gives the same graph,
 * whatever their order. Lots stand by best-before date, then id (never expiring last);
 * demands by id. Memory is linear in the feasible pairs.
 */
export interface Graph extends Quantities {
  readonly lotIds: readonly string[];
  readonly demandIds: readonly string[];
  /** Place of each lot when lots are sorted by id alone. */
  readonly lotOrder: Int32Array;
  /** Lots with the same best-before share a date; dates count up from 0. */
  readonly date: Int32Array;
  /** What each lot can give, never more than the whole need. */
  readonly supply: Float64Array;
  /** min(need, cap), and the caps over this demand alone. */
  readonly upper: Float64Array;
  /** Demands ask, lots give. */
  readonly byDemand: Bipartite;
  /** Cost of each arc of `byDemand`. */
  readonly cost: Float64Array;
  readonly caps: readonly GroupCap[];
}

/** Checks a problem and puts it into arrays; throws `ProblemError`. */
export function compile(problem: Problem): Graph {
  const lots = rankLots(problem.lots);
  const demands = rankDemands(problem.demands);
  const quantities = emptyQuantities(lots.ids.length, demands.ids.length);
  demands.rows.forEach((demand, k) => readDemand(demand, k, quantities));
  lots.rows.forEach((lot, k) => readLot(lot, k, quantities));
  const needed = requireTotals(quantities, demands.ids);
  const upper = quantities.limit.slice();
  return {
    ...quantities,
    lotIds: lots.ids,
    demandIds: demands.ids,
    lotOrder: orderOf(lots),
    date: datesOf(lots),
    supply: supplyOf(quantities.quantity, needed, lots.ids),
    upper,
    ...compileArcs(problem.arcs, lots.index, demands.index),
    caps: nestCaps(problem.caps, demands.index, upper),
  };
}

function compileArcs(
  arcs: readonly ProblemArc[],
  lotIndex: ReadonlyMap<string, number>,
  demandIndex: ReadonlyMap<string, number>,
): { byDemand: Bipartite; cost: Float64Array } {
  const rows = demandIndex.size;
  const columns = lotIndex.size;
  const ends = readEnds(arcs, lotIndex, demandIndex);
  const order = sortEnds(ends, columns, rows);
  const start = new Int32Array(rows + 1);
  const column = new Int32Array(ends.feasible);
  const row = new Int32Array(ends.feasible);
  const cost = new Float64Array(ends.feasible);
  let kept = 0;
  let lastLot = -1;
  let lastDemand = -1;
  for (let k = 0; k < order.length; k++) {
    const from = order[k]!;
    const lot = ends.lot[from]!;
    const demand = ends.demand[from]!;
    if (lot === lastLot && demand === lastDemand)
      throw new ProblemError('DUPLICATE_ARC', arcName(arcs[from]!));
    lastLot = lot;
    while (lastDemand < demand) start[++lastDemand] = kept;
    if (ends.cost[from] === infeasible) continue;
    column[kept] = lot;
    row[kept] = demand;
    cost[kept++] = ends.cost[from]!;
  }
  while (lastDemand < rows) start[++lastDemand] = kept;
  return { byDemand: { rows, columns, start, column, row }, cost };
}

const infeasible = -1;

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
  const lot = new Int32Array(arcs.length);
  const demand = new Int32Array(arcs.length);
  const cost = new Float64Array(arcs.length);
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

/** The order by demand, then lot: two counting sorts, the second one stable. */
function sortEnds({ lot, demand }: Ends, lots: number, demands: number): Int32Array {
  const count = lot.length;
  const byLot = new Int32Array(count);
  let place = places(lot, lots);
  for (let k = 0; k < count; k++) {
    const at = lot[k]!;
    byLot[place[at]!] = k;
    place[at] = place[at]! + 1;
  }
  const order = new Int32Array(count);
  place = places(demand, demands);
  for (let k = 0; k < count; k++) {
    const from = byLot[k]!;
    const at = demand[from]!;
    order[place[at]!] = from;
    place[at] = place[at]! + 1;
  }
  return order;
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
