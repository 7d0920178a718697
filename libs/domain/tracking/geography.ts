export interface Point {
  latitude: number;
  longitude: number;
}

const earthRadiusKm = 6_371.0088;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Kilometres along the great circle (haversine formula, on a sphere of the mean radius). */
export function kilometresBetween(a: Point, b: Point): number {
  const half = (from: number, to: number) => Math.sin(radians(to - from) / 2) ** 2;
  const chord =
    half(a.latitude, b.latitude) +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(a.longitude, b.longitude);
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** Off the globe, or at 0° 0°, which is where devices are that do not know. */
export function isOffGlobe({ latitude, longitude }: Point): boolean {
  const isOn =
    Number.isFinite(latitude) &&
    Number.isFinite(longitude) &&
    Math.abs(latitude) <= 90 &&
    Math.abs(longitude) <= 180;
  return !isOn || (latitude === 0 && longitude === 0);
}
