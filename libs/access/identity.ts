import { createHash } from 'node:crypto';

// Tracing belongs to one sending, not to the event: a repeat may carry another trace.
const transportAttributes = new Set(['traceparent', 'tracestate']);

/** The identity of an event for ever: a UUID (version 8) made of the party that speaks and its event id. */
export function factId(party: string, eventId: string): string {
  const hash = createHash('sha256').update(party).update('\u0000').update(eventId).digest();
  hash[6] = (hash[6]! & 0x0f) | 0x80;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/**
 * SHA-256 over an event's JSON with sorted names, without tracing attributes: two sendings of one event have
 * the same hash whatever the order of their names and their white space. 32 bytes.
 */
export function contentHash(event: Record<string, unknown>): Buffer {
  const names = Object.keys(event).filter((name) => !transportAttributes.has(name));
  return createHash('sha256').update(canonicalObject(event, names)).digest();
}

/** JSON with names in code unit order and no white space. `undefined` members are left out. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`;
  if (value !== null && typeof value === 'object')
    return canonicalObject(value as Record<string, unknown>, Object.keys(value));
  return JSON.stringify(value) ?? 'null';
}

function canonicalObject(object: Record<string, unknown>, names: string[]): string {
  const members = names
    .filter((name) => object[name] !== undefined)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalJson(object[name])}`);
  return `{${members.join(',')}}`;
}
