import { addDays, instantOf } from './calendar.js';
import type { Situation } from './build.js';
import { cutoffAt } from './trip.js';

/**
 * The first instant at which the clock alone could change the answer: a figure ages by another day, today
 * can no longer be loaded, a date begins at the hub (pickups, agreements, best-before), or a window closes.
 * Null when there is nothing that time could touch.
 */
export function validUntil({ world, supply, asked }: Situation): number | null {
  const { hub, now, today } = world;
  const instants = [...supply.changesAt, ...asked.map(({ need }) => need.closesAt)];
  const dated = asked.length > 0 || supply.lots.length > 0;
  if (dated) instants.push(instantOf(addDays(today, 1), 0, hub.timezone));
  if (asked.length > 0) instants.push(cutoffAt(today, hub));
  const next = instants.filter((instant) => instant > now).sort((a, b) => a - b)[0];
  return next ?? null;
}
