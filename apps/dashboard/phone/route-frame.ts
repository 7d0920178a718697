export interface Spot {
  latitude: number;
  longitude: number;
}
export interface Outline {
  geometry: { coordinates: [number, number][][][] };
}
export interface Frame {
  width: number;
  height: number;
  /** Degrees to pixels of the picture. */
  at(spot: Spot): { x: number; y: number };
  west: number;
  east: number;
  north: number;
  south: number;
}

const width = 640;
const height = 360;
/** Degrees beyond the outermost places, at least, and of the way between them. */
const marginMin = 0.35;
const marginShare = 0.22;

/** The part of the world that shows all of these places, whole, in one scale. */
export function frameOf(spots: readonly Spot[]): Frame {
  const longitudes = spots.map(({ longitude }) => longitude);
  const latitudes = spots.map(({ latitude }) => latitude);
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const margin = Math.max(marginMin, marginShare * Math.max(east - west, north - south));
  const spanX = east - west + 2 * margin;
  const spanY = north - south + 2 * margin;
  // Near the equator a degree is as long either way.
  const scale = Math.min(width / spanX, height / spanY);
  const middle = { x: (west + east) / 2, y: (south + north) / 2 };
  const half = { x: width / scale / 2, y: height / scale / 2 };
  const frame = { west: middle.x - half.x, east: middle.x + half.x, north: middle.y + half.y };
  return {
    ...frame,
    south: middle.y - half.y,
    width,
    height,
    at: ({ latitude, longitude }) => ({
      x: round((longitude - frame.west) * scale),
      y: round((frame.north - latitude) * scale),
    }),
  };
}

/** SVG paths of the outlines that the frame shows. */
export function pathsIn(outlines: readonly Outline[], frame: Frame): string[] {
  return outlines
    .flatMap(({ geometry }) => geometry.coordinates.flat())
    .filter((ring) => isSeen(ring, frame))
    .map((ring) => {
      const points = ring.map(([longitude, latitude]) => frame.at({ latitude, longitude }));
      return `M${points.map(({ x, y }) => `${x} ${y}`).join('L')}Z`;
    });
}

function isSeen(ring: readonly [number, number][], { west, east, north, south }: Frame): boolean {
  const longitudes = ring.map(([longitude]) => longitude);
  const latitudes = ring.map(([, latitude]) => latitude);
  return (
    Math.max(...longitudes) >= west &&
    Math.min(...longitudes) <= east &&
    Math.max(...latitudes) >= south &&
    Math.min(...latitudes) <= north
  );
}

const round = (pixels: number): number => Math.round(pixels * 10) / 10;
