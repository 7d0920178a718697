import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { getJson } from '../api/client.js';
import type { ItemList, Shipment } from '../api/types.js';

const pageSize = 200;
const pagesMax = 20;
const everyMs = 60_000;

/** Closed shipments, which the live board leaves out, a page at a time. */
export function useClosed(commodity: string | null) {
  const query = useInfiniteQuery({
    queryKey: ['/v1/shipments', 'closed', commodity],
    queryFn: ({ pageParam, signal }) => {
      const asked = new URLSearchParams({ status: 'closed', limit: String(pageSize) });
      if (commodity !== null) asked.set('commodity', commodity);
      if (pageParam !== '') asked.set('cursor', pageParam);
      return getJson<ItemList<Shipment>>(`/v1/shipments?${asked}`, signal);
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    maxPages: pagesMax,
    refetchInterval: everyMs,
    retry: 1,
  });
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return { items, fetchMore: query.hasNextPage ? () => void query.fetchNextPage() : null };
}
