import { kilometresBetween, type Point } from './geography.js';
import type { Reading } from './tracking.js';

/** A device that jumps this far is only inexact. */
const slackKm = 2;
/** Agreeing with each other, so many are believed against what was believed before. */
const runMin = 3;
const hourMs = 3_600_000;

/** Where a believed reading was, and the run of doubted ones after it. */
export interface Belief {
  last: (Point & { time: number }) | null;
  doubted: (Point & { time: number })[];
}

export const noBelief: Belief = { last: null, doubted: [] };

export interface Judged {
  reading: Reading;
  /** SPEED_IMPOSSIBLE: nothing on a road gets there in that time. */
  mark: 'SPEED_IMPOSSIBLE' | null;
}

/**
 * Goes on with readings in order of time. One that is too far from the last believed one is doubted, unless it is
 * the third of a run that agrees with itself: then it was the belief that was wrong.
 * Readings at or before the last one of the belief are left out of it, and unmarked.
 * @param speedKmhMax above it nothing is believed
 */
export function believe(
  before: Belief,
  readings: readonly Reading[],
  speedKmhMax: number,
): { belief: Belief; judged: Judged[] } {
  let { last, doubted } = before;
  const judged: Judged[] = [];
  for (const reading of readings) {
    const at = { time: reading.time, latitude: reading.latitude, longitude: reading.longitude };
    const newest = doubted.at(-1) ?? last;
    if (newest !== null && at.time <= newest.time) {
      judged.push({ reading, mark: null });
      continue;
    }
    if (last !== null && !isReachable(last, at, speedKmhMax)) {
      const agrees = doubted.length === 0 || isReachable(doubted.at(-1)!, at, speedKmhMax);
      doubted = agrees ? [...doubted, at] : [at];
      if (doubted.length < runMin) {
        judged.push({ reading, mark: 'SPEED_IMPOSSIBLE' });
        continue;
      }
    }
    last = at;
    doubted = [];
    judged.push({ reading, mark: null });
  }
  return { belief: { last, doubted }, judged };
}

function isReachable(from: Point & { time: number }, to: Point & { time: number }, speedKmhMax: number) {
  return kilometresBetween(from, to) - slackKm <= (speedKmhMax * (to.time - from.time)) / hourMs;
}
