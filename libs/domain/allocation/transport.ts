import { fewestFirst, type Bipartite } from './flow.js';
import { Pricing } from './pricing.js';
import { copyOf, ints, naturals } from './scratch.js';
import { Tree } from './tree.js';

/**
 * A balanced transportation problem: rows ask exactly `need`, columns give exactly `supply`,
 * the sums are equal and a solution is known to exist. Costs are integers ≥ 0.
 */
export interface Transport {
  readonly graph: Bipartite;
  readonly cost: Float64Array;
  readonly supply: Float64Array;
  readonly need: Float64Array;
}

const none = -1;

/** Largest arc cost for which the potentials of `cheapest` stay exact. */
export function costLimit(nodes: number): number {
  return Math.floor(Number.MAX_SAFE_INTEGER / (4 * (nodes + 2))) - 1;
}

/** The arcs that carry something, in no particular order, and how much. */
export interface Carried {
  readonly arcs: readonly number[];
  readonly amounts: readonly number[];
}

/**
 * The cheapest flow, by the network simplex method on strongly feasible trees, which cannot cycle
 * (Cunningham 1976).
 * Deterministic.
 */
export function cheapest(transport: Transport): Carried {
  const { rows, columns } = transport.graph;
  const tree = new Tree(columns, rows);
  plant(tree, transport, firstFlow(transport));
  const pricing = new Pricing(transport, tree.price);
  for (let entering = pricing.next(); entering !== none; entering = pricing.next()) {
    tree.pivot(pricing.candidates, entering);
  }
  return carried(tree);
}

/** A forest of arcs that carry something, and what they leave open. */
interface Forest extends Carried {
  readonly left: Float64Array;
  readonly missing: Float64Array;
}

/**
 * A first flow from the cheapest column with something left, row by row. Each step empties a
 * column or fills a row, so the arcs used form a forest in which at most one node of a component
 * is out of balance.
 */
function firstFlow({ graph, cost, supply, need }: Transport): Forest {
  const { start, column } = graph;
  const left = copyOf(supply);
  const missing = copyOf(need);
  const arcs: number[] = [];
  const amounts: number[] = [];
  // Rows with few arcs first: they cannot turn to another column later.
  const order = fewestFirst(graph, naturals(graph.rows));
  for (let k = 0; k < order.length; k++) {
    const row = order[k]!;
    while (missing[row]! > 0) {
      let best = none;
      let least = Infinity;
      for (let arc = start[row]!, end = start[row + 1]!; arc < end; arc++) {
        if (cost[arc]! < least && left[column[arc]!]! > 0) {
          least = cost[arc]!;
          best = arc;
        }
      }
      if (best === none) break;
      const from = column[best]!;
      const take = Math.min(left[from]!, missing[row]!);
      left[from] = left[from]! - take;
      missing[row] = missing[row]! - take;
      arcs.push(best);
      amounts.push(take);
    }
  }
  return { arcs, amounts, left, missing };
}

/** Hangs the forest on the root: each component by its node that is out of balance, or by any column. */
function plant(tree: Tree, { graph, cost }: Transport, { arcs, amounts, left, missing }: Forest): void {
  const { columns, root } = tree;
  const { first, link } = incidence(graph, arcs);
  const penalty = penaltyOf(cost, root + 1);
  const stack = ints(root);
  const grow = (from: number, amountAtRoot: number): void => {
    tree.attach(from, root, none, amountAtRoot, from < columns ? 0 : penalty);
    let top = 0;
    stack[top++] = from;
    while (top > 0) {
      const node = stack[--top]!;
      for (let k = first[node]!; k < first[node + 1]!; k++) {
        const arc = arcs[link[k]!]!;
        const other = node < columns ? columns + graph.row[arc]! : graph.column[arc]!;
        if (tree.holds(other)) continue;
        const price = tree.price[node]! + (other < columns ? -cost[arc]! : cost[arc]!);
        tree.attach(other, node, arc, amounts[link[k]!]!, price);
        stack[top++] = other;
      }
    }
  };
  for (let c = 0; c < columns; c++) if (left[c]! > 0) grow(c, left[c]!);
  for (let r = 0; r < graph.rows; r++) if (missing[r]! > 0) grow(columns + r, missing[r]!);
  for (let c = 0; c < columns; c++) if (!tree.holds(c)) grow(c, 0);
}

/** For each node, where in `arcs` those that touch it stand. */
function incidence(
  { rows, columns, row, column }: Bipartite,
  arcs: readonly number[],
): { first: Int32Array; link: Int32Array } {
  const first = ints(columns + rows + 2);
  for (const arc of arcs) {
    first[column[arc]! + 1]!++;
    first[columns + row[arc]! + 1]!++;
  }
  for (let node = 0; node <= columns + rows; node++) first[node + 1] = first[node + 1]! + first[node]!;
  const filled = ints(columns + rows);
  const link = ints(2 * arcs.length);
  const join = (node: number, k: number): void => {
    link[first[node]! + filled[node]!++] = k;
  };
  arcs.forEach((arc, k) => {
    join(column[arc]!, k);
    join(columns + row[arc]!, k);
  });
  return { first, link };
}

/** Dearer than any path through the network. */
function penaltyOf(cost: Float64Array, nodes: number): number {
  let most = 0;
  for (let arc = 0; arc < cost.length; arc++) if (cost[arc]! > most) most = cost[arc]!;
  return (most + 1) * nodes;
}

function carried({ root, arc, flow }: Tree): Carried {
  const arcs: number[] = [];
  const amounts: number[] = [];
  for (let node = 0; node < root; node++) {
    if (arc[node] === none || flow[node] === 0) continue;
    arcs.push(arc[node]!);
    amounts.push(flow[node]!);
  }
  return { arcs, amounts };
}
