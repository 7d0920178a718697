import type { Graph } from './graph.js';
import type { Shares } from './fairness.js';
import { copyOf, floats, ints } from './scratch.js';
import { cheapest, type Transport } from './transport.js';

/** What a lot sends to a demand. */
export interface Sent {
  readonly demand: number;
  readonly lot: number;
  readonly quantity: number;
}

/**
 * The cheapest way to bring every demand its total while the lots of each date ship what is least
 * waste. A date that ships only a part of its stock gets one more row, free of cost, that keeps the
 * rest; lots and demands that use each other up see only each other.
 */
export function ship(graph: Graph, shares: Shares, shipped: Float64Array): Sent[] {
  const supply = usableSupply(graph, shares, shipped);
  const keepers = keepersOf(graph, shares, shipped, supply);
  const { graph: network, ...rest } = narrow(graph, shares, supply, keepers);
  const { arcs, amounts } = cheapest({ graph: network, ...rest });
  const sent: Sent[] = [];
  arcs.forEach((arc, k) => {
    const demand = network.row[arc]!;
    if (demand < graph.byDemand.rows) sent.push({ demand, lot: network.column[arc]!, quantity: amounts[k]! });
  });
  return sent;
}

/** A lot that ships nothing leaves the network; a lot alone on its date ships just what the date does. */
function usableSupply({ supply, date }: Graph, { lotPart }: Shares, shipped: Float64Array): Float64Array {
  const free = ints(shipped.length);
  for (let lot = 0; lot < supply.length; lot++) if (lotPart[lot] === 0) free[date[lot]!]!++;
  const usable = copyOf(supply);
  for (let lot = 0; lot < supply.length; lot++) {
    if (lotPart[lot] !== 0) continue;
    const out = shipped[date[lot]!]!;
    if (free[date[lot]!] === 1 || out === 0) usable[lot] = out;
  }
  return usable;
}

interface Keeper {
  readonly date: number;
  readonly quantity: number;
}

function keepersOf(
  { date }: Graph,
  { lotPart }: Shares,
  shipped: Float64Array,
  supply: Float64Array,
): Keeper[] {
  const kept = floats(shipped.length);
  for (let lot = 0; lot < supply.length; lot++) {
    if (lotPart[lot] === 0) kept[date[lot]!]! += supply[lot]!;
  }
  const keepers: Keeper[] = [];
  for (let on = 0; on < kept.length; on++) {
    const quantity = kept[on]! - shipped[on]!;
    if (quantity > 0) keepers.push({ date: on, quantity });
  }
  return keepers;
}

/** Only the arcs that can carry something, and the keepers' rows after all demands. */
function narrow(
  { byDemand, cost, date }: Graph,
  { total, demandPart, lotPart }: Shares,
  supply: Float64Array,
  keepers: readonly Keeper[],
): Transport {
  if (keepers.length === 0 && isWhole(demandPart, lotPart, total, supply)) {
    return { graph: byDemand, cost, supply, need: total };
  }
  const { start, column, columns } = byDemand;
  const rows = byDemand.rows + keepers.length;
  const room = column.length + (keepers.length > 0 ? columns : 0);
  const next = {
    start: ints(rows + 1),
    column: ints(room),
    row: ints(room),
    cost: floats(room),
  };
  let size = 0;
  for (let d = 0; d < byDemand.rows; d++) {
    for (let arc = start[d]!, end = total[d]! > 0 ? start[d + 1]! : arc; arc < end; arc++) {
      const lot = column[arc]!;
      if (supply[lot] === 0 || lotPart[lot] !== demandPart[d]) continue;
      next.column[size] = lot;
      next.row[size] = d;
      next.cost[size++] = cost[arc]!;
    }
    next.start[d + 1] = size;
  }
  keepers.forEach((keeper, k) => {
    for (let lot = 0; lot < columns; lot++) {
      if (date[lot] !== keeper.date || lotPart[lot] !== 0) continue;
      next.column[size] = lot;
      next.row[size++] = byDemand.rows + k;
    }
    next.start[byDemand.rows + k + 1] = size;
  });
  const need = floats(rows);
  need.set(total);
  keepers.forEach(({ quantity }, k) => (need[byDemand.rows + k] = quantity));
  const graph = {
    rows,
    columns,
    start: next.start,
    column: next.column.subarray(0, size),
    row: next.row.subarray(0, size),
  };
  return { graph, cost: next.cost.subarray(0, size), supply, need };
}

/** Whether all demands and lots are of one part and take part. */
function isWhole(
  demandPart: Int32Array,
  lotPart: Int32Array,
  total: Float64Array,
  supply: Float64Array,
): boolean {
  const part = demandPart[0];
  return (
    demandPart.every((p) => p === part) &&
    lotPart.every((p) => p === part) &&
    total.every((quantity) => quantity > 0) &&
    supply.every((quantity) => quantity > 0)
  );
}
