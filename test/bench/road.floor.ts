import pg from 'pg';
import type { Producer } from 'kafkajs';
import { createTopic, plainClient } from './broker.js';
import { steadyRate, type Sizes } from './sizes.js';
import { paced } from './stats.js';
import { factRecords } from './traffic.js';

/** The topics an event passes on its way to a plan: inbound, facts, allocations, shipments. */
const stations = ['floor.road-1', 'floor.road-2', 'floor.road-3', 'floor.road-4'];

/**
 * The way of an event with nothing done to it: four topics, and between each two a commit of one row, as intake,
 * reconciler and dispatcher have one each. Milliseconds from send to the last reader, at the steady rate.
 */
export async function measureRoad(brokers: string, databaseUrl: string, sizes: Sizes): Promise<number[]> {
  for (const topic of stations) await createTopic(brokers, topic, 1);
  const producer = plainClient(brokers).producer({ allowAutoTopicCreation: false });
  await producer.connect();
  const count = steadyRate * sizes.steadySeconds;
  const sentAt: number[] = [];
  const taken: number[] = [];
  let done: () => void = () => undefined;
  const all = new Promise<void>((resolve) => (done = resolve));
  const closings: (() => Promise<void>)[] = [];
  for (const [k, topic] of stations.entries()) {
    const next = stations[k + 1];
    const arrived = (keys: number[]): void => {
      const now = performance.now();
      for (const i of keys) if (i >= 0) taken.push(now - sentAt[i]!);
      if (taken.length >= count) done();
    };
    closings.push(await openStation(brokers, databaseUrl, topic, next, producer, arrived));
  }
  const { value } = factRecords(1, Date.now())[0]!;
  const send = (i: number): Promise<unknown> =>
    producer.send({ topic: stations[0]!, acks: -1, messages: [{ key: String(i), value }] });
  // Groups and connections are made before the clock runs; a negative number is not counted.
  for (let i = 0; i < 50; i++) await send(-1);
  await paced(steadyRate, count, (i) => {
    sentAt[i] = performance.now();
    void send(i);
  });
  await all;
  for (const close of closings) await close();
  await producer.disconnect();
  return taken;
}

/** Reads one topic; between two stations it commits a row and passes the batch on. */
async function openStation(
  brokers: string,
  databaseUrl: string,
  topic: string,
  next: string | undefined,
  producer: Producer,
  arrived: (keys: number[]) => void,
): Promise<() => Promise<void>> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const table = topic.replace(/\W/g, '_');
  await client.query(`CREATE TABLE ${table} (next bigint)`);
  await client.query(`INSERT INTO ${table} VALUES (0)`);
  const consumer = plainClient(brokers).consumer({ groupId: topic });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch }) => {
      if (next === undefined) {
        arrived(batch.messages.map(({ key }) => Number(key?.toString())));
        return;
      }
      await client.query(`UPDATE ${table} SET next = next + 1`);
      await producer.send({
        topic: next,
        acks: -1,
        messages: batch.messages.map(({ key, value }) => ({ key, value })),
      });
    },
  });
  return async () => {
    await consumer.disconnect();
    await client.end();
  };
}
