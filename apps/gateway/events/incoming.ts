import { limits } from '#contracts';
import type { BilingualText, RefusalCode } from '#contracts';
import { httpLimits } from '../http/limits.js';
import { readJson } from '../http/json-body.js';
import { Problem } from '../http/problem.js';

/** One event as it came through the door. */
export interface Incoming {
  /** The event's JSON as given, for the broker. */
  value: string | Buffer;
  json: unknown;
  /** What is wrong with it before its schema is asked. */
  fault: RefusalCode | null;
  /** Why a connector's mapping made nothing of it: it is what the partner sent, and no event. */
  unmapped?: BilingualText;
}

export interface IncomingRequest {
  contentType: string;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer | undefined;
}

export interface Arrival {
  /** True when the sender spoke of several events: the answer then lists each. */
  batch: boolean;
  events: Incoming[];
}

/**
 * Takes the events out of a request: structured, batched, or binary (`ce-*` headers and the data as body).
 * @throws Problem when there is nothing that could be an event
 */
export function readIncoming(request: IncomingRequest): Arrival {
  const mediaType = request.contentType.split(';', 1)[0]!.trim().toLowerCase();
  const batchType = mediaType === 'application/cloudevents-batch+json';
  const read = readJson(request.body);
  if (!read.ok) {
    if (read.code === 'EMPTY' || request.body!.length > limits.eventBytesMax) throw new Problem(read.code);
    return { batch: false, events: [{ value: request.body!, json: undefined, fault: read.code }] };
  }
  if (batchType || (mediaType === 'application/json' && Array.isArray(read.json))) return batchOf(read.json);
  if (mediaType === 'application/json' && isBinary(request.headers)) {
    const json = binaryEvent(request.headers, read.json);
    return { batch: false, events: [incomingOf(json, JSON.stringify(json))] };
  }
  return { batch: false, events: [incomingOf(read.json, request.body!)] };
}

function batchOf(json: unknown): Arrival {
  if (!Array.isArray(json)) {
    const text = { id: 'Kiriman harus berupa larik JSON.', en: 'A batch must be a JSON array.' };
    throw new Problem('NOT_AN_OBJECT', { text });
  }
  if (json.length === 0) throw new Problem('BATCH_EMPTY');
  if (json.length > httpLimits.batchEventsMax) throw new Problem('BATCH_TOO_LARGE');
  return { batch: true, events: json.map((item: unknown) => incomingOf(item, JSON.stringify(item))) };
}

function incomingOf(json: unknown, value: string | Buffer): Incoming {
  const bytes = typeof value === 'string' ? Buffer.byteLength(value) : value.length;
  return { value, json, fault: bytes > limits.eventBytesMax ? 'TOO_LARGE' : null };
}

function isBinary(headers: IncomingRequest['headers']): boolean {
  return headers['ce-specversion'] !== undefined;
}

const attributeHeader = /^ce-([a-z0-9]{1,20})$/;

function binaryEvent(headers: IncomingRequest['headers'], data: unknown): Record<string, unknown> {
  const event: Record<string, unknown> = {};
  for (const [header, value] of Object.entries(headers)) {
    const name = attributeHeader.exec(header)?.[1];
    // `data` is the body; a header of that name may not replace it.
    if (name === undefined || name === 'data' || value === undefined) continue;
    event[name] = decoded(Array.isArray(value) ? value.join(', ') : value);
  }
  event['datacontenttype'] = 'application/json';
  event['data'] = data;
  return event;
}

// The CloudEvents HTTP binding percent-encodes what a header cannot carry.
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
