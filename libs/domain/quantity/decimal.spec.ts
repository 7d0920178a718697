import * as fc from 'fast-check';
import { formatDecimal, parseDecimal } from './decimal.js';

const code = (input: unknown): string => {
  const result = parseDecimal(input);
  return result.kind === 'refused' ? result.code : formatDecimal(result.value);
};

describe('parseDecimal', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    ['-0.000', '0'],
    ['0e999', '0'],
    [1.5, '1.5'],
    ['1.5', '1.5'],
    ['1.500', '1.5'],
    [1e3, '1000'],
    ['1e3', '1000'],
    ['1.25E+2', '125'],
    [1e21, '1000000000000000000000'],
    [1e-7, '0.0000001'],
    [-12.25, '-12.25'],
    ['+12.5', '12.5'],
    ['0.000000000001', '0.000000000001'],
    ['1200e-2', '12'],
    [9007199254740991, '9007199254740991'],
    ['123456789012345678901', '123456789012345678901'],
  ])('reads %p as %s', (input, expected) => expect(code(input)).toBe(expected));

  it.each([
    [NaN],
    [Infinity],
    [-Infinity],
    [''],
    [' 1'],
    ['1,5'],
    ['1.500.000'],
    ['1_000'],
    ['++1'],
    ['01'],
    ['.5'],
    ['1.'],
    ['0x10'],
    ['1e1000'],
    ['١٢'],
    ['9'.repeat(65)],
    [null],
    [undefined],
    [true],
    [{ toString: () => '1' }],
    [[1]],
    [10n],
  ])('refuses %p', (input) => expect(code(input)).toBe('QUANTITY_INVALID'));

  it.each([
    ['0.0000000000001'],
    [1e-13],
    [0.1 + 0.2],
    [Number('9007199254740994.5')],
    [Number('12345678901234567890')],
    ['1e-400'],
  ])('refuses the digits of %p', (input) => expect(code(input)).toBe('QUANTITY_TOO_PRECISE'));

  it.each([['1e31'], ['1e999'], [1e300]])('refuses the size of %p', (input) => {
    expect(code(input)).toBe('QUANTITY_ABSURD');
  });

  it('reads back what it writes', () => {
    const decimal = fc.tuple(fc.bigInt(-(10n ** 18n), 10n ** 18n), fc.integer({ min: 0, max: 12 }));
    fc.assert(
      fc.property(decimal, ([coefficient, scale]) => {
        const parsed = parseDecimal(formatDecimal({ coefficient, scale }));
        if (parsed.kind === 'refused') throw new Error(parsed.code);
        const { value } = parsed;
        expect(value.coefficient * 10n ** BigInt(scale - value.scale)).toBe(coefficient);
        expect(value.scale === 0 || value.coefficient % 10n !== 0n).toBe(true);
      }),
    );
  });

  it('reads a number as it reads its own text, or refuses it', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const [fromNumber, fromText] = [code(number), code(String(number))];
        expect([fromText, 'QUANTITY_TOO_PRECISE']).toContain(fromNumber);
      }),
    );
  });
});
