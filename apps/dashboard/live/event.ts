import { toEpoch } from '../format/time.js';

/** One message of the live feed after its envelope was read; `data` is still as the gateway sent it. */
export interface LiveEvent {
  /** CloudEvents type without `lumbung.` and version, e.g. `balance.updated`. */
  kind: string;
  id: string;
  source: string;
  subject: string;
  /** Of facts, whose data leaves it to the envelope, too; empty for what concerns several. */
  commodity: string;
  /** Grows per subject, compared as text of digits; empty for facts. */
  sequence: string;
  /** When the newest fact behind it happened, epoch milliseconds. */
  factAt: number | null;
  /** When intake accepted that fact. */
  acceptedAt: number | null;
  /** When the services published the answer. */
  publishedAt: number | null;
  data: Record<string, unknown>;
}

export type ReadEvent = { kind: 'event'; event: LiveEvent } | { kind: 'unreadable'; reason: string };

const typePattern = /^lumbung\.([a-z.]+)\.v\d+$/;

/** Reads one SSE `data:` text. What is not one of our CloudEvents is reported, never thrown: the feed goes on. */
export function readEvent(text: string): ReadEvent {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'unreadable', reason: 'not JSON' };
  }
  if (!isRecord(value)) return { kind: 'unreadable', reason: 'not an object' };
  const kind = typePattern.exec(String(value['type']))?.[1];
  if (!kind) return { kind: 'unreadable', reason: 'no type of ours' };
  if (typeof value['id'] !== 'string') return { kind: 'unreadable', reason: 'no id' };
  if (!isRecord(value['data'])) return { kind: 'unreadable', reason: 'no data' };
  return { kind: 'event', event: fromEnvelope(kind, value['id'], value, value['data']) };
}

function fromEnvelope(
  kind: string,
  id: string,
  envelope: Record<string, unknown>,
  data: Record<string, unknown>,
): LiveEvent {
  return {
    kind,
    id,
    source: text(envelope['source']),
    subject: text(envelope['subject']) || id,
    commodity: text(data['commodity']) || text(envelope['commodity']),
    sequence: text(envelope['sequence']),
    factAt: toEpoch(envelope['facttime']) ?? toEpoch(envelope['time']),
    acceptedAt: toEpoch(envelope['acceptedat']),
    publishedAt: toEpoch(envelope['publishedat']),
    data,
  };
}

/** True when `next` is a later state of the same subject than `known`; two sequences of digits, any padding. */
export function isLater(next: string, known: string): boolean {
  const a = next.replace(/^0+/, '');
  const b = known.replace(/^0+/, '');
  return a.length === b.length ? a > b : a.length > b.length;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
