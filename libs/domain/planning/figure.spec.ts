import { figure, inSentence, percent, shortName, wholeNumber, writtenDate } from './figure.js';
import { EGG } from './world.arbitrary.js';

describe('figures for people', () => {
  it.each([
    [0, '0 g', '0 g'],
    [999, '999 g', '999 g'],
    [1_200_000, '1.200 kg', '1,200 kg'],
    [1_250, '1,25 kg', '1.25 kg'],
    [1_001, '1,001 kg', '1.001 kg'],
    [12_345, '12,3 kg', '12.3 kg'],
    [9_999_999, '9.999 kg', '9,999 kg'],
    [10_000_000, '10 ton', '10 t'],
    [12_560_000, '12,5 ton', '12.5 t'],
    [1_175_500_000, '1.175 ton', '1,175 t'],
    [100_000_001, '100 ton', '100 t'],
  ])('%d g is told in the largest unit it fills', (quantity, id, en) => {
    expect(figure(quantity, EGG)).toEqual({ id, en });
  });

  it('tells milk in litres, pieces as pieces and fish by head', () => {
    expect(figure(450_000, { ...EGG, baseUnit: 'ml' })).toEqual({ id: '450 liter', en: '450 l' });
    expect(figure(40, { ...EGG, baseUnit: 'ml' })).toEqual({ id: '40 ml', en: '40 ml' });
    expect(figure(3000, { ...EGG, baseUnit: 'piece' })).toEqual({ id: '3.000 buah', en: '3,000 pieces' });
    const koi = { ...EGG, baseUnit: 'piece' as const, temperatureClass: 'live' as const };
    expect(figure(222_400_000, koi)).toEqual({ id: '222.400.000 ekor', en: '222,400,000 head' });
  });

  it('tells numbers, shares and names', () => {
    expect(wholeNumber(1_234_567)).toEqual({ id: '1.234.567', en: '1,234,567' });
    expect(percent(125_999)).toEqual({ id: '12,5%', en: '12.5%' });
    expect([shortName('Kota Depok'), shortName('Kabupaten Blitar'), shortName('DKI Jakarta')]).toEqual([
      'Depok',
      'Kabupaten Blitar',
      'DKI Jakarta',
    ]);
    expect(writtenDate('2026-05-09')).toEqual({ id: '9 Mei 2026', en: '9 May 2026' });
    expect([inSentence('Telur ayam'), inSentence('MBG')]).toEqual(['telur ayam', 'MBG']);
  });
});
