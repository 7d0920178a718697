import type { Ledger } from '../ledger/ledger.js';
import { compareText } from '../ledger/timeline.js';
import type { Balance, DemandLine, LotLine } from './plan.js';
import type { Situation } from './build.js';
import { sum } from '../quantity/sum-by.js';

/**
 * The balance of each producing region, of each region a lane leads to, and of each that asks for something,
 * by region code. On the stock side surplus = available − allocated. On the need side need is what is
 * declared, not on the road and not delivered; allocated counts what is promised too; shortfall = need − allocated.
 */
export function balancesOf(
  ledger: Ledger,
  { world, supply }: Pick<Situation, 'world' | 'supply'>,
  demands: readonly DemandLine[],
  lots: readonly LotLine[],
): Balance[] {
  const { hub, registry } = world;
  const regions = new Set([
    ...hub.producingRegions,
    ...registry.lanes.filter((lane) => lane.hub === hub.code).map((lane) => lane.destination),
    ...demands.map(({ destination }) => destination),
    ...lots.map(({ region }) => region),
  ]);
  const newest = newestFacts(ledger, world, supply);
  return [...regions].sort(compareText).map((region) => {
    const own = lots.filter((lot) => lot.region === region);
    const here = demands.filter(({ destination }) => destination === region);
    const asked = here.filter(({ estimated }) => !estimated);
    return {
      hub: hub.code,
      region,
      commodity: world.commodity.code,
      onHand: sum(own, (lot) => (lot.forecast ? 0 : lot.onHand)),
      availableToPromise: sum(own, (lot) => lot.availableToPromise),
      need: sum(asked, (line) => line.netNeed + line.committed),
      allocated: sum(own, (lot) => lot.allocated) + sum(asked, (line) => line.allocated + line.committed),
      inTransit: sum(asked, (line) => line.inTransit),
      shortfall: sum(asked, (line) => line.shortfall),
      surplus: sum(own, (lot) => lot.surplus),
      estimatedNeed: sum(here, (line) => (line.estimated ? line.netNeed : 0)),
      newestFactAt: newest.get(region) ?? null,
    };
  });
}

/** Time of the newest usable word about each region's stock or need, epoch milliseconds. */
function newestFacts(
  ledger: Ledger,
  world: Situation['world'],
  { heard }: Situation['supply'],
): Map<string, number> {
  const newest = new Map<string, number>();
  const see = (region: string, time: number): void => {
    newest.set(region, Math.max(time, newest.get(region) ?? -Infinity));
  };
  for (const [location, saidAt] of heard) see(world.regionOfPlace(location), saidAt);
  for (const fact of ledger.forecasts.inForce()) see(world.regionOfPlace(fact.location), fact.time);
  for (const fact of ledger.demands.inForce()) {
    if (fact.type === 'demand.declared') see(fact.destination, fact.time);
  }
  return newest;
}
