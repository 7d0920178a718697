import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { getJson } from '../api/client.js';
import type { ItemList, Rejected } from '../api/types.js';
import { formatNumber } from '../format/number.js';
import { useLanguage } from '../i18n/use-language.js';
import { useBoard } from '../live/live-context.js';
import { countSeen, waitingCounts } from './waiting-counts.js';

const everyMs = 30_000;

/** How much waits behind each tab of the desk, by its name, where that is known. */
export function useDeskCounts(): Partial<Record<string, string>> {
  const { language } = useLanguage();
  const alerts = useBoard((board) => board.alerts);
  const complete = useBoard((board) => board.complete);
  const { data } = useQuery({
    queryKey: ['/v1/rejected', 'open'],
    queryFn: ({ signal }) => getJson<ItemList<Rejected>>('/v1/rejected?state=open&limit=50', signal),
    refetchInterval: everyMs,
    retry: 1,
  });
  return useMemo(() => {
    const { held, conflicts } = waitingCounts([...alerts.values()].map(({ thing }) => thing));
    return {
      // Before the first snapshot nothing known is not zero.
      ...(complete && { held: formatNumber(held, language), conflicts: formatNumber(conflicts, language) }),
      ...(data && { rejected: countSeen(data) }),
    };
  }, [alerts, complete, data, language]);
}
