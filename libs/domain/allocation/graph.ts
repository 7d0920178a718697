import { compileArcs, startsOf } from './arcs.js';
import type { Bipartite } from './flow.js';
import { nestCaps, type GroupCap } from './group-cap.js';
import type { Problem } from './problem.js';
import { derive, emptyQuantities, readDemand, readLot, type Quantities } from './quantities.js';
import { datesOf, orderOf, rankDemands, rankLots } from './rank.js';
import { ints } from './scratch.js';

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
  derive(quantities, lots.ids, demands.ids);
  return {
    ...quantities,
    ...compileArcs(problem.arcs, lots, demands),
    lotIds: lots.ids,
    demandIds: demands.ids,
    lotOrder: orderOf(lots),
    date: datesOf(lots),
    caps: nestCaps(problem.caps, demands.index, quantities.upper),
  };
}

/** The same pairs seen from the lots: lots ask, demands give. */
export function transpose(graph: Bipartite): Bipartite {
  const { rows, columns, column, row } = graph;
  const start = startsOf(column, columns);
  const next = ints(columns);
  const transposed: Bipartite = {
    rows: columns,
    columns: rows,
    start,
    column: ints(column.length),
    row: ints(column.length),
  };
  for (let arc = 0; arc < column.length; arc++) {
    const lot = column[arc]!;
    const at = start[lot]! + next[lot]!++;
    transposed.column[at] = row[arc]!;
    transposed.row[at] = lot;
  }
  return transposed;
}
