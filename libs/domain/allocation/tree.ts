import type { Candidates } from './pricing.js';
import { floats, ints } from './scratch.js';

const none = -1;

/**
 * A spanning tree of a transportation network. Nodes are the columns, then the rows, then the root.
 * Every node but the root has one tree arc, to its parent: a column's arc leads up, a row's arc leads
 * down, also for the artificial arcs at the root. `thread` is the next node in preorder, in a ring, so
 * that all below a node follow it and are deeper.
 */
export class Tree {
  readonly root: number;
  readonly price: Float64Array;
  /** The arc to the parent, −1 if it is artificial. */
  readonly arc: Int32Array;
  readonly flow: Float64Array;
  private readonly parent: Int32Array;
  private readonly depth: Int32Array;
  private readonly thread: Int32Array;
  private readonly back: Int32Array;

  constructor(
    readonly columns: number,
    rows: number,
  ) {
    const nodes = columns + rows + 1;
    this.root = nodes - 1;
    this.price = floats(nodes);
    this.arc = ints(nodes).fill(none);
    this.flow = floats(nodes);
    this.parent = ints(nodes).fill(none);
    this.depth = ints(nodes);
    this.thread = ints(nodes).fill(this.root);
    this.back = ints(nodes).fill(this.root);
  }

  holds(node: number): boolean {
    return this.parent[node] !== none;
  }

  attach(node: number, parent: number, arc: number, flow: number, price: number): void {
    this.parent[node] = parent;
    this.arc[node] = arc;
    this.flow[node] = flow;
    this.price[node] = price;
    this.depth[node] = this.depth[parent]! + 1;
    this.link(node, this.thread[parent]!);
    this.link(parent, node);
  }

  private link(node: number, next: number): void {
    this.thread[node] = next;
    this.back[next] = node;
  }

  /**
   * A candidate enters: flow runs from its column up to its row and back through the tree; the last
   * blocking arc leaves, which keeps the tree strongly feasible.
   */
  pivot({ arc, cost, from, to }: Candidates, entering: number): void {
    const { parent, depth, flow, columns } = this;
    const column = from[entering]!;
    const row = to[entering]!;
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
    const inside = leavesAtRow ? row : column;
    const outside = leavesAtRow ? column : row;
    const price = this.price[outside]! + (leavesAtRow ? cost[entering]! : -cost[entering]!);
    this.regraft(inside, outside, leaving, arc[entering]!, most, price - this.price[inside]!);
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

  /**
   * Cuts the tree above `leaving` and hangs the piece, turned to have `inside` on top, under `outside`.
   * From `inside` up to `leaving`, each node keeps what is below it except where we come from: in
   * preorder the run before that, and the run after it.
   */
  private regraft(
    inside: number,
    outside: number,
    leaving: number,
    entering: number,
    amount: number,
    change: number,
  ): void {
    const { parent, arc, flow, price, depth, thread } = this;
    const before = this.back[leaving]!;
    const next = thread[outside]!;
    let node = inside;
    let above = outside;
    let below = none;
    let through = entering;
    let carried = amount;
    let tail = outside;
    let rest = none;
    for (;;) {
      const oldParent = parent[node]!;
      const oldArc = arc[node]!;
      const oldFlow = flow[node]!;
      const floor = depth[node]!;
      const sinks = depth[above]! + 1 - floor;
      parent[node] = above;
      arc[node] = through;
      flow[node] = carried;
      depth[node] = floor + sinks;
      price[node] = price[node]! + change;
      this.link(tail, node);
      tail = this.move(node, below, floor, sinks, change);
      if (below !== none) {
        this.link(tail, rest);
        tail = this.move(tail, none, floor, sinks, change);
      }
      rest = thread[tail]!;
      if (node === leaving) break;
      above = below = node;
      node = oldParent;
      through = oldArc;
      carried = oldFlow;
    }
    if (before === outside) {
      this.link(tail, rest);
      return;
    }
    this.link(before, rest);
    this.link(tail, next);
  }

  /** New depths and prices for all after `last` that is deeper than `floor`, up to `end`; answers the last of them. */
  private move(last: number, end: number, floor: number, sinks: number, change: number): number {
    const { depth, price, thread } = this;
    for (let node = thread[last]!; node !== end && depth[node]! > floor; node = thread[node]!) {
      depth[node] = depth[node]! + sinks;
      price[node] = price[node]! + change;
      last = node;
    }
    return last;
  }
}
