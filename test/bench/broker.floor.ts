import { batchRecords, createTopic, plainClient } from './broker.js';
import { steadyRate, type Sizes } from './sizes.js';
import { paced, rateSince, repeated } from './stats.js';
import { factRecords } from './traffic.js';

export interface BrokerFloor {
  /** Records per second in batches of 500, a round each. */
  producedBatches: number[];
  /** Records per second one by one, 32 on their way at once. */
  producedSingles: number[];
  /** Milliseconds from send to handler at the steady rate, one by one. */
  roundTripMs: number[];
}

const singlesAtOnce = 32;

/** What the broker and the plain client give when nobody does anything with the records. */
export async function measureBroker(brokers: string, sizes: Sizes): Promise<BrokerFloor> {
  await createTopic(brokers, 'floor.produce', 6);
  const producer = plainClient(brokers).producer({ allowAutoTopicCreation: false });
  await producer.connect();
  const records = factRecords(batchRecords, Date.now());
  const send = (messages: typeof records): Promise<unknown> =>
    producer.send({ topic: 'floor.produce', acks: -1, messages });
  await send(records);
  const producedBatches = await repeated(sizes.rounds, async () => {
    const begin = performance.now();
    for (let sent = 0; sent < sizes.rawRecords; sent += batchRecords) await send(records);
    return rateSince(begin, sizes.rawRecords);
  });
  const producedSingles = await repeated(sizes.rounds, async () => {
    const begin = performance.now();
    let left = sizes.singleRequests;
    const sender = async (): Promise<void> => {
      while (left-- > 0) await send([records[left % batchRecords]!]);
    };
    await Promise.all(Array.from({ length: singlesAtOnce }, sender));
    return rateSince(begin, sizes.singleRequests);
  });
  await producer.disconnect();
  return { producedBatches, producedSingles, roundTripMs: await roundTrips(brokers, sizes) };
}

async function roundTrips(brokers: string, { steadySeconds }: Sizes): Promise<number[]> {
  const topic = 'floor.round-trip';
  await createTopic(brokers, topic, 1);
  const client = plainClient(brokers);
  const [producer, consumer] = [
    client.producer({ allowAutoTopicCreation: false }),
    client.consumer({ groupId: 'bench-round-trip' }),
  ];
  const count = steadyRate * steadySeconds;
  const sentAt: number[] = [];
  const taken: number[] = [];
  let done: () => void = () => undefined;
  const all = new Promise<void>((resolve) => (done = resolve));
  await Promise.all([producer.connect(), consumer.connect()]);
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatch: ({ batch }) => {
      const now = performance.now();
      for (const { key } of batch.messages) {
        const i = Number(key?.toString());
        if (i >= 0) taken.push(now - sentAt[i]!);
      }
      if (taken.length >= count) done();
      return Promise.resolve();
    },
  });
  const { value } = factRecords(1, Date.now())[0]!;
  const send = (i: number): Promise<unknown> =>
    producer.send({ topic, acks: -1, messages: [{ key: String(i), value }] });
  // Group and connections are made before the clock runs; a negative number is not counted.
  for (let i = 0; i < 50; i++) await send(-1);
  await paced(steadyRate, count, (i) => {
    sentAt[i] = performance.now();
    void send(i);
  });
  await all;
  await Promise.all([producer.disconnect(), consumer.disconnect()]);
  return taken;
}
