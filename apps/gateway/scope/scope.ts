import type { Speaker, RegistryIndex } from '#access';

/** What one reader may see. `everything` is for open reading and for nobody else. */
export interface Scope {
  everything: boolean;
  /** Hubs of which all is visible. */
  hubs: Set<string>;
  /** Regions whose balances, shipments and alerts are visible. */
  regions: Set<string>;
  /** Regions of which every stock line and demand is visible too: departments answer for a whole region. */
  officialRegions: Set<string>;
  places: Set<string>;
  party: string | null;
  /** A carrier sees what is offered to carriers, besides its own shipments. */
  carrier: boolean;
}

export const openScope: Scope = {
  everything: true,
  hubs: new Set(),
  regions: new Set(),
  officialRegions: new Set(),
  places: new Set(),
  party: null,
  carrier: false,
};

/** Sees nothing. */
export const nobody: Scope = { ...openScope, everything: false };

/** The hub and the departments of its producing regions see all of that hub; everybody else what is their own. */
export function scopeOf(principal: Speaker, index: RegistryIndex): Scope {
  const regions = new Set(principal.regions);
  const official = principal.kind === 'department' || principal.kind === 'hub';
  const hubs = index.registry.hubs.filter(
    (hub) =>
      official &&
      (hub.code === principal.party || hub.producingRegions.some((region) => regions.has(region))),
  );
  const places = index.registry.places.filter((place) => place.party === principal.party);
  return {
    everything: false,
    hubs: new Set(hubs.map((hub) => hub.code)),
    regions,
    officialRegions: official ? regions : new Set(),
    places: new Set(places.map((place) => place.code)),
    party: principal.party,
    carrier: principal.kind === 'carrier',
  };
}

/** What the rules below look at, gathered from an event or a row. */
export interface Visible {
  hub: string | null;
  /** Regions it is about: of a balance, of a shipment's destination, of an alert's subject. */
  regions: string[];
  places: string[];
  /** Parties that said it, run its place, own its demands or carry it. */
  parties: string[];
  /** Still open to any carrier. */
  offered: boolean;
  /** True where a region alone does not make it visible: one party's stock or demand. */
  partyOnly: boolean;
}

/** True when a reader of this scope may see it (nobody reads what is not theirs). */
export function mayRead(scope: Scope, item: Visible): boolean {
  if (scope.everything || (item.hub !== null && scope.hubs.has(item.hub))) return true;
  if (scope.party !== null && item.parties.includes(scope.party)) return true;
  if (item.places.some((place) => scope.places.has(place))) return true;
  if (scope.carrier && item.offered) return true;
  const regions = item.partyOnly ? scope.officialRegions : scope.regions;
  return item.regions.some((region) => regions.has(region));
}
