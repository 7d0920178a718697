import type { Principal, RegistryIndex, Speaker } from '#access';
import type { Tenancy } from '#database';
import type { Party, Registry } from '#domain';
import { scopeOf } from './scope.js';

/** For whom the database is asked: what `scopeOf` says, and of a hub whom it looks after. */
export function tenancyOf(by: Speaker, index: RegistryIndex): Tenancy {
  const foreign = foreignTo(by, index.registry);
  const managed = foreign && [...index.parties.keys()].filter((party) => !foreign.has(party));
  return { ...scopeOf(by, index), foreign, managed: managed ?? [] };
}

/** True for the administrator of a hub, of the parties that deal with it, or with no hub yet. */
export function administers(by: Principal, party: string, registry: Registry): boolean {
  const foreign = by.permissions.has('parties:write') ? foreignTo(by, registry) : null;
  return foreign !== null && !foreign.has(party);
}

// A registry never changes: a newer one is another object.
const known = new WeakMap<Registry, Map<string, ReadonlySet<string>>>();

/** Parties that deal with other hubs than this one alone; null: this is no hub. */
export function foreignTo(reader: Speaker | undefined, registry: Registry): ReadonlySet<string> | null {
  const hub = reader?.kind === 'hub' ? reader.party : null;
  if (hub === null || !registry.hubs.some(({ code }) => code === hub)) return null;
  const ofHubs = known.get(registry) ?? new Map<string, ReadonlySet<string>>();
  known.set(registry, ofHubs);
  const isForeign = (hubs: Set<string>): boolean => hubs.size > 0 && !hubs.has(hub);
  const foreign =
    ofHubs.get(hub) ??
    new Set(registry.parties.filter((party) => isForeign(hubsOf(party, registry))).map(({ code }) => code));
  ofHubs.set(hub, foreign);
  return foreign;
}

/** Hubs that a party deals with: it is one, has a place of theirs, or speaks for a region that they trade with. */
function hubsOf({ code, kind, regions }: Party, registry: Registry): Set<string> {
  if (kind === 'hub') return new Set([code]);
  const own = new Set(regions);
  return new Set([
    ...registry.places.filter(({ party }) => party === code).map(({ hub }) => hub),
    ...registry.hubs
      .filter(({ producingRegions }) => producingRegions.some((region) => own.has(region)))
      .map((hub) => hub.code),
    ...registry.lanes.filter(({ destination }) => own.has(destination)).map(({ hub }) => hub),
    ...registry.agreements.filter(({ region }) => own.has(region)).map(({ hub }) => hub),
  ]);
}
