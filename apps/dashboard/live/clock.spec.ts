import * as fc from 'fast-check';
import { afterHeartbeat, afterRoundTrip, isSkewed, unknownClock } from './clock.js';

describe('the gateway’s clock', () => {
  it('lies within the stated uncertainty of the truth, whatever the way there and back took', () => {
    const delay = fc.integer({ min: 0, max: 3000 });
    fc.assert(
      fc.property(fc.integer({ min: -1e7, max: 1e7 }), delay, delay, (truth, there, back) => {
        const clock = afterRoundTrip(unknownClock, 1e6, 1e6 + there + back, 1e6 + there + truth);
        expect(Math.abs(clock.offset - truth)).toBeLessThanOrEqual(clock.uncertainty);
      }),
    );
  });

  it('keeps the quickest answer', () => {
    const quick = afterRoundTrip(unknownClock, 0, 10, 505);
    expect(afterRoundTrip(quick, 100, 900, 1020)).toBe(quick);
  });

  it('believes a new answer that contradicts the old one: a clock was moved', () => {
    const before = afterRoundTrip(unknownClock, 0, 10, 5);
    expect(afterRoundTrip(before, 1000, 1100, 61_050).offset).toBe(60_000);
  });

  it('is moved forward by a heartbeat from its future, and never back', () => {
    const clock = { offset: 100, uncertainty: 5 };
    expect(afterHeartbeat(clock, 0, 4000).offset).toBe(4000);
    expect(afterHeartbeat(clock, 0, 50)).toBe(clock);
    expect(afterHeartbeat(unknownClock, 1000, 900).offset).toBe(-100);
  });

  it('tells a person only of a difference that is theirs', () => {
    expect(isSkewed({ offset: 800, uncertainty: 10 })).toBe(false);
    expect(isSkewed({ offset: -90_000, uncertainty: 10 })).toBe(true);
    expect(isSkewed(unknownClock)).toBe(false);
  });
});
