import type { Alert } from '../api/types.js';

/** What waits for a decision by the alerts that stand: reports that are held, and places that parties report differently. */
export function waitingCounts(alerts: Iterable<Pick<Alert, 'code'>>): { held: number; conflicts: number } {
  const counts = { held: 0, conflicts: 0 };
  for (const { code } of alerts) {
    if (code === 'HELD_FACT') counts.held += 1;
    if (code === 'SOURCE_CONFLICT') counts.conflicts += 1;
  }
  return counts;
}

/** The number of items on a first page, with a sign where there are more. */
export const countSeen = ({ items, next }: { items: readonly unknown[]; next: string | null }): string =>
  `${items.length}${next ? '+' : ''}`;
