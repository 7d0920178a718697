import type { IHeaders, KafkaMessage } from 'kafkajs';

export interface KafkaRecord {
  offset: bigint;
  /** Epoch milliseconds, as the producer or broker stamped it. */
  timestamp: number;
  key: string | null;
  value: Buffer | null;
  headers: Record<string, string>;
}

/** What one fetch brought of one partition, in order. */
export interface RecordBatch {
  topic: string;
  partition: number;
  /** Where the cursor stands before this batch. */
  fromOffset: bigint;
  /** Where it stands after it. */
  nextOffset: bigint;
  records: KafkaRecord[];
}

export function recordOf(message: KafkaMessage): KafkaRecord {
  return {
    offset: BigInt(message.offset),
    timestamp: Number(message.timestamp),
    key: message.key ? message.key.toString('utf8') : null,
    value: message.value,
    headers: headersOf(message.headers),
  };
}

function headersOf(headers: IHeaders | undefined): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers ?? {})) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined && first !== null) result[name] = first.toString();
  }
  return result;
}
