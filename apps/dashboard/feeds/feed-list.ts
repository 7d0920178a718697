import type { Feed, FeedState } from '../api/types.js';
import { toEpoch } from '../format/time.js';

const order: FeedState[] = ['stale', 'late', 'fresh', 'silent'];

/** Feeds of the list with what came live since; those that need somebody's attention first. */
export function mergeFeeds(listed: readonly Feed[], live: Iterable<Feed>): Feed[] {
  const feeds = new Map(listed.map((feed) => [feed.party, feed]));
  for (const feed of live) {
    const known = feeds.get(feed.party);
    if (!known || (toEpoch(feed.acceptedAt) ?? 0) >= (toEpoch(known.acceptedAt) ?? 0))
      feeds.set(feed.party, feed);
  }
  return [...feeds.values()].sort(
    (a, b) =>
      order.indexOf(a.state) - order.indexOf(b.state) ||
      (toEpoch(b.newestFactAt) ?? 0) - (toEpoch(a.newestFactAt) ?? 0) ||
      a.party.localeCompare(b.party),
  );
}
