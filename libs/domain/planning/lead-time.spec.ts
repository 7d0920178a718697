import fc from 'fast-check';
import { leadTimeReasons } from '../shipment/lead-time-reason.js';
import type { Lane } from '../registry/registry.js';
import { lateHoursOf, observeLead, observedTripsMin } from './lead-time.js';

const hour = 3_600_000;
const lane: Lane = {
  id: '35.72-31-road',
  hub: 'btc',
  origin: '35.72',
  destination: '31',
  mode: 'road',
  roadKm: 800,
  leadHoursTypical: 14,
  leadHoursLate: 20,
  rupiahPerTonne: 1,
};
const trips = (...hours: number[]) => hours.map((each) => each * hour);

it('believes the ninetieth percentile of enough trips, within bounds', () => {
  const many = Array.from({ length: 20 }, (_, k) => k + 10);
  expect(observeLead(lane, trips(...many.slice(1)))).toBeNull();
  expect(observeLead(lane, trips(...many))).toEqual({ observedLateHours: 27, observedTrips: 20 });
  expect(
    observeLead(
      lane,
      many.map((each) => each * hour + 1),
    )!.observedLateHours,
  ).toBe(28);
  expect(observeLead(lane, trips(...many.map(() => 2)))!.observedLateHours).toBe(14);
  expect(observeLead(lane, trips(...many.map(() => 900)))!.observedLateHours).toBe(60);
});

it('is one figure for one set of trips, and late for at most a tenth of them', () => {
  const some = fc.array(fc.integer({ min: 14 * hour, max: 60 * hour }), {
    minLength: observedTripsMin,
    maxLength: 80,
  });
  fc.assert(
    fc.property(some, (took) => {
      const { observedLateHours } = observeLead(lane, took)!;
      expect(observeLead(lane, [...took].reverse())!.observedLateHours).toBe(observedLateHours);
      const late = took.filter((each) => each > observedLateHours * hour).length;
      expect(late * 10).toBeLessThanOrEqual(took.length);
    }),
  );
});

it('says so where a lane is planned with it', () => {
  expect(lateHoursOf(lane)).toBe(20);
  expect(leadTimeReasons(lane)).toEqual([]);
  const observed = { ...lane, observedLateHours: 27, observedTrips: 40 };
  expect(lateHoursOf(observed)).toBe(27);
  expect(leadTimeReasons(observed)).toMatchObject([{ code: 'LEAD_TIME_OBSERVED' }]);
  expect(leadTimeReasons(observed)[0]!.text.en).toContain('27 hours instead of 20');
  expect(leadTimeReasons({ ...observed, observedLateHours: 20 })).toEqual([]);
});
