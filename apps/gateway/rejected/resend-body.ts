import { limits } from '#contracts';
import type { Incoming } from '../events/incoming.js';
import { readJson } from '../http/json-body.js';
import { Problem } from '../http/problem.js';
import type { RejectedRow } from './rejected-item.js';

/** The mended event in a request's body; null when there is none. @throws Problem */
export function readResend(body: Buffer | undefined): Incoming | null {
  if (body === undefined || body.length === 0) return null;
  const read = readJson(body);
  if (!read.ok) throw new Problem(read.code);
  if (read.json === null || typeof read.json !== 'object' || Array.isArray(read.json))
    throw new Problem('NOT_AN_OBJECT');
  const { event, ...others } = read.json as { event?: unknown };
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw unknownField(`/${unknown.slice(0, 80)}`);
  if (event === undefined) return null;
  const value = JSON.stringify(event);
  const isTooLarge = Buffer.byteLength(value) > limits.eventBytesMax;
  return { value, json: event, fault: isTooLarge ? 'TOO_LARGE' : null };
}

/** What was rejected, as it was. What is on record is not always all that came: then only a mended event will do. */
export function asItWas({ payload }: Pick<RejectedRow, 'payload'>): Incoming {
  const value = payload ?? '';
  if (Buffer.byteLength(value) >= limits.eventBytesMax) return { value, json: undefined, fault: 'TOO_LARGE' };
  // The mark in the place of bytes that are no text, or of a NUL.
  if (value.includes('\uFFFD')) return { value, json: undefined, fault: 'NOT_UTF8' };
  const read = readJson(value);
  return read.ok ? { value, json: read.json, fault: null } : { value, json: undefined, fault: read.code };
}

function unknownField(path: string): Problem {
  const text = { id: `${path} tidak dikenal`, en: `${path} is not known here` };
  return new Problem('BAD_BODY', { errors: [{ path, code: 'UNKNOWN_FIELD', text }] });
}
