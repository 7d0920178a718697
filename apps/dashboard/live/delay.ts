import type { LiveEvent } from './event.js';

/** How long news took to the screen, in milliseconds; null where the envelope did not say. */
export interface Delay {
  /** From when it happened until it was seen. */
  fromFact: number | null;
  /** From the acceptance of the fact until it was seen: what the system itself took. */
  fromAccepted: number | null;
  /** From its publication until it was seen: network and browser. */
  fromPublished: number | null;
}

/** `seenAt` in the gateway's time. Clocks are never perfectly alike, so a delay below zero counts as none. */
export function delayOf(event: LiveEvent, seenAt: number): Delay {
  const since = (at: number | null): number | null => (at === null ? null : Math.max(0, seenAt - at));
  return {
    fromFact: since(event.factAt),
    fromAccepted: since(event.acceptedAt),
    fromPublished: since(event.publishedAt),
  };
}

/** Nearest-rank percentile of 0–100; null for no values. */
export function percentile(values: readonly number[], rank: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const index = Math.ceil((rank / 100) * sorted.length) - 1;
  return sorted[Math.min(sorted.length - 1, Math.max(0, index))] ?? null;
}
