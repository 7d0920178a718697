import { gcd, signOf, split } from './share.js';

/** Demands with their weights (0 for one that is fixed) and bounds. */
export interface Bounds {
  readonly weight: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/**
 * A common level t: each demand gets t · weight, or the bound that stops it, as whole[d] + rest[d] / unit
 * base units. Exact.
 */
export interface Level {
  readonly unit: number;
  readonly whole: Float64Array;
  readonly rest: Float64Array;
}

/**
 * Finds the level at which these demands take exactly `total` together, by fixing the bounds that
 * certainly hold until none is broken (Bitran and Hax 1981).
 * `total` lies between the sum of the lower and the sum of the upper bounds.
 */
export function levelOf(
  demands: Int32Array,
  { weight, lower, upper }: Bounds,
  total: number,
  whole: Float64Array,
  rest: Float64Array,
): Level {
  const active: number[] = [];
  let free = total;
  for (let k = 0; k < demands.length; k++) {
    const d = demands[k]!;
    whole[d] = lower[d]!;
    rest[d] = 0;
    if (weight[d]! > 0 && upper[d]! > lower[d]!) active.push(d);
    else free -= lower[d]!;
  }
  let open = active;
  while (open.length > 0) {
    let sum = 0;
    for (const d of open) sum += weight[d]!;
    const common = gcd(sum, free);
    const unit = sum / common;
    const broken = spread(open, { weight, lower, upper }, free / common, unit, whole, rest);
    if (broken === 0) return { unit, whole, rest };
    // Too much above the upper bounds: those demands stop there; else those below their floor keep it.
    const bound = broken > 0 ? upper : lower;
    const kept: number[] = [];
    for (const d of open) {
      const stops = broken > 0 ? signOf(whole[d]! - upper[d]!, rest[d]!, unit) > 0 : whole[d]! < lower[d]!;
      if (!stops) {
        kept.push(d);
        continue;
      }
      free -= bound[d]!;
      whole[d] = bound[d]!;
      rest[d] = 0;
    }
    open = kept;
  }
  return { unit: 1, whole, rest };
}

/** Gives each open demand p·weight/unit; answers 0 if no bound is broken, else on which side more is (±1). */
function spread(
  open: readonly number[],
  { weight, lower, upper }: Bounds,
  p: number,
  unit: number,
  whole: Float64Array,
  rest: Float64Array,
): number {
  let broken = false;
  let wholes = 0;
  let rests = 0;
  for (const d of open) {
    split(p, weight[d]!, unit, whole, rest, d);
    const bound = whole[d]! < lower[d]! ? lower[d]! : upper[d]!;
    const inside = bound === upper[d] && signOf(whole[d]! - bound, rest[d]!, unit) <= 0;
    if (inside) continue;
    broken = true;
    wholes += whole[d]! - bound;
    rests += rest[d]!;
  }
  if (!broken) return 0;
  return signOf(wholes, rests, unit) >= 0 ? 1 : -1;
}
