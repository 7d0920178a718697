import { shareExactly } from './exact-fairness.js';
import { shareFairly, sharesExactly, type Shares } from './fairness.js';
import { compile, type Graph } from './graph.js';
import type { Problem, ProblemAllocation, Solution } from './problem.js';
import { roundShares } from './rounding.js';
import { withScratch } from './scratch.js';
import { ship } from './shipping.js';
import { leastWaste } from './waste.js';

/**
 * The allocation that is, in strict order, fairest, least wasteful and cheapest; whole base units,
 * independent of the order of the rows. Throws `ProblemError` when the problem itself is wrong.
 * The mathematics is in docs/RECONCILIATION.md.
 */
export function solve(problem: Problem): Solution {
  return withScratch(() => solveGraph(compile(problem)));
}

export function solveGraph(graph: Graph): Solution {
  const shares = sharesExactly(graph) ? shareFairly(graph) : shareInBigIntegers(graph);
  const sent = ship(graph, shares, leastWaste(graph, shares));
  const { lotIds, demandIds, lotOrder } = graph;
  sent.sort((a, b) => a.demand - b.demand || lotOrder[a.lot]! - lotOrder[b.lot]!);
  const allocations: ProblemAllocation[] = sent.map(({ lot, demand, quantity }) => ({
    lot: lotIds[lot]!,
    demand: demandIds[demand]!,
    quantity,
  }));
  return { allocations };
}

/** Totals by way of exact fractions; no parts are known, so all lots and demands stay together. */
export function shareInBigIntegers(graph: Graph): Shares {
  return {
    total: roundShares(graph, shareExactly(graph)),
    demandPart: new Int32Array(graph.demandIds.length),
    lotPart: new Int32Array(graph.lotIds.length),
  };
}
