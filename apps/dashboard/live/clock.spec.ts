import * as fc from 'fast-check';
import { afterHeartbeat, afterRoundTrip, isSkewed, unknownClock } from './clock.js';

describe('the gateway’s clock', () => {
  it('lies within the bounds, whatever each way there and back took', () => {
    const delay = fc.integer({ min: 0, max: 3_000 });
    const trips = fc.array(fc.tuple(delay, delay, fc.boolean()), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.integer({ min: -1e7, max: 1e7 }), trips, (truth, ways) => {
        let clock = unknownClock;
        for (const [there, back, asked] of ways) {
          const received = 1e6 + there + back;
          const stated = 1e6 + there + truth;
          clock = asked
            ? afterRoundTrip(clock, 1e6, received, stated)
            : afterHeartbeat(clock, received, stated);
        }
        expect(clock.least).toBeLessThanOrEqual(truth);
        expect(clock.most).toBeGreaterThanOrEqual(truth);
      }),
    );
  });

  it('is taken for the person’s own as long as both may agree, however slow the answer', () => {
    expect(unknownClock.offset).toBe(0);
    expect(afterRoundTrip(unknownClock, 0, 3_000, 200).offset).toBe(0);
  });

  it('gets clearer with every answer and is not blurred by a slow one', () => {
    const quick = afterRoundTrip(unknownClock, 0, 10, 505);
    expect(quick.offset).toBe(500);
    expect(afterRoundTrip(quick, 100, 900, 1_020)).toEqual(quick);
  });

  it('follows a clock that was moved', () => {
    const before = afterRoundTrip(unknownClock, 0, 10, 5);
    expect(afterRoundTrip(before, 1_000, 1_100, 61_050).offset).toBe(60_000);
    expect(afterHeartbeat(before, 1_000, 61_000).offset).toBe(60_000);
  });

  it('is told to a person only when it is far off', () => {
    expect(isSkewed(afterRoundTrip(unknownClock, 0, 10, 900))).toBe(false);
    expect(isSkewed(afterRoundTrip(unknownClock, 100_000, 100_010, 5))).toBe(true);
  });
});
