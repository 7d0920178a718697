import { hash } from 'node:crypto';

// Tracing belongs to one sending, not to the event: a repeat may carry another trace.
const transportAttributes = new Set(['traceparent', 'tracestate']);

/** The identity of an event for ever: a UUID (version 8) made of the party that speaks and its event id. */
export function factId(party: string, eventId: string): string {
  const hex = hash('sha256', `${party}\u0000${eventId}`);
  const variant = '89ab'[parseInt(hex[16]!, 16) & 3]!;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * SHA-256 over an event's JSON with sorted names, without tracing attributes: two sendings of one event have
 * the same hash whatever the order of their names and their white space. 32 bytes.
 */
export function contentHash(event: Record<string, unknown>): Buffer {
  return Buffer.from(hash('sha256', canonicalObject(event, transportAttributes)), 'hex');
}

/** JSON with names in code unit order and no white space. `undefined` members are left out. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`;
  if (value !== null && typeof value === 'object') return canonicalObject(value as Record<string, unknown>);
  return JSON.stringify(value) ?? 'null';
}

function canonicalObject(object: Record<string, unknown>, without?: ReadonlySet<string>): string {
  let members = '';
  for (const name of Object.keys(object).sort()) {
    const value = object[name];
    if (value === undefined || without?.has(name)) continue;
    members += `${members === '' ? '' : ','}${JSON.stringify(name)}:${canonicalJson(value)}`;
  }
  return `{${members}}`;
}
