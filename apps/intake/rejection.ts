import { factId } from '#access';
import { limits, refusalText } from '#contracts';
import type { OutboxMessage } from '#database';
import type { KafkaRecord } from '#kafka';
import type { Refusal } from './admission.js';
import type { RejectedRow } from './store.js';

const fieldLengthMax = 128;
const headerTextMax = 256;

/** A refused record as a row: who, what, why, where it came from, and what it said, so that it can be mended. */
export function rejectedRow(
  at: { topic: string; partition: number },
  record: KafkaRecord,
  party: string | null,
  json: unknown,
  refusal: Refusal,
  now: number,
): RejectedRow {
  const event = typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {};
  return {
    rejectedId: factId(`${at.topic}/${at.partition}`, record.offset.toString()),
    party,
    eventId: shortText(event['id']),
    type: shortText(event['type']),
    code: refusal.code,
    text: refusal.text,
    details: refusal.details.slice(0, limits.errorsMax),
    origin: { topic: at.topic, partition: at.partition, offset: record.offset.toString() },
    receivedAt: new Date(now).toISOString(),
    payload: storable(record.value?.toString('utf8') ?? '').slice(0, limits.eventBytesMax),
    trace: shortText(event['traceparent']) ?? shortText(record.headers['traceparent']),
  };
}

/** The same for topic `rejected`, with Kafka Connect's habit of naming reason and origin in headers. */
export function rejectedMessage(row: RejectedRow): OutboxMessage {
  const { trace, ...data } = row;
  const subject = row.party ?? 'unknown';
  const event = {
    specversion: '1.0',
    id: row.rejectedId,
    source: 'urn:lumbung:service:intake',
    type: 'lumbung.event.rejected.v1',
    time: row.receivedAt,
    datacontenttype: 'application/json',
    subject,
    sequence: row.origin.offset.padStart(20, '0'),
    ...(trace === null ? {} : { traceparent: trace }),
    data,
  };
  return {
    topic: 'rejected',
    key: subject,
    value: Buffer.from(JSON.stringify(event)),
    headers: {
      'lumbung-reason': row.code,
      'lumbung-origin-topic': row.origin.topic,
      'lumbung-origin-partition': String(row.origin.partition),
      'lumbung-origin-offset': row.origin.offset,
    },
  };
}

export const internalRefusal: Refusal = { code: 'INTERNAL', text: refusalText('INTERNAL'), details: [] };

function shortText(value: unknown): string | null {
  if (typeof value !== 'string' || value === '') return null;
  return storable(value).slice(0, value.length > fieldLengthMax ? headerTextMax : fieldLengthMax);
}

// Postgres stores no NUL in text; what stands in its place says that there was one.
function storable(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD');
}
