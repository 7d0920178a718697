import type { Commodity, Region } from '../api/types.js';
/** A region on the map and how well its need is met. */
export interface City {
  code: string;
  longitude: number;
  latitude: number;
  isHub: boolean;
  /** Need met or on the road, 0–1, weighed in grams over commodities; null when it needs nothing. */
  met: number | null;
  /** What is short, by base unit: animals are not told in kilograms. */
  short: Record<string, number>;
}

/** What one region needs of one commodity on the whole, and what of it is short, in base units. */
export interface Wanted {
  region: string;
  commodity: string;
  unit: string;
  need: number;
  short: number;
}

/** Regions that the map shows: the hub and every region with a lane or a balance. */
export function citiesOf(
  regions: readonly Region[],
  wanted: Iterable<Wanted>,
  commodities: readonly Commodity[],
  hubRegion: string | null,
): City[] {
  const milligrams = new Map(commodities.map((item) => [item.code, item.milligramsPerBaseUnit]));
  const sums = new Map<string, { need: number; met: number; short: Record<string, number> }>();
  for (const { region, commodity, unit, need, short } of wanted) {
    const grams = (milligrams.get(commodity) ?? 1000) / 1000;
    const sum = sums.get(region) ?? { need: 0, met: 0, short: {} };
    sum.need += need * grams;
    sum.met += Math.max(0, need - short) * grams;
    if (short > 0) sum.short[unit] = (sum.short[unit] ?? 0) + short;
    sums.set(region, sum);
  }
  return regions.map(({ code, longitude, latitude }) => {
    const { need, met, short } = sums.get(code) ?? { need: 0, met: 0, short: {} };
    return { code, longitude, latitude, isHub: code === hubRegion, met: need > 0 ? met / need : null, short };
  });
}

/** How well a city is served, as colour and sign tell it. */
export type CityState = 'hub' | 'met' | 'part' | 'short' | 'none';
export const cityStates: readonly CityState[] = ['hub', 'met', 'part', 'short', 'none'];

export function stateOf({ isHub, met }: City): CityState {
  if (isHub) return 'hub';
  if (met === null) return 'none';
  if (met >= 0.995) return 'met';
  return met >= 0.6 ? 'part' : 'short';
}
