import type { Shipment } from '../api/types.js';
import type { Tracked } from '../live/board.js';

/** How many shipments are on the road, and how many of those are expected after their promised arrival. */
export function lateOf(
  shipments: Iterable<Tracked<Shipment>>,
  commodity: string | null,
): { late: number; moving: number } {
  let late = 0;
  let moving = 0;
  for (const { thing } of shipments) {
    if (thing.status !== 'dispatched' && thing.status !== 'in_transit') continue;
    if (commodity && !thing.lines.some((line) => line.commodity === commodity)) continue;
    moving += 1;
    if ((thing.tracking?.lateMinutes ?? 0) > 0) late += 1;
  }
  return { late, moving };
}
