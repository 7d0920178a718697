import { countSeen, waitingCounts } from './waiting-counts.js';

it('counts what waits by the alerts that stand', () => {
  const alerts = ['HELD_FACT', 'SHORTAGE', 'SOURCE_CONFLICT', 'HELD_FACT'].map((code) => ({ code }) as const);
  expect(waitingCounts(alerts as Parameters<typeof waitingCounts>[0])).toEqual({ held: 2, conflicts: 1 });
});

it('says that there are more than have come', () => {
  expect([countSeen({ items: [1, 2], next: 'x' }), countSeen({ items: [], next: null })]).toEqual([
    '2+',
    '0',
  ]);
});
