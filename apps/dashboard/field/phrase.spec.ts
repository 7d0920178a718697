import type { Home } from './home.js';
import { lineOf, readBack } from './phrase.js';
import type { Said } from './report.js';

const ratio = (numerator: number) => ({ numerator, denominator: 1 });
const home: Home = {
  ...{ deviceId: 'd', time: '', timezone: 'Asia/Jakarta', person: null },
  producers: [
    {
      ...{ party: 'p', nameId: 'Peternakan', nameEn: 'Farm' },
      places: [
        { code: 'a', nameId: 'Kandang Sanankulon', nameEn: 'Sanankulon Farms', commodities: ['egg.chicken'] },
      ],
    },
  ],
  commodities: [
    {
      ...{ code: 'egg.chicken', nameId: 'Telur ayam', nameEn: 'Chicken egg', baseUnit: 'g' },
      units: { g: ratio(1), kg: ratio(1_000), peti: ratio(15_000) },
    },
  ],
};
const said: Said = {
  ...{ kind: 'counted', party: 'p', place: 'a', commodity: 'egg.chicken' },
  ...{ quantity: '1200', unit: 'kg' },
};

it('reads back in figures and in words', () => {
  expect(readBack(home, said, 'id')).toEqual({
    question: '1.200 kg telur ayam di Kandang Sanankulon?',
    words: 'seribu dua ratus kilogram',
    same: null,
  });
  expect(readBack(home, said, 'en').question).toBe('1,200 kg chicken egg at Sanankulon Farms?');
});

it('says what crates are in kilograms', () => {
  expect(readBack(home, { ...said, quantity: '80.5', unit: 'peti' }, 'id')).toMatchObject({
    words: 'delapan puluh koma lima peti',
    same: '1.207,5 kg',
  });
});

it('names the day of a harvest, and a report in one line', () => {
  const harvest: Said = { ...said, kind: 'forecast', availableFrom: '2026-11-25' };
  expect(readBack(home, harvest, 'id').question).toBe(
    '1.200 kg telur ayam akan dipanen di Kandang Sanankulon, Rabu, 25 November?',
  );
  expect(lineOf(home, said, 'id')).toBe('Stok sekarang: 1.200 kg telur ayam · Kandang Sanankulon');
});
