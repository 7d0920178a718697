import { asks, counted, planOf } from './case.arbitrary.js';

describe('what an alert says of a shortage', () => {
  const said = (...facts: Parameters<typeof planOf>[0]['facts']) =>
    planOf({ facts }).alerts.find(({ code }) => code === 'SHORTAGE')?.text;

  it('names its figure once where all of it has one cause', () => {
    expect(said(counted(500), asks('q', '99.99', 100))).toEqual({
      id: '99.99 kurang 100 kg telur ayam: belum ada jalur pengirimannya.',
      en: '99.99 is short of 100 kg of chicken egg, which has no lane yet.',
    });
    expect(said(counted(900), asks('d', '32.76', 2000))).toEqual({
      id: 'Depok kurang 1.100 kg telur ayam karena stok habis.',
      en: 'Depok is short of 1,100 kg of chicken egg because stock has run out.',
    });
  });

  it('says how much each of several causes is', () => {
    expect(
      said(
        counted(300, { lot: 'A', bestBefore: '2026-11-27' }),
        counted(800, { lot: 'B' }),
        asks('d', '32.76', 2000, { keeps: 7 }),
      )?.en,
    ).toBe(
      'Depok is short of 1,200 kg of chicken egg: 300 kg would not keep long enough after arrival; 900 kg because stock has run out.',
    );
  });
});
