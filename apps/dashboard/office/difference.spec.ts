import { pathText, valueText } from './difference.js';

describe('a difference in words', () => {
  it('says nothing for nothing', () => {
    expect([null, undefined, '', []].map(valueText)).toEqual(['–', '–', '–', '–']);
  });

  it('names the members of lists and objects', () => {
    expect(valueText(['35.72', '35.05'])).toBe('35.72, 35.05');
    expect(valueText({ telur: { peti: 15, rak: 2 } })).toBe('telur peti 15 · rak 2');
    expect(valueText(false)).toBe('false');
  });

  it('reads a measure as one figure', () => {
    const units = { peti: { numerator: 15000, denominator: 1 }, butir: { numerator: 125, denominator: 2 } };
    expect(valueText(units)).toBe('peti 15000 · butir 62.5');
  });

  it('reads a pointer as a path', () => {
    expect(pathText('/units/1~12 kg')).toBe('units › 1/2 kg');
    expect(pathText('')).toBe('');
  });
});
