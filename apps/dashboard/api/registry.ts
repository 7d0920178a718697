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

/** What the system knows of the world. Empty lists until it is here: every name then reads as its code. */
export function useRegistry(): RegistryLists {
  const meta = useQuery({
    queryKey: ['/v1/meta'],
    queryFn: ({ signal }) => getJson<Meta>('/v1/meta', signal),
    staleTime: staleMs,
  }).data;
  const regions = useQuery(list<Region>('/v1/regions')).data;
  const places = useQuery(list<Place>('/v1/places')).data;
  const commodities = useQuery(list<Commodity>('/v1/commodities')).data;
  const lanes = useQuery(list<Lane>('/v1/lanes')).data;
  const parties = useQuery(list<Party>('/v1/parties')).data;
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
    }),
    [meta, regions, places, commodities, lanes, parties],
  );
}

const RegistryContext = createContext<RegistryLists | null>(null);
export const RegistryProvider = RegistryContext.Provider;

export function useLists(): RegistryLists {
  const lists = useContext(RegistryContext);
  if (!lists) throw new Error('useLists outside of RegistryProvider');
  return lists;
}

export function useNames(): Names {
  const lists = useLists();
  const { language } = useLanguage();
  return useMemo(() => namesOf(lists, language), [lists, language]);
}
