import fc from 'fast-check';
import { arrivalOn, fencesOf } from './arrival.js';
import { believe, noBelief } from './believe.js';
import { estimateArrival, type Trip } from './estimate.js';
import { isOffGlobe, kilometresBetween } from './geography.js';
import { allowedFor, excursionsOf } from './temperature.js';
import type { Reading } from './tracking.js';

const hour = 3_600_000;
const minute = 60_000;
const blitar = { latitude: -8.0983, longitude: 112.1681 };
const surabaya = { latitude: -7.2575, longitude: 112.7521 };
const lane = { roadKm: 160, leadHoursTypical: 4, leadHoursLate: 8 };
const onWay = (part: number, time: number) => ({
  latitude: blitar.latitude + (surabaya.latitude - blitar.latitude) * part,
  longitude: blitar.longitude + (surabaya.longitude - blitar.longitude) * part,
  time,
});
const read = (part: number, time: number, temperatureCelsius: number | null = null): Reading => ({
  ...onWay(part, time),
  temperatureCelsius,
});

it('measures on the globe, and knows what is not on it', () => {
  expect(kilometresBetween(blitar, surabaya)).toBeCloseTo(113.5, 0);
  expect(kilometresBetween({ latitude: 0, longitude: 179 }, { latitude: 0, longitude: -179 })).toBeCloseTo(
    222.4,
    0,
  );
  const off = [
    { latitude: 0, longitude: 0 },
    { latitude: 91, longitude: 0 },
    { latitude: Number.NaN, longitude: 1 },
  ];
  expect([...off, blitar].map(isOffGlobe)).toEqual([true, true, true, false]);
});

describe('what is believed', () => {
  const marks = (readings: Reading[]) => believe(noBelief, readings, 160).judged.map(({ mark }) => mark);

  it('is everything that a truck can drive', () => {
    expect(marks([read(0, 0), read(0.3, hour), read(0.6, 2 * hour)])).toEqual([null, null, null]);
  });

  it('is not a jump, nor a second one elsewhere; what follows where it was is believed again', () => {
    const jumps = [read(0, 0), read(-5, minute), read(9, 2 * minute), read(0.05, 10 * minute)];
    expect(marks(jumps)).toEqual([null, 'SPEED_IMPOSSIBLE', 'SPEED_IMPOSSIBLE', null]);
  });

  it('gives way to three in a row that agree', () => {
    const wrongFirst = [read(9, 0), read(0, minute), read(0, 2 * minute), read(0.01, 3 * minute)];
    expect(marks(wrongFirst)).toEqual([null, 'SPEED_IMPOSSIBLE', 'SPEED_IMPOSSIBLE', null]);
    expect(believe(noBelief, wrongFirst, 160).belief.last!.time).toBe(3 * minute);
  });

  it('is the same in one look and in several', () => {
    const steps = fc.array(
      fc.tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.integer({ min: 1, max: 40 })),
      {
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(steps, fc.nat(20), (parts, cut) => {
        let time = 0;
        const readings = parts.map(([part, minutes]) => read(part, (time += minutes * minute)));
        const whole = believe(noBelief, readings, 160);
        const first = believe(noBelief, readings.slice(0, cut), 160);
        const second = believe(first.belief, readings.slice(cut), 160);
        expect([...first.judged, ...second.judged]).toEqual(whole.judged);
        expect(second.belief).toEqual(whole.belief);
      }),
    );
  });
});

describe('an estimate', () => {
  const trip = (position: Trip['position'] = null): Trip => ({
    lane,
    origin: blitar,
    destination: surabaya,
    leftAt: 0,
    position,
  });
  const trips = [3.5, 4, 4, 4.5, 5, 6].map((hours) => hours * hour);

  it('says what it rests on', () => {
    expect(estimateArrival(trip(), [], 0)).toEqual({
      ...{ p10: 2.8 * hour, p50: 4 * hour, p90: 10.4 * hour, basis: 'registry', n: 0, remainingKm: null },
    });
    expect(estimateArrival(trip(), trips.slice(0, 4), 0)).toMatchObject({ basis: 'registry', n: 0 });
    const known = estimateArrival(trip(), trips, 0);
    expect(known).toMatchObject({ basis: 'history', n: 6, p50: 4.25 * hour });
    const halfway = estimateArrival(trip(onWay(0.5, 2 * hour)), trips, 2 * hour);
    expect(halfway).toMatchObject({ basis: 'position', n: 6, remainingKm: 80 });
    expect(halfway.p50 / hour).toBeCloseTo(2 + 4.25 / 2, 1);
  });

  const moment = fc.record({
    part: fc.double({ min: -1, max: 2, noNaN: true }),
    seenAt: fc.integer({ min: 0, max: 60 * hour }),
    wait: fc.integer({ min: 0, max: 200 * hour }),
    isSeen: fc.boolean(),
    past: fc.array(fc.integer({ min: 1, max: 100 * hour }), { maxLength: 30 }),
  });

  it('lies in its range, and never in the past', () => {
    fc.assert(
      fc.property(moment, ({ part, seenAt, wait, isSeen, past }) => {
        const now = seenAt + wait;
        const { p10, p50, p90 } = estimateArrival(trip(isSeen ? onWay(part, seenAt) : null), past, now);
        expect(p10).toBeGreaterThanOrEqual(now);
        expect(p50).toBeGreaterThanOrEqual(p10);
        expect(p90).toBeGreaterThanOrEqual(p50);
      }),
    );
  });

  it('has a narrower range the farther it is, and a wider one the longer it is overdue', () => {
    const width = (position: Trip['position'], past: number[], now: number) => {
      const { p10, p90 } = estimateArrival(trip(position), past, now);
      return p90 - p10;
    };
    const parts = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    const past = fc.array(fc.integer({ min: hour, max: 100 * hour }), { maxLength: 30 });
    fc.assert(
      fc.property(parts, past, fc.integer({ min: 0, max: 50 * hour }), (two, durations, at) => {
        const [near, far] = [Math.max(...two), Math.min(...two)];
        expect(width(onWay(near, at), durations, at)).toBeLessThanOrEqual(
          width(onWay(far, at), durations, at) + 2,
        );
      }),
    );
    const silent = (hours: number) => {
      const { p50, p90 } = estimateArrival(trip(onWay(0.5, hour)), trips, hours * hour);
      return p90 - p50;
    };
    expect(silent(12)).toBeGreaterThan(silent(6));
  });
});

