import type { AgreementTerm } from '../registry/registry.js';
import { limitOf, periodOf, termsOf, type Asked } from './agreement.js';
import { EGG, agreement } from './world.arbitrary.js';

/** One region's demands, each with the date on which it is due and what it needs. */
function asked(
  terms: Partial<AgreementTerm>[],
  due: Record<string, [windowTo: string, netNeed: number]>,
): Asked[] {
  const region = agreement('32.76', {
    terms: terms.map((term) => ({ commodity: EGG.code, period: 'month' as const, ...term })),
  });
  return Object.entries(due).map(([demandId, [windowTo, netNeed]]) => ({
    need: { demandId, netNeed, fact: { priority: 5, windowTo } },
    access: { agreements: [region] },
  })) as unknown as Asked[];
}

const plain = (terms: ReturnType<typeof termsOf>) => ({
  guaranteed: Object.fromEntries(terms.guaranteed),
  caps: terms.caps.map(({ id, demands, max }) => [id, demands.join('+'), max]),
});

describe('periods', () => {
  it('are a day, the Monday of a week, a month, a year', () => {
    expect(
      (['day', 'week', 'month', 'year'] as const).map((period) => periodOf('2026-11-29', period)),
    ).toEqual(['2026-11-29', '2026-11-23', '2026-11', '2026']);
    expect(periodOf('1969-12-28', 'week')).toBe('1969-12-22');
  });
});

describe('terms', () => {
  it('a guarantee goes to what is due first, less what is on its way in that period', () => {
    const rows = asked([{ guaranteed: 100 }], {
      b: ['2026-11-25', 30],
      a: ['2026-11-28', 60],
      c: ['2026-12-02', 500],
    });
    const uses = [
      { region: '32.76', date: '2026-11-02', quantity: 20 },
      { region: '31', date: '2026-11-02', quantity: 20 },
    ];
    expect(plain(termsOf(rows, uses, 0, EGG.code)).guaranteed).toEqual({ b: 30, a: 50, c: 100 });
  });

  it('a guaranteed share is one quantity for all of a region, and the larger of two promises holds', () => {
    const rows = asked([{ guaranteed: 40 }, { guaranteedPpm: 333_333 }], {
      a: ['2026-11-25', 30],
      b: ['2026-11-28', 60],
    });
    expect(plain(termsOf(rows, [], 200, EGG.code)).guaranteed).toEqual({ a: 30, b: 36 });
  });

  it('a cap that is used up leaves nothing, and of two for the same period the stricter holds', () => {
    const rows = asked([{ cap: 50 }, { cap: 70 }], { a: ['2026-11-25', 30], b: ['2026-11-28', 60] });
    expect(plain(termsOf(rows, [], 0, EGG.code)).caps).toEqual([['mou-32.76/month/2026-11', 'a+b', 50]]);
    const uses = [{ region: '32.76', date: '2026-11-02', quantity: 90 }];
    expect(plain(termsOf(rows, uses, 0, EGG.code)).caps).toEqual([['mou-32.76/month/2026-11', 'a+b', 0]]);
  });

  it('terms of other commodities and demands that need nothing do not count', () => {
    const rows = asked([{ cap: 50, commodity: 'rice.milled' }, { guaranteed: 10 }], { a: ['2026-11-25', 0] });
    expect(plain(termsOf(rows, [], 0, EGG.code))).toEqual({ guaranteed: {}, caps: [] });
  });

  it('a week that crosses a month is parted, so that caps are disjoint or nested', () => {
    const rows = asked([{ cap: 100 }, { cap: 33, period: 'week' }], {
      a: ['2026-11-20', 30],
      b: ['2026-11-30', 30],
      c: ['2026-12-01', 30],
      d: ['2026-12-02', 30],
    });
    const { caps } = termsOf(rows, [], 0, EGG.code);
    expect(plain({ guaranteed: new Map(), caps, minimum: new Map() }).caps).toEqual([
      ['mou-32.76/month/2026-11', 'a+b', 100],
      ['mou-32.76/month/2026-12', 'c+d', 100],
      ['mou-32.76/week/2026-11-16', 'a', 33],
      ['mou-32.76/week/2026-11-30/a', 'b', 11],
      ['mou-32.76/week/2026-11-30/b', 'c+d', 22],
    ]);
    const limits = rows.map(({ need }) => limitOf(need, caps, 50_000));
    expect(limits).toEqual([{ cap: 33 }, { cap: 11 }, {}, {}]);
    expect(limitOf({ ...rows[1]!.need, estimated: true, netNeed: 100 }, caps, 50_000)).toEqual({ cap: 5 });
  });
});
