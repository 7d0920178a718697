import type { Balance, Commodity } from '../api/types.js';
import type { Tracked } from '../live/board.js';
import { citiesOf } from './cities.js';

const regions = [
  { code: '35.72', name: 'Kota Blitar', longitude: 112.2, latitude: -8.1 },
  { code: '31', name: 'DKI Jakarta', longitude: 106.8, latitude: -6.2 },
];
const koi: Commodity = {
  code: 'koi',
  nameId: '',
  nameEn: '',
  baseUnit: 'piece',
  milligramsPerBaseUnit: 500_000,
};
const balance = (commodity: string, need: number, shortfall: number): Tracked<Balance> => ({
  thing: { commodity, need, shortfall, inTransit: 0, region: '31' } as Balance,
  sequence: '1',
  factAt: null,
  seenAt: 0,
  snapshot: 1,
});

describe('citiesOf', () => {
  it('weighs commodities by grams', () => {
    const cities = citiesOf(
      regions,
      [balance('egg', 5_000, 0), balance('koi', 10, 10)],
      [koi],
      '35.72',
      null,
    );
    expect(cities[1]).toMatchObject({ met: 0.5, shortGrams: 5_000, isHub: false });
  });

  it('knows the hub, which needs nothing here', () => {
    expect(citiesOf(regions, [], [], '35.72', null)[0]).toMatchObject({ isHub: true, met: null });
  });

  it('shows one commodity alone', () => {
    const balances = [balance('egg', 5_000, 0), balance('koi', 10, 10)];
    expect(citiesOf(regions, balances, [koi], null, 'egg')[1]?.met).toBe(1);
  });
});
