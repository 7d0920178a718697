import { DAY_MS, HOUR_MS, offsetMs } from '../planning/calendar.js';
import type { NoticeWishes, QuietHours, Severity } from './wishes.js';

const minuteMs = 60_000;

/** Milliseconds since the local midnight. */
function clockMs(text: string): number {
  return Number(text.slice(0, 2)) * HOUR_MS + Number(text.slice(3, 5)) * minuteMs;
}

/** Milliseconds since the local midnight of an instant. */
function timeOfDay(now: number, timezone: string): number {
  return (((now + offsetMs(timezone)) % DAY_MS) + DAY_MS) % DAY_MS;
}

/** The first instant at or after another at which clocks there show a time of day. */
function nextAt(clock: string, now: number, timezone: string): number {
  const ahead = clockMs(clock) - timeOfDay(now, timezone);
  return now + (ahead < 0 ? ahead + DAY_MS : ahead);
}

/** True from the first instant of the quiet hours on, and false from their last; the same two times are no hours. */
export function isQuiet(quiet: QuietHours | null, now: number, timezone: string): boolean {
  if (quiet === null) return false;
  const [at, from, to] = [timeOfDay(now, timezone), clockMs(quiet.from), clockMs(quiet.to)];
  return from <= to ? at >= from && at < to : at >= from || at < to;
}

/** The first instant at or after another that is not in the quiet hours. */
export function afterQuiet(quiet: QuietHours | null, now: number, timezone: string): number {
  return quiet !== null && isQuiet(quiet, now, timezone) ? nextAt(quiet.to, now, timezone) : now;
}

/** When the next summary after an instant goes out; null: there is none. Never in the quiet hours. */
export function nextDigest(
  { digest, digestAt, quiet }: Pick<NoticeWishes, 'digest' | 'digestAt' | 'quiet'>,
  now: number,
  timezone: string,
): number | null {
  if (digest === 'off') return null;
  // All zones of Indonesia are whole hours ahead.
  const next =
    digest === 'daily' ? nextAt(digestAt, now + 1, timezone) : (Math.floor(now / HOUR_MS) + 1) * HOUR_MS;
  return afterQuiet(quiet, next, timezone);
}

export interface NoticeTiming {
  /** When it may go out by e-mail, epoch milliseconds; null: never. */
  mailAt: number | null;
  pops: boolean;
}

/** When something is told by the ways that disturb. */
export function timingOf(
  wishes: NoticeWishes,
  severity: Severity,
  now: number,
  timezone: string,
): NoticeTiming {
  const breaks = severity === 'critical' && wishes.urgentBreaksQuiet;
  const silent = !breaks && isQuiet(wishes.quiet, now, timezone);
  return { mailAt: mailAt(wishes, severity, now, timezone, breaks), pops: wishes.popup[severity] && !silent };
}

function mailAt(wishes: NoticeWishes, severity: Severity, now: number, timezone: string, breaks: boolean) {
  const way = wishes.mailOn ? wishes.mail[severity] : 'none';
  if (way === 'none') return null;
  if (way === 'digest') return nextDigest(wishes, now, timezone);
  return breaks ? now : afterQuiet(wishes.quiet, now, timezone);
}
