import * as fc from 'fast-check';
import type { Balance } from '../api/types.js';
import type { Tracked } from '../live/board.js';
import { freshnessOf } from './freshness.js';
import { balanceRows, fillParts } from './rows.js';

const base: Balance = {
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
  freshnessSeconds: 60,
  planVersion: 'btc:egg.chicken:1',
  computedAt: '2026-11-23T10:00:00Z',
};
const tracked = (...balances: Partial<Balance>[]): [string, Tracked<Balance>][] =>
  balances.map((part, index) => [
    String(index),
    { thing: { ...base, ...part }, sequence: '1', factAt: null, seenAt: 0, snapshot: 1 },
  ]);
const everything = { commodity: null, region: null };

it('shows an estimate only where it is asked for, after what is known', () => {
  const balances = tracked(
    { region: '32.75', estimatedNeed: 50 },
    { region: '31', need: 100, allocated: 100 },
  );
  const regions = (filter: object) =>
    balanceRows(balances, ['35.72'], { ...everything, ...filter }).map(({ balance }) => balance.region);
  expect(regions({})).toEqual(['31']);
  expect(regions({ estimates: true })).toEqual(['31', '32.75']);
});

describe('balanceRows', () => {
  const rows = balanceRows(
    tracked(
      { region: '35.72', onHand: 100, availableToPromise: 80, allocated: 20, surplus: 60 },
      { region: '31', need: 100, allocated: 100 },
      { region: '35.78', need: 100, allocated: 40, shortfall: 60 },
      { region: '32.76' },
    ),
    ['35.72'],
    everything,
  );

  it('puts stock first and then the shortest city, without rows of nothing', () => {
    expect(rows.map(({ balance }) => balance.region)).toEqual(['35.72', '35.78', '31']);
  });

  it('puts the commodity with the shortest city first', () => {
    const two = tracked({ need: 9, shortfall: 1 }, { commodity: 'rice.milled', need: 9, shortfall: 5 });
    const order = balanceRows(two, [], everything).map(({ balance }) => balance.commodity);
    expect(order).toEqual(['rice.milled', 'egg.chicken']);
  });

  it('measures need met for cities and stock used for producers', () => {
    expect(rows.map(({ ratio, producing }) => [ratio, producing])).toEqual([
      [0.25, true],
      [0.4, false],
      [1, false],
    ]);
  });

  it('tells when the newest fact happened', () => {
    expect(rows[1]?.newestFactAt).toBe(Date.parse('2026-11-23T09:59:00Z'));
  });

  it('filters by commodity and region', () => {
    const two = tracked({ need: 1 }, { need: 1, commodity: 'rice.milled', region: '31' });
    expect(balanceRows(two, [], { commodity: 'rice.milled', region: null })).toHaveLength(1);
    expect(balanceRows(two, [], { commodity: 'rice.milled', region: '35.78' })).toHaveLength(0);
  });
});

describe('fillParts', () => {
  it('counts what is on the road as met, next to what is planned', () => {
    expect(fillParts({ ...base, need: 80, allocated: 60, shortfall: 20, inTransit: 20 })).toEqual({
      inTransit: 0.2,
      allocated: expect.closeTo(0.6, 9),
    });
  });

  it('fills exactly what is not short, whatever figures come', () => {
    const figure = fc.integer({ min: 0, max: 1e12 });
    fc.assert(
      fc.property(figure, figure, figure, (need, shortfall, inTransit) => {
        const parts = fillParts({ ...base, need, shortfall, inTransit });
        const met = need + inTransit > 0 ? Math.max(0, 1 - shortfall / (need + inTransit)) : 0;
        expect(Math.min(parts.inTransit, parts.allocated)).toBeGreaterThanOrEqual(0);
        expect(parts.allocated + parts.inTransit).toBeCloseTo(met, 9);
      }),
    );
  });
});

describe('freshnessOf', () => {
  it('goes from fresh by late to stale, and says when nothing was reported', () => {
    const hours = (count: number): string => freshnessOf(0, count * 3_600_000);
    expect([hours(1), hours(13), hours(40), freshnessOf(null, 0)]).toEqual([
      'fresh',
      'late',
      'stale',
      'silent',
    ]);
  });
});
