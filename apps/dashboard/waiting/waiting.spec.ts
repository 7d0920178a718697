import type { ShipmentLine } from '../api/types.js';
import { awaitingLines, countOf, returnedLines, shipmentsOf } from './waiting.js';

const line: ShipmentLine = {
  commodity: 'egg.chicken',
  lot: 'pagi',
  location: 'kandang',
  demandId: 'd',
  quantity: 100,
  unit: 'g',
};

it('the goods that wait the longest come first, each shipment once', () => {
  const row = (shipmentId: string, receivedAt: string | null) => ({ line: { shipmentId, receivedAt } });
  const rows = [row('b', '2026-11-02'), row('a', '2026-11-01'), row('b', '2026-10-30'), row('c', null)];
  expect(shipmentsOf(rows)).toEqual(['c', 'b', 'a']);
});

it('only what was not taken and not decided waits', () => {
  const variances = [{ kind: 'refused' as const, quantity: 10, reason: 'quality' }];
  const decided = [{ to: 'stock' as const, quantity: 10, by: 'btc' }];
  const waiting = { ...line, variances };
  expect(awaitingLines({ lines: [line, waiting, { ...waiting, dispositions: decided }] })).toEqual([waiting]);
});

it('what came back waits until somebody has counted it', () => {
  const back = { ...line, received: 0, returning: 'gudang' };
  expect(returnedLines({ lines: [line, back, { ...back, regained: 90 }] })).toEqual([back]);
});

it('a count tells every line, also where nothing was found', () => {
  const key = 'kandang|pagi|d|egg.chicken';
  const amount = (text: string) => ({ [key]: { amount: text, unit: { name: 'kg', size: 1_000 } } });
  const two = [line, { ...line, lot: 'sore' }];
  expect(countOf(two, amount('0'))).toEqual([
    expect.objectContaining({ lot: 'pagi', quantity: '0', unit: 'kg' }),
    expect.objectContaining({ lot: 'sore', quantity: '100', unit: 'g' }),
  ]);
  expect(countOf(two, amount('1'))).toBeNull();
  expect(countOf(two, amount('banyak'))).toBeNull();
});
