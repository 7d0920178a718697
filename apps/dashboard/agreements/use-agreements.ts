import { useQuery } from '@tanstack/react-query';
import { getJson } from '../api/client.js';
import type { Alert } from '../api/types.js';
import { dateAt } from '../format/time.js';
import { useBoard } from '../live/live-context.js';
import { useNow } from '../live/use-now.js';
import type { Fulfilment } from './agreement.js';

const staleMs = 60_000;

/** Today at the hub, YYYY-MM-DD. */
export function useToday(): string {
  return dateAt(useNow());
}

/** Promised against delivered; without a range the last 90 days. */
export function useFulfilment(id: string, range: { from?: string; to?: string } = {}) {
  const query = new URLSearchParams(
    Object.entries(range).filter((pair): pair is [string, string] => Boolean(pair[1])),
  );
  const path = `/v1/agreements/${encodeURIComponent(id)}/fulfilment${query.size > 0 ? `?${query}` : ''}`;
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => getJson<Fulfilment>(path, signal),
    staleTime: staleMs,
    retry: 1,
  });
}

/** What is to be said of an agreement now: that it nears its end, or sleeps. */
export function useAgreementAlerts(id: string): Alert[] {
  const alerts = useBoard((board) => board.alerts);
  return [...alerts.values()]
    .map(({ thing }) => thing)
    .filter(({ code, alertId }) => code.startsWith('AGREEMENT_') && alertId.endsWith(`/${id}`));
}
