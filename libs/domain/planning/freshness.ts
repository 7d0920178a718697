import type { Commodity } from '../registry/registry.js';
import { DAY_MS, HOUR_MS } from './calendar.js';

/** Hours between two reports of a party that agreed on none. */
export const CADENCE_HOURS_DEFAULT = 24;
const WHOLE_PPM = 1_000_000;

/** What age does to a figure. */
export interface Freshness {
  /** Share that may still be used, parts per million. */
  readonly keptPpm: number;
  /** Full days beyond the cadence. */
  readonly daysLate: number;
  readonly leftOut: boolean;
  /** The next instant at which age alone changes any of this; null: never again. */
  readonly changesAt: number | null;
}

/** Beyond the cadence a figure loses `agePpmPerDay` for each full day, and after `ageLimitDays` days it is left out. */
export function freshnessOf(
  saidAt: number,
  now: number,
  cadenceHours: number | null | undefined,
  { agePpmPerDay, ageLimitDays }: Commodity,
): Freshness {
  const dueAt = saidAt + (cadenceHours ?? CADENCE_HOURS_DEFAULT) * HOUR_MS;
  const daysLate = Math.max(0, Math.floor((now - dueAt) / DAY_MS));
  const leftOut = now >= dueAt + ageLimitDays * DAY_MS;
  if (leftOut) return { keptPpm: 0, daysLate, leftOut, changesAt: null };
  return {
    keptPpm: Math.max(0, WHOLE_PPM - agePpmPerDay * daysLate),
    daysLate,
    leftOut,
    changesAt: dueAt + Math.min(daysLate + 1, ageLimitDays) * DAY_MS,
  };
}
