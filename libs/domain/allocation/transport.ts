import type { Bipartite } from './flow.js';
import { Pricing } from './pricing.js';

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
  const tree = new Tree(transport);
  tree.start();
  while (tree.improve());
  return tree.carried();
}

/**
 * Nodes are the columns, then the rows, then the root. Every node but the root has one tree arc, to
 * its parent: a column's arc leads up, a row's arc leads down, also for the artificial arcs at the
 * root. A tree arc is `arc[node]` (−1 if artificial) with `flow[node]`.
 */
class Tree {
  private readonly columns: number;
  private readonly root: number;
  private readonly parent: Int32Array;
  private readonly arc: Int32Array;
  private readonly flow: Float64Array;
  private readonly price: Float64Array;
  private readonly depth: Int32Array;
  private readonly child: Int32Array;
  private readonly next: Int32Array;
  private readonly previous: Int32Array;
  private readonly stack: Int32Array;
  private readonly pricing: Pricing;
  private entering = none;

  constructor(private readonly problem: Transport) {
    const { rows, columns } = problem.graph;
    const nodes = rows + columns + 1;
    this.columns = columns;
    this.root = nodes - 1;
    this.parent = new Int32Array(nodes).fill(none);
    this.arc = new Int32Array(nodes).fill(none);
    this.flow = new Float64Array(nodes);
    this.price = new Float64Array(nodes);
    this.depth = new Int32Array(nodes);
    this.child = new Int32Array(nodes).fill(none);
    this.next = new Int32Array(nodes).fill(none);
    this.previous = new Int32Array(nodes).fill(none);
    this.stack = new Int32Array(nodes);
    this.pricing = new Pricing(problem, this.price);
  }

