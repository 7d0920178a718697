import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useSession } from '../access/session.js';
import { getJson } from '../api/client.js';
import { useBoard } from '../live/live-context.js';
import { summaryPath, type NoticeSummary } from './notice.js';

const everyMs = 60_000;
/** An alert reaches the inbox a moment after the live feed. */
const afterAlertMs = 4_000;

/** What is unread: asked for once a minute, and soon after an alert came, however many came. */
export function useNoticeSummary(): NoticeSummary | undefined {
  const isMember = Boolean(useSession()?.person);
  const alerts = useBoard((board) => board.alerts);
  const client = useQueryClient();
  const { data, dataUpdatedAt } = useQuery({
    queryKey: [summaryPath],
    queryFn: ({ signal }) => getJson<NoticeSummary>(summaryPath, signal),
    enabled: isMember,
    refetchInterval: everyMs,
    refetchIntervalInBackground: true,
    retry: 1,
  });
  useEffect(() => {
    if (!isMember) return undefined;
    const wait = Math.max(dataUpdatedAt + afterAlertMs - Date.now(), afterAlertMs / 2);
    const timer = setTimeout(() => void client.invalidateQueries({ queryKey: [summaryPath] }), wait);
    return () => clearTimeout(timer);
    // Only what the feed brings starts it: an answer would ask for the next one.
  }, [alerts, isMember, client]);
  return isMember ? data : undefined;
}
