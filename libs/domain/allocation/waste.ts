import { Flow } from './flow.js';
import { transpose, type Graph } from './graph.js';
import { floats } from './scratch.js';
import type { Shares } from './fairness.js';

/**
 * How much of the lots with the same best-before date ships in all, earliest date first.
 *
 * The sets of units that can ship together for fixed demand totals are a matroid, so pushing the
 * lots out in order of date, never taking an earlier one back, ships the most of every prefix of
 * dates at once (Edmonds 1971). `shipped[date]` is unique; which lots of one date ship is left open.
 */
export function leastWaste(graph: Graph, { total, demandPart, lotPart }: Shares): Float64Array {
  const { supply, date } = graph;
  const dates = date.length === 0 ? 0 : date[date.length - 1]! + 1;
  const shipped = floats(dates);
  let open = 0;
  let flow: Flow | undefined;
  for (let lot = 0; lot < supply.length; lot++) {
    const on = date[lot]!;
    if (lotPart[lot] !== 0) continue;
    if (flow === undefined) {
      flow = new Flow(transpose(graph.byDemand), demandPart);
      flow.left.set(total);
      for (let d = 0; d < total.length; d++) if (demandPart[d] === 0) open += total[d]!;
    }
    if (open === 0) break;
    const moved = supply[lot]! - flow.pull(lot, supply[lot]!);
    shipped[on] = shipped[on]! + moved;
    open -= moved;
  }
  return shipped;
}
