import type { Reserve } from '#domain';

/** What stays in Blitar whatever the cities need. Assumptions: one cheap-market day in Blitar City. */
export const reserves: Reserve[] = [
  { hub: 'btc', commodity: 'egg.chicken', quantity: 500_000 },
  { hub: 'btc', commodity: 'rice.milled', quantity: 2_000_000 },
];
