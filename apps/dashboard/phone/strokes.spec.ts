import { drawnOn, isSignature, pathOf, pointIn, type Point } from './strokes.js';

const rect = { left: 10, top: 20, width: 300, height: 100 };

it('puts a point of the screen into the box, whole and inside', () => {
  expect(pointIn(rect, { x: 160, y: 70 })).toEqual({ x: 300, y: 100 });
  expect(pointIn(rect, { x: 0, y: 500 })).toEqual({ x: 0, y: 200 });
  expect(pointIn(rect, { x: 10.3, y: 20.3 })).toEqual({ x: 1, y: 1 });
});

it('writes strokes as the gateway takes them', () => {
  let strokes: Point[][] = [[{ x: 40, y: 150 }]];
  strokes = drawnOn(strokes, { x: 80, y: 40 });
  strokes = drawnOn(strokes, { x: 81, y: 41 });
  strokes = [...strokes, [{ x: 5, y: 6 }]];
  expect(pathOf(strokes)).toBe('M40 150 L80 40 M5 6');
});

it('tells a signature from a slip of the finger', () => {
  const line = (step: number): Point[][] => [[0, 1, 2, 3, 4].map((k) => ({ x: k * step, y: 0 }))];
  expect(isSignature(line(10))).toBe(true);
  expect(isSignature(line(9))).toBe(false);
  expect(isSignature([line(20)[0]!.slice(1)])).toBe(false);
  expect(isSignature([])).toBe(false);
});
