/** Topics of the live feed, in the order in which a cursor names them. Only ever append. */
export const liveTopics = ['shipments', 'balances', 'alerts', 'facts'] as const;
export type LiveTopic = (typeof liveTopics)[number];

/** Next Kafka offset by topic (index in `liveTopics`) and partition. */
export type Positions = number[][];

/** Identifies the installation: a cursor of another one must not be taken for one of ours. 32 bits. */
export type Installation = number;

const version = 1;
const partitionsMax = 1_000;

export function emptyPositions(): Positions {
  return liveTopics.map(() => []);
}

export function copyPositions(positions: Positions): Positions {
  return positions.map((partitions) => [...partitions]);
}

/** Positions as a compact opaque text: version, installation, then varints; base64url. */
export function encodeCursor(positions: Positions, installation: Installation): string {
  const bytes: number[] = [
    version,
    (installation >>> 24) & 255,
    (installation >>> 16) & 255,
    (installation >>> 8) & 255,
    installation & 255,
  ];
  for (const partitions of positions) {
    pushVarint(bytes, partitions.length);
    for (const offset of partitions) pushVarint(bytes, offset);
  }
  return Buffer.from(bytes).toString('base64url');
}

/** The positions of a cursor; null when it is none, is damaged, or belongs to another installation. */
export function decodeCursor(cursor: string, installation: Installation): Positions | null {
  if (cursor.length > 20_000 || !/^[A-Za-z0-9_-]+$/.test(cursor)) return null;
  const bytes = Buffer.from(cursor, 'base64url');
  if (bytes.length < 5 || bytes[0] !== version || bytes.readUInt32BE(1) !== installation >>> 0) return null;
  const reader = { bytes, at: 5 };
  const positions: Positions = [];
  while (reader.at < bytes.length) {
    const count = readVarint(reader);
    if (count === null || count > partitionsMax) return null;
    const partitions: number[] = [];
    for (let i = 0; i < count; i++) {
      const offset = readVarint(reader);
      if (offset === null) return null;
      partitions.push(offset);
    }
    positions.push(partitions);
  }
  return positions.length === liveTopics.length ? positions : null;
}

// Offsets pass 2^32, so no bit operations on the value.
function pushVarint(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}

function readVarint(reader: { bytes: Buffer; at: number }): number | null {
  let value = 0;
  for (let factor = 1; reader.at < reader.bytes.length && factor < 2 ** 53; factor *= 128) {
    const byte = reader.bytes[reader.at++]!;
    value += (byte % 128) * factor;
    if (byte < 128) return Number.isSafeInteger(value) ? value : null;
  }
  return null;
}
