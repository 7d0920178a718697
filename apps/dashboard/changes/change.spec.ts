import type { Balance } from '../api/types.js';
import { changed, recentChanges, recentMs, type Change } from './change.js';

const balance = (part: Partial<Balance>): Balance => ({
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
});
const moved = (key: string, before: Partial<Balance>, after: Partial<Balance>, at = 0): Change =>
  changed(undefined, key, balance(before), balance(after), at)!;

describe('changed', () => {
  it('is none when only the plan’s number moved', () => {
    expect(
      changed(undefined, 'a', balance({ planVersion: '1' }), balance({ planVersion: '2' }), 0),
    ).toBeNull();
  });

  it('goes on from where it began, and begins anew when that is long ago', () => {
    const first = moved('a', { shortfall: 0 }, { shortfall: 5 });
    const second = changed(first, 'a', balance({ shortfall: 5 }), balance({ shortfall: 9 }), 1_000)!;
    expect([second.before.shortfall, second.after.shortfall, second.firstAt]).toEqual([0, 9, 0]);
    const late = changed(second, 'a', balance({ shortfall: 9 }), balance({ shortfall: 7 }), recentMs + 1)!;
    expect([late.before.shortfall, late.firstAt]).toEqual([9, recentMs + 1]);
  });
});

describe('recentChanges', () => {
  it('tells shortages first, the largest share first among alike', () => {
    const changes = [
      moved('stock', { onHand: 10 }, { onHand: 90 }),
      moved('small', { need: 100, shortfall: 0 }, { need: 100, shortfall: 5 }),
      moved('large', { need: 100, shortfall: 50 }, { need: 100, shortfall: 0 }),
    ];
    expect(recentChanges(changes, 0, null).map(({ key, what, by }) => [key, what, by])).toEqual([
      ['large', 'shortfall', -50],
      ['small', 'shortfall', 5],
      ['stock', 'onHand', 80],
    ]);
  });

  it('tells what it was and what it is', () => {
    const [told] = recentChanges([moved('a', { need: 9, shortfall: 3 }, { need: 9, shortfall: 5 })], 0, null);
    expect(told).toMatchObject({ what: 'shortfall', by: 2, from: 3, to: 5 });
  });

  it('knows whether the need or the supply moved', () => {
    const changes = [
      moved('a', { need: 10, shortfall: 0 }, { need: 30, shortfall: 20 }),
      moved('b', { need: 10, shortfall: 0 }, { need: 10, shortfall: 5 }),
      moved('c', { need: 10, shortfall: 0 }, { need: 5, shortfall: 5 }),
    ];
    const causes = new Map(recentChanges(changes, 0, null).map(({ key, cause }) => [key, cause]));
    expect(causes.get('a')).toEqual({ kind: 'need', by: 20 });
    expect(causes.get('b')).toEqual({ kind: 'supply' });
    expect(causes.get('c')).toEqual({ kind: 'supply' });
  });

  it('leaves out what is old, of another commodity, or back where it was', () => {
    const back = changed(
      moved('a', { shortfall: 0 }, { shortfall: 5 }),
      'a',
      balance({ shortfall: 5 }),
      balance({ shortfall: 0 }),
      1,
    )!;
    expect(recentChanges([back], 1, null)).toEqual([]);
    const one = moved('b', { shortfall: 0 }, { shortfall: 5 });
    expect(recentChanges([one], recentMs, 'egg.chicken')).toHaveLength(1);
    expect(recentChanges([one], recentMs, 'rice')).toEqual([]);
    expect(recentChanges([one], recentMs + 1, null)).toEqual([]);
  });
});
