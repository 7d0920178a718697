import type { Balance, Commodity, Region } from '../api/types.js';
import type { Tracked } from '../live/board.js';

/** A region on the map and how well its need is met. */
export interface City {
  code: string;
  longitude: number;
  latitude: number;
  isHub: boolean;
  /** Need met or on the road, 0–1, weighed in grams over commodities; null when it needs nothing. */
  met: number | null;
  shortGrams: number;
}

/** Regions that the map shows: the hub and every region with a lane or a balance. */
export function citiesOf(
  regions: readonly Region[],
  balances: Iterable<Tracked<Balance>>,
  commodities: readonly Commodity[],
  hubRegion: string | null,
  commodity: string | null,
): City[] {
  const milligrams = new Map(commodities.map((item) => [item.code, item.milligramsPerBaseUnit]));
  const need = new Map<string, { need: number; short: number }>();
  for (const { thing } of balances) {
    if (commodity && thing.commodity !== commodity) continue;
    const grams = (milligrams.get(thing.commodity) ?? 1000) / 1000;
    const sum = need.get(thing.region) ?? { need: 0, short: 0 };
    need.set(thing.region, {
      need: sum.need + (thing.need + thing.inTransit) * grams,
      short: sum.short + thing.shortfall * grams,
    });
  }
  return regions.map(({ code, longitude, latitude }) => {
    const sum = need.get(code) ?? { need: 0, short: 0 };
    const met = sum.need > 0 ? Math.max(0, (sum.need - sum.short) / sum.need) : null;
    return { code, longitude, latitude, isHub: code === hubRegion, met, shortGrams: sum.short };
  });
}
