import { localeOf, type Language } from './language.js';

/** The hub's zone: every clock time on the screen is in it and says so. */
export const zone = { iana: 'Asia/Jakarta', name: 'WIB', aheadMs: 7 * 3_600_000 } as const;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, kind: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${kind}`;
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(localeOf[language], { timeZone: zone.iana, hourCycle: 'h23', ...options });
    formats.set(key, made);
  }
  return made;
}

/** The date there, `YYYY-MM-DD`, or that of so many days later. */
export function dateAt(epochMs: number, daysLater = 0): string {
  return new Date(epochMs + zone.aheadMs + daysLater * 86_400_000).toISOString().slice(0, 10);
}

/** `14.05.09 WIB` (id) or `14:05:09 WIB` (en). */
export function formatClock(epochMs: number, language: Language, seconds = true): string {
  const options: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
  if (seconds) options.second = '2-digit';
  return `${format(language, `clock${seconds}`, options).format(epochMs)}\u00a0${zone.name}`;
}

/** `24 Nov, 14.05 WIB`. */
export function formatMoment(epochMs: number, language: Language): string {
  const day = format(language, 'day', { day: 'numeric', month: 'short' }).format(epochMs);
  return `${day}, ${formatClock(epochMs, language, false)}`;
}

/** A local date `YYYY-MM-DD`, which has no zone to shift it: `Sel, 24 Nov`. */
export function formatDate(date: string, language: Language): string {
  const noon = Date.parse(`${date}T12:00:00+07:00`);
  if (Number.isNaN(noon)) return date;
  return format(language, 'date', { weekday: 'short', day: 'numeric', month: 'short' }).format(noon);
}

/** `24 Nov 2026`, of a local date or a moment. */
export function formatDay(date: string | number, language: Language): string {
  const at =
    typeof date === 'number' ? date : Date.parse(date.length === 10 ? `${date}T12:00:00+07:00` : date);
  if (Number.isNaN(at)) return String(date);
  return format(language, 'year', { day: 'numeric', month: 'short', year: 'numeric' }).format(at);
}

/** `24 Nov 2026, 14.05 WIB`, of an RFC 3339 text. */
export function formatStamp(at: string, language: Language): string {
  const epoch = Date.parse(at);
  if (Number.isNaN(epoch)) return at;
  return `${formatDay(epoch, language)}, ${formatClock(epoch, language, false)}`;
}

/** RFC 3339 text or epoch milliseconds to epoch milliseconds; null for what is neither. */
export function toEpoch(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string') return null;
  const epoch = Date.parse(value);
  return Number.isNaN(epoch) ? null : epoch;
}
