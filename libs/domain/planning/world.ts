import type { Commodity, Hub, Lane, Party, Place, Region, Registry } from '../registry/registry.js';
import { localDate } from './calendar.js';
import { mulDiv } from './share.js';

export type PlanningErrorCode = 'UNKNOWN_HUB' | 'UNKNOWN_COMMODITY';

/** The registry lacks what no plan can do without. A missing lane or agreement is a reason, not an error. */
export class PlanningError extends Error {
  override readonly name = 'PlanningError';

  constructor(
    readonly code: PlanningErrorCode,
    readonly subject: string,
  ) {
    super(`${code}: ${subject}`);
  }
}

interface Index {
  readonly regions: ReadonlyMap<string, Region>;
  readonly parties: ReadonlyMap<string, Party>;
  readonly places: ReadonlyMap<string, Place>;
}

/** A version of the registry never changes, and one after the other thousands of plans look into the same. */
const indexes = new WeakMap<Registry, Index>();

function indexOf(registry: Registry): Index {
  let index = indexes.get(registry);
  if (index === undefined) {
    index = {
      regions: new Map(registry.regions.map((region) => [region.code, region])),
      parties: new Map(registry.parties.map((party) => [party.code, party])),
      places: new Map(registry.places.map((place) => [place.code, place])),
    };
    indexes.set(registry, index);
  }
  return index;
}

/** The registry as one plan sees it: one hub, one commodity, one instant. */
export class World {
  readonly hub: Hub;
  readonly commodity: Commodity;
  /** Local date at the hub. */
  readonly today: string;
  private readonly regions: ReadonlyMap<string, Region>;
  private readonly parties: ReadonlyMap<string, Party>;
  private readonly places: ReadonlyMap<string, Place>;

  /** Throws `PlanningError`, and `ZoneError` when a region lies in an unknown time zone. */
  constructor(
    readonly registry: Registry,
    hub: string,
    commodity: string,
    readonly now: number,
  ) {
    this.hub = required(registry.hubs, hub, 'UNKNOWN_HUB');
    this.commodity = required(registry.commodities, commodity, 'UNKNOWN_COMMODITY');
    this.today = localDate(now, this.hub.timezone);
    const { regions, parties, places } = indexOf(registry);
    this.regions = regions;
    this.parties = parties;
    this.places = places;
  }

  region(code: string): Region | undefined {
    return this.regions.get(code);
  }

  /** A region may be counted as a whole; a place that nobody registered is taken to be at the hub. */
  regionOfPlace(location: string): string {
    return this.places.get(location)?.region ?? (this.regions.has(location) ? location : this.hub.region);
  }

  timezoneOf(region: string): string {
    return this.regions.get(region)?.timezone ?? this.hub.timezone;
  }

  party(code: string): Party | undefined {
    return this.parties.get(code);
  }

  placeName(location: string): { nameId: string; nameEn: string } {
    const name = this.regions.get(location)?.name ?? location;
    return this.places.get(location) ?? { nameId: name, nameEn: name };
  }

  /** Position in the ranking of sources: lower is believed first, a stranger last. */
  rankOf(source: string): number {
    return this.parties.get(source)?.rank ?? Infinity;
  }

  lanesTo(destination: string): Lane[] {
    return this.registry.lanes.filter(
      (lane) => lane.hub === this.hub.code && lane.destination === destination,
    );
  }

  /** Rupiah per 1,000,000 base units, rounded down. */
  costOf(lane: Lane): number {
    return mulDiv(lane.rupiahPerTonne, this.commodity.milligramsPerBaseUnit, 1000n);
  }
}

function required<T extends { code: string }>(rows: readonly T[], code: string, error: PlanningErrorCode): T {
  const row = rows.find((candidate) => candidate.code === code);
  if (row === undefined) throw new PlanningError(error, code);
  return row;
}
