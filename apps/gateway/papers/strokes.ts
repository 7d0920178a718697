/** What a finger may draw: lines in a box of 600 × 200, as an SVG path of absolute M and L with whole numbers. */
export const strokeLimits = {
  width: 600,
  height: 200,
  pointsMin: 5,
  pointsMax: 5_000,
  lengthMax: 50_000,
} as const;

const path = /^M\d{1,3} \d{1,3}(?: [ML]\d{1,3} \d{1,3})*$/;
/** A dot or a slip of the finger is no signature. */
const spanMin = 40;

/** What is wrong with a drawing; null: nothing. Nothing but digits, M, L and spaces gets through. */
export function strokeFault(strokes: string): string | null {
  if (strokes.length > strokeLimits.lengthMax) return `longer than ${strokeLimits.lengthMax} characters`;
  if (!path.test(strokes)) return 'not a path of absolute M and L with whole numbers, such as M10 20 L30 40';
  const numbers = strokes.match(/\d+/g)!.map(Number);
  const xs = numbers.filter((_, i) => i % 2 === 0);
  const ys = numbers.filter((_, i) => i % 2 === 1);
  if (xs.length > strokeLimits.pointsMax) return `more than ${strokeLimits.pointsMax} points`;
  if (xs.length < strokeLimits.pointsMin) return `fewer than ${strokeLimits.pointsMin} points`;
  const span = (values: number[]) =>
    values.reduce((most, value) => Math.max(most, value), 0) -
    values.reduce((least, value) => Math.min(least, value), Infinity);
  if (xs.some((x) => x > strokeLimits.width) || ys.some((y) => y > strokeLimits.height))
    return `outside of ${strokeLimits.width} × ${strokeLimits.height}`;
  return Math.max(span(xs), span(ys)) < spanMin ? 'too small to be a signature' : null;
}
