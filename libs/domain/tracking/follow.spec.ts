import type { Registry } from '../registry/registry.js';
import type { Shipment } from '../shipment/shipment.js';
import { noBelief } from './believe.js';
import { follow, type Sighting } from './follow.js';
import { trackAlerts } from './track-alerts.js';
import type { Reading } from './tracking.js';

const hour = 3_600_000;
const minute = 60_000;
const leftAt = Date.parse('2026-11-24T20:00:00+07:00');
const region = { kind: 'kota', timezone: 'Asia/Jakarta', population: 1 } as const;
const registry = {
  hubs: [{ code: 'btc', timezone: 'Asia/Jakarta' }],
  regions: [
    { ...region, code: '35.72', name: 'Kota Blitar', latitude: -8.0983, longitude: 112.1681 },
    { ...region, code: '35.78', name: 'Kota Surabaya', latitude: -7.2575, longitude: 112.7521 },
  ],
  places: [],
  commodities: [{ code: 'milk.cow' }],
  lanes: [{ id: 'l', roadKm: 160, leadHoursTypical: 4, leadHoursLate: 8 }],
} as unknown as Registry;
const shipment = {
  ...{ shipmentId: 's1', revision: 3, status: 'dispatched', hub: 'btc', lane: 'l', origin: '35.72' },
  ...{ destination: '35.78', arrivalBy: '2026-11-25', temperatureClass: 'chilled' },
  lines: [{ commodity: 'milk.cow' }],
} as unknown as Shipment;
const on = (part: number, time: number, temperatureCelsius: number | null = null): Reading => ({
  ...{ time, temperatureCelsius },
  latitude: -8.0983 + 0.8408 * part,
  longitude: 112.1681 + 0.584 * part,
});

/** Looks at it as the dispatcher does, keeping what it found. */
function watching() {
  let watch: Sighting['watch'] = { belief: noBelief, outer: 0 };
  let now = shipment;
  const measured: { time: number; temperatureCelsius: number }[] = [];
  return {
    look: (at: number, readings: Reading[] = [], tripsMs: number[] = []) => {
      for (const { time, temperatureCelsius } of readings)
        if (temperatureCelsius !== null) measured.push({ time, temperatureCelsius });
      const seen = follow(now, { leftAt, watch, readings, measured, tripsMs, registry, pace: 1 }, at);
      watch = seen.watch;
      now = seen.shipment ?? now;
      return { ...seen, told: seen.shipment, alerts: trackAlerts(now, registry).map(({ code }) => code) };
    },
    become: (status: Shipment['status']) => (now = { ...now, status }),
  };
}

it('is told when it leaves, when it moves by more than a little, and not again without news', () => {
  const { look } = watching();
  const first = look(leftAt);
  expect(first.told).toMatchObject({
    revision: 4,
    status: 'dispatched',
    tracking: { estimate: { basis: 'registry', p50: leftAt + 4 * hour } },
  });
  expect(first.dueAt).toBe(leftAt + 10 * minute);
  expect(look(leftAt).told).toBeNull();
  const seen = look(leftAt + hour, [on(0.25, leftAt + hour)]);
  expect(seen.told).toMatchObject({
    revision: 5,
    status: 'in_transit',
    tracking: { estimate: { basis: 'position' } },
  });
  expect(look(leftAt + hour + 20_000, [on(0.26, leftAt + hour + 20_000)]).told).toBeNull();
  const next = look(leftAt + hour + 2 * minute, [on(0.3, leftAt + hour + 2 * minute)]);
  expect(next.told?.tracking?.estimate).toEqual(seen.told!.tracking!.estimate);
});

