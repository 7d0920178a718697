import type { Balance } from '../api/types.js';
import type { Tracked } from '../live/board.js';
import { totalsOf } from './totals.js';

const balance = (part: Partial<Balance>, factAt: number | null = null): Tracked<Balance> => ({
  thing: {
    hub: 'btc',
    region: '35.78',
    commodity: 'egg.chicken',
    onHand: 0,
    availableToPromise: 0,
    need: 0,
    allocated: 0,
    inTransit: 0,
    shortfall: 0,
    surplus: 0,
    unit: 'g',
    freshnessSeconds: null,
    planVersion: '',
    computedAt: '',
    ...part,
  },
  sequence: '1',
  factAt,
  seenAt: 0,
  snapshot: 1,
});

describe('totalsOf', () => {
  const balances = [
    balance({ region: '35.72', onHand: 900, allocated: 300, surplus: 600 }, 5),
    balance({ region: '35.78', need: 400, allocated: 300, shortfall: 100 }, 9),
    balance({ region: '31', commodity: 'fish.koi', unit: 'piece', need: 7, inTransit: 7 }),
  ];

  it('counts an allocation once, though stock and need both tell of it', () => {
    const { sums } = totalsOf(balances, null);
    expect(sums.allocated['g']).toBe(300);
    expect(sums.onHand['g']).toBe(900);
    expect(sums.surplus['g']).toBe(600);
  });

  it('keeps units apart and in a fixed order', () => {
    const { sums, units } = totalsOf([...balances].reverse(), null);
    expect(units).toEqual(['g', 'piece']);
    expect(sums.inTransit).toEqual({ g: 0, piece: 7 });
  });

  it('knows its newest fact and one commodity alone', () => {
    expect(totalsOf(balances, null).newestFactAt).toBe(9);
    expect(totalsOf(balances, 'fish.koi').units).toEqual(['piece']);
  });
});
