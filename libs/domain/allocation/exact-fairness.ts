import { ExactFlow } from './exact-flow.js';
import type { Graph } from './graph.js';
import { phasesOf, type Phase } from './phase.js';

/** Quantities as numerators over one common denominator. */
export interface ExactShares {
  readonly numerator: bigint[];
  readonly unit: bigint;
  /** At which step each demand came to rest, the worst off first; what is rounded goes by it. */
  readonly step: Int32Array;
}

/**
 * Lexicographically max-min fair shares of any problem, as exact fractions: all demands of a phase
 * rise together to the highest level that a discrete Newton search finds feasible (Dinkelbach 1967;
 * Radzik 1992), those that nothing can raise further stay, and the others go on.
 *
 * Slower than `shareFairly`, but with caps over groups, whose shares may have denominators that
 * multiply from level to level, and with quantities of any size.
 */
export function shareExactly(graph: Graph): ExactShares {
  const filling = new Filling(graph);
  for (const phase of phasesOf(graph)) filling.serve(phase);
  return { numerator: filling.numerator, unit: filling.unit, step: filling.step };
}

/** A fraction with a positive denominator. */
interface Fraction {
  p: bigint;
  q: bigint;
}

class Filling {
  numerator: bigint[];
  unit = 1n;
  readonly step: Int32Array;
  private steps = 0;

  constructor(private readonly graph: Graph) {
    this.numerator = graph.demandIds.map(() => 0n);
    this.step = new Int32Array(graph.demandIds.length);
  }

  serve({ demands, weight, upper }: Phase): void {
    const weights = Array.from(weight, BigInt);
    const uppers = Array.from(upper, BigInt);
    let open = new Set(Array.from(demands));
    while (open.size > 0) {
      const level = this.highest(open, weights, uppers);
      this.rise(open, weights, level);
      const growing = this.growing(open, uppers);
      this.settle(open, growing);
      open = growing;
    }
  }

  /** The highest common level, from above: every broken limit lowers it to where that limit holds. */
  private highest(open: Set<number>, weights: bigint[], uppers: bigint[]): Fraction {
    const level: Fraction = { p: 1n, q: 0n };
    for (const d of open) {
      if (level.q === 0n || uppers[d]! * level.q < level.p * weights[d]!) {
        level.p = uppers[d]!;
        level.q = weights[d]!;
      }
    }
    for (;;) {
      for (const { demands, max } of this.graph.caps) this.lower(level, demands, BigInt(max), open, weights);
      const cut = this.cut(open, weights, level);
      if (cut === null) return level;
      this.lower(level, cut.demands, cut.supply, open, weights);
    }
  }

  /** Newton steps until these demands together take no more than `most` at the level. */
  private lower(
    level: Fraction,
    demands: Iterable<number>,
    most: bigint,
    open: Set<number>,
    weights: bigint[],
  ): void {
    const members = Array.from(demands);
    for (;;) {
      let sum = 0n;
      let fixed = 0n;
      let rising = 0n;
      for (const d of members) {
        const raised = this.raised(d, open, weights, level);
        sum += raised;
        if (raised > this.numerator[d]! * level.q) rising += weights[d]!;
        else fixed += this.numerator[d]!;
      }
      if (sum <= most * this.unit * level.q) return;
      const p = most * this.unit - fixed;
      const q = this.unit * rising;
      const common = gcd(p, q);
      level.p = p / common;
      level.q = q / common;
    }
  }

  /** What a demand has at the level, times unit · q. */
  private raised(d: number, open: Set<number>, weights: bigint[], { p, q }: Fraction): bigint {
    const now = this.numerator[d]! * q;
    if (!open.has(d)) return now;
    const then = p * weights[d]! * this.unit;
    return then > now ? then : now;
  }

  /** A set of demands that asks more at the level than all of its lots have, or null. */
  private cut(
    open: Set<number>,
    weights: bigint[],
    level: Fraction,
  ): { demands: number[]; supply: bigint } | null {
    const { supply, demandIds, byDemand } = this.graph;
    const scale = this.unit * level.q;
    const flow = new ExactFlow(
      byDemand,
      Array.from(supply, (quantity) => BigInt(quantity) * scale),
    );
    let served = true;
    for (let d = 0; d < demandIds.length; d++) {
      served = flow.pull(d, this.raised(d, open, weights, level)) && served;
    }
    if (served) return null;
    const demands = demandIds.map((_, d) => d).filter((d) => flow.isDead(d));
    const lots = new Set<number>();
    for (const d of demands) {
      for (let arc = byDemand.start[d]!; arc < byDemand.start[d + 1]!; arc++) lots.add(byDemand.column[arc]!);
    }
    let total = 0n;
    for (const lot of lots) total += BigInt(supply[lot]!);
    return { demands, supply: total };
  }

  private rise(open: Set<number>, weights: bigint[], level: Fraction): void {
    const next = this.numerator.map((_, d) => this.raised(d, open, weights, level));
    let common = this.unit * level.q;
    const scale = common;
    for (const value of next) common = gcd(value, common);
    this.numerator = next.map((value) => value / common);
    this.unit = scale / common;
  }

  /** A fraction never grows again, so the first step at which a demand rests with one is its own. */
  private settle(open: Set<number>, growing: Set<number>): void {
    this.steps++;
    for (const d of open) {
      if (growing.has(d) || this.step[d] !== 0 || this.numerator[d]! % this.unit === 0n) continue;
      this.step[d] = this.steps;
    }
  }

  /** Those that neither their own limit, nor a full group, nor used-up lots hold back. */
  private growing(open: Set<number>, uppers: bigint[]): Set<number> {
    const { supply, demandIds, byDemand, caps } = this.graph;
    const flow = new ExactFlow(
      byDemand,
      Array.from(supply, (quantity) => BigInt(quantity) * this.unit),
    );
    demandIds.forEach((_, d) => flow.pull(d, this.numerator[d]!));
    const held = new Set<number>();
    for (const { demands, max } of caps) {
      let sum = 0n;
      for (const d of demands) sum += this.numerator[d]!;
      if (sum === BigInt(max) * this.unit) for (const d of demands) held.add(d);
    }
    const growing = new Set<number>();
    for (const d of open) {
      if (held.has(d) || this.numerator[d]! >= uppers[d]! * this.unit || !flow.canGrow(d)) continue;
      growing.add(d);
    }
    return growing;
  }
}

function gcd(a: bigint, b: bigint): bigint {
  while (b > 0n) [a, b] = [b, a % b];
  return a;
}
