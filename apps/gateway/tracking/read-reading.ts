import { isOffGlobe, type Reading } from '#domain';
import type { trackingProblems } from './tracking-problems.js';

/** Of a shipment by its id, or of whatever a vehicle carries. */
export type About = { shipmentId: string } | { vehicle: string };

export type ReadingCode = keyof typeof trackingProblems | 'SHIPMENT_UNKNOWN' | 'SHIPMENT_STATE';

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
const futureMinutesMax = 5;
const ageDaysMax = 7;
const nameLengthMax = 256;

/** Reads one item of a request; what it does not know of, such as a speed, it leaves aside. */
export function readReading(
  item: unknown,
  now: number,
): { about: About | null; reading: Reading } | ReadingCode {
  if (item === null || typeof item !== 'object') return 'READING_INVALID';
  const { time, latitude, longitude, temperatureCelsius = null, ...rest } = item as Record<string, unknown>;
  const about = aboutOf(rest);
  const at = typeof time === 'string' && instant.test(time) ? Date.parse(time) : Number.NaN;
  if (about === 'READING_INVALID' || Number.isNaN(at)) return 'READING_INVALID';
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return 'READING_INVALID';
  if (temperatureCelsius !== null && !isTemperature(temperatureCelsius)) return 'READING_INVALID';
  if (isOffGlobe({ latitude, longitude })) return 'POSITION_OFF_GLOBE';
  if (at > now + futureMinutesMax * minuteMs) return 'READING_IN_FUTURE';
  if (at < now - ageDaysMax * dayMs) return 'READING_TOO_OLD';
  return { about, reading: { time: at, latitude, longitude, temperatureCelsius } };
}

/** Plates are written in many ways: `AG 8123 UK` and `ag-8123-uk` are one. */
export function plateOf(vehicle: string): string {
  return vehicle.replace(/[\s.-]/g, '').toUpperCase();
}

function aboutOf({ shipmentId, vehicle }: Record<string, unknown>): About | null | 'READING_INVALID' {
  if (shipmentId === undefined && vehicle === undefined) return null;
  if (isName(shipmentId) && vehicle === undefined) return { shipmentId };
  if (isName(vehicle) && shipmentId === undefined) return { vehicle };
  return 'READING_INVALID';
}

function isName(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length > 0 &&
    value.length <= nameLengthMax &&
    !value.includes('\u0000')
  );
}

function isTemperature(value: unknown): value is number {
  return typeof value === 'number' && value >= -60 && value <= 80;
}
