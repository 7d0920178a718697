import { TokenBuckets } from '#access';
import { Problem, retryAfter } from '../http/problem.js';

const partiesMax = 10_000;

/** How many events a party may send: a bucket that a second fills. */
export class PartyLimit {
  private readonly buckets: TokenBuckets;

  /** @param ownLimit events per second of a party that has a limit of its own */
  constructor(
    private readonly eventsPerSecond: number,
    private readonly ownLimit: (party: string) => number | undefined = () => undefined,
  ) {
    this.buckets = new TokenBuckets({
      perSecond: eventsPerSecond,
      burst: eventsPerSecond,
      bucketsMax: partiesMax,
    });
  }

  /**
   * Takes the tokens of so many events and answers the RateLimit headers.
   * @throws Problem RATE_LIMITED when there are too few
   */
  take(party: string, events: number, nowMs = Date.now()): Record<string, string> {
    const limit = this.ownLimit(party) ?? this.eventsPerSecond;
    const answer = this.buckets.take(party, events, nowMs, { perSecond: limit, burst: limit });
    const headers = {
      'ratelimit-limit': String(limit),
      'ratelimit-remaining': String(answer.remaining),
      'ratelimit-reset': String(Math.ceil(answer.resetMs / 1_000)),
    };
    if (!answer.allowed)
      throw new Problem('RATE_LIMITED', { headers: { ...headers, ...retryAfter(answer.retryAfterMs) } });
    return headers;
  }
}
