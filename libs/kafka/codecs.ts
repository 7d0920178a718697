import kafkajs from 'kafkajs';

const { CompressionCodecs, CompressionTypes } = kafkajs;

// A compressed batch does not say here how many records are in it, so the stand-in has more than any batch.
const recordsMax = 131_072;

/**
 * The client reads gzip alone, and a batch in another codec would stop it for good: every record of such a batch
 * comes out as a sentence that is no event, so that each is refused with a reason and what follows goes on.
 * Topics of parties are created so that the broker unpacks batches; this is for topics that were there before.
 */
export function readUnknownCodecs(): void {
  for (const name of ['Snappy', 'LZ4', 'ZSTD'] as const) {
    let standIn: Buffer | undefined;
    CompressionCodecs[CompressionTypes[name]] = () => ({
      compress: () => Promise.reject(new Error(`${name} is not written here`)),
      decompress: () => Promise.resolve((standIn ??= unreadable(name))),
    });
  }
}

function unreadable(codec: string): Buffer {
  const value = Buffer.from(JSON.stringify(`compressed with ${codec}: send it uncompressed or as gzip`));
  const rest = Buffer.concat([varint(-1), varint(value.length), value, varint(0)]);
  const records: Buffer[] = [];
  for (let i = 0; i < recordsMax; i++) {
    // Attributes, time and offset within the batch; then no key, the value, no headers.
    const record = Buffer.concat([Buffer.from([0]), varint(0), varint(i), rest]);
    records.push(varint(record.length), record);
  }
  return Buffer.concat(records);
}

/** Kafka's signed number of 32 bits in as few bytes as it needs. */
function varint(value: number): Buffer {
  const bytes: number[] = [];
  let left = ((value << 1) ^ (value >> 31)) >>> 0;
  for (; left > 127; left >>>= 7) bytes.push((left & 127) | 128);
  bytes.push(left);
  return Buffer.from(bytes);
}
