import { floats, ints } from './scratch.js';

/**
 * The feasible pairs seen from one side: rows ask, columns give.
 * Arcs of row r are `start[r] … start[r + 1] − 1`; `row` is the inverse of `start`.
 */
export interface Bipartite {
  readonly rows: number;
  readonly columns: number;
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly row: Int32Array;
}

/** These rows, those with few arcs first, then by number. */
export function fewestFirst({ start, rows }: Bipartite, of: Int32Array): Int32Array {
  const keys = floats(of.length);
  for (let k = 0; k < of.length; k++) {
    const row = of[k]!;
    keys[k] = (start[row + 1]! - start[row]!) * rows + row;
  }
  keys.sort();
  const sorted = ints(of.length);
  for (let k = 0; k < of.length; k++) sorted[k] = keys[k]! % rows;
  return sorted;
}

const dead = -1;
const none = -1;

/**
 * An integral flow in a bipartite network, grown row by row along shortest augmenting paths
 * (Ford and Fulkerson 1956; Edmonds and Karp 1972).
 *
 * A row that finds no path leaves behind a *dead* region: all it reached. The columns of such a
 * region are empty and feed only its rows, so no later path can use it, and after all rows have
 * asked the dead rows are exactly the smallest minimum cut.
 *
 * The amounts on positive arcs are linked per column, so a search touches the arcs of the rows it
 * reaches and the support of the flow, never all pairs.
 */
export class Flow {
  readonly amount: Float64Array;
  readonly left: Float64Array;
  /** Columns of another part are invisible; see `here`. */
  readonly part: Int32Array;
  here = 0;

  private readonly head: Int32Array;
  private readonly next: Int32Array;
  private readonly previous: Int32Array;
  private readonly rowMark: Int32Array;
  private readonly columnMark: Int32Array;
  private readonly rowVia: Int32Array;
  private readonly columnVia: Int32Array;
  private readonly rowQueue: Int32Array;
  private readonly columnQueue: Int32Array;
  private rowsSeen = 0;
  private columnsSeen = 0;
  private stamp = 0;

  constructor(
    private readonly graph: Bipartite,
    part?: Int32Array,
  ) {
    const { rows, columns } = graph;
    const arcs = graph.column.length;
    this.amount = floats(arcs);
    this.left = floats(columns);
    this.part = part ?? ints(columns);
    this.head = ints(columns).fill(none);
    this.next = ints(arcs);
    this.previous = ints(arcs);
    this.rowMark = ints(rows);
    this.columnMark = ints(columns);
    this.rowVia = ints(rows);
    this.columnVia = ints(columns);
    this.rowQueue = ints(rows);
    this.columnQueue = ints(columns);
  }

  isDeadRow(row: number): boolean {
    return this.rowMark[row] === dead;
  }

  isDeadColumn(column: number): boolean {
    return this.columnMark[column] === dead;
  }

  /** Forgets the flow and the dead regions of these rows and columns. */
  clear(rows: Int32Array, columns: Int32Array): void {
    for (let k = 0; k < rows.length; k++) this.rowMark[rows[k]!] = 0;
    for (let k = 0; k < columns.length; k++) {
      const column = columns[k]!;
      this.columnMark[column] = 0;
      for (let arc = this.head[column]!; arc !== none; arc = this.next[arc]!) this.amount[arc] = 0;
      this.head[column] = none;
    }
  }

  /** First arc with flow out of a column, or −1. */
  firstOf(column: number): number {
    return this.head[column]!;
  }

  /** The next one after `arc`, or −1. */
  nextOf(arc: number): number {
    return this.next[arc]!;
  }

  /** Sets the amount of an arc that has none. */
  load(arc: number, amount: number): void {
    if (amount > 0) this.add(arc, amount);
  }

