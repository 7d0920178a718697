import type { Reserve } from '#domain';

/** What stays in Blitar whatever the cities need. Assumptions: one cheap-market day in Blitar City.
    Eggs have none: Blitar lays some hundred times what it eats. */
export const reserves: Reserve[] = [{ hub: 'btc', commodity: 'rice.milled', quantity: 2_000_000 }];
