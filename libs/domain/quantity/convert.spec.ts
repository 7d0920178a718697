import * as fc from 'fast-check';
import type { Commodity } from '../registry/registry.js';
import { toBaseUnits, toPricePerMillion, type ConvertResult } from './convert.js';

const egg: Commodity = {
  code: 'egg.chicken',
  nameId: 'Telur ayam',
  nameEn: 'Chicken egg',
  baseUnit: 'g',
  temperatureClass: 'ambient',
  shelfLifeDays: 14,
  units: {
    peti: { numerator: 15_000, denominator: 1 },
    butir: { numerator: 60, denominator: 1 },
    ketiga: { numerator: 1, denominator: 3 },
  },
  agePpmPerDay: 0,
  ageLimitDays: 7,
  handlingUnit: 1,
  conflictPpm: 100_000,
  milligramsPerBaseUnit: 1_000,
  millilitresPerKilogram: 2_500,
};
const milk: Commodity = { ...egg, code: 'milk.cow', baseUnit: 'ml', units: {}, milligramsPerBaseUnit: 1_030 };
const koi: Commodity = {
  ...egg,
  code: 'fish.koi',
  baseUnit: 'piece',
  units: {},
  milligramsPerBaseUnit: 1_000_000,
};

const answer = (result: ConvertResult): number | string =>
  result.kind === 'converted' ? result.quantity : result.code;

describe('toBaseUnits', () => {
  it.each([
    [1.5, 'KGM', egg, 1_500],
    ['1.5', 'kg', egg, 1_500],
    [2, 'TNE', egg, 2_000_000],
    [2, 'ton', egg, 2_000_000],
    [7, 'GRM', egg, 7],
    [3, 'Peti', egg, 45_000],
    ['0.2', 'PETI', egg, 3_000],
    [9, 'ketiga', egg, 3],
    [1.5, 'LTR', milk, 1_500],
    [5, 'ml', milk, 5],
    [12, 'H87', koi, 12],
    [12, 'piece', koi, 12],
    [0, 'kg', egg, 0],
    [1_000_000, 'ton', egg, 1_000_000_000_000],
  ])('takes %p %s', (quantity, unit, commodity, expected) => {
    expect(answer(toBaseUnits(quantity, unit, commodity))).toBe(expected);
  });

  it.each([
    [1, 'ketiga', egg, 'UNIT_NOT_EXACT'],
    ['0.0005', 'kg', egg, 'UNIT_NOT_EXACT'],
    [0.5, 'H87', koi, 'UNIT_NOT_EXACT'],
    [1, 'ltr', egg, 'UNIT_UNKNOWN'],
    [1, 'kg', milk, 'UNIT_UNKNOWN'],
    [1, '__proto__', egg, 'UNIT_UNKNOWN'],
    [1, 'constructor', egg, 'UNIT_UNKNOWN'],
    [1, '', egg, 'UNIT_UNKNOWN'],
    [1, '\u212Ag', egg, 'UNIT_UNKNOWN'],
    [-1, 'kg', egg, 'QUANTITY_NEGATIVE'],
    ['1,5', 'kg', egg, 'QUANTITY_INVALID'],
    ['1000000.000001', 'ton', egg, 'QUANTITY_ABSURD'],
    ['1e9', 'piece', { ...koi, milligramsPerBaseUnit: 1_000_001 }, 'QUANTITY_ABSURD'],
    ['1000000000000001', 'piece', { ...koi, milligramsPerBaseUnit: 0 }, 'QUANTITY_ABSURD'],
    ['1e29', 'kg', egg, 'QUANTITY_ABSURD'],
  ])('refuses %p %s', (quantity, unit, commodity, expected) => {
    expect(answer(toBaseUnits(quantity, unit, commodity))).toBe(expected);
  });

  it('knows the ranges', () => {
    expect(answer(toBaseUnits(0, 'kg', egg, 'positive'))).toBe('QUANTITY_ZERO');
    expect(answer(toBaseUnits('-2.5', 'kg', egg, 'signed'))).toBe(-2_500);
    expect(answer(toBaseUnits('-2000000', 'ton', egg, 'signed'))).toBe('QUANTITY_ABSURD');
    expect(Object.is(answer(toBaseUnits(-0, 'kg', egg, 'signed')), 0)).toBe(true);
  });

  it('is exact: a quantity and a fraction give their product, or are refused', () => {
    const part = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000, max: 1_000_000 }),
        part,
        part,
        (count, numerator, denominator) => {
          const commodity = { ...egg, units: { ikat: { numerator, denominator } } };
          const result = answer(toBaseUnits(count, 'ikat', commodity, 'signed'));
          const product = BigInt(count) * BigInt(numerator);
          if (product % BigInt(denominator) === 0n)
            expect(result).toBe(Number(product / BigInt(denominator)) + 0);
          else expect(result).toBe('UNIT_NOT_EXACT');
        },
      ),
    );
  });

  it('gives back the grams of any number of kilograms', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), (grams) => {
        const text = `${Math.floor(grams / 1_000)}.${String(grams % 1_000).padStart(3, '0')}`;
        expect(answer(toBaseUnits(text, 'KGM', egg))).toBe(grams);
      }),
    );
  });
});

describe('toPricePerMillion', () => {
  it.each([
    [28_000, 'kg', egg, 28_000_000],
    ['28000.5', 'kg', egg, 28_000_500],
    [400_000, 'peti', egg, 26_666_667],
    [1, 'ketiga', egg, 3_000_000],
    [100_000_000, 'piece', koi, 100_000_000_000_000],
    [0, 'kg', egg, 'QUANTITY_ZERO'],
    [-1, 'kg', egg, 'QUANTITY_NEGATIVE'],
    [1, 'peti kecil', egg, 'UNIT_UNKNOWN'],
    ['1e12', 'piece', koi, 'QUANTITY_ABSURD'],
  ])('takes Rp %p per %s', (price, unit, commodity, expected) => {
    expect(answer(toPricePerMillion(price, unit, commodity))).toBe(expected);
  });
});
