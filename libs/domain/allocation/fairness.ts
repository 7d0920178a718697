import { fewestFirst, Flow, type Bipartite } from './flow.js';
import type { Graph } from './graph.js';
import { levelOf, type Bounds, type Level } from './level.js';
import { phasesOf, type Phase } from './phase.js';
import { copyOf, floats, ints, intsOf } from './scratch.js';

/** How much each demand gets in all, and which demands and lots only deal with each other. */
export interface Shares {
  readonly total: Float64Array;
  /** Demands and lots of one part > 0 use each other up; part 0 is the rest. */
  readonly demandPart: Int32Array;
  readonly lotPart: Int32Array;
}

/** Whether the two-digit arithmetic of `shareFairly` is exact for this graph. */
export function sharesExactly(graph: Graph): boolean {
  const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
  const unit = Math.max(sum(graph.need), sum(graph.guaranteed));
  return graph.caps.length === 0 && 2 * (graph.need.length + 1) * unit <= Number.MAX_SAFE_INTEGER;
}

/**
 * Lexicographically max-min fair totals, phase by phase, for problems without group caps.
 *
 * What the lots can supply to sets of demands is a polymatroid, so each phase is a lexicographically
 * optimal base (Megiddo 1974; Fujishige 1980): one augmenting flow tells which demands can be served
 * in full, and the dead region it leaves is a tight set that `Splitter` divides into its levels by
 * the decomposition algorithm (Fujishige 1980; Groenevelt 1991).
 */
export function shareFairly(graph: Graph): Shares {
  const { rows, columns } = graph.byDemand;
  const total = floats(rows);
  const shares: Shares = { total, demandPart: ints(rows), lotPart: ints(columns) };
  const flow = new Flow(graph.byDemand, shares.lotPart);
  flow.left.set(graph.supply);
  const splitter = new Splitter(graph, shares, flow);
  for (const phase of phasesOf(graph)) servePhase(graph.byDemand, phase, shares, flow, splitter);
  return shares;
}

function servePhase(
  byDemand: Bipartite,
  { demands, weight, upper }: Phase,
  { total, demandPart, lotPart }: Shares,
  flow: Flow,
  splitter: Splitter,
): void {
  const { rows, columns } = byDemand;
  const before = copyOf(total);
  const fixed = floats(rows);
  let short = false;
  // Demands with few lots first: what they leave is enough for the others more often.
  const order = fewestFirst(byDemand, demands);
  for (let k = 0; k < order.length; k++) {
    const d = order[k]!;
    if (demandPart[d] !== 0) continue;
    const goal = Math.max(total[d]!, upper[d]!);
    fixed[d] = weight[d]!;
    short = flow.pull(d, goal - total[d]!) > 0 || short;
    total[d] = goal;
  }
  if (!short) return;
  const tightDemands = indices(rows, (d) => demandPart[d] === 0 && flow.isDeadRow(d));
  const tightLots = indices(columns, (l) => lotPart[l] === 0 && flow.isDeadColumn(l));
  splitter.split(tightDemands, tightLots, { weight: fixed, lower: before, upper: copyOf(total) });
}

function indices(count: number, holds: (k: number) => boolean): Int32Array {
  const found: number[] = [];
  for (let k = 0; k < count; k++) if (holds(k)) found.push(k);
  return intsOf(found);
}

interface Piece {
  readonly demands: Int32Array;
  readonly lots: Int32Array;
}

/** Divides tight sets into pieces with one level each, and rounds each piece to whole base units. */
class Splitter {
  private parts = 0;
  private fineFlow: Flow | undefined;
  private readonly whole: Float64Array;
  private readonly rest: Float64Array;

  constructor(
    private readonly graph: Graph,
    private readonly shares: Shares,
    /** Shared with the phases, which are done with every demand and lot that comes here. */
    private readonly coarse: Flow,
  ) {
    const { byDemand } = graph;
    this.whole = floats(byDemand.rows);
    this.rest = floats(byDemand.rows);
  }

  private get fine(): Flow {
    return (this.fineFlow ??= new Flow(this.graph.byDemand, this.shares.lotPart));
  }