  /**
   * A first tree from the cheapest column with something left, row by row. Each step empties a
   * column or fills a row, so the arcs used form a forest in which at most one node of a component
   * is out of balance; that node, or any column, hangs on the root by an artificial arc.
   */
  start(): void {
    const { graph, cost, supply, need } = this.problem;
    const { start, column } = graph;
    const left = supply.slice();
    const missing = need.slice();
    const used: number[] = [];
    const amount: number[] = [];
    // Rows with few arcs first: they cannot turn to another column later.
    const rows = Int32Array.from(need.keys()).sort(
      (a, b) => start[a + 1]! - start[a]! - (start[b + 1]! - start[b]!) || a - b,
    );
    for (const row of rows) {
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
        used.push(best);
        amount.push(take);
      }
    }
    this.plant(used, amount, left, missing);
  }

  private plant(used: number[], amount: number[], left: Float64Array, missing: Float64Array): void {
    const { graph, cost } = this.problem;
    const { columns, root } = this;
    const degree = new Int32Array(root + 1);
    for (const arc of used) {
      degree[graph.column[arc]!]!++;
      degree[columns + graph.row[arc]!]!++;
    }
    const first = new Int32Array(root + 2);
    for (let node = 0; node <= root; node++) first[node + 1] = first[node]! + degree[node]!;
    const fill = first.slice();
    const link = new Int32Array(2 * used.length);
    used.forEach((arc, k) => {
      link[fill[graph.column[arc]!]!++] = k;
      link[fill[columns + graph.row[arc]!]!++] = k;
    });
    const penalty = this.penalty();
    const grow = (from: number, amountAtRoot: number): void => {
      this.attach(from, root, none, amountAtRoot, from < columns ? 0 : penalty);
      let top = 0;
      this.stack[top++] = from;
      while (top > 0) {
        const node = this.stack[--top]!;
        for (let k = first[node]!; k < first[node + 1]!; k++) {
          const arc = used[link[k]!]!;
          const other = node < columns ? columns + graph.row[arc]! : graph.column[arc]!;
          if (this.parent[other] !== none) continue;
          const price = this.price[node]! + (other < columns ? -cost[arc]! : cost[arc]!);
          this.attach(other, node, arc, amount[link[k]!]!, price);
          this.stack[top++] = other;
        }
      }
    };
    for (let c = 0; c < columns; c++) if (left[c]! > 0) grow(c, left[c]!);
    for (let r = 0; r < graph.rows; r++) if (missing[r]! > 0) grow(columns + r, missing[r]!);
    for (let c = 0; c < columns; c++) if (this.parent[c] === none) grow(c, 0);
  }

  /** Dearer than any path through the network. */
  private penalty(): number {
    const { cost } = this.problem;
    let most = 0;
    for (let arc = 0; arc < cost.length; arc++) if (cost[arc]! > most) most = cost[arc]!;
    return (most + 1) * (this.root + 1);
  }

  private attach(node: number, parent: number, arc: number, flow: number, price: number): void {
    this.parent[node] = parent;
    this.arc[node] = arc;
    this.flow[node] = flow;
    this.price[node] = price;
    this.depth[node] = this.depth[parent]! + 1;
    this.adopt(node, parent);
  }

  private adopt(node: number, parent: number): void {
    const eldest = this.child[parent]!;
    this.next[node] = eldest;
    this.previous[node] = none;
    if (eldest !== none) this.previous[eldest] = node;
    this.child[parent] = node;
  }

  private disown(node: number): void {
    const before = this.previous[node]!;
    const after = this.next[node]!;
    if (before === none) this.child[this.parent[node]!] = after;
    else this.next[before] = after;
    if (after !== none) this.previous[after] = before;
  }

  /** One pivot; false when no arc is worth entering. */
  improve(): boolean {
    this.entering = this.pricing.next();
    if (this.entering === none) return false;
    const { graph } = this.problem;
    const column = graph.column[this.entering]!;
    const row = this.columns + graph.row[this.entering]!;
    this.pivot(column, row);
    return true;
  }

  /** Flow runs from the column up to the row and back through the tree; the last blocking arc leaves. */
  private pivot(column: number, row: number): void {
    const { parent, depth, flow, columns } = this;
    let a = column;
    let b = row;
    let most = Infinity;
    let leaving = none;
    let leavesAtRow = false;
    while (a !== b) {
      if (depth[a]! >= depth[b]!) {
        // Down to the column: what leads up there shrinks.
        if (a < columns && flow[a]! < most) {
          most = flow[a]!;
          leaving = a;
          leavesAtRow = false;
        }
        a = parent[a]!;
      } else {
        if (b >= columns && flow[b]! <= most) {
          most = flow[b]!;
          leaving = b;
          leavesAtRow = true;
        }
        b = parent[b]!;
      }
    }
    this.shift(column, row, a, most);
    if (leavesAtRow) this.regraft(row, column, leaving, most);
    else this.regraft(column, row, leaving, most);
  }

  private shift(column: number, row: number, join: number, amount: number): void {
    if (amount === 0) return;
    const { parent, flow, columns } = this;
    for (let a = column; a !== join; a = parent[a]!) {
      flow[a] = flow[a]! + (a < columns ? -amount : amount);
    }
    for (let b = row; b !== join; b = parent[b]!) {
      flow[b] = flow[b]! + (b < columns ? amount : -amount);
    }
  }

  /** Cuts the tree above `leaving` and hangs the piece, turned to have `inside` on top, under `outside`. */
  private regraft(inside: number, outside: number, leaving: number, amount: number): void {
    const { parent, arc, flow, columns } = this;
    const { cost } = this.problem;
    const entering = this.entering;
    const price =
      inside < columns ? this.price[outside]! - cost[entering]! : this.price[outside]! + cost[entering]!;
    const change = price - this.price[inside]!;
    let node = inside;
    let above = outside;
    let through = entering;
    let carried = amount;
    for (;;) {
      const oldParent = parent[node]!;
      const oldArc = arc[node]!;
      const oldFlow = flow[node]!;
      this.disown(node);
      parent[node] = above;
      arc[node] = through;
      flow[node] = carried;
      this.adopt(node, above);
      if (node === leaving) break;
      above = node;
      node = oldParent;
      through = oldArc;
      carried = oldFlow;
    }
    this.refresh(inside, change);
  }

  /** New depths and prices in the piece that moved. */
  private refresh(top: number, change: number): void {
    const { parent, child, next, depth, price, stack } = this;
    let size = 0;
    stack[size++] = top;
    while (size > 0) {
      const node = stack[--size]!;
      depth[node] = depth[parent[node]!]! + 1;
      price[node] = price[node]! + change;
      for (let below = child[node]!; below !== none; below = next[below]!) stack[size++] = below;
    }
  }

  carried(): Carried {
    const { root, arc, flow } = this;
    const arcs: number[] = [];
    const amounts: number[] = [];
    for (let node = 0; node < root; node++) {
      if (arc[node] === none || flow[node] === 0) continue;
      arcs.push(arc[node]!);
      amounts.push(flow[node]!);
    }
    return { arcs, amounts };
  }
}
