import { isProtocolError, KafkaError } from './errors.js';
import { PartitionReader, type PartitionReaderOptions } from './partition-reader.js';
import type { KafkaRecord } from './record.js';

export interface RangeOptions extends PartitionReaderOptions {
  /** First offset to read. */
  from: bigint;
  /** First offset not to read; records up to it must have been written. */
  to: bigint;
  withinMs?: number;
}

const againMs = 200;

/**
 * Reads one stretch of a partition, alone and without committing anything.
 * @throws KafkaError UNREACHABLE when it has not been read within `withinMs` (default 30 seconds)
 */
export async function readRange(options: RangeOptions): Promise<KafkaRecord[]> {
  const { topic, partition, from, to, withinMs = 30_000 } = options;
  const giveUpAt = Date.now() + withinMs;
  const records: KafkaRecord[] = [];
  let reader: PartitionReader | undefined;
  try {
    for (let next = from; next < to;) {
      if (Date.now() > giveUpAt)
        throw new KafkaError('UNREACHABLE', `${topic}/${partition} could not be read in time`);
      try {
        reader ??= await PartitionReader.open(options);
        const stretch = await reader.read(next);
        for (const record of stretch.records) if (record.offset < to) records.push(record);
        next = stretch.next;
      } catch (error) {
        // A broker that has just started, or a partition between two leaders.
        if (!isProtocolError(error) && !(error instanceof KafkaError)) throw error;
        if (Date.now() + againMs > giveUpAt) throw error;
        await new Promise((resolve) => setTimeout(resolve, againMs));
      }
    }
    return records;
  } finally {
    await reader?.close();
  }
}
