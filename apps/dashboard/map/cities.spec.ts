import type { Commodity } from '../api/types.js';
import { citiesOf, stateOf, type Wanted } from './cities.js';

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
const wanted = (commodity: string, unit: string, need: number, short: number): Wanted => ({
  region: '31',
  commodity,
  unit,
  need,
  short,
});
const ofEggAndKoi = [wanted('egg', 'g', 5_000, 0), wanted('koi', 'piece', 10, 10)];

describe('citiesOf', () => {
  it('weighs commodities by grams, and tells what is short in units of its own', () => {
    const cities = citiesOf(regions, ofEggAndKoi, [koi], '35.72');
    expect(cities[1]).toMatchObject({ met: 0.5, short: { piece: 10 }, isHub: false });
  });

  it('knows the hub, which needs nothing here', () => {
    expect(citiesOf(regions, [], [], '35.72')[0]).toMatchObject({ isHub: true, met: null });
  });
});

it('tells states of cities apart', () => {
  const [hub, city] = citiesOf(regions, [wanted('egg', 'g', 1_000, 1)], [], '35.72');
  expect(stateOf(hub!)).toBe('hub');
  expect(stateOf(city!)).toBe('met');
  expect(stateOf({ ...city!, met: 0.994 })).toBe('part');
  expect(stateOf({ ...city!, met: 0.599 })).toBe('short');
  expect(stateOf({ ...city!, met: null })).toBe('none');
});
