import { baseOf, decimalOf, press, shown, type PadKey } from './amount.js';

const type = (keys: string, mayHaveParts = true) =>
  [...keys].reduce((typed, key) => press(typed, (key === '<' ? 'back' : key) as PadKey, mayHaveParts), '');

describe('the pad', () => {
  it('writes thousands as they are written here', () => {
    expect(shown(type('1200'), 'id')).toBe('1.200');
    expect(shown(type('1234567,5'), 'id')).toBe('1.234.567,5');
    expect(shown(type('1234567,5'), 'en')).toBe('1,234,567.5');
    expect(shown('', 'id')).toBe('0');
    expect(shown(type('12,'), 'id')).toBe('12,');
  });

  it('lets nothing in that is no number', () => {
    expect(type('00')).toBe('0');
    expect(type('07')).toBe('7');
    expect(type(',5')).toBe('0,5');
    expect(type('1,2,3')).toBe('1,23');
    expect(type('1,23456')).toBe('1,234');
    expect(type('12,5', false)).toBe('125');
    expect(type('1234567890')).toBe('123456789');
    expect(type('12<<<')).toBe('');
    expect(press('12', 'clear', true)).toBe('');
  });

  it('makes a plain decimal of it', () => {
    expect(decimalOf('1200', false)).toBe('1200');
    expect(decimalOf('1,50', false)).toBe('1.5');
    expect(decimalOf('12,', false)).toBe('12');
    expect(decimalOf('0', false)).toBeNull();
    expect(decimalOf('0,00', true)).toBe('0');
    expect(decimalOf('', true)).toBeNull();
  });
});

describe('baseOf', () => {
  const kilogram = { numerator: 1_000, denominator: 1 };
  it('is exact or nothing', () => {
    expect(baseOf('1200', kilogram)).toBe(1_200_000);
    expect(baseOf('0.125', kilogram)).toBe(125);
    expect(baseOf('1.5', { numerator: 1, denominator: 1 })).toBeNull();
    expect(baseOf('3', { numerator: 1, denominator: 2 })).toBeNull();
    expect(baseOf('999999999', { numerator: 1e9, denominator: 1 })).toBeNull();
  });
});
