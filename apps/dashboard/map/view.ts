export type MapView = 'java' | 'indonesia';

/** West-north and east-south corners, degrees. */
export const boundsOf: Record<MapView, [[number, number], [number, number]]> = {
  java: [
    [105.6, -5.4],
    [114.2, -8.9],
  ],
  indonesia: [
    [104, 3.4],
    [125, -10],
  ],
};

export function isInside(view: MapView, longitude: number, latitude: number): boolean {
  const [[west, north], [east, south]] = boundsOf[view];
  return longitude >= west && longitude <= east && latitude <= north && latitude >= south;
}
