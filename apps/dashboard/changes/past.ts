import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getAll } from '../api/client.js';
import type { Balance } from '../api/types.js';
import { balanceKey, type Board } from '../live/board.js';
import { useNow } from '../live/use-now.js';
import { changed, recentMs, type Change } from './change.js';

export interface Past {
  /** The balances as they stood before the page was opened, by key. */
  balances: ReadonlyMap<string, Balance>;
  /** When they stood so, gateway's epoch milliseconds. */
  at: number;
}

/** How long the page compares with what was before it; then it has seen enough by itself. */
const usedMs = recentMs / 3;

/** Asked for once: a page that was just opened does not know yet what moved before. */
export function usePastBalances(): Past | undefined {
  const now = useNow();
  const [at] = useState(() => now - recentMs);
  const asOf = new Date(at).toISOString();
  return useQuery({
    queryKey: ['/v1/balances', 'past', asOf],
    queryFn: async ({ signal }) => {
      const items = await getAll<Balance>(`/v1/balances?${new URLSearchParams({ asOf })}`, signal);
      return { at, balances: new Map(items.map((balance) => [balanceKey(balance), balance])) };
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  }).data;
}

/** What the page saw, and what moved since the past that it asked for. */
export function withPast(board: Board, past: Past | undefined, now: number): Change[] {
  const seen = [...board.changes.values()];
  if (!past || now - past.at > recentMs + usedMs) return seen;
  const unseen = [...board.balances].flatMap(([key, { thing, seenAt }]) => {
    const before = past.balances.get(key);
    // What no plan knew then has no past to be compared with.
    if (!before) return [];
    const last = board.changes.get(key)?.at ?? (Date.parse(thing.computedAt) || seenAt);
    return changed(undefined, key, before, thing, last) ?? [];
  });
  const keys = new Set(unseen.map(({ key }) => key));
  return [...unseen, ...seen.filter(({ key }) => !keys.has(key))];
}