describe('an arrival', () => {
  const fences = [{ ...surabaya, radiusMetres: 5_000 }];
  const metres = (distance: number, time: number) => ({
    latitude: surabaya.latitude,
    longitude: surabaya.longitude - distance / 110_350,
    time,
  });
  const arrived = (distances: number[]) =>
    arrivalOn(
      distances.map((distance, k) => metres(distance, k + 1)),
      fences,
      0,
    ).arrivedAt;

  it('is one reading well inside, or two in a row near the edge', () => {
    expect(arrived([30_000, 9_000, 2_000])).toBe(3);
    expect(arrived([4_500])).toBeNull();
    expect(arrived([4_500, 5_500, 4_500, 5_500])).toBeNull();
    expect(arrived([4_500, 4_600])).toBe(2);
  });

  it('goes on from look to look', () => {
    const first = arrivalOn([metres(4_500, 1)], fences, 0);
    expect(arrivalOn([metres(4_400, 2)], fences, first.outer).arrivedAt).toBe(2);
    expect(arrivalOn([metres(100, 2)], [], 0).arrivedAt).toBeNull();
  });

  it('takes the radius of the place, of the region, of the hub', () => {
    const region = { code: '35.78', ...surabaya };
    const place = { region: '35.78', ...blitar };
    const radii = (hub: number | undefined, own: number | undefined, its: number | undefined) =>
      fencesOf('35.78', { ...(hub === undefined ? {} : { arrivalRadiusMetres: hub }) }, {
        regions: [
          { ...region, arrivalRadiusMetres: own },
          { code: '31', ...blitar },
        ],
        places: [{ ...place, arrivalRadiusMetres: its }],
      } as never).map(({ radiusMetres }) => radiusMetres);
    expect(radii(undefined, undefined, undefined)).toEqual([5_000, 500]);
    expect(radii(300, undefined, undefined)).toEqual([300, 300]);
    expect(radii(300, 20_000, 50)).toEqual([20_000, 50]);
  });
});

describe('temperature', () => {
  const allowed = { minCelsius: 0, maxCelsius: 7, toleranceMinutes: 15 };
  const at = (minutes: number, temperatureCelsius: number) => ({
    time: minutes * minute,
    temperatureCelsius,
  });

  it('is allowed by class, hub and commodity, the strictest of them', () => {
    expect(allowedFor('ambient', {}, [{}])).toBeNull();
    expect(allowedFor('chilled', {}, [])).toEqual(allowed);
    const hub = { temperatures: { chilled: { minCelsius: -1, maxCelsius: 5, toleranceMinutes: 30 } } };
    const milk = { temperature: { minCelsius: 2, maxCelsius: 6, toleranceMinutes: 10 } };
    expect(allowedFor('chilled', hub, [{}, milk])).toEqual({
      minCelsius: 2,
      maxCelsius: 5,
      toleranceMinutes: 10,
    });
  });

  it('has excursions with start, end, peak and degree-minutes', () => {
    const readings = [at(0, 4), at(10, 9), at(20, 12), at(30, 6), at(40, 5)];
    expect(excursionsOf(readings, allowed)).toEqual([
      {
        start: 10 * minute,
        end: 30 * minute,
        peakCelsius: 12,
        degreeMinutes: 70,
        minCelsius: 0,
        maxCelsius: 7,
      },
    ]);
    expect(excursionsOf([at(0, 9), at(10, 6)], allowed)).toEqual([]);
    const cold = excursionsOf([at(0, -2), at(20, -4)], allowed);
    expect(cold).toMatchObject([{ end: null, peakCelsius: -4, degreeMinutes: 40 }]);
    // What nobody measured is not counted for longer than an hour.
    expect(excursionsOf([at(0, 8), at(600, 8)], allowed)).toMatchObject([{ degreeMinutes: 60 }]);
  });

  it('never has one in range, and each lasts as long as is tolerated', () => {
    const readings = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: -10, max: 20 })));
    fc.assert(
      fc.property(readings, (steps) => {
        let minutes = 0;
        const measured = steps.map(([wait, celsius]) => at((minutes += wait), celsius));
        for (const { start, end, peakCelsius } of excursionsOf(measured, allowed)) {
          expect(peakCelsius < 0 || peakCelsius > 7).toBe(true);
          expect((end ?? measured.at(-1)!.time) - start).toBeGreaterThanOrEqual(15 * minute);
        }
      }),
    );
  });
});
