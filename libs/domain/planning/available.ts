import { partOf } from './share.js';
import { firstExpiringFirst, type Lot } from './supply.js';
import type { World } from './world.js';

/**
 * What the plan may use of each lot: (on hand − committed − reserve) discounted by age, rounded down.
 * The region's own reserve is taken from the lots that expire first, because it is eaten at home first;
 * goods past their date and figures too old to be used cannot be a reserve.
 */
export function makeAvailable(lots: readonly Lot[], world: World): void {
  let reserve = reserveOf(world);
  for (const lot of firstExpiringFirst(lots)) {
    const free = lot.onHand - lot.committed;
    if (!lot.expired && !lot.freshness.leftOut) {
      lot.reserved = Math.min(reserve, free);
      reserve -= lot.reserved;
    }
    const rest = free - lot.reserved;
    lot.available = lot.expired ? 0 : partOf(rest, lot.freshness.keptPpm);
    lot.aged = rest - lot.available;
  }
}

function reserveOf({ registry, hub, commodity }: World): number {
  return registry.reserves
    .filter((reserve) => reserve.hub === hub.code && reserve.commodity === commodity.code)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}
