import {
  axisTicks,
  linePoints,
  momentOf,
  shortestFirst,
  worstDay,
  type FoodBalanceRow,
} from './food-balance.js';

const row = (region: string, need: number, available: number): FoodBalanceRow =>
  ({
    region,
    commodity: 'egg.chicken',
    days: [{ date: '2026-11-24', need, available, balance: available - need }],
  }) as FoodBalanceRow;

it('puts the shortest first and treats who needs nothing as met', () => {
  const rows = [row('a', 0, 50), row('b', 100, 90), row('c', 10, 0)];
  expect(shortestFirst(rows).map(({ region }) => region)).toEqual(['c', 'b', 'a']);
});

describe('the worst day', () => {
  const days = (region: string, ...balances: number[]): FoodBalanceRow => ({
    ...row(region, 0, 0),
    days: balances.map((balance, day) => ({
      date: `2026-11-2${day}`,
      need: 100,
      available: 100 + balance,
      balance,
    })),
  });

  it('is the first on which most is missing, and none where nothing ever is', () => {
    expect(worstDay(days('a', 5, -40, -40, -10))?.date).toBe('2026-11-21');
    expect([worstDay(days('b', 5, 0)), worstDay({ days: [] })]).toEqual([null, null]);
  });

  it('orders the rows, whichever day it is', () => {
    const rows = [
      days('met', 9, 9, 9),
      days('today', -10, 0, 0),
      days('between', 0, -90, 0),
      days('end', 0, 0, -50),
    ];
    expect(shortestFirst(rows).map(({ region }) => region)).toEqual(['between', 'end', 'today', 'met']);
  });

  it('puts first what leaves where nobody needs anything', () => {
    expect(shortestFirst([row('short', 100, 20), row('owing', 0, -5)]).map(({ region }) => region)).toEqual([
      'owing',
      'short',
    ]);
  });
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

it('writes round figures with a zero on an axis', () => {
  expect(axisTicks(12, 97)).toEqual([0, 50, 100]);
  expect(axisTicks(-2_000, 6_500)).toEqual([-5_000, 0, 5_000, 10_000]);
  expect(axisTicks(0, 0)).toEqual([0, 1]);
});
