import { daysLeft, elapsed, fulfilled, type Agreement, type FulfilmentItem } from './agreement.js';

const item = (promised: number | null, delivered: number) => ({ promised, delivered }) as FulfilmentItem;
const lasting = (validFrom: string, validTo: string) => ({ validFrom, validTo }) as Agreement;

describe('an agreement', () => {
  it('counts the days that are left', () => {
    expect(daysLeft('2026-11-30', '2026-11-24')).toBe(6);
    expect(daysLeft('2026-11-20', '2026-11-24')).toBe(-4);
  });

  it('stands somewhere between its first and last day', () => {
    expect(elapsed(lasting('2026-01-01', '2026-01-11'), '2026-01-06')).toBe(0.5);
    expect(elapsed(lasting('2026-01-01', '2026-01-11'), '2025-06-01')).toBe(0);
    expect(elapsed(lasting('2026-01-01', '2026-01-11'), '2027-06-01')).toBe(1);
    expect(elapsed(lasting('2026-01-01', '2026-01-01'), '2026-01-01')).toBe(1);
  });

  it('is fulfilled period by period: plenty in one makes up for no other', () => {
    expect(fulfilled([item(100, 100), item(100, 0)])).toBe(0.5);
    expect(fulfilled([item(100, 300), item(100, 0)])).toBe(0.5);
    expect(fulfilled([item(100, 25)])).toBe(0.25);
  });

  it('has no fulfilment where no quantity was promised', () => {
    expect(fulfilled([item(null, 30)])).toBeNull();
    expect(fulfilled([])).toBeNull();
  });
});
