import type { Hub, Registry } from '#domain';
import { agreements } from './agreements.js';
import { commodities } from './commodities.js';
import { consumption } from './consumption.js';
import { hubs } from './hubs.js';
import { lanes } from './lanes.js';
import { parties } from './parties.js';
import { places } from './places.js';
import { regions } from './regions.js';
import { reserves } from './reserves.js';
import { services } from './services.js';
import { vehicles } from './vehicles.js';

/** What a hub is seeded with beyond its own settings. */
export type SeedSettings = Partial<
  Pick<
    Hub,
    | 'offerStrategy'
    | 'offerAheadHours'
    | 'offerMinutes'
    | 'counterMinutes'
    | 'changeMinutes'
    | 'changePauseMinutes'
  >
>;

/** Blitar's trade as the public sources have it; what no source gives is marked as an assumption where it stands. */
export function seedRegistry(settings: SeedSettings = {}): Omit<Registry, 'version'> {
  // A copy each time: a caller may sort or extend it.
  return structuredClone({
    hubs: hubs.map((hub) => ({ ...hub, ...settings })),
    regions,
    parties,
    places,
    commodities,
    lanes,
    vehicles,
    services,
    agreements,
    reserves,
    consumption,
  });
}
