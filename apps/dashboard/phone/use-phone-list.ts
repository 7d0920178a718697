import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { getKept, type Kept } from '../api/client.js';
import type { ItemList, Shipment, ShipmentStatus } from '../api/types.js';

const everyMs = 20_000;
const listMax = 500;

const listOf = <Item>(path: string, enabled = true) => ({
  queryKey: ['phone', path],
  queryFn: ({ signal }: { signal: AbortSignal }) => getKept<ItemList<Item>>(path, signal),
  enabled,
  refetchInterval: everyMs,
  retry: 1,
});

/** A list of the phone's pages; with when it was heard, where it is the last that the phone kept. */
export function usePhoneList<Item>(path: string, isOn = true): UseQueryResult<Kept<ItemList<Item>>> {
  return useQuery(listOf<Item>(path, isOn));
}

export interface PhoneShipments {
  shipments: Shipment[];
  isPending: boolean;
  error: unknown;
  /** The oldest answer among them that the phone kept; null: all are of now. */
  keptAt: string | null;
  retry: () => void;
}

/** Shipments of several statuses, of each as many as the gateway gives at once. */
export function useShipmentsIn(statuses: readonly ShipmentStatus[]): PhoneShipments {
  const lists = useQueries({
    queries: statuses.map((status) => listOf<Shipment>(`/v1/shipments?status=${status}&limit=${listMax}`)),
  });
  const kept = lists.flatMap(({ data }) => data?.keptAt ?? []).sort();
  return {
    shipments: lists.flatMap(({ data }) => data?.answer.items ?? []),
    isPending: lists.some(({ isPending }) => isPending),
    error: lists.find(({ isError, data }) => isError && !data)?.error ?? null,
    keptAt: kept[0] ?? null,
    retry: () => lists.forEach((list) => void list.refetch()),
  };
}
