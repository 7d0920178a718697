import { TokenBuckets } from '#access';
import { Problem, retryAfter } from '../http/problem.js';

const partiesMax = 10_000;

/** How many events a party may send: a bucket that a second fills. */
export class PartyLimit {
  private readonly buckets: TokenBuckets;

  constructor(private readonly eventsPerSecond: number) {
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
    const answer = this.buckets.take(party, events, nowMs);
    const headers = {
      'ratelimit-limit': String(this.eventsPerSecond),
      'ratelimit-remaining': String(answer.remaining),
      'ratelimit-reset': String(Math.ceil(answer.resetMs / 1_000)),
    };
    if (!answer.allowed)
      throw new Problem('RATE_LIMITED', { headers: { ...headers, ...retryAfter(answer.retryAfterMs) } });
    return headers;
  }
}
