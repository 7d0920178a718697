import fc from 'fast-check';
import { asks, committed, counted, departed, forecast, planOf } from './case.arbitrary.js';
import { outlookOf, outlookRemark, type Outlook } from './outlook.js';
import type { Fact } from '../facts/fact.js';
import { EGG, KG } from './world.arbitrary.js';

const today = '2026-11-24';

function outlook(facts: Fact[], days = 5): { hub: Outlook; city: Outlook } {
  const all = outlookOf(planOf({ facts }), ['35.72', '32.76'], today, days);
  const of = (region: string) => all.find((row) => row.region === region)!;
  return { hub: of('35.72'), city: of('32.76') };
}
const kg = ({ days }: Outlook, name: 'need' | 'available' | 'balance') => days.map((day) => day[name] / KG);

describe('the food balance ahead', () => {
  it('spreads a demand over the days of its window, to the last base unit', () => {
    const { city } = outlook([asks('d', '32.76', 1, { from: '2026-11-24', to: '2026-11-26' })]);
    expect(city.days.map(({ need }) => need)).toEqual([333, 666, 1000, 1000, 1000, 1000]);
    expect(kg(city, 'balance').at(-1)).toBe(-1);
  });

  it('what a plan sends leaves on its pickup date and arrives on its arrival date', () => {
    const facts = [counted(1000), asks('d', '32.76', 600)];
    const [trip] = planOf({ facts }).allocations;
    const { hub, city } = outlook(facts);
    const day = (row: Outlook, date: string) => row.days.find((one) => one.date === date)!;
    expect(day(hub, trip!.pickupDate).leaving).toBe(600 * KG);
    expect(day(city, trip!.arrivalBy).arriving).toBe(600 * KG);
    expect(kg(hub, 'available').at(-1)).toBe(400);
    expect(kg(city, 'balance').at(-1)).toBe(0);
  });

  it('a harvest is there from its date on, and goods until their best-before', () => {
    const { hub } = outlook([forecast(500, '2026-11-26', { bestBefore: '2026-11-27' })]);
    expect(kg(hub, 'available')).toEqual([0, 0, 500, 500, 0, 0]);
    expect(hub.onHand).toBe(0);
    expect(hub.days[4]!.expired).toBe(500 * KG);
  });

  it('what is promised or on the road arrives on the first open day of its demand', () => {
    const line: [string, string, number] = ['gudang/default', 'd', 200];
    const facts = [counted(1000, { ago: 5 }), asks('d', '32.76', 200), committed([line], { ago: 3 })];
    expect(outlook(facts).city.days[0]!.arriving).toBe(200 * KG);
    expect(outlook(facts).hub.days[0]!.leaving).toBe(200 * KG);
    const away = outlook([...facts, departed([line], { ago: 2 })]);
    expect(away.city.days[0]!.arriving).toBe(200 * KG);
    expect(kg(away.hub, 'available')[0]).toBe(800);
  });

  it('what is too old to be believed is told and not counted', () => {
    const { hub } = outlook([counted(1000, { ago: 24 * 12 })]);
    expect(hub.onHand).toBe(1000 * KG);
    expect(hub.aged).toBeGreaterThan(0);
    expect(hub.days[0]!.available).toBe(hub.onHand - hub.aged);
    expect(outlookRemark(hub, EGG).id).toContain('tidak dihitung');
  });

  it('says in words what a row means', () => {
    const { hub, city } = outlook([counted(100), asks('d', '32.76', 600)]);
    expect(outlookRemark(city, EGG)).toEqual({
      id: 'Kurang sejak hari ini, terbanyak 500 kg',
      en: 'Short from today, 500 kg at most',
    });
    expect(outlookRemark(hub, EGG).id).toBe('');
    expect(outlookRemark(outlook([counted(100)]).hub, EGG).en).toBe('Surplus of 100 kg until 29 Nov');
  });

  it('neither makes nor loses anything', () => {
    const amount = fc.integer({ min: 0, max: 2000 });
    const run = fc.property(
      amount,
      amount,
      amount,
      fc.integer({ min: 0, max: 20 }),
      (stock, more, need, days) => {
        const facts = [counted(stock), forecast(more, '2026-11-26'), asks('d', '32.76', need)];
        const all = outlookOf(planOf({ facts }), [], today, days);
        for (const { days: rows, onHand, aged } of all) {
          let expected = onHand - aged;
          for (const day of rows) {
            expected += day.harvested + day.arriving - day.leaving - day.expired;
            expect([day.available, day.balance]).toEqual([expected, expected - day.need]);
            expect(expected).toBeGreaterThanOrEqual(0);
          }
        }
        const total = (name: 'leaving' | 'arriving') =>
          all.flatMap((row) => row.days).reduce((sum, day) => sum + day[name], 0);
        expect(total('arriving')).toBeLessThanOrEqual(total('leaving'));
      },
    );
    fc.assert(run, { numRuns: 60 });
  });
});
