import type { ExactShares } from './exact-fairness.js';
import type { Graph } from './graph.js';
import { Residual } from './residual.js';

/**
 * Whole totals next to exact shares: each is the share rounded down or up, lots and group caps hold,
 * and the sum is the largest possible, never less than that of the shares. Such totals exist because
 * a network with whole capacities has whole flows (Hoffman 1960). Among them the demands are rounded
 * up in a fixed order: those that came to rest first, by class, then largest remainder, then id.
 */
export function roundShares(graph: Graph, { numerator, unit, step }: ExactShares): Float64Array {
  const total = Float64Array.from(numerator, (value) => Number(value / unit));
  const network = new Rounding(graph, total);
  const order = numerator
    .map((value, d) => ({ d, rest: value % unit }))
    .filter(({ rest }) => rest > 0n)
    .sort(
      (a, b) =>
        step[a.d]! - step[b.d]! ||
        graph.priority[a.d]! - graph.priority[b.d]! ||
        (a.rest === b.rest ? a.d - b.d : a.rest > b.rest ? -1 : 1),
    )
    .map(({ d }) => d);
  network.fill(order);
  for (const d of order) if (network.roundUp(d)) total[d] = total[d]! + 1;
  return total;
}

/** Source → lots → demands in → demands out → groups → sink, with the shares rounded down flowing. */
class Rounding {
  private readonly residual: Residual;
  private readonly source: number;
  private readonly sink: number;
  private readonly step: Int32Array;

  constructor(
    private readonly graph: Graph,
    floor: Float64Array,
  ) {
    const lots = graph.supply.length;
    const demands = floor.length;
    this.source = lots + 2 * demands + graph.caps.length;
    this.sink = this.source + 1;
    this.residual = new Residual(this.sink + 1);
    this.step = new Int32Array(demands).fill(-1);
    this.connectLots(floor);
    this.connectGroups(floor);
  }

  private connectLots(floor: Float64Array): void {
    const { supply, byDemand } = this.graph;
    const { residual } = this;
    const lots = supply.length;
    for (let lot = 0; lot < lots; lot++) residual.connect(this.source, lot, supply[lot]!, 0);
    for (let arc = 0; arc < byDemand.column.length; arc++) {
      residual.connect(byDemand.column[arc]!, lots + byDemand.row[arc]!, Infinity, 0);
    }
    for (let d = 0; d < floor.length; d++) {
      // A way of its own for what is already sure, so that it can move between lots but never shrink.
      const moved = residual.push(this.source, lots + d, floor[d]!);
      if (moved !== floor[d]!) throw new Error(`Shares of ${this.graph.demandIds[d]!} cannot be served`);
    }
  }

  private connectGroups(floor: Float64Array): void {
    const { caps, supply } = this.graph;
    const { residual, sink } = this;
    const base = supply.length + floor.length;
    const groups = base + floor.length;
    const inner = new Int32Array(floor.length).fill(-1);
    caps.forEach(({ demands, max, parent }, k) => {
      let used = 0;
      for (const d of demands) {
        inner[d] = k;
        used += floor[d]!;
      }
      residual.connect(groups + k, parent < 0 ? sink : groups + parent, max - used, 0);
    });
    for (let d = 0; d < floor.length; d++) {
      residual.connect(base + d, inner[d]! < 0 ? sink : groups + inner[d]!, Infinity, 0);
    }
  }

  /** The largest sum: every share in `order` may grow by one unit. */
  fill(order: readonly number[]): void {
    const { supply, demandIds } = this.graph;
    const lots = supply.length;
    for (const d of order) {
      this.step[d] = this.residual.connect(lots + d, lots + demandIds.length + d, 1, 0);
    }
    this.residual.push(this.source, this.sink, Infinity);
  }

  /** Rounds this demand up for good if the sum and what is settled before it allow; else down for good. */
  roundUp(d: number): boolean {
    const { residual } = this;
    const step = this.step[d]!;
    const lots = this.graph.supply.length;
    const isUp = residual.capacity(step) === 0;
    residual.freeze(step);
    return isUp || residual.push(lots + this.graph.demandIds.length + d, lots + d, 1) === 1;
  }
}
