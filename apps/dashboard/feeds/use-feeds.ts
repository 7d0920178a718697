import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { getAll } from '../api/client.js';
import type { Feed } from '../api/types.js';
import { useBoard } from '../live/live-context.js';
import { mergeFeeds } from './feed-list.js';

/** A silent feed sends no event, so its ageing is asked for. */
const everyMs = 30_000;

export function useFeeds() {
  const query = useQuery({
    queryKey: ['/v1/feeds'],
    queryFn: ({ signal }) => getAll<Feed>('/v1/feeds', signal),
    refetchInterval: everyMs,
  });
  const live = useBoard((board) => board.feeds);
  const feeds = useMemo(
    () =>
      mergeFeeds(
        query.data ?? [],
        [...live.values()].map(({ thing }) => thing),
      ),
    [query.data, live],
  );
  return { query, feeds };
}
