import * as fc from 'fast-check';
import { openAllocations, type PlannedAllocation, type Promised } from './open-allocations.js';

const row = (
  lot: string,
  demandId: string,
  quantity: number,
  pickupDate = '2026-11-24',
  commodity = 'egg',
): PlannedAllocation => ({
  commodity,
  planVersion: `btc:${commodity}:1`,
  allocation: {
    lotId: `k/${lot}`,
    location: 'k',
    lot,
    demandId,
    destination: '31',
    quantity,
    lane: 'l',
    pickupDate,
    latestPickup: pickupDate,
    arrivalBy: '2026-11-26',
  },
});
const promise = (
  lot: string,
  demandId: string,
  quantity: number,
  pickupDate = '2026-11-24',
  commodity = 'egg',
): Promised => ({
  commodity,
  pickupDate,
  lines: [{ lotId: `k/${lot}`, demandId, quantity }],
});
const shown = (rows: readonly PlannedAllocation[]) =>
  rows.map(({ allocation: a }) => `${a.lot}>${a.demandId}:${a.quantity}@${a.pickupDate.slice(8)}`).join(' ');

describe('openAllocations', () => {
  it('leaves a plan alone that has seen everything', () => {
    const rows = [row('A', 'x', 10)];
    expect(openAllocations(rows, [])).toEqual(rows);
  });

  it.each([
    ['the same lot and demand', [row('A', 'x', 10), row('B', 'y', 5)], [promise('A', 'x', 10)], 'B>y:5@24'],
    ['a part of it', [row('A', 'x', 10)], [promise('A', 'x', 4)], 'A>x:6@24'],
    [
      'the day of the promise first',
      [row('A', 'x', 10), row('A', 'x', 10, '2026-11-25')],
      [promise('A', 'x', 10)],
      'A>x:10@25',
    ],
    [
      'then other days',
      [row('A', 'x', 10), row('A', 'x', 10, '2026-11-25')],
      [promise('A', 'x', 15)],
      'A>x:5@25',
    ],
    ['what else the lot would do', [row('A', 'y', 10)], [promise('A', 'x', 4)], 'A>y:6@24'],
    ['what else the demand would get', [row('B', 'x', 10)], [promise('A', 'x', 4)], 'B>x:6@24'],
    ['both, when the plan moved', [row('A', 'y', 10), row('B', 'x', 10)], [promise('A', 'x', 10)], ''],
    ['never below zero', [row('A', 'x', 10)], [promise('A', 'x', 99), promise('A', 'x', 99)], ''],
    [
      'nothing of another commodity',
      [row('A', 'x', 10)],
      [promise('A', 'x', 4, '2026-11-24', 'rice')],
      'A>x:10@24',
    ],
    ['nothing of other lots and demands', [row('A', 'x', 10)], [promise('B', 'y', 4)], 'A>x:10@24'],
  ])('takes away %s', (_what, rows, promises, expected) =>
    expect(shown(openAllocations(rows, promises))).toBe(expected),
  );

  it('takes away the row that waited for the day of the promise before one of a later day', () => {
    const waiting = (day: number, until: number) => {
      const of = row('A', 'x', 10, `2026-11-${day}`);
      return { ...of, allocation: { ...of.allocation, latestPickup: `2026-11-${until}` } };
    };
    const rows = [waiting(22, 23), waiting(23, 26), waiting(24, 26), waiting(28, 29)];
    const left = (quantity: number) =>
      shown(openAllocations(rows, [promise('A', 'x', quantity, '2026-11-26')]));
    expect(left(10)).toBe('A>x:10@22 A>x:10@23 A>x:10@28');
    expect(left(20)).toBe('A>x:10@22 A>x:10@28');
    expect(left(30)).toBe('A>x:10@22');
    expect(left(40)).toBe('');
  });

  it('promises no lot and no need twice, and changes neither input', () => {
    const name = fc.constantFrom('A', 'B', 'C');
    const need = fc.constantFrom('x', 'y', 'z');
    const day = fc.constantFrom('2026-11-24', '2026-11-25');
    const amount = fc.integer({ min: 1, max: 50 });
    const rows = fc.array(
      fc.tuple(name, need, amount, day).map((of) => row(...of)),
      { maxLength: 8 },
    );
    const promises = fc.array(
      fc.tuple(name, need, amount, day).map((of) => promise(...of)),
      { maxLength: 5 },
    );
    const total = (list: readonly PlannedAllocation[], by: (a: PlannedAllocation['allocation']) => boolean) =>
      list
        .filter(({ allocation }) => by(allocation))
        .reduce((sum, { allocation }) => sum + allocation.quantity, 0);
    fc.assert(
      fc.property(rows, promises, (planned, given) => {
        const before = JSON.stringify([planned, given]);
        const open = openAllocations(planned, given);
        expect(JSON.stringify([planned, given])).toBe(before);
        const promised = (key: 'lotId' | 'demandId', value: string) =>
          given
            .flatMap(({ lines }) => lines)
            .filter((line) => line[key] === value)
            .reduce((sum, line) => sum + line.quantity, 0);
        for (const key of ['lotId', 'demandId'] as const) {
          for (const value of new Set(planned.map(({ allocation }) => allocation[key]))) {
            const most = Math.max(0, total(planned, (a) => a[key] === value) - promised(key, value));
            expect(total(open, (a) => a[key] === value)).toBeLessThanOrEqual(most);
          }
        }
        expect(open.every(({ allocation }) => allocation.quantity > 0)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
