import fc from 'fast-check';
import { afterQuiet, isQuiet, nextDigest, timingOf } from './timing.js';
import { usualWishes, wants, type NoticeWishes, type QuietHours } from './wishes.js';

const jakarta = 'Asia/Jakarta';
const hour = 3_600_000;
const at = (text: string): number => Date.parse(text);
const shown = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
const night: QuietHours = { from: '21:00', to: '05:00' };

const zones = ['Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura'];
const clock = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
const instant = fc.integer({ min: at('2020-01-01'), max: at('2040-01-01') });

/** The time of day there by the calendar of the machine, which knows nothing of ours. */
function clockThere(ms: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(ms);
}

describe('quiet hours', () => {
  it('go over midnight, begin with their first minute and end with their last', () => {
    expect(isQuiet(night, at('2026-11-23T20:59:59+07:00'), jakarta)).toBe(false);
    expect(isQuiet(night, at('2026-11-23T21:00:00+07:00'), jakarta)).toBe(true);
    expect(isQuiet(night, at('2026-11-24T04:59:59+07:00'), jakarta)).toBe(true);
    expect(isQuiet(night, at('2026-11-24T05:00:00+07:00'), jakarta)).toBe(false);
    expect(shown(afterQuiet(night, at('2026-11-23T23:30:00+07:00'), jakarta))).toBe(
      '2026-11-23T22:00:00.000Z',
    );
  });

  it('are the hub’s own: nine in the evening in Samarinda is eight in Blitar', () => {
    const moment = at('2026-11-23T20:30:00+07:00');
    expect(isQuiet(night, moment, jakarta)).toBe(false);
    expect(isQuiet(night, moment, 'Asia/Makassar')).toBe(true);
  });

  it('are what a calendar of another make says, in every zone', () => {
    fc.assert(
      fc.property(clock, clock, instant, fc.constantFrom(...zones), (from, to, now, zone) => {
        const there = clockThere(now, zone);
        const inside = from <= to ? there >= from && there < to : there >= from || there < to;
        expect(isQuiet({ from, to }, now, zone)).toBe(inside);
      }),
    );
  });

  it('end within a day, at the time that was said', () => {
    fc.assert(
      fc.property(clock, clock, instant, fc.constantFrom(...zones), (from, to, now, zone) => {
        const end = afterQuiet({ from, to }, now, zone);
        expect(isQuiet({ from, to }, end, zone)).toBe(false);
        expect(end - now).toBeGreaterThanOrEqual(0);
        expect(end - now).toBeLessThan(24 * hour);
        if (end !== now) expect(clockThere(end, zone)).toBe(to);
      }),
    );
  });
});

describe('a summary', () => {
  it('goes out at the time of day that was asked for, and the next one a day later', () => {
    const wishes = { ...usualWishes, digestAt: '07:30' };
    const first = nextDigest(wishes, at('2026-11-23T07:29:59+07:00'), jakarta)!;
    expect(shown(first)).toBe('2026-11-23T00:30:00.000Z');
    expect(nextDigest(wishes, first, jakarta)).toBe(first + 24 * hour);
  });

  it('goes out each full hour but not at night', () => {
    const wishes = { ...usualWishes, digest: 'hourly' as const };
    expect(shown(nextDigest(wishes, at('2026-11-23T08:10:00+07:00'), jakarta))).toBe(
      '2026-11-23T02:00:00.000Z',
    );
    expect(shown(nextDigest(wishes, at('2026-11-23T20:10:00+07:00'), jakarta))).toBe(
      '2026-11-23T22:00:00.000Z',
    );
  });

  it('always comes later, within two days, and never in the quiet hours', () => {
    const kinds = fc.constantFrom('hourly' as const, 'daily' as const);
    fc.assert(
      fc.property(
        kinds,
        clock,
        clock,
        clock,
        instant,
        fc.constantFrom(...zones),
        (digest, digestAt, from, to, now, zone) => {
          const quiet = { from, to };
          const next = nextDigest({ digest, digestAt, quiet }, now, zone)!;
          expect(next).toBeGreaterThan(now);
          expect(next - now).toBeLessThanOrEqual(48 * hour);
          expect(isQuiet(quiet, next, zone)).toBe(false);
        },
      ),
    );
  });
});

describe('the way of a notice', () => {
  const late = at('2026-11-23T23:00:00+07:00');

  it('waits for the morning, unless it is urgent and may break through', () => {
    expect(timingOf(usualWishes, 'critical', late, jakarta)).toEqual({
      mailAt: at('2026-11-24T05:00:00+07:00'),
      pops: false,
    });
    const breaks = {
      ...usualWishes,
      urgentBreaksQuiet: true,
      mail: { ...usualWishes.mail, warning: 'now' as const },
    };
    expect(timingOf(breaks, 'critical', late, jakarta)).toEqual({ mailAt: late, pops: true });
    expect(timingOf(breaks, 'warning', late, jakarta).mailAt).toBe(at('2026-11-24T05:00:00+07:00'));
  });

  it('is none by e-mail where no summary is wanted, or no mail at all', () => {
    expect(timingOf({ ...usualWishes, digest: 'off' }, 'warning', late, jakarta).mailAt).toBeNull();
    expect(timingOf(usualWishes, 'info', late, jakarta).mailAt).toBeNull();
    expect(timingOf({ ...usualWishes, mailOn: false }, 'critical', late, jakarta).mailAt).toBeNull();
  });
});

describe('what somebody wants', () => {
  const alert = { code: 'SHORTAGE', severity: 'critical', commodity: 'rice', subject: '35.78' } as const;
  const picky = (change: Partial<NoticeWishes>) => wants({ ...usualWishes, ...change }, alert);

  it('goes by severity, kind, commodity and city', () => {
    expect(picky({})).toBe(true);
    expect(wants(usualWishes, { ...alert, severity: 'info' })).toBe(false);
    expect(picky({ mutedCodes: ['SHORTAGE'] })).toBe(false);
    expect([picky({ commodities: ['rice'] }), picky({ commodities: ['egg.chicken'] })]).toEqual([
      true,
      false,
    ]);
    expect([picky({ regions: ['35.78'] }), picky({ regions: ['31'] })]).toEqual([true, false]);
  });

  it('takes what is about all commodities, or about no city', () => {
    const wishes = { ...usualWishes, commodities: ['rice'], regions: ['31'] };
    expect(wants(wishes, { ...alert, commodity: '*', subject: '31' })).toBe(true);
    expect(wants(wishes, { ...alert, subject: 'kandang-1' })).toBe(true);
  });
});
