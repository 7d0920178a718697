import { TextDecoder } from 'node:util';
import type { RefusalCode } from './codes.js';
import { limits } from './limits.js';

/** Headers as a Kafka client hands them over. */
export type RecordHeaders = Record<string, Buffer | string | (Buffer | string)[] | undefined>;

export type ReadRecord = { ok: true; json: unknown } | { ok: false; code: RefusalCode };

const decoder = new TextDecoder('utf-8', { fatal: true });
const attributeHeader = /^ce_([a-z0-9]{1,20})$/;

/**
 * Reads the event out of a Kafka record: structured mode (the value is the event), or binary mode of the
 * CloudEvents Kafka binding (`ce_*` headers and the value is the data). Only reads; the schema comes after.
 */
export function eventOfRecord(value: Buffer | null, headers: RecordHeaders = {}): ReadRecord {
  if (value === null || value.length === 0) return { ok: false, code: 'EMPTY' };
  if (value.length > limits.eventBytesMax) return { ok: false, code: 'TOO_LARGE' };
  const body = parseText(value);
  if (!body.ok || !isBinary(headers)) return body;
  return binaryEvent(headers, body.json);
}

function parseText(value: Buffer): ReadRecord {
  let text: string;
  try {
    text = decoder.decode(value);
  } catch {
    return { ok: false, code: 'NOT_UTF8' };
  }
  if (text.trim() === '') return { ok: false, code: 'EMPTY' };
  try {
    return { ok: true, json: JSON.parse(text) as unknown };
  } catch {
    return { ok: false, code: 'BROKEN_JSON' };
  }
}

function isBinary(headers: RecordHeaders): boolean {
  const contentType = textOf(headers['content-type']) ?? '';
  if (contentType.toLowerCase().startsWith('application/cloudevents')) return false;
  return headers['ce_specversion'] !== undefined || headers['ce_type'] !== undefined;
}

function binaryEvent(headers: RecordHeaders, data: unknown): ReadRecord {
  const event: Record<string, unknown> = {};
  let attributes = 0;
  for (const [header, value] of Object.entries(headers)) {
    const name = attributeHeader.exec(header.toLowerCase())?.[1];
    const text = textOf(value);
    // `data` is the body; a header of that name may not replace it.
    if (name === undefined || name === 'data' || text === undefined) continue;
    if (++attributes > limits.attributesMax || text.length > limits.attributeLengthMax) {
      return { ok: false, code: 'TOO_LARGE' };
    }
    event[name] = text;
  }
  const contentType = textOf(headers['content-type']);
  if (contentType !== undefined) event['datacontenttype'] = contentType;
  event['data'] = data;
  return { ok: true, json: event };
}

/** A header's text; of several values the last, as a later header replaces an earlier one. */
function textOf(value: RecordHeaders[string]): string | undefined {
  const last = Array.isArray(value) ? value.at(-1) : value;
  return last === undefined || last === null ? undefined : last.toString();
}