it('arrives once, is not received by it, and is neither late nor silent after it', () => {
  const { look, become } = watching();
  look(leftAt + hour, [on(0.25, leftAt + hour)]);
  const there = look(leftAt + 5 * hour, [on(0.999, leftAt + 5 * hour)]);
  expect(there.told).toMatchObject({ status: 'in_transit', tracking: { arrivedAt: leftAt + 5 * hour } });
  expect(there.dueAt).toBeNull();
  const away = look(leftAt + 9 * hour, [on(0.5, leftAt + 9 * hour)]);
  expect(away.told?.tracking).toMatchObject({ arrivedAt: leftAt + 5 * hour });
  expect(look(leftAt + 90 * hour).alerts).toEqual([]);
  become('closed');
  expect(look(leftAt + 91 * hour)).toMatchObject({ told: null, dueAt: null });
});

it('was not where it goes before it left', () => {
  const { look } = watching();
  const told = look(leftAt, [on(1, leftAt - 5 * hour)]).told;
  expect(told?.tracking?.arrivedAt).toBeUndefined();
});

it('is silent by the clock alone, late before its day is over, and neither when it is back in time', () => {
  const { look } = watching();
  look(leftAt + 20 * hour, [on(0.5, leftAt + 20 * hour)]);
  const quiet = look(leftAt + 22 * hour);
  expect(quiet.alerts).toEqual(['SHIPMENT_SILENT']);
  const late = look(leftAt + 27.9 * hour);
  expect(late.alerts).toEqual(['SHIPMENT_LATE', 'SHIPMENT_SILENT']);
  const [alert] = trackAlerts(late.told!, registry);
  expect(alert).toMatchObject({ id: 'SHIPMENT_LATE/btc/s1', subject: '35.78' });
  expect(alert!.text.id).toMatch(/terlambat sekitar \d+ menit.*Tidak ada kabar sejak 2026-11-25 16:00 WIB/);
  expect(alert!.text.en).toMatch(/late.*due 2026-11-25 .*Nothing was heard since 2026-11-25 16:00 WIB/);
  const back = look(leftAt + 27 * hour, [on(0.9, leftAt + 27 * hour)]);
  expect(back.alerts).toEqual([]);
  look(leftAt + 60 * hour);
  const there = look(leftAt + 61 * hour, [on(1, leftAt + 61 * hour)]);
  expect([there.alerts, there.told?.tracking]).toEqual([[], { leftAt, arrivedAt: leftAt + 61 * hour }]);
});

it('is late by where it is, with the way that is left', () => {
  const { look } = watching();
  const at = leftAt + 26 * hour;
  const { told } = look(
    at,
    [on(0.2, at)],
    [4, 4, 4, 4, 5].map((hours) => hours * hour),
  );
  const [alert] = trackAlerts(told!, registry);
  expect(alert!.text.en).toMatch(/about 1 hour late.*128 km are left, going by the last 5 trips/);
});

it('was too warm: told when it begins and ends, kept after the receipt, also when it is heard of later', () => {
  const { look, become } = watching();
  look(leftAt + 10 * minute, [on(0.01, leftAt + 10 * minute, 9)]);
  const warm = look(leftAt + 30 * minute, [on(0.1, leftAt + 30 * minute, 12)]);
  expect(warm.alerts).toEqual(['TEMPERATURE_EXCURSION']);
  expect(warm.told?.tracking?.excursions).toMatchObject([{ end: null, peakCelsius: 12 }]);
  const over = look(leftAt + 40 * minute, [on(0.12, leftAt + 40 * minute, 5)]);
  expect(over.told?.tracking?.excursions).toMatchObject([{ end: leftAt + 40 * minute, degreeMinutes: 90 }]);
  const [alert] = trackAlerts(over.told!, registry);
  expect(alert!.text.id).toContain('sampai 12 °C, 90 derajat-menit');
  become('closed');
  expect(look(leftAt + 50 * hour).told).toBeNull();
  const late = look(leftAt + 51 * hour, [on(1, leftAt + 3 * hour, 20), on(1, leftAt + 4 * hour, 20)]);
  expect(late.told).toMatchObject({ status: 'closed', tracking: { excursions: [{}, { peakCelsius: 20 }] } });
  expect(late.alerts).toEqual([]);
});
