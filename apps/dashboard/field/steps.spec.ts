import type { Home } from './home.js';
import { dayIn, filled, noAnswers, stepOf, type Answers } from './steps.js';

const names = { nameId: 'x', nameEn: 'x' };
const commodity = (code: string) => ({ ...names, code, baseUnit: 'g' as const, units: {} });
const place = (code: string, commodities: string[]) => ({ ...names, code, commodities });
const home = (...places: ReturnType<typeof place>[]): Home => ({
  ...{ deviceId: 'd', time: '', timezone: 'Asia/Jakarta', person: null },
  producers: [{ ...names, party: 'p', places }],
  commodities: [commodity('egg.chicken'), commodity('milk.cow')],
});
const asked = (of: Home, answers: Answers) => stepOf(filled(of, answers, []));

it('asks a farm with one place and one thing for nothing but what and how much', () => {
  const one = home(place('a', ['egg.chicken']));
  expect(asked(one, noAnswers)).toBe('kind');
  expect(asked(one, { typed: '', kind: 'counted' })).toBe('quantity');
  expect(asked(one, { typed: '12', kind: 'counted', hasAmount: true })).toBe('confirm');
  expect(asked(one, { typed: '12', kind: 'forecast', hasAmount: true })).toBe('when');
});

it('asks one question after the other where there is a choice', () => {
  const two = home(place('a', ['egg.chicken']), place('b', []));
  expect(asked(two, { typed: '', kind: 'counted' })).toBe('place');
  expect(asked(two, { typed: '', kind: 'counted', place: two.producers[0]!.places[1]! })).toBe('commodity');
  const several = { ...two, producers: [two.producers[0]!, { ...two.producers[0]!, party: 'q' }] };
  expect(asked(several, noAnswers)).toBe('producer');
});

it('knows the day at the place', () => {
  const lateEvening = Date.parse('2026-11-23T18:00:00Z');
  expect(dayIn(lateEvening, 0, 'Asia/Jakarta')).toBe('2026-11-24');
  expect(dayIn(lateEvening, 7, 'Asia/Jakarta')).toBe('2026-12-01');
});
