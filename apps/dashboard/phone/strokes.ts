/** What a finger draws, in the box of a signature. */
export interface Point {
  x: number;
  y: number;
}

export const signatureBox = { width: 600, height: 200 } as const;
/** The gateway takes 5 to 5,000 points that span 40 at least. */
const pointsMin = 5;
const pointsMax = 5_000;
const spanMin = 40;
/** Closer points say nothing more. */
const stepMin = 3;

/** A point of the screen in the box, whole and inside of it. */
export function pointIn(
  rect: { left: number; top: number; width: number; height: number },
  at: Point,
): Point {
  const { width, height } = signatureBox;
  const within = (value: number, most: number): number => Math.round(Math.min(most, Math.max(0, value)));
  return {
    x: within(((at.x - rect.left) / rect.width) * width, width),
    y: within(((at.y - rect.top) / rect.height) * height, height),
  };
}

/** The last stroke goes on to this point, unless it is all but there. */
export function drawnOn(strokes: readonly Point[][], to: Point): Point[][] {
  const last = strokes.at(-1) ?? [];
  const from = last.at(-1);
  const isFull = strokes.flat().length >= pointsMax;
  if (isFull || (from && Math.hypot(to.x - from.x, to.y - from.y) < stepMin)) return [...strokes];
  return [...strokes.slice(0, -1), [...last, to]];
}

/** An SVG path of absolute M and L with whole numbers. */
export function pathOf(strokes: readonly Point[][]): string {
  return strokes
    .flatMap((points) => points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`))
    .join(' ');
}

/** A dot or a slip of the finger is no signature. */
export function isSignature(strokes: readonly Point[][]): boolean {
  const points = strokes.flat();
  if (points.length < pointsMin) return false;
  const span = (values: number[]): number => Math.max(...values) - Math.min(...values);
  return Math.max(span(points.map(({ x }) => x)), span(points.map(({ y }) => y))) >= spanMin;
}
