/**
 * What the browser knows of the gateway's clock. A person's clock may be minutes off, and delays of a few hundred
 * milliseconds are shown, so every moment is judged by the gateway's clock.
 */
export interface ClockEstimate {
  /** The gateway's time less the browser's lies between these two, in milliseconds. */
  least: number;
  most: number;
  /** Add to the browser's time to get the gateway's: none as long as both clocks may agree. */
  offset: number;
}

export const unknownClock: ClockEstimate = estimate(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);

/** A question and its answer bound the gateway's clock from both sides, as in Cristian's algorithm. */
export function afterRoundTrip(
  known: ClockEstimate,
  sentAt: number,
  receivedAt: number,
  gatewayTime: number,
): ClockEstimate {
  return meet(known, gatewayTime - receivedAt, gatewayTime - sentAt);
}

/** A heartbeat comes from the past, so the gateway is at least that far. */
export function afterHeartbeat(known: ClockEstimate, receivedAt: number, gatewayTime: number): ClockEstimate {
  return meet(known, gatewayTime - receivedAt, Number.POSITIVE_INFINITY);
}

/** True when the person's clock is so far off that they should be told. */
export function isSkewed(clock: ClockEstimate): boolean {
  return Math.abs(clock.offset) > 2_000;
}

// What contradicts everything known before means that one of the clocks was moved: the newer word counts.
function meet(known: ClockEstimate, least: number, most: number): ClockEstimate {
  const both = estimate(Math.max(known.least, least), Math.min(known.most, most));
  return both.least <= both.most ? both : estimate(least, most);
}

function estimate(least: number, most: number): ClockEstimate {
  const mayAgree = least <= 0 && most >= 0;
  const middle = Number.isFinite(most - least) ? (least + most) / 2 : Number.isFinite(least) ? least : most;
  return { least, most, offset: mayAgree ? 0 : middle };
}
