import type { Graph } from './graph.js';

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
  const all = Array.from(need.keys());
  const phases: Phase[] = [];
  const promised = all.filter((d) => guaranteed[d]! > 0);
  if (promised.length > 0) {
    const most = upper.map((limit, d) => Math.min(limit, guaranteed[d]!));
    phases.push({ demands: Int32Array.from(promised), weight: guaranteed, upper: most });
  }
  const classes = new Map<number, number[]>();
  for (const d of all) {
    if (need[d] === 0) continue;
    const members = classes.get(priority[d]!);
    if (members === undefined) classes.set(priority[d]!, [d]);
    else members.push(d);
  }
  for (const rank of [...classes.keys()].sort((a, b) => a - b)) {
    phases.push({ demands: Int32Array.from(classes.get(rank)!), weight: need, upper });
  }
  return phases;
}
