import type { Bipartite } from './flow.js';
import { floats, ints } from './scratch.js';

/** What pricing reads of a transportation problem. */
export interface Priced {
  readonly graph: Bipartite;
  readonly cost: Float64Array;
}

const none = -1;
/** At least this many candidates are priced before the best of them enters. */
const blockMin = 48;
/** That many times the root of the candidates: fewer, better pivots against dearer choices. */
const blockFactor = 3;
/** Up to here all arcs are candidates from the start. */
const smallMax = 512;
/** A row starts with the arcs in this lowest part of the way from its least to its mean cost. */
const cheapPart = 0.1;
/** Later, with the arcs in this part of the way from its best reduced cost to none. */
const improvingPart = 0.3;

/** Arcs side by side, so that pricing them reads memory in order; `from` and `to` are tree nodes. */
export class Candidates {
  size = 0;
  arc = ints(smallMax);
  from = ints(smallMax);
  to = ints(smallMax);
  cost = floats(smallMax);

  add(arc: number, from: number, to: number, cost: number): void {
    if (this.size === this.arc.length) this.grow();
    const at = this.size++;
    this.arc[at] = arc;
    this.from[at] = from;
    this.to[at] = to;
    this.cost[at] = cost;
  }

  private grow(): void {
    const longer = <T extends Int32Array | Float64Array>(values: T, next: T): T => {
      next.set(values);
      return next;
    };
    const room = 2 * this.size;
    this.arc = longer(this.arc, ints(room));
    this.from = longer(this.from, ints(room));
    this.to = longer(this.to, ints(room));
    this.cost = longer(this.cost, floats(room));
  }
}

/**
 * Chooses the arc that enters the tree. Few of many arcs ever do, so blocks of a short list of
 * candidates are priced in turn (Grigoriadis 1986); only when none of them improves are all arcs
 * priced, and those that do become candidates too.
 */
export class Pricing {
  readonly candidates = new Candidates();
  private cursor = 0;

  constructor(
    private readonly problem: Priced,
    private readonly price: Float64Array,
  ) {
    const { rows } = problem.graph;
    for (let row = 0; row < rows; row++) this.listBelow(row, this.cheapLimit(row));
  }

  /** Up to which cost an arc of this row is a candidate from the start. */
  private cheapLimit(row: number): number {
    const { graph, cost } = this.problem;
    if (cost.length <= smallMax) return Infinity;
    const begin = graph.start[row]!;
    const end = graph.start[row + 1]!;
    let least = Infinity;
    let sum = 0;
    for (let arc = begin; arc < end; arc++) {
      sum += cost[arc]!;
      if (cost[arc]! < least) least = cost[arc]!;
    }
    return least + cheapPart * (sum / (end - begin) - least);
  }

  private listBelow(row: number, limit: number): void {
    const { graph, cost } = this.problem;
    const { start, column, columns } = graph;
    for (let arc = start[row]!, end = start[row + 1]!; arc < end; arc++) {
      if (cost[arc]! <= limit) this.candidates.add(arc, column[arc]!, columns + row, cost[arc]!);
    }
  }

  /** The place of a candidate with negative reduced cost, or −1 when no arc has one. */
  next(): number {
    const { candidates } = this;
    const entering = this.best();
    const before = candidates.size;
    if (entering !== none || before === this.problem.cost.length) return entering;
    this.listImproving();
    if (candidates.size === before) return none;
    this.cursor = before;
    return this.best();
  }

  private best(): number {
    const { price } = this;
    const { size, from, to, cost } = this.candidates;
    const block = Math.max(blockMin, Math.floor(blockFactor * Math.sqrt(size)));
    let entering = none;
    let least = 0;
    let at = this.cursor;
    for (let seen = 0; seen < size && entering === none;) {
      for (const stop = Math.min(size, seen + block); seen < stop; seen++) {
        const gain = cost[at]! + price[from[at]!]! - price[to[at]!]!;
        if (gain < least) {
          least = gain;
          entering = at;
        }
        at = at + 1 === size ? 0 : at + 1;
      }
    }
    this.cursor = at;
    return entering;
  }

  /** No candidate improves here, so what does is none yet. */
  private listImproving(): void {
    const { graph, cost } = this.problem;
    const { start, column, rows, columns } = graph;
    const { price, candidates } = this;
    for (let row = 0; row < rows; row++) {
      const goal = price[columns + row]!;
      const end = start[row + 1]!;
      let least = goal;
      for (let arc = start[row]!; arc < end; arc++) {
        const offer = cost[arc]! + price[column[arc]!]!;
        if (offer < least) least = offer;
      }
      if (least === goal) continue;
      const limit = least + (goal - least) * improvingPart;
      for (let arc = start[row]!; arc < end; arc++) {
        if (cost[arc]! + price[column[arc]!]! > limit) continue;
        candidates.add(arc, column[arc]!, columns + row, cost[arc]!);
      }
    }
  }
}
