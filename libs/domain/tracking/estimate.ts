import type { Lane } from '../registry/registry.js';
import { kilometresBetween, type Point } from './geography.js';
import type { Estimate } from './tracking.js';

/** Fewer finished trips than this say too little. */
const tripsMin = 5;
const hourMs = 3_600_000;
/** How much wider the lane's entry is taken than it says, at either end. */
const registryEarly = 0.7;
const registryLate = 1.3;
/** Of what was left when it was last seen: so much more is expected of one that is overdue, at the least. */
const overdueShare = 0.1;

export interface Trip {
  lane: Pick<Lane, 'roadKm' | 'leadHoursTypical' | 'leadHoursLate'>;
  origin: Point;
  destination: Point;
  leftAt: number;
  /** Where it was believed to be last. */
  position: (Point & { time: number }) | null;
}

interface Durations {
  /** Milliseconds from leaving to arriving. */
  p10: number;
  p50: number;
  p90: number;
  n: number;
}

/**
 * When a shipment arrives. The durations are those of finished trips on its lane, or the lane's entry with a wider
 * range; of them it takes the share of the road that is left (great circle, stretched as the lane's road is).
 * p10 ≤ p50 ≤ p90, and none is before `now`: whoever is overdue comes in a while that grows with the delay.
 * @param tripsMs durations of finished trips on the lane, in any order
 */
export function estimateArrival(trip: Trip, tripsMs: readonly number[], now: number): Estimate {
  const { leftAt, position } = trip;
  const durations = durationsOf(trip, tripsMs);
  const left = position === null ? { share: 1, km: null } : remainderOf(trip, position);
  const from = position?.time ?? leftAt;
  const at = (duration: number) => from + duration * left.share;
  const typical = durations.p50 * left.share;
  const overdue = Math.max(0, now - at(durations.p50));
  const soon = overdue === 0 ? 0 : Math.max(typical * overdueShare, overdue * overdueShare);
  const p50 = Math.round(Math.max(at(durations.p50), now + soon));
  const spread = at(durations.p90) - at(durations.p50) + overdue;
  return {
    p10: Math.min(p50, Math.round(Math.max(at(durations.p10), now))),
    p50,
    p90: Math.round(Math.max(at(durations.p90), p50 + spread)),
    basis: position !== null ? 'position' : durations.n > 0 ? 'history' : 'registry',
    n: durations.n,
    remainingKm: left.km,
  };
}

function durationsOf({ lane }: Trip, tripsMs: readonly number[]): Durations {
  if (tripsMs.length >= tripsMin) {
    const sorted = [...tripsMs].sort((a, b) => a - b);
    const [p10, p50, p90] = [0.1, 0.5, 0.9].map((part) => quantile(sorted, part)) as [number, number, number];
    return { p10, p50, p90, n: sorted.length };
  }
  const { leadHoursTypical, leadHoursLate } = lane;
  const late = Math.max(leadHoursTypical, leadHoursLate);
  return {
    p10: leadHoursTypical * registryEarly * hourMs,
    p50: leadHoursTypical * hourMs,
    p90: late * registryLate * hourMs,
    n: 0,
  };
}

/** Linear between the two nearest ranks. */
function quantile(sorted: readonly number[], part: number): number {
  const rank = (sorted.length - 1) * part;
  const low = Math.floor(rank);
  const high = Math.min(sorted.length - 1, low + 1);
  return sorted[low]! + (sorted[high]! - sorted[low]!) * (rank - low);
}

/** How much of the road is left; never more than all of it, whichever way around it goes. */
function remainderOf({ lane, origin, destination }: Trip, position: Point): { share: number; km: number } {
  const straight = kilometresBetween(origin, destination);
  const whole = lane.roadKm ?? straight;
  const left = kilometresBetween(position, destination);
  const share = straight === 0 ? 0 : Math.min(1, left / straight);
  return { share, km: Math.round(whole * share) };
}
