import { roads } from './cast-figures.js';
import type { Random } from './random.js';

const origin = roads['35.72']!;

/** Degrees by which the road leaves the straight line half-way. */
const bendDegrees = 0.18;

export function hoursTo(destination: string): number | null {
  return roads[destination]?.hours ?? null;
}

/** Where a truck is after `part` (0 … 1) of its way; rounded to about ten metres. */
export function positionOn(destination: string, part: number): { latitude: number; longitude: number } {
  const end = roads[destination]!;
  const bend = Math.sin(Math.PI * part) * bendDegrees;
  const round = (degrees: number) => Math.round(degrees * 10_000) / 10_000;
  return {
    latitude: round(origin.latitude + (end.latitude - origin.latitude) * part + bend),
    longitude: round(origin.longitude + (end.longitude - origin.longitude) * part),
  };
}

export function isCooled(temperatureClass: string): boolean {
  return temperatureClass === 'chilled' || temperatureClass === 'frozen';
}

/** °C inside the load space. */
export function temperatureIn(temperatureClass: string, random: Random): number {
  const [low, high] = { chilled: [2, 5], frozen: [-20, -17] }[temperatureClass] ?? [25, 31];
  return Math.round(random.between(low!, high!) * 10) / 10;
}
