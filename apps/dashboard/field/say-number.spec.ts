import { sayNumber } from './say-number.js';

describe('sayNumber', () => {
  it.each([
    ['0', 'nol', 'zero'],
    ['1', 'satu', 'one'],
    ['10', 'sepuluh', 'ten'],
    ['11', 'sebelas', 'eleven'],
    ['19', 'sembilan belas', 'nineteen'],
    ['21', 'dua puluh satu', 'twenty-one'],
    ['100', 'seratus', 'one hundred'],
    ['111', 'seratus sebelas', 'one hundred eleven'],
    ['1000', 'seribu', 'one thousand'],
    ['1200', 'seribu dua ratus', 'one thousand two hundred'],
    ['2001', 'dua ribu satu', 'two thousand one'],
    ['11000', 'sebelas ribu', 'eleven thousand'],
    ['101000', 'seratus satu ribu', 'one hundred one thousand'],
    ['1001000', 'satu juta seribu', 'one million one thousand'],
    ['2500000000', 'dua miliar lima ratus juta', 'two billion five hundred million'],
    ['1.5', 'satu koma lima', 'one point five'],
    ['0.05', 'nol koma nol lima', 'zero point zero five'],
  ])('%s is said as %s', (decimal, id, en) => {
    expect(sayNumber(decimal, 'id')).toBe(id);
    expect(sayNumber(decimal, 'en')).toBe(en);
  });
});
