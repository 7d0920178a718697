import { textOf, unitShown, unitWord } from './texts.js';

it('puts values into a sentence, in both languages', () => {
  expect(textOf('id', 'countedAsk', { amount: '1.200 kg', thing: 'telur ayam', place: 'Kandang A' })).toBe(
    '1.200 kg telur ayam di Kandang A?',
  );
  expect(textOf('en', 'waitingCount', { n: 2 })).toBe('2 reports not sent yet');
});

it('knows how units are spoken', () => {
  expect(unitWord('kg', 'id')).toBe('kilogram');
  expect(unitWord('peti', 'id')).toBe('peti');
  expect(unitShown('kg', 'id')).toBe('kg');
  expect(unitShown('piece', 'id')).toBe('buah');
});
