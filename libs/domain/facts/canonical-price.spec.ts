import type { Party } from '../registry/registry.js';
import { base, outcome, parties, party } from './canonical.arbitrary.js';

describe('prices', () => {
  const price = { market: '31', commodity: 'egg.chicken', price: 30_500, currency: 'IDR', unit: 'KGM' };
  const observed = (change: object, who: Party = parties.food) =>
    outcome(who, 'lumbung.price.observed.v1', { ...price, ...change });

  it('are rupiah per million base units, at a region, a place or the party itself', () => {
    expect(observed({})).toEqual({
      ...base('food-station'),
      type: 'price.observed',
      market: '31',
      price: 30_500_000,
    });
    expect(observed({ market: 'gudang' })).toMatchObject({ hub: 'btc' });
    expect(observed({ market: 'food-station' })).toMatchObject({ hub: 'btc' });
    expect(observed({ market: '35.05' }, parties.office)).toMatchObject({ hub: 'btc' });
    expect(observed({ market: 'kandang' }, parties.farm)).toMatchObject({ hub: 'btc' });
  });

  it.each([
    [{ market: 'elsewhere' }, parties.food, 'LOCATION_UNKNOWN /data/market'],
    [{ market: '32.76' }, parties.food, 'NOT_YOURS /data/market'],
    [{ market: 'kandang' }, parties.food, 'NOT_YOURS /data/market'],
    [{ market: '31' }, parties.carrier, 'NOT_YOURS /data/market'],
    [{ market: '33.02' }, party('x', 'buyer', ['33.02']), 'HUB_UNKNOWN /data/market'],
    [{ market: '33.01' }, party('x', 'buyer', ['33.01']), 'HUB_UNKNOWN /data/market'],
    [{ commodity: 'gold' }, parties.food, 'COMMODITY_UNKNOWN /data/commodity'],
    [{ price: 0 }, parties.food, 'QUANTITY_ZERO /data/price'],
    [{ price: '1.500,00' }, parties.food, 'QUANTITY_INVALID /data/price'],
    [{ unit: 'LTR' }, parties.food, 'UNIT_UNKNOWN /data/unit'],
  ])('refuse %p', (change, who, refusal) => expect(observed(change, who)).toBe(refusal));
});
