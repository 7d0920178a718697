/** Local dates and instants without a clock: the civil calendar, and the zones of Indonesia, which keep no summer time. */

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** Hours ahead of UTC. */
const ZONES: ReadonlyMap<string, number> = new Map([
  ['Asia/Jakarta', 7],
  ['Asia/Pontianak', 7],
  ['Asia/Makassar', 8],
  ['Asia/Jayapura', 9],
]);

/** A time zone that this calendar does not know; nothing can be planned there. */
export class ZoneError extends Error {
  override readonly name = 'ZoneError';

  constructor(readonly timezone: string) {
    super(`Unknown time zone: ${timezone}`);
  }
}

/** Throws `ZoneError`. */
export function offsetMs(timezone: string): number {
  const hours = ZONES.get(timezone);
  if (hours === undefined) throw new ZoneError(timezone);
  return hours * HOUR_MS;
}

/**
 * Days from 1970-01-01 to a date of the Gregorian calendar.
 * Method: days_from_civil, H. Hinnant, "chrono-compatible low-level date algorithms" (2013).
 */
export function dayNumber(date: string): number {
  const month = Number(date.slice(5, 7));
  const year = Number(date.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear =
    Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + Number(date.slice(8, 10)) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The date that many days after 1970-01-01 (civil_from_days of the same source). */
export function dateOf(day: number): string {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1, 2)}`;
}

export function addDays(date: string, days: number): string {
  return dateOf(dayNumber(date) + days);
}

/** Days from one date to another. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

export function localDate(instant: number, timezone: string): string {
  return dateOf(Math.floor((instant + offsetMs(timezone)) / DAY_MS));
}

/** The instant at which a local date has lasted `hours`, epoch milliseconds. */
export function instantOf(date: string, hours: number, timezone: string): number {
  return dayNumber(date) * DAY_MS + hours * HOUR_MS - offsetMs(timezone);
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
