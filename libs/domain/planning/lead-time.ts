import type { Lane } from '../registry/registry.js';

/** Fewer trips than this say nothing. */
export const observedTripsMin = 20;
const percentile = 90;
/** Of the registered hours: what was observed is believed up to here. */
const ceilingFactor = 3;
const hourMs = 3_600_000;

/** What trips on a lane really took. */
export interface ObservedLead {
  /** The late percentile of the trips in whole hours, within the lane's bounds. */
  observedLateHours: number;
  observedTrips: number;
}

/**
 * The late percentile of what trips took, by the nearest rank, rounded up to a whole hour: never below the lane's
 * typical hours, never above three times its registered late ones. Null while there are too few trips.
 */
export function observeLead(
  lane: Pick<Lane, 'leadHoursTypical' | 'leadHoursLate'>,
  tripsMs: readonly number[],
): ObservedLead | null {
  if (tripsMs.length < observedTripsMin) return null;
  const sorted = [...tripsMs].sort((a, b) => a - b);
  const late = sorted[Math.ceil((sorted.length * percentile) / 100) - 1]!;
  const floor = Math.ceil(lane.leadHoursTypical);
  const ceiling = Math.max(floor, Math.floor(lane.leadHoursLate * ceilingFactor));
  const hours = Math.min(ceiling, Math.max(floor, Math.ceil(late / hourMs)));
  return { observedLateHours: hours, observedTrips: tripsMs.length };
}

/** With how many hours a lane is planned: what was observed, or else what is registered. */
export function lateHoursOf({ observedLateHours, leadHoursLate }: Lane): number {
  return observedLateHours ?? leadHoursLate;
}
