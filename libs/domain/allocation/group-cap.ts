import type { ProblemCap } from './problem.js';
import { ProblemError, requireQuantity } from './problem-error.js';

/** A limit on several demands that can really bind. */
export interface GroupCap {
  readonly demands: Int32Array;
  readonly max: number;
  /** The smallest cap around this one, as an index into the same list, or −1. */
  readonly parent: number;
}

interface Members {
  readonly id: string;
  readonly demands: number[];
  readonly max: number;
}

/**
 * Checks that caps are disjoint or nested and orders them outermost first.
 * A cap over one demand becomes that demand's own limit in `upper`; a cap that its demands
 * cannot reach is dropped.
 */
export function nestCaps(
  caps: readonly ProblemCap[],
  index: ReadonlyMap<string, number>,
  upper: Float64Array,
): GroupCap[] {
  const groups = readCaps(caps, index);
  requireLaminar(groups, upper.length);
  for (const { demands, max } of groups) {
    if (demands.length === 1) upper[demands[0]!] = Math.min(upper[demands[0]!]!, max);
  }
  const binding = groups.filter(
    ({ demands, max }) => demands.length > 1 && demands.reduce((sum, d) => sum + upper[d]!, 0) > max,
  );
  const inner = new Int32Array(upper.length).fill(-1);
  return binding.map(({ demands, max }, k) => {
    const parent = inner[demands[0]!]!;
    for (const demand of demands) inner[demand] = k;
    return { demands: Int32Array.from(demands), max, parent };
  });
}

/** Caps with members, largest first; equal sets stand by limit, then id. */
function readCaps(caps: readonly ProblemCap[], index: ReadonlyMap<string, number>): Members[] {
  const seen = new Set<string>();
  const groups = caps.map((cap) => {
    if (seen.has(cap.id)) throw new ProblemError('DUPLICATE_CAP', cap.id);
    seen.add(cap.id);
    const demands = cap.demands.map((id) => {
      const demand = index.get(id);
      if (demand === undefined) throw new ProblemError('UNKNOWN_DEMAND', id, cap.id);
      return demand;
    });
    demands.sort((a, b) => a - b);
    if (new Set(demands).size < demands.length) throw new ProblemError('DUPLICATE_CAP_MEMBER', cap.id);
    return { id: cap.id, demands, max: requireQuantity(cap.max, cap.id, 'max') };
  });
  return groups
    .filter(({ demands }) => demands.length > 0)
    .sort((a, b) => b.demands.length - a.demands.length || a.max - b.max || (a.id < b.id ? -1 : 1));
}

/** Seen from the largest down, all members of a cap must lie in the same smallest cap so far. */
function requireLaminar(groups: readonly Members[], demandCount: number): void {
  const inner = new Int32Array(demandCount).fill(-1);
  groups.forEach(({ id, demands }, k) => {
    const around = inner[demands[0]!];
    for (const demand of demands) {
      if (inner[demand] !== around) throw new ProblemError('CAPS_CROSS', id);
      inner[demand] = k;
    }
  });
}
