import type { Commodity, Hub, Party, Region, Registry } from '../registry/registry.js';

/** Where stock can be: a registered place, or a whole producing region of a hub. */
export interface Site {
  readonly code: string;
  readonly region: string;
  readonly hub: string;
  /** Party that runs the place; null for a region. */
  readonly party: string | null;
}

/** A registry by code. Maps, because a code such as `__proto__` must find nothing. */
export interface Directory {
  readonly hubs: ReadonlyMap<string, Hub>;
  readonly regions: ReadonlyMap<string, Region>;
  readonly parties: ReadonlyMap<string, Party>;
  readonly commodities: ReadonlyMap<string, Commodity>;
  readonly places: ReadonlyMap<string, Site>;
  /** Region → hubs that produce in it. */
  readonly hubsProducingIn: ReadonlyMap<string, ReadonlySet<string>>;
  /** Region → hubs with a lane to it. */
  readonly hubsSupplying: ReadonlyMap<string, ReadonlySet<string>>;
}

const known = new WeakMap<Registry, Directory>();

/** The directory of a registry, built once: a registry never changes, it gets a successor. */
export function directoryOf(registry: Registry): Directory {
  const found = known.get(registry);
  if (found) return found;
  const byCode = <T extends { code: string }>(rows: readonly T[]): Map<string, T> =>
    new Map(rows.map((row) => [row.code, row]));
  const directory: Directory = {
    hubs: byCode(registry.hubs),
    regions: byCode(registry.regions),
    parties: byCode(registry.parties),
    commodities: byCode(registry.commodities),
    places: byCode(registry.places.map(({ code, region, hub, party }) => ({ code, region, hub, party }))),
    hubsProducingIn: grouped(
      registry.hubs.flatMap((hub) => hub.producingRegions.map((region) => [region, hub.code] as const)),
    ),
    hubsSupplying: grouped(registry.lanes.map((lane) => [lane.destination, lane.hub] as const)),
  };
  known.set(registry, directory);
  return directory;
}

/** The only hub among several regions' hubs; null when there is none or more than one. */
export function onlyHub(hubs: Iterable<string>): string | null {
  const distinct = new Set(hubs);
  return distinct.size === 1 ? [...distinct][0]! : null;
}

function grouped(pairs: readonly (readonly [string, string])[]): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>();
  for (const [key, value] of pairs) groups.set(key, (groups.get(key) ?? new Set()).add(value));
  return groups;
}
