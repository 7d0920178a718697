import { factId } from '#access';
import { limits, refusalText, type BilingualText } from '#contracts';
import type { OutboxMessage, Sql } from '#database';
import type { KafkaRecord } from './record.js';

/** Why an event is refused, for people and for programs. */
export interface Refusal {
  code: string;
  text: BilingualText;
  details: { path: string; code: string; text: BilingualText }[];
}

const fieldLengthMax = 128;
const headerTextMax = 256;

export interface RejectedRow {
  rejectedId: string;
  party: string | null;
  eventId: string | null;
  type: string | null;
  code: string;
  text: BilingualText;
  details: unknown[];
  origin: { topic: string; partition: number; offset: string };
  receivedAt: string;
  payload: string;
  trace: string | null;
}

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
    payload: storable(textOf(record, event)).slice(0, limits.eventBytesMax),
    trace: shortText(event['traceparent']) ?? shortText(record.headers['traceparent']),
  };
}

// In binary mode the value is the data alone: what was said is the whole event, and only that can be sent again.
function textOf({ value, headers }: KafkaRecord, event: Record<string, unknown>): string {
  const isBinary = headers['ce_specversion'] !== undefined || headers['ce_type'] !== undefined;
  return isBinary && 'data' in event ? JSON.stringify(event) : (value?.toString('utf8') ?? '');
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

/** Writes dead letters where they can be listed, mended and sent again. */
export async function insertRejected(sql: Sql, rows: RejectedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(
    `INSERT INTO intake.rejected
       (rejected_id, party, event_id, type, code, text, details, topic, partition, "offset", payload, trace, received_at)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::jsonb[],
                          $8::text[], $9::int[], $10::bigint[], $11::text[], $12::text[], $13::timestamptz[])
     ON CONFLICT (rejected_id) DO NOTHING`,
    [
      rows.map((row) => row.rejectedId),
      rows.map((row) => row.party),
      rows.map((row) => row.eventId),
      rows.map((row) => row.type),
      rows.map((row) => row.code),
      rows.map((row) => JSON.stringify(row.text)),
      rows.map((row) => JSON.stringify(row.details)),
      rows.map((row) => row.origin.topic),
      rows.map((row) => row.origin.partition),
      rows.map((row) => row.origin.offset),
      rows.map((row) => row.payload),
      rows.map((row) => row.trace),
      rows.map((row) => row.receivedAt),
    ],
  );
}

/** Puts one record aside that no attempt could process: the last resort, for any service. */
export async function quarantineRecord(
  sql: Sql,
  at: { topic: string; partition: number },
  record: KafkaRecord,
  party: string | null,
  json: unknown = null,
  refusal: Refusal = internalRefusal,
): Promise<OutboxMessage[]> {
  const row = rejectedRow(at, record, party, json, refusal, Date.now());
  await insertRejected(sql, [row]);
  return [rejectedMessage(row)];
}
