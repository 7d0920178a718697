import { outboundLimits } from './limits.js';

const { retryMs, retryGrowth, retryMsMax, retryAfterMsMax, downFailures, downMsMax } = outboundLimits;

/** How long a receiver that asked for a pause is left alone. */
export function pauseAsked(retryAfterMs: number | null): number {
  return Math.min(retryAfterMs ?? 0, retryAfterMsMax);
}

/**
 * Milliseconds until a delivery is tried again: 5 s, 15 s, 45 s … six hours, a fifth more or less by chance, and never
 * before the receiver asked for it.
 * @param attempts so far, from 1 on
 * @param chance from 0 to 1
 */
export function retryDelay(attempts: number, retryAfterMs: number | null, chance: number): number {
  const grown = Math.min(retryMs * retryGrowth ** Math.min(attempts - 1, 20), retryMsMax);
  return Math.max(spread(grown, chance), pauseAsked(retryAfterMs));
}

/** Milliseconds for which nothing goes to a receiver that has failed so often in a row, whatever it was. */
export function downDelay(failures: number, chance: number): number {
  if (failures < downFailures) return 0;
  return spread(Math.min(retryMs * 2 ** Math.min(failures - downFailures, 20), downMsMax), chance);
}

function spread(ms: number, chance: number): number {
  return Math.round(ms * (0.8 + 0.4 * chance));
}
