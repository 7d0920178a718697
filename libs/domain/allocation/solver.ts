import { compile, type Graph } from './graph.js';
import type { Problem, ProblemDemand, ProblemLot, Solution } from './problem.js';
import { ProblemError } from './problem-error.js';
import { demandRank, lotRank } from './rank.js';
import { nestCaps } from './group-cap.js';
import { solveGraph } from './solve.js';

/** Rows that replace those of the same id; pairs and caps stay as they are. */
export interface ProblemChange {
  readonly lots?: readonly ProblemLot[];
  readonly demands?: readonly ProblemDemand[];
}

/**
 * A problem that stays compiled while quantities change. What `solve` answers is always, byte for
 * byte, what the plain `solve` answers for the changed problem.
 */
export interface Solver {
  /** Throws `ProblemError` and changes nothing if a row is wrong or its id is unknown. */
  update(change: ProblemChange): void;
  solve(): Solution;
}

export function createSolver(problem: Problem): Solver {
  let lots = new Map(problem.lots.map((lot) => [lot.id, lot]));
  let demands = new Map(problem.demands.map((demand) => [demand.id, demand]));
  let graph = compile(problem);
  return {
    update(change) {
      const nextLots = replace(lots, change.lots ?? [], 'UNKNOWN_LOT');
      const nextDemands = replace(demands, change.demands ?? [], 'UNKNOWN_DEMAND');
      const next = { ...problem, lots: [...nextLots.values()], demands: [...nextDemands.values()] };
      const moved = (change.lots ?? []).some((lot) => lot.bestBefore !== lots.get(lot.id)!.bestBefore);
      graph = moved ? compile(next) : requantify(graph, next);
      lots = nextLots;
      demands = nextDemands;
    },
    solve: () => solveGraph(graph),
  };
}

function replace<Row extends { id: string }>(
  rows: ReadonlyMap<string, Row>,
  changed: readonly Row[],
  unknown: 'UNKNOWN_LOT' | 'UNKNOWN_DEMAND',
): Map<string, Row> {
  const next = new Map(rows);
  for (const row of changed) {
    if (!rows.has(row.id)) throw new ProblemError(unknown, row.id);
    next.set(row.id, row);
  }
  return next;
}

/** The same pairs with other quantities. */
function requantify(graph: Graph, problem: Problem): Graph {
  const { index, needed, need, upper, guaranteed, priority } = demandRank(problem.demands);
  const { supply } = lotRank(problem.lots, needed);
  return { ...graph, supply, need, upper, guaranteed, priority, caps: nestCaps(problem.caps, index, upper) };
}
