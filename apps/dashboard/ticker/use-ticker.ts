import { useMemo, useState } from 'react';
import type { TickerEntry } from '../live/board.js';
import { useBoard } from '../live/live-context.js';

export interface TickerView {
  entries: readonly TickerEntry[];
  paused: boolean;
  /** News that came while paused. */
  waiting: number;
  toggle: () => void;
}

/** The ticker as a person sees it: while paused it stands still, and the news goes on being counted. */
export function useTicker(): TickerView {
  const ticker = useBoard((board) => board.ticker);
  const newsCount = useBoard((board) => board.newsCount);
  const [held, setHeld] = useState<{ entries: readonly TickerEntry[]; newsCount: number } | null>(null);
  return useMemo(
    () => ({
      entries: held?.entries ?? ticker,
      paused: held !== null,
      waiting: held ? newsCount - held.newsCount : 0,
      toggle: () => setHeld(held ? null : { entries: ticker, newsCount }),
    }),
    [held, ticker, newsCount],
  );
}
