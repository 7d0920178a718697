import { compile, type Graph } from './graph.js';
import { nestCaps } from './group-cap.js';
import type { Problem, ProblemDemand, ProblemLot, Solution } from './problem.js';
import { ProblemError } from './problem-error.js';
import { copyQuantities, derive, readDemand, readLot } from './quantities.js';
import { withScratch } from './scratch.js';
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
  const kept = new Compiled(problem);
  return { update: (change) => kept.update(change), solve: () => withScratch(() => solveGraph(kept.graph)) };
}

class Compiled {
  graph: Graph;
  private readonly lots: Map<string, ProblemLot>;
  private readonly demands: Map<string, ProblemDemand>;
  private readonly demandIndex: Map<string, number>;
  private lotIndex: Map<string, number>;

  constructor(private readonly problem: Problem) {
    this.graph = compile(problem);
    this.lots = new Map(problem.lots.map((lot) => [lot.id, lot]));
    this.demands = new Map(problem.demands.map((demand) => [demand.id, demand]));
    this.demandIndex = indexOf(this.graph.demandIds);
    this.lotIndex = indexOf(this.graph.lotIds);
  }

  update({ lots = [], demands = [] }: ProblemChange): void {
    for (const { id } of lots) if (!this.lots.has(id)) throw new ProblemError('UNKNOWN_LOT', id);
    for (const { id } of demands) if (!this.demands.has(id)) throw new ProblemError('UNKNOWN_DEMAND', id);
    const moved = lots.some((lot) => lot.bestBefore !== this.lots.get(lot.id)!.bestBefore);
    this.graph = moved ? this.recompile(lots, demands) : this.requantify(lots, demands);
    for (const lot of lots) this.lots.set(lot.id, lot);
    for (const demand of demands) this.demands.set(demand.id, demand);
    if (moved) this.lotIndex = indexOf(this.graph.lotIds);
  }

  /** Another best-before date is another order of the lots. */
  private recompile(lots: readonly ProblemLot[], demands: readonly ProblemDemand[]): Graph {
    const nextLots = new Map(this.lots);
    const nextDemands = new Map(this.demands);
    for (const lot of lots) nextLots.set(lot.id, lot);
    for (const demand of demands) nextDemands.set(demand.id, demand);
    return compile({ ...this.problem, lots: [...nextLots.values()], demands: [...nextDemands.values()] });
  }

  /** The same pairs with other quantities. */
  private requantify(lots: readonly ProblemLot[], demands: readonly ProblemDemand[]): Graph {
    const { graph, demandIndex } = this;
    const next = copyQuantities(graph);
    for (const demand of demands) readDemand(demand, demandIndex.get(demand.id)!, next);
    for (const lot of lots) readLot(lot, this.lotIndex.get(lot.id)!, next);
    derive(next, graph.lotIds, graph.demandIds);
    return { ...graph, ...next, caps: nestCaps(this.problem.caps, demandIndex, next.upper) };
  }
}

function indexOf(ids: readonly string[]): Map<string, number> {
  return new Map(ids.map((id, k) => [id, k]));
}
