import { ledgerPath, reliabilityOf, type OverShortRow } from './over-short.js';

const row = (key: string | null, unit: string, lines: number, onTimeInFull: number): OverShortRow =>
  ({
    key,
    unit,
    lateLines: lines - onTimeInFull,
    lateMinutes: 60 * (lines - onTimeInFull),
    otif: { lines, onTime: onTimeInFull, inFull: lines, onTimeInFull, ppm: null },
  }) as OverShortRow;

describe('how far one can be relied on', () => {
  it('counts lines over all units, the least reliable first', () => {
    const rows = [row('a', 'g', 3, 3), row('b', 'g', 4, 1), row('b', 'ml', 4, 3), row('c', 'g', 0, 0)];
    expect(reliabilityOf(rows)).toEqual([
      { key: 'b', lines: 8, onTime: 4, inFull: 8, onTimeInFull: 4, lateLines: 4, lateMinutes: 240 },
      { key: 'a', lines: 3, onTime: 3, inFull: 3, onTimeInFull: 3, lateLines: 0, lateMinutes: 0 },
    ]);
  });

  it('judges nobody that has no name', () => {
    expect(reliabilityOf([row(null, 'g', 3, 3)])).toEqual([]);
  });
});

it('the address of the ledger names the filters that are set, for files too', () => {
  expect(ledgerPath({ by: 'lane', city: '' })).toBe('/v1/over-short?by=lane');
  expect(ledgerPath({ by: 'city', from: '2026-11-01' }, '/over-short.csv')).toBe(
    '/v1/over-short/over-short.csv?by=city&from=2026-11-01',
  );
});
