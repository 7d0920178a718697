import { commoditiesOf, placesOf, unitsOf, type Commodity, type Home, type Producer } from './home.js';

const ratio = (numerator: number) => ({ numerator, denominator: 1 });
const names = { nameId: 'x', nameEn: 'x' };
const eggs: Commodity = {
  ...{ ...names, code: 'egg.chicken', baseUnit: 'g' },
  units: {
    ...{ g: ratio(1), grm: ratio(1), kg: ratio(1e3), kgm: ratio(1e3), ton: ratio(1e6), tne: ratio(1e6) },
    ...{ butir: ratio(60), piece: ratio(60), h87: ratio(60), peti: ratio(15e3) },
  },
};
const koi: Commodity = {
  ...{ ...names, code: 'fish.koi', baseUnit: 'piece' },
  units: { piece: ratio(1), h87: ratio(1), ekor: ratio(1), kantong: ratio(20) },
};
const place = (code: string, commodities: string[] = []) => ({ ...names, code, commodities });
const producer: Producer = { ...names, party: 'p', places: [place('a', ['egg.chicken']), place('b')] };
const home: Home = {
  ...{ deviceId: 'd', time: '', timezone: 'Asia/Jakarta', person: null, producers: [producer] },
  commodities: [eggs, koi],
};

it('offers the units that people say, the usual one first', () => {
  expect(unitsOf(eggs, [])).toEqual(['kg', 'ton', 'butir', 'peti']);
  expect(unitsOf(koi, [])).toEqual(['ekor', 'kantong']);
});

it('puts first what this phone used last', () => {
  const used = [{ place: 'b', commodity: 'egg.chicken', unit: 'peti' }];
  expect(unitsOf(eggs, used)[0]).toBe('peti');
  expect(unitsOf(koi, used)[0]).toBe('ekor');
  expect(placesOf(producer, used).map(({ code }) => code)).toEqual(['b', 'a']);
});

it('asks for what the place has, and for everything where nothing is known', () => {
  expect(commoditiesOf(home, producer.places[0]!, []).map(({ code }) => code)).toEqual(['egg.chicken']);
  const used = [{ place: 'b', commodity: 'fish.koi', unit: 'ekor' }];
  expect(commoditiesOf(home, producer.places[1]!, used).map(({ code }) => code)).toEqual([
    'fish.koi',
    'egg.chicken',
  ]);
});
