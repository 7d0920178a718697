import * as fc from 'fast-check';
import { rememberLive } from './live.js';
import { formatQuantity } from './quantity.js';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('formatQuantity', () => {
  it.each([
    [0, 'g', '0 kg'],
    [250, 'g', '250 g'],
    [15_000, 'g', '15 kg'],
    [1_200_000, 'g', '1.200 kg'],
    [1_234_567, 'g', '1.235 kg'],
    [12_500_000, 'g', '12,5 ton'],
    [450_000_000_000, 'g', '450.000 ton'],
    [900, 'ml', '900 ml'],
    [450_000, 'ml', '450 liter'],
    [1_500, 'ml', '1,5 liter'],
    [3000, 'piece', '3.000 buah'],
  ])('%d %s is %s in Indonesian', (quantity, unit, said) => {
    expect(plain(formatQuantity(quantity, unit, 'id'))).toBe(said);
  });

  it('says tons from one ton on when a figure is read at a glance', () => {
    expect(plain(formatQuantity(1_500_000, 'g', 'id', { compact: true }))).toBe('1,5 ton');
    expect(plain(formatQuantity(1_500_000, 'g', 'en', { compact: true }))).toBe('1.5 t');
  });

  it('tells what is compared in one unit, unless that would hide it', () => {
    const beside = 98_700_000;
    expect(plain(formatQuantity(8_501_000, 'g', 'id', { beside }))).toBe('8,5 ton');
    expect(plain(formatQuantity(50_000, 'g', 'id', { beside }))).toBe('50 kg');
    expect(plain(formatQuantity(8_501_000, 'g', 'id', { beside: 9_000_000 }))).toBe('8.501 kg');
  });

  it('counts animals in heads, by what the registry says of them', () => {
    rememberLive([
      {
        code: 'fish.koi',
        nameId: 'Koi',
        nameEn: 'Koi',
        baseUnit: 'piece',
        milligramsPerBaseUnit: 500_000,
        temperatureClass: 'live',
      },
    ]);
    expect(plain(formatQuantity(1200, 'piece', 'id', { commodity: 'fish.koi' }))).toBe('1.200 ekor');
  });

  it('keeps the sign of what is missing', () => {
    expect(plain(formatQuantity(-2_500_000, 'g', 'id'))).toBe('-2.500 kg');
  });

  it('always says a number and a unit', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom('g', 'ml', 'piece'), (quantity, unit) => {
        expect(plain(formatQuantity(quantity, unit, 'en'))).toMatch(/^-?[\d,.]+ [a-z]+$/);
      }),
    );
  });
});