  /** The lots are exactly used up by the demands, within their bounds. */
  split(demands: Int32Array, lots: Int32Array, bounds: Bounds): void {
    const open: Piece[] = [{ demands, lots }];
    for (let piece = open.pop(); piece !== undefined; piece = open.pop()) {
      const part = this.name(piece);
      let supply = 0;
      for (let k = 0; k < piece.lots.length; k++) supply += this.graph.supply[piece.lots[k]!]!;
      const level = levelOf(piece.demands, bounds, supply, this.whole, this.rest);
      const cut = this.serve(piece, part, level);
      if (cut === null) this.round(piece, level);
      else open.push(...cut);
    }
    this.coarse.here = 0;
  }

  private name({ demands, lots }: Piece): number {
    const part = ++this.parts;
    for (let k = 0; k < demands.length; k++) this.shares.demandPart[demands[k]!] = part;
    for (let k = 0; k < lots.length; k++) this.shares.lotPart[lots[k]!] = part;
    return part;
  }

  /**
   * A maximum flow towards whole + rest/unit in two digits: base units first, then 1/unit. What the
   * second digit can move is less than one base unit a demand, so larger capacities are cut to that
   * and every number stays an exact double. Answers the two sides of the cut, or null if all is served.
   */
  private serve({ demands, lots }: Piece, part: number, { unit, whole, rest }: Level): [Piece, Piece] | null {
    const { coarse } = this;
    coarse.here = part;
    coarse.clear(demands, lots);
    for (let k = 0; k < lots.length; k++) coarse.left[lots[k]!] = this.graph.supply[lots[k]!]!;
    let short = false;
    for (let k = 0; k < demands.length; k++) {
      short = coarse.pull(demands[k]!, whole[demands[k]!]!) > 0 || short;
    }
    let last = coarse;
    if (unit > 1) {
      const fine = (last = this.fine);
      fine.here = part;
      this.refine({ demands, lots }, unit);
      for (let k = 0; k < demands.length; k++) {
        const d = demands[k]!;
        // Where base units are missing, the cut is already there: asking once more only marks it.
        const want = coarse.isDeadRow(d) ? Math.max(1, rest[d]!) : rest[d]!;
        short = fine.pull(d, want) > 0 || short;
      }
    }
    if (!short) return null;
    return [
      {
        demands: demands.filter((d) => last.isDeadRow(d)),
        lots: lots.filter((l) => last.isDeadColumn(l)),
      },
      {
        demands: demands.filter((d) => !last.isDeadRow(d)),
        lots: lots.filter((l) => !last.isDeadColumn(l)),
      },
    ];
  }

  /** Takes the flow over into the fine network, in 1/unit, as far as it can matter there. */
  private refine({ demands, lots }: Piece, unit: number): void {
    const { coarse, fine } = this;
    const most = demands.length;
    fine.clear(demands, lots);
    for (let k = 0; k < lots.length; k++) {
      const lot = lots[k]!;
      fine.left[lot] = Math.min(coarse.left[lot]!, most) * unit;
      for (let arc = coarse.firstOf(lot); arc >= 0; arc = coarse.nextOf(arc)) {
        fine.load(arc, Math.min(coarse.amount[arc]!, most) * unit);
      }
    }
  }

  /**
   * Rounds down, then gives the units left one by one to the largest remainders that the lots can
   * reach, the more urgent class first. The sets of demands that can be rounded up together are a matroid, so the greedy choice
   * is the best one and uses every unit.
   */
  private round({ demands }: Piece, { whole, rest }: Level): void {
    const { total } = this.shares;
    const { priority } = this.graph;
    const fractional: number[] = [];
    for (let k = 0; k < demands.length; k++) {
      const d = demands[k]!;
      total[d] = whole[d]!;
      if (rest[d]! > 0) fractional.push(d);
    }
    fractional.sort((a, b) => priority[a]! - priority[b]! || rest[b]! - rest[a]! || a - b);
    for (const d of fractional) {
      if (this.coarse.pull(d, 1) === 0) total[d] = total[d]! + 1;
    }
  }
}
