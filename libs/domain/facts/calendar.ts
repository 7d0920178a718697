import { dateOf, dayNumber, DAY_MS, localDate, ZoneError } from '../planning/calendar.js';

const yearMin = 1970;
const yearMax = 2199;

const dateGrammar = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const instantGrammar =
  /^([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])(?:\.([0-9]{1,9}))?(?:[Zz]|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))$/;

/** Days since 1970-01-01 of a real calendar date in 1970 … 2199, else null. */
export function parseDate(text: string): number | null {
  const match = dateGrammar.exec(text);
  if (!match) return null;
  const year = Number(match[1]);
  if (year < yearMin || year > yearMax) return null;
  // A day that does not exist comes back as another one: 2026-02-30 as 2026-03-02.
  const day = dayNumber(text);
  return dateOf(day) === text ? day : null;
}

/** Epoch milliseconds of an RFC 3339 date-time (finer digits cut off, no leap seconds), else null. */
export function parseInstant(text: string): number | null {
  const match = instantGrammar.exec(text);
  const day = match && parseDate(match[1]!);
  if (!match || day === null) return null;
  const milliseconds = Number((match[5] ?? '').padEnd(3, '0').slice(0, 3));
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  const offset = Number(match[7] ?? 0) * 60 + Number(match[8] ?? 0);
  const utcMinutes = match[6] === '-' ? minutes + offset : minutes - offset;
  return day * DAY_MS + utcMinutes * 60_000 + Number(match[4]) * 1_000 + milliseconds;
}

/** The local day number of an instant; null in a zone that the calendar does not know. */
export function localDay(instant: number, timezone: string): number | null {
  try {
    return dayNumber(localDate(instant, timezone));
  } catch (error) {
    if (error instanceof ZoneError) return null;
    throw error;
  }
}

export { dateOf as dateOfDay, DAY_MS as dayMilliseconds };
