import type { Bipartite } from './flow.js';

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

/**
 * Chooses the arc that enters the tree. Few of many arcs ever do, so blocks of a short list of
 * candidates are priced in turn (Grigoriadis 1986); only when none of them improves are all arcs
 * priced, and those that do become candidates too.
 */
export class Pricing {
  private readonly arcs: Int32Array;
  private readonly listed: Uint8Array;
  private size = 0;
  private cursor = 0;

  constructor(
    private readonly problem: Priced,
    private readonly price: Float64Array,
  ) {
    this.arcs = new Int32Array(problem.cost.length);
    this.listed = new Uint8Array(problem.cost.length);
    if (problem.cost.length > smallMax) this.listCheapArcs();
    else for (let arc = 0; arc < problem.cost.length; arc++) this.list(arc);
  }

  private listCheapArcs(): void {
    const { graph, cost } = this.problem;
    for (let row = 0; row < graph.rows; row++) {
      const begin = graph.start[row]!;
      const end = graph.start[row + 1]!;
      let least = Infinity;
      let sum = 0;
      for (let arc = begin; arc < end; arc++) {
        sum += cost[arc]!;
        if (cost[arc]! < least) least = cost[arc]!;
      }
      const limit = least + cheapPart * (sum / (end - begin) - least);
      for (let arc = begin; arc < end; arc++) if (cost[arc]! <= limit) this.list(arc);
    }
  }

  private list(arc: number): void {
    this.arcs[this.size++] = arc;
    this.listed[arc] = 1;
  }

  /** An arc with negative reduced cost, or −1 when there is none. */
  next(): number {
    const candidate = this.best();
    if (candidate !== none) return candidate;
    const before = this.size;
    if (before === this.arcs.length) return none;
    this.listImproving();
    if (this.size === before) return none;
    this.cursor = before;
    return this.best();
  }

  private best(): number {
    const { arcs, price, size } = this;
    const { graph, cost } = this.problem;
    const { row, column, columns } = graph;
    const block = Math.max(blockMin, Math.floor(blockFactor * Math.sqrt(size)));
    let entering = none;
    let least = 0;
    let at = this.cursor;
    for (let seen = 0, left = block; seen < size; seen++) {
      const arc = arcs[at]!;
      const gain = cost[arc]! + price[column[arc]!]! - price[columns + row[arc]!]!;
      if (gain < least) {
        least = gain;
        entering = arc;
      }
      at = at + 1 === size ? 0 : at + 1;
      if (--left > 0) continue;
      if (least < 0) break;
      left = block;
    }
    this.cursor = at;
    return entering;
  }

  private listImproving(): void {
    const { graph, cost } = this.problem;
    const { start, column, rows, columns } = graph;
    const { price, listed } = this;
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
        if (cost[arc]! + price[column[arc]!]! <= limit && listed[arc] === 0) this.list(arc);
      }
    }
  }
}
