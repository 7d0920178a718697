import { sampleFor, sideOf, type Side } from './samples.js';

const now = Date.parse('2026-11-24T03:00:00Z');
const events = (side: Side, at = now) =>
  JSON.parse(
    sampleFor({ party: 'kediri-pangan', where: '35.71', shipment: 'sandbox.kediri-pangan.1', now: at, side }),
  ) as { id: string; type: string; source: string; data: Record<string, unknown> }[];
const check = (code: string) => ({ code, passed: false, text: { id: '', en: '' } });

describe('sample events', () => {
  it.each(['demand', 'supply', 'carriage'] as const)('of %s repeat one and keep to one party', (side) => {
    const told = events(side);
    expect(new Set(told.map(({ source }) => source))).toEqual(new Set(['urn:lumbung:party:kediri-pangan']));
    expect(told[1]).toEqual(told[0]);
    expect(new Set(told.map(({ id }) => id)).size).toBe(told.length - 1);
  });

  it('revise the same demand under another event id', () => {
    const [first, , revised] = events('demand');
    expect(revised!.data['demandId']).toBe(first!.data['demandId']);
    expect(revised!.id).not.toBe(first!.id);
  });

  it('are others at another time', () => {
    expect(events('supply')[0]!.id).not.toBe(events('supply', now + 2_000)[0]!.id);
  });

  it('have the dates of Java, where the day begins while the world’s clock is still in the one before', () => {
    const early = Date.parse('2026-11-23T18:00:00Z');
    expect(events('demand', early)[0]!.data['window']).toEqual(events('demand')[0]!.data['window']);
  });

  it('follow from what is asked for', () => {
    expect(sideOf({ checks: [check('DEMAND_DECLARED')] })).toBe('demand');
    expect(sideOf({ checks: [check('STOCK_COUNTED')] })).toBe('supply');
    expect(sideOf({ checks: [check('SHIPMENT_RESPONDED')] })).toBe('carriage');
  });
});
