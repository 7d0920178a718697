import type { Feed, FeedState } from '../api/types.js';
import { mergeFeeds } from './feed-list.js';

const feed = (party: string, state: FeedState, acceptedAt: string | null = null): Feed => ({
  party,
  state,
  acceptedAt,
  nameId: party,
  nameEn: party,
  newestFactAt: acceptedAt,
  cadenceSeconds: null,
  ageSeconds: null,
  facts: 0,
});

describe('mergeFeeds', () => {
  it('puts what is stale first and who never reported last', () => {
    const merged = mergeFeeds(
      [feed('a', 'fresh'), feed('b', 'silent'), feed('c', 'stale'), feed('d', 'late')],
      [],
    );
    expect(merged.map(({ party }) => party)).toEqual(['c', 'd', 'a', 'b']);
  });

  it('takes the newer of the list and the live feed', () => {
    const listed = [feed('a', 'stale', '2026-11-23T10:00:00Z'), feed('b', 'fresh', '2026-11-23T10:00:00Z')];
    const live = [feed('a', 'fresh', '2026-11-23T10:05:00Z'), feed('b', 'late', '2026-11-23T09:00:00Z')];
    expect(mergeFeeds(listed, live).map(({ state }) => state)).toEqual(['fresh', 'fresh']);
  });

  it('adds who came after the list was read', () => {
    expect(mergeFeeds([], [feed('new', 'fresh')])).toHaveLength(1);
  });
});
