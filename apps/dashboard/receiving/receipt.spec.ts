import type { ShipmentLine } from '../api/types.js';
import { partOf, type LineAmount } from '../phone/line-amount.js';
import { withPhotos } from '../phone/post.js';
import { goodOf, inUsualOrder, problemOf, receiptLines, type Fault } from './receipt.js';
import { awaitingOf } from './awaiting.js';

const kg = { name: 'kg', size: 1_000 };
const peti = { name: 'peti', size: 15_000 };
const line: ShipmentLine = {
  commodity: 'egg.chicken',
  lot: 'pagi',
  location: 'kandang',
  demandId: 'd',
  quantity: 905_000,
  unit: 'g',
};
const key = 'kandang|pagi|d|egg.chicken';
const fault = (kind: Fault['kind'], amount: string, unit = kg, reason = 'broken'): Fault => ({
  kind,
  amount,
  unit,
  reason,
});
const said = (...faults: Fault[]) => ({ faults, photos: [] });

describe('a line of a receipt', () => {
  it('is good but for what is named, in whole base units', () => {
    expect(goodOf(line, said())).toBe(905_000);
    expect(goodOf(line, said(fault('damaged', '2', peti), fault('short', '0,5')))).toBe(874_500);
    expect(goodOf(line, said(fault('over', '1', peti)))).toBe(920_000);
  });

  it('is told with every fault in the unit it was typed in, and its photos', () => {
    const about = { faults: [fault('damaged', '2', peti), fault('over', '1')], photos: ['a'] };
    expect(receiptLines([line, { ...line, lot: 'sore' }], { [key]: about })).toEqual([
      {
        location: 'kandang',
        lot: 'pagi',
        demandId: 'd',
        commodity: 'egg.chicken',
        quantity: 876_000,
        unit: 'g',
        variances: [{ kind: 'damaged', quantity: '2', unit: 'peti', reason: 'broken' }],
        photos: ['a'],
      },
      {
        location: 'kandang',
        lot: 'sore',
        demandId: 'd',
        commodity: 'egg.chicken',
        quantity: 905_000,
        unit: 'g',
      },
    ]);
  });

  it('waits for what is missing, and for sums that are possible', () => {
    expect(problemOf(line, said(fault('damaged', '')))).toBe('amount');
    expect(problemOf(line, said(fault('damaged', '0')))).toBe('amount');
    expect(problemOf(line, said(fault('damaged', '0,0005')))).toBe('amount');
    expect(problemOf(line, said(fault('damaged', '1', kg, '')))).toBe('reason');
    expect(problemOf(line, said(fault('damaged', '60', peti), fault('short', '6')))).toBe('tooMuch');
    expect(problemOf(line, said(fault('over', '91')))).toBe('tooMuchOver');
    expect(problemOf(line, said(fault('over', '90', kg, ''), fault('short', '12,3')))).toBeNull();
  });

  it('offers the usual reasons of its kind first, and none is missing', () => {
    const reasons = ['other', 'broken', 'lost', 'short_loaded'].map((code) => ({ code }));
    expect(inUsualOrder('short', reasons).map(({ code }) => code)).toEqual([
      'short_loaded',
      'lost',
      'other',
      'broken',
    ]);
  });

  it('names its photos as the gateway does once they are there', () => {
    const body = { lines: [{ photos: ['a', 'b'] }, {}] };
    expect(withPhotos(body, new Map([['a', 'f00']]))).toEqual({ lines: [{ photos: ['f00', 'b'] }, {}] });
    expect(withPhotos({}, new Map([['a', 'f00']]))).toEqual({});
  });
});

it('what came and was not taken waits until all of it is decided', () => {
  const variances = [
    { kind: 'damaged' as const, quantity: 30_000, reason: 'broken' },
    { kind: 'short' as const, quantity: 5_000, reason: 'lost' },
  ];
  expect(awaitingOf({ ...line, variances })).toBe(30_000);
  const dispositions = [{ to: 'waste' as const, quantity: 10_000, by: 'btc' }];
  expect(awaitingOf({ ...line, variances, dispositions })).toBe(20_000);
  expect(awaitingOf(line)).toBe(0);
});

describe('a part of a load', () => {
  const amount = (text: string, unit = kg): LineAmount => ({ amount: text, unit });

  it('is what was typed, in base units and as the gateway takes it', () => {
    expect(partOf([line], { [key]: amount('2', peti) })).toEqual({
      lines: [expect.objectContaining({ lot: 'pagi', quantity: '2', unit: 'peti' })],
      goods: [{ ...line, quantity: 30_000 }],
      isAll: false,
    });
    expect(partOf([line], { [key]: amount('905') })?.isAll).toBe(true);
  });

  it('is none where nothing, too much or no number was typed', () => {
    expect(partOf([line], {})).toBeNull();
    expect(partOf([line], { [key]: amount('0') })).toBeNull();
    expect(partOf([line], { [key]: amount('906') })).toBeNull();
    expect(partOf([line], { [key]: amount('dua') })).toBeNull();
  });
});
