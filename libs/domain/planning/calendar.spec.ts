import fc from 'fast-check';
import { ZoneError, addDays, dateOf, dayNumber, daysBetween, instantOf, localDate } from './index.js';

describe('calendar', () => {
  it('counts days as the Gregorian calendar does, 1600 to 2400', () => {
    fc.assert(
      fc.property(fc.integer({ min: -135_000, max: 157_000 }), (day) => {
        const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
        expect(dateOf(day)).toBe(date);
        expect(dayNumber(date)).toBe(day);
      }),
    );
  });

  it('knows the zones of Indonesia', () => {
    const instant = Date.parse('2026-11-24T16:30:00Z');
    expect(localDate(instant, 'Asia/Jakarta')).toBe('2026-11-24');
    expect(localDate(instant, 'Asia/Pontianak')).toBe('2026-11-24');
    expect(localDate(instant, 'Asia/Makassar')).toBe('2026-11-25');
    expect(localDate(instant, 'Asia/Jayapura')).toBe('2026-11-25');
    expect(instantOf('2026-11-24', 16, 'Asia/Jakarta')).toBe(Date.parse('2026-11-24T09:00:00Z'));
    expect(() => localDate(instant, 'Europe/Jakarta')).toThrow(ZoneError);
    expect(() => localDate(instant, 'toString')).toThrow(ZoneError);
  });

  it('adds and compares dates over months and leap years', () => {
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
    expect(daysBetween('2026-12-31', '2026-12-30')).toBe(-1);
  });
});