  /** Brings up to `want` more to a row and answers what is still missing. */
  pull(row: number, want: number): number {
    if (want === 0 || this.rowMark[row] === dead) return want;
    const { start, column } = this.graph;
    let missing = want;
    for (let arc = start[row]!, end = start[row + 1]!; arc < end; arc++) {
      const from = column[arc]!;
      const left = this.left[from]!;
      if (left === 0 || this.part[from] !== this.here) continue;
      const take = left < missing ? left : missing;
      this.add(arc, take);
      this.left[from] = left - take;
      missing -= take;
      if (missing === 0) return 0;
    }
    while (missing > 0) {
      const end = this.search(row);
      if (end === none) return missing;
      missing -= this.augment(row, end, missing);
    }
    return 0;
  }

  /** Breadth first to a column with something left; marks all it reached as dead if there is none. */
  private search(from: number): number {
    const { row } = this.graph;
    const { head, next, columnQueue, rowMark } = this;
    const stamp = ++this.stamp;
    this.rowsSeen = 0;
    this.columnsSeen = 0;
    let end = this.ask(from, stamp);
    for (let k = 0; end === none && k < this.columnsSeen; k++) {
      // The rows that a used-up column feeds could ask elsewhere.
      for (let arc = head[columnQueue[k]!]!; arc !== none && end === none; arc = next[arc]!) {
        const fed = row[arc]!;
        if (rowMark[fed] === stamp) continue;
        this.rowVia[fed] = arc;
        end = this.ask(fed, stamp);
      }
    }
    if (end === none) this.bury();
    return end;
  }

  /** Queues the columns that a row sees first; answers one with something left, or −1. */
  private ask(row: number, stamp: number): number {
    const { start, column } = this.graph;
    const { columnMark, columnVia, columnQueue, left, part, here } = this;
    this.rowMark[row] = stamp;
    this.rowQueue[this.rowsSeen++] = row;
    for (let arc = start[row]!, end = start[row + 1]!; arc < end; arc++) {
      const giver = column[arc]!;
      const mark = columnMark[giver]!;
      if (mark === stamp || mark === dead || part[giver] !== here) continue;
      columnMark[giver] = stamp;
      columnVia[giver] = arc;
      if (left[giver]! > 0) return giver;
      columnQueue[this.columnsSeen++] = giver;
    }
    return none;
  }

  private bury(): void {
    for (let k = 0; k < this.rowsSeen; k++) this.rowMark[this.rowQueue[k]!] = dead;
    for (let k = 0; k < this.columnsSeen; k++) this.columnMark[this.columnQueue[k]!] = dead;
  }

  private augment(to: number, end: number, want: number): number {
    const { row, column } = this.graph;
    const { rowVia, columnVia, amount } = this;
    let most = Math.min(want, this.left[end]!);
    for (let at = row[columnVia[end]!]!; at !== to; at = row[columnVia[column[rowVia[at]!]!]!]!) {
      most = Math.min(most, amount[rowVia[at]!]!);
    }
    this.left[end] = this.left[end]! - most;
    let arc = columnVia[end]!;
    this.add(arc, most);
    for (let at = row[arc]!; at !== to; at = row[arc]!) {
      this.subtract(rowVia[at]!, most);
      arc = columnVia[column[rowVia[at]!]!]!;
      this.add(arc, most);
    }
    return most;
  }

  private add(arc: number, amount: number): void {
    const old = this.amount[arc]!;
    this.amount[arc] = old + amount;
    if (old > 0) return;
    const column = this.graph.column[arc]!;
    const head = this.head[column]!;
    this.next[arc] = head;
    this.previous[arc] = none;
    if (head !== none) this.previous[head] = arc;
    this.head[column] = arc;
  }

  private subtract(arc: number, amount: number): void {
    const rest = this.amount[arc]! - amount;
    this.amount[arc] = rest;
    if (rest > 0) return;
    const { next, previous } = this;
    const before = previous[arc]!;
    const after = next[arc]!;
    if (before === none) this.head[this.graph.column[arc]!] = after;
    else next[before] = after;
    if (after !== none) previous[after] = before;
  }
}
