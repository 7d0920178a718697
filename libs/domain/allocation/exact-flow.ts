import type { Bipartite } from './flow.js';

/**
 * A maximum flow in big integers, for shares whose denominators outgrow doubles.
 * Same method as `Flow`, without its speed.
 */
export class ExactFlow {
  private readonly amount: bigint[];
  private readonly dead: Uint8Array;
  private readonly arcsOf: number[][];

  constructor(
    private readonly graph: Bipartite,
    private readonly left: bigint[],
  ) {
    this.amount = new Array<bigint>(graph.column.length).fill(0n);
    this.dead = new Uint8Array(graph.rows);
    this.arcsOf = Array.from({ length: graph.columns }, () => []);
    graph.column.forEach((column, arc) => this.arcsOf[column]!.push(arc));
  }

  /** Rows from which a search found nothing more: the smallest minimum cut, after all have asked. */
  isDead(row: number): boolean {
    return this.dead[row] === 1;
  }

  /** Brings up to `want` more to a row; false if some of it is missing. */
  pull(row: number, want: bigint): boolean {
    while (want > 0n) {
      const path = this.search(row);
      if (path === null) return false;
      want -= this.augment(path, want);
    }
    return true;
  }

  /** Whether a row could still get more; marks the region it reaches as dead if not. */
  canGrow(row: number): boolean {
    return this.search(row) !== null;
  }

  /** The arcs from `row` to a column with something left, alternately up and down, or null. */
  private search(from: number): number[] | null {
    if (this.dead[from] === 1) return null;
    const { start, column, row } = this.graph;
    const via = new Map<number, number>([[from, -1]]);
    const through = new Map<number, number>();
    for (const at of via.keys()) {
      for (let arc = start[at]!; arc < start[at + 1]!; arc++) {
        const giver = column[arc]!;
        if (through.has(giver)) continue;
        through.set(giver, arc);
        if (this.left[giver]! > 0n) return this.trace(giver, via, through);
        for (const back of this.arcsOf[giver]!) {
          if (this.amount[back]! > 0n && !via.has(row[back]!)) via.set(row[back]!, back);
        }
      }
    }
    for (const at of via.keys()) this.dead[at] = 1;
    return null;
  }

  private trace(end: number, via: Map<number, number>, through: Map<number, number>): number[] {
    const { row, column } = this.graph;
    const path: number[] = [];
    for (let giver = end; ;) {
      const arc = through.get(giver)!;
      path.push(arc);
      const back = via.get(row[arc]!)!;
      if (back < 0) return path;
      path.push(back);
      giver = column[back]!;
    }
  }

  private augment(path: number[], want: bigint): bigint {
    const end = this.graph.column[path[0]!]!;
    let most = want < this.left[end]! ? want : this.left[end]!;
    for (let k = 1; k < path.length; k += 2) {
      if (this.amount[path[k]!]! < most) most = this.amount[path[k]!]!;
    }
    this.left[end]! -= most;
    path.forEach((arc, k) => (this.amount[arc]! += k % 2 === 0 ? most : -most));
    return most;
  }
}
