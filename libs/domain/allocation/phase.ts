import type { Graph } from './graph.js';
import { intsOf } from './scratch.js';

/**
 * One class of demands that share fairly among themselves: first the guarantees, then each priority.
 * Inside, the ratio quantity / weight is what is made equal as far as it goes.
 */
export interface Phase {
  readonly demands: Int32Array;
  /** Denominators: what is guaranteed, or the whole need. Never 0. */
  readonly weight: Float64Array;
  /** The most that each demand (by its index in the graph) may have after this phase. */
  readonly upper: Float64Array;
}

/** Guarantees as one class before all priorities, then the priorities, 1 first. */
export function phasesOf(graph: Graph): Phase[] {
  const { need, upper, guaranteed, priority } = graph;
  const phases: Phase[] = [];
  const promised: number[] = [];
  const classes = new Map<number, number[]>();
  for (let d = 0; d < need.length; d++) {
    if (guaranteed[d]! > 0) promised.push(d);
    if (need[d] === 0) continue;
    const members = classes.get(priority[d]!);
    if (members === undefined) classes.set(priority[d]!, [d]);
    else members.push(d);
  }
  if (promised.length > 0) {
    const most = upper.map((limit, d) => Math.min(limit, guaranteed[d]!));
    phases.push({ demands: intsOf(promised), weight: guaranteed, upper: most });
  }
  for (const rank of [...classes.keys()].sort((a, b) => a - b)) {
    phases.push({ demands: intsOf(classes.get(rank)!), weight: need, upper });
  }
  return phases;
}
