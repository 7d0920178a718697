import type { Commodity, Hub, Lane, Party, Place, Region, Registry } from '#domain';

/** A registry with its lists indexed by code. */
export interface RegistryIndex {
  registry: Registry;
  hubs: Map<string, Hub>;
  parties: Map<string, Party>;
  places: Map<string, Place>;
  regions: Map<string, Region>;
  commodities: Map<string, Commodity>;
  lanes: Map<string, Lane>;
}

export function indexRegistry(registry: Registry): RegistryIndex {
  const byCode = <T extends { code: string }>(list: T[]) => new Map(list.map((item) => [item.code, item]));
  return {
    registry,
    hubs: byCode(registry.hubs),
    parties: byCode(registry.parties),
    places: byCode(registry.places),
    regions: byCode(registry.regions),
    commodities: byCode(registry.commodities),
    lanes: new Map(registry.lanes.map((lane) => [lane.id, lane])),
  };
}
