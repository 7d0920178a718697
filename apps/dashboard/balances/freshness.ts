import type { FeedState } from '../api/types.js';

const hour = 3_600_000;

// Most feeds are due daily (see a feed's own cadence for its badge); a balance mixes several of them.
const lateAfter = 12 * hour;
const staleAfter = 36 * hour;

/** How far a figure can be trusted by the age of the newest fact behind it. */
export function freshnessOf(newestFactAt: number | null, now: number): FeedState {
  if (newestFactAt === null) return 'silent';
  const age = now - newestFactAt;
  if (age > staleAfter) return 'stale';
  return age > lateAfter ? 'late' : 'fresh';
}
