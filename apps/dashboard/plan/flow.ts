import type { Allocation } from '../api/types.js';

export interface FlowNode {
  /** Unique in the diagram: a lot and a demand may have the same name. */
  name: string;
  label: string;
  side: 'lot' | 'demand';
}

export interface FlowLink {
  source: string;
  target: string;
  value: number;
}

export interface FlowDiagram {
  nodes: FlowNode[];
  links: FlowLink[];
  /** Rows that are in the diagram only as a sum. */
  summed: number;
}

const nodesPerSideMax = 18;
const others = '\u0000';

/** Lots at the left, demands at the right; of many the largest, and the rest as one. */
export function flowOf(
  allocations: readonly Allocation[],
  names: { lot: (row: Allocation) => string; demand: (row: Allocation) => string; others: string },
): FlowDiagram {
  const lots = largest(allocations, ({ lotId }) => lotId);
  const demands = largest(allocations, ({ demandId }) => demandId);
  const nodes = new Map<string, FlowNode>();
  const links = new Map<string, FlowLink>();
  let summed = 0;
  for (const row of allocations) {
    const lot = lots.has(row.lotId) ? row.lotId : others;
    const demand = demands.has(row.demandId) ? row.demandId : others;
    if (lot === others || demand === others) summed += 1;
    const source = `lot\n${lot}`;
    const target = `demand\n${demand}`;
    nodes.set(source, { name: source, side: 'lot', label: lot === others ? names.others : names.lot(row) });
    const label = demand === others ? names.others : names.demand(row);
    nodes.set(target, { name: target, side: 'demand', label });
    const key = `${source}\n${target}`;
    const link = links.get(key) ?? { source, target, value: 0 };
    links.set(key, { ...link, value: link.value + row.quantity });
  }
  return { nodes: [...nodes.values()], links: [...links.values()], summed };
}

function largest(rows: readonly Allocation[], keyOf: (row: Allocation) => string): Set<string> {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + row.quantity);
  const sorted = [...sums].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return new Set(sorted.slice(0, nodesPerSideMax).map(([key]) => key));
}
