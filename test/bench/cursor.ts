import pg from 'pg';
import { endOf } from './broker.js';
import type { Rig } from './rig.js';

const everyMs = 20;
const atMostMs = 300_000;

export interface Drained {
  /** When the cursor was first seen to move, and when it stood at the end; performance.now(). */
  movedAt: number;
  endAt: number;
}

/**
 * Waits until a service's cursors stand at what is now the end of a topic.
 * @throws Error when that takes longer than five minutes, or a service has ended
 */
export async function drained(
  rig: Rig,
  databaseUrl: string,
  consumer: string,
  topic: string,
): Promise<Drained> {
  const end = await endOf(rig.brokers, topic);
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const first = await positions(client, consumer, topic);
    let movedAt: number | undefined;
    for (const giveUpAt = performance.now() + atMostMs; performance.now() < giveUpAt;) {
      rig.demandRunning();
      const at = await positions(client, consumer, topic);
      const seenAt = performance.now();
      if (movedAt === undefined && hasMoved(first, at)) movedAt = seenAt - everyMs;
      if ([...end].every(([partition, offset]) => (at.get(partition) ?? 0n) >= offset))
        return { movedAt: movedAt ?? seenAt, endAt: seenAt };
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
    throw new Error(`${consumer} did not reach the end of ${topic} within ${atMostMs / 60_000} minutes`);
  } finally {
    await client.end();
  }
}

/** Waits until everything said at the door has gone all the way: each service at its end and its outbox empty. */
export async function settled(rig: Rig, databaseUrl: string): Promise<void> {
  for (const [consumer, topic] of way) {
    await drained(rig, databaseUrl, consumer, topic);
    await published(rig, databaseUrl, consumer);
  }
}

const way = [
  ['intake', 'inbound.gateway'],
  ['reconciler', 'facts'],
  ['dispatcher', 'allocations'],
  ['historian', 'facts'],
] as const;

async function published(rig: Rig, databaseUrl: string, consumer: string): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    for (const giveUpAt = performance.now() + atMostMs; performance.now() < giveUpAt;) {
      rig.demandRunning();
      const { rows } = await client.query('SELECT 1 FROM transport.outbox WHERE stream LIKE $1 LIMIT 1', [
        `${consumer}/%`,
      ]);
      if (rows.length === 0) return;
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
    throw new Error(`${consumer} did not publish its outbox within ${atMostMs / 60_000} minutes`);
  } finally {
    await client.end();
  }
}

/** A cursor appears where its partition begins, so one that is new has not moved yet. */
function hasMoved(first: Map<number, bigint>, now: Map<number, bigint>): boolean {
  let moved = false;
  for (const [partition, offset] of now) {
    if (!first.has(partition)) first.set(partition, offset);
    else moved ||= first.get(partition) !== offset;
  }
  return moved;
}

async function positions(client: pg.Client, consumer: string, topic: string): Promise<Map<number, bigint>> {
  const { rows } = await client.query<{ partition: number; next_offset: string }>(
    'SELECT partition, next_offset FROM transport.cursor WHERE consumer = $1 AND topic = $2',
    [consumer, topic],
  );
  return new Map(rows.map(({ partition, next_offset }) => [partition, BigInt(next_offset)]));
}
