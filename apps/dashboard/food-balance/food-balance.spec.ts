import { linePoints, momentOf, shortestFirst, type FoodBalanceRow } from './food-balance.js';

const row = (region: string, need: number, available: number): FoodBalanceRow =>
  ({
    region,
    commodity: 'egg.chicken',
    days: [{ date: '2026-11-24', need, available, balance: available - need }],
  }) as FoodBalanceRow;

it('puts the shortest first and treats who needs nothing as met', () => {
  const rows = [row('a', 0, 50), row('b', 100, 90), row('c', 10, 0)];
  expect(shortestFirst(rows, 9).map(({ region }) => region)).toEqual(['c', 'b', 'a']);
});

it('takes only moments that have passed', () => {
  const now = Date.parse('2026-11-24T01:00:00Z');
  expect(momentOf('2026-11-24T07:00+07:00', now)).toBe('2026-11-24T00:00:00.000Z');
  expect([momentOf('2026-11-24T09:00+07:00', now), momentOf('kemarin', now), momentOf(null, now)]).toEqual([
    null,
    null,
    null,
  ]);
});

it('draws a line from the lowest to the highest', () => {
  expect(linePoints([0, 5, 10], 0, 10)).toBe('0,40 50,20 100,0');
  expect(linePoints([3], 3, 3)).toBe('0,40');
});
