export type Point = [x: number, y: number];

/** Reads the closed rings of an SVG path made of moves and lines (`m M l L h H v V z Z`); other commands throw. */
export function svgRings(path: string): Point[][] {
  const tokens = path.match(/[a-z]|-?\d*\.?\d+/gi) ?? [];
  const rings: Point[][] = [];
  let ring: Point[] = [];
  let at: Point = [0, 0];
  let command = 'm';
  let next = 0;
  const close = (): void => {
    if (ring.length > 2) rings.push(ring);
    if (ring[0]) at = ring[0];
    ring = [];
  };
  while (next < tokens.length) {
    const token = tokens[next] as string;
    if (/[a-z]/i.test(token)) {
      command = token;
      next += 1;
      if (!/[mlhvz]/i.test(command)) throw new Error(`path command ${command} is not read`);
      if (/[mz]/i.test(command)) close();
      if (/z/i.test(command)) continue;
    }
    const { point, used } = step(command, at, tokens.slice(next, next + 2).map(Number));
    next += used;
    at = point;
    ring.push(point);
    // Coordinates after a move are lines of the same kind.
    if (command === 'm') command = 'l';
    if (command === 'M') command = 'L';
  }
  close();
  return rings;
}

function step(
  command: string,
  [x, y]: Point,
  [first = 0, second = 0]: number[],
): { point: Point; used: number } {
  switch (command) {
    case 'h':
      return { point: [x + first, y], used: 1 };
    case 'H':
      return { point: [first, y], used: 1 };
    case 'v':
      return { point: [x, y + first], used: 1 };
    case 'V':
      return { point: [x, first], used: 1 };
    case 'm':
    case 'l':
      return { point: [x + first, y + second], used: 2 };
    default:
      return { point: [first, second], used: 2 };
  }
}
