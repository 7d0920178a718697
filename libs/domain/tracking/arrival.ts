import type { Hub, Place, Region, Registry } from '../registry/registry.js';
import { kilometresBetween, type Point } from './geography.js';

const regionRadiusMetres = 5_000;
const placeRadiusMetres = 500;
/** So many readings in a row in the outer half of a radius count as arrived; in the inner half one does. */
const outerMin = 2;

/** Around a destination. */
export interface Fence extends Point {
  radiusMetres: number;
}

/** Around the region itself and each of its places; the radius is theirs, else the hub's, else a usual one. */
export function fencesOf(
  destination: string,
  hub: Pick<Hub, 'arrivalRadiusMetres'>,
  registry: Registry,
): Fence[] {
  const around = ({ latitude, longitude, arrivalRadiusMetres }: Region | Place, usual: number): Fence => ({
    latitude,
    longitude,
    radiusMetres: arrivalRadiusMetres ?? usual,
  });
  const byHub = hub.arrivalRadiusMetres;
  return [
    ...registry.regions
      .filter(({ code }) => code === destination)
      .map((region) => around(region, byHub ?? regionRadiusMetres)),
    ...registry.places
      .filter(({ region }) => region === destination)
      .map((place) => around(place, Math.min(byHub ?? placeRadiusMetres, placeRadiusMetres))),
  ];
}

/**
 * Goes on with believed positions in order of time. One well inside a fence is an arrival; near its edge it takes
 * two in a row, so that a truck that passes by, or a device that wavers there, is none.
 * @param outer how many in a row were near the edge before
 */
export function arrivalOn(
  positions: readonly (Point & { time: number })[],
  fences: readonly Fence[],
  outer: number,
): { arrivedAt: number | null; outer: number } {
  let inRow = outer;
  for (const position of positions) {
    const depth = Math.min(
      ...fences.map((fence) => (kilometresBetween(position, fence) * 1_000) / fence.radiusMetres),
    );
    inRow = depth <= 1 ? inRow + 1 : 0;
    if (depth <= 0.5 || inRow >= outerMin) return { arrivedAt: position.time, outer: inRow };
  }
  return { arrivedAt: null, outer: inRow };
}
