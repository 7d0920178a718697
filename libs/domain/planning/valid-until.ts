import { addDays, instantOf } from './calendar.js';
import type { Situation } from './build.js';
import { cutoffAt } from './trip.js';

/**
 * The first instant at which the clock alone could change the answer: a figure ages by another day, today
 * can no longer be loaded, an override ends, a date begins at the hub (pickups, agreements, best-before), or a window closes.
 * Null when there is nothing that time could touch.
 */
export function validUntil({ world, supply, asked, overrides }: Situation): number | null {
  const { hub, now, today } = world;
  const instants = [...supply.changesAt, ...asked.map(({ need }) => need.closesAt)];
  for (const { until } of overrides.inForce) instants.push(until);
  const dated = asked.length > 0 || supply.lots.length > 0;
  if (dated) instants.push(instantOf(addDays(today, 1), 0, hub.timezone));
  if (asked.length > 0) instants.push(cutoffAt(today, hub));
  const next = instants.filter((instant) => instant > now).sort((a, b) => a - b)[0];
  return next ?? null;
}
