import { Type, type Static } from '@sinclair/typebox';
import { published } from '../define.js';
import { both } from '../language.js';
import { count, instant, oneOf, orNull, partyCode } from '../values.js';

/** How fresh each party's feed is. On the live feed only, not on Kafka. */

const feedData = Type.Object({
  party: partyCode(),
  nameId: Type.String(),
  nameEn: Type.String(),
  newestFactAt: orNull(instant()),
  acceptedAt: orNull(instant()),
  cadenceSeconds: orNull(count(both('Jarak laporan yang disepakati', 'Agreed time between two reports'))),
  ageSeconds: orNull(count()),
  state: oneOf(['fresh', 'late', 'stale', 'silent']),
  facts: count(both('Banyak fakta yang diterima', 'Number of accepted facts')),
});

export type FeedData = Static<typeof feedData>;

export const feedUpdated = published('e-peken', {
  type: 'lumbung.feed.updated.v1',
  title: { id: 'Kesegaran umpan data', en: 'Feed updated' },
  description: {
    id: 'Umur data satu pihak terhadap jadwal laporannya',
    en: 'Age of a party’s data against its cadence',
  },
  data: feedData,
  example: {
    party: 'e-peken',
    nameId: 'e-Peken Surabaya',
    nameEn: 'e-Peken Surabaya',
    newestFactAt: '2026-11-22T23:15:00.000Z',
    acceptedAt: '2026-11-22T23:15:00.120Z',
    cadenceSeconds: 86_400,
    ageSeconds: 42,
    state: 'fresh',
    facts: 128,
  },
});
