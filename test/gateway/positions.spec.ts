import fc from 'fast-check';
import { decodeCursor, encodeCursor, liveTopics } from '../../apps/gateway/live/positions.js';

const offset = fc.oneof(fc.nat(300), fc.maxSafeNat());
const positions = fc.array(fc.array(offset, { maxLength: 12 }), {
  minLength: liveTopics.length,
  maxLength: liveTopics.length,
});
const installation = fc.integer({ min: 0, max: 0xffffffff });

describe('cursor', () => {
  it('carries positions there and back', () => {
    fc.assert(
      fc.property(positions, installation, (given, id) => {
        expect(decodeCursor(encodeCursor(given, id), id)).toEqual(given);
      }),
    );
  });

  it('of another installation is none of ours', () => {
    fc.assert(
      fc.property(positions, installation, (given, id) => {
        expect(decodeCursor(encodeCursor(given, id), (id + 1) >>> 0)).toBeNull();
      }),
    );
  });

  it('is never taken from anything else, and nothing throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void decodeCursor(text, 7)));
    const cursor = encodeCursor([[1, 2], [3], [], [300]], 7);
    const cut = cursor.slice(0, -2);
    expect(decodeCursor(cut, 7)).toBeNull();
    expect(decodeCursor(`${cursor}AAAA`, 7)).toBeNull();
    expect(decodeCursor('', 7)).toBeNull();
  });

  it('is short', () => {
    const busy = liveTopics.map(() => [1_000_000, 1_000_001, 999_999, 1, 2, 3]);
    expect(encodeCursor(busy, 1).length).toBeLessThan(110);
  });
});
