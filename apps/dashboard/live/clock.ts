/**
 * What the browser knows of the gateway's clock. A person's clock may be minutes off, and delays of a few hundred
 * milliseconds are shown, so every moment is judged by the gateway's clock.
 */
export interface ClockEstimate {
  /** Add to the browser's time to get the gateway's, in milliseconds. */
  offset: number;
  /** The offset is right to within this many milliseconds; infinite before anything was heard. */
  uncertainty: number;
}

export const unknownClock: ClockEstimate = { offset: 0, uncertainty: Number.POSITIVE_INFINITY };

/**
 * A question and its answer bound the gateway's clock from both sides (Cristian's algorithm): the better of the
 * two estimates is kept, unless they contradict each other, which means that a clock was moved.
 */
export function afterRoundTrip(
  known: ClockEstimate,
  sentAt: number,
  receivedAt: number,
  gatewayTime: number,
): ClockEstimate {
  const uncertainty = Math.max(0, receivedAt - sentAt) / 2;
  const fresh = { offset: gatewayTime - (sentAt + receivedAt) / 2, uncertainty };
  const contradicts = Math.abs(fresh.offset - known.offset) > fresh.uncertainty + known.uncertainty;
  return contradicts || fresh.uncertainty <= known.uncertainty ? fresh : known;
}

/** A heartbeat comes from the past, so the gateway is at least that far: it can only move the estimate forward. */
export function afterHeartbeat(known: ClockEstimate, receivedAt: number, gatewayTime: number): ClockEstimate {
  const least = gatewayTime - receivedAt;
  if (known.uncertainty === Number.POSITIVE_INFINITY) return { offset: least, uncertainty: 1_000 };
  return least > known.offset ? { ...known, offset: least } : known;
}

/** True when the person's clock is so far off that they should be told. */
export function isSkewed(clock: ClockEstimate): boolean {
  return Math.abs(clock.offset) - Math.min(clock.uncertainty, 1_000) > 2_000;
}
