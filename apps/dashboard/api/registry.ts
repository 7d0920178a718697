import { useQuery } from '@tanstack/react-query';
import { createContext, useContext, useMemo } from 'react';
import { rememberLive } from '../format/live.js';
import { useLanguage } from '../i18n/use-language.js';
import { getAll, getJson } from './client.js';
import { namesOf, type Names, type RegistryLists } from './names.js';
import type { Commodity, Lane, Meta, Party, Place, Region } from './types.js';

const staleMs = 5 * 60_000;
const list = <Item>(path: string) => ({
  queryKey: [path],
  queryFn: ({ signal }: { signal: AbortSignal }) => getAll<Item>(path, signal),
  staleTime: staleMs,
});

export interface Registry extends RegistryLists {
  /** Every list has come, or is known not to come. */
  settled: boolean;
}

/** What the system knows of the world. Empty lists until it is here: every name then reads as its code. */
export function useRegistry(): Registry {
  const metaQuery = useQuery({
    queryKey: ['/v1/meta'],
    queryFn: ({ signal }) => getJson<Meta>('/v1/meta', signal),
    staleTime: staleMs,
  });
  const regionList = useQuery(list<Region>('/v1/regions'));
  const placeList = useQuery(list<Place>('/v1/places'));
  const commodityList = useQuery(list<Commodity>('/v1/commodities'));
  const laneList = useQuery(list<Lane>('/v1/lanes'));
  const partyList = useQuery(list<Party>('/v1/parties'));
  const queries = [metaQuery, regionList, placeList, commodityList, laneList, partyList];
  const settled = queries.every(({ isPending }) => !isPending);
  const [meta, regions, places] = [metaQuery.data, regionList.data, placeList.data];
  const [commodities, lanes, parties] = [commodityList.data, laneList.data, partyList.data];
  // Before anything below is drawn: figures are told in the units of the registry.
  useMemo(() => rememberLive(commodities ?? []), [commodities]);
  return useMemo(
    () => ({
      meta: meta ?? null,
      regions: regions ?? [],
      places: places ?? [],
      commodities: commodities ?? [],
      lanes: lanes ?? [],
      parties: parties ?? [],
      settled,
    }),
    [meta, regions, places, commodities, lanes, parties, settled],
  );
}

const RegistryContext = createContext<Registry | null>(null);
export const RegistryProvider = RegistryContext.Provider;

export function useLists(): Registry {
  const lists = useContext(RegistryContext);
  if (!lists) throw new Error('useLists outside of RegistryProvider');
  return lists;
}

export function useNames(): Names {
  const lists = useLists();
  const { language } = useLanguage();
  return useMemo(() => namesOf(lists, language), [lists, language]);
}
