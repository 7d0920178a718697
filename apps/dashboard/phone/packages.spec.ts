import { baseUnits, decimalOf, typed } from './line-amount.js';
import { inPacks, packOf, typedUnits } from './packages.js';

const whole = (numerator: number) => ({ numerator, denominator: 1 });
const eggs = {
  code: 'egg.chicken',
  nameId: 'Telur ayam',
  nameEn: 'Chicken egg',
  baseUnit: 'g' as const,
  milligramsPerBaseUnit: 1_000,
  handlingUnit: 1,
  units: { kg: whole(1_000), butir: whole(60), peti: whole(15_000), kuintal: whole(100_000) },
};

describe('packages', () => {
  it('are what is carried by hand, never a mere measure', () => {
    expect(packOf(eggs)).toEqual({ name: 'peti', size: 15_000 });
    expect(packOf({ ...eggs, handlingUnit: 60 })).toEqual({ name: 'butir', size: 60 });
    expect(packOf({ ...eggs, units: { kg: whole(1_000) } })).toBeNull();
    expect(packOf(undefined)).toBeNull();
  });

  it('leave a rest', () => {
    expect(inPacks(905_000, { name: 'peti', size: 15_000 })).toEqual({ packs: 60, rest: 5_000 });
  });

  it('may be typed, or the weight', () => {
    expect(typedUnits(eggs, 'g').map(({ name }) => name)).toEqual(['kg', 'peti']);
  });
});

describe('amounts', () => {
  const kg = { name: 'kg', size: 1_000 };

  it('are typed with a comma or a point', () => {
    expect(baseUnits({ amount: ' 12,5 ', unit: kg })).toBe(12_500);
    expect(decimalOf('12.5')).toBe('12.5');
    expect(typed(12_500, kg)).toBe('12,5');
  });

  it.each(['', '-1', '1e3', '1.234.5', 'dua'])('%j is none', (text) => expect(decimalOf(text)).toBeNull());
});
