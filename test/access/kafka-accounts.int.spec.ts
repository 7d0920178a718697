import { randomUUID } from 'node:crypto';
import { createProducer, ensureTopics, grantAccounts, revokeAccounts, type Account } from '#kafka';
import kafkajs from 'kafkajs';
import { quiet } from '../support/quiet.js';
import { testBrokers } from '../support/platform.js';

jest.setTimeout(60_000);

const prefix = `acl-${randomUUID().slice(0, 8)}`;
const [own, foreign, told] = ['inbound.own', 'inbound.foreign', 'outbound.own'].map(
  (name) => `${prefix}.${name}`,
) as [string, string, string];
const account: Account = {
  username: `${prefix}-own`,
  password: randomUUID(),
  writes: [own],
  writesUnder: [`${prefix}.foreign-own.`],
  reads: [told],
  groups: [`${prefix}.own.`],
};
let brokers: string[];

type As = { username: string; password: string } | null;

/** A client as partners have it. */
function client(as: As, mechanism: 'plain' | 'scram-sha-512' = 'scram-sha-512') {
  return new kafkajs.Kafka({
    brokers,
    clientId: 'partner',
    ...(as === null ? {} : { sasl: { mechanism, ...as } as kafkajs.SASLOptions }),
    connectionTimeout: 3_000,
    requestTimeout: 5_000,
    retry: { retries: 0 },
    logLevel: kafkajs.logLevel.NOTHING,
  });
}

async function writes(as: As, topic: string, mechanism?: 'plain' | 'scram-sha-512'): Promise<string> {
  const producer = client(as, mechanism).producer({ allowAutoTopicCreation: false });
  try {
    await producer.connect();
    await producer.send({ topic, messages: [{ key: 'k', value: 'said' }] });
    return 'taken';
  } catch (error) {
    return (error as Error).message;
  } finally {
    await producer.disconnect().catch(() => undefined);
  }
}

async function reads(as: As, topic: string, groupId: string): Promise<string> {
  // A broker's first group waits for the topic that all groups are kept in: that passes.
  for (;;) {
    const said = await readOnce(as, topic, groupId);
    if (said === 'for you' || /not authorized/i.test(said)) return said;
  }
}

async function readOnce(as: As, topic: string, groupId: string): Promise<string> {
  const consumer = client(as).consumer({ groupId });
  try {
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    return await new Promise<string>((resolve, reject) => {
      setTimeout(() => resolve('nothing yet'), 10_000).unref();
      consumer.on(consumer.events.CRASH, ({ payload }) => resolve(payload.error.message));
      consumer
        .run({ eachMessage: ({ message }) => Promise.resolve(resolve(message.value!.toString())) })
        .catch(reject);
    });
  } catch (error) {
    return (error as Error).message;
  } finally {
    await consumer.disconnect().catch(() => undefined);
  }
}

beforeAll(async () => {
  brokers = [await testBrokers()];
  await ensureTopics(
    brokers,
    [own, foreign, told].map((name) => ({ name, partitions: 1, replication: 1 })),
  );
  await grantAccounts({ brokers, clientId: 'test' }, [account]);
  const producer = createProducer({ brokers, clientId: 'test', log: quiet });
  await producer.send([{ topic: told, key: 'k', value: 'for you' }]);
  await producer.close();
}, 60_000);

it('writes its own topic and no other', async () => {
  expect(await writes(account, own)).toBe('taken');
  for (const topic of [foreign, told]) expect(await writes(account, topic)).toMatch(/not authorized/i);
});

it('reads its own topic, in groups of its own name', async () => {
  expect(await reads(account, told, `${prefix}.own.reader`)).toBe('for you');
  // What the client makes of a group that is not authorised; that there is a coordinator was seen a moment ago.
  expect(await readOnce(account, told, `${prefix}.other`)).toBe('Failed to find group coordinator');
  expect(await reads(account, foreign, `${prefix}.own.reader`)).toMatch(/not authorized/i);
});

it('makes no topics and no users', async () => {
  const admin = client(account).admin();
  await admin.connect();
  const creates = admin.createTopics({ topics: [{ topic: `${prefix}.more`, numPartitions: 1 }] });
  await expect(creates).rejects.toThrow();
  const widens = grantAccounts(
    { brokers, clientId: 'test', login: { ...account, mechanism: 'scram-sha-512' } },
    [{ ...account, writes: [foreign] }],
  );
  await expect(widens).rejects.toThrow();
  await admin.disconnect();
  expect(await writes(account, foreign)).toMatch(/not authorized/i);
});

it('is nobody without its password', async () => {
  expect(await writes({ ...account, password: 'wrong' }, own)).toMatch(/authenticat/i);
  expect(await writes(null, own)).not.toBe('taken');
  expect(await writes({ username: 'lumbung', password: 'lumbung' }, own, 'plain')).toMatch(/authenticat/i);
});

it('is nobody once it was ended, also on a connection that stands', async () => {
  const standing = client(account).producer({ allowAutoTopicCreation: false });
  await standing.connect();
  const say = () => standing.send({ topic: own, messages: [{ key: 'k', value: 'again' }] });
  await say();
  await revokeAccounts({ brokers, clientId: 'test' }, [account.username]);
  await expect(say()).rejects.toThrow(/not authorized/i);
  await standing.disconnect();
  expect(await writes(account, own)).toMatch(/authenticat/i);
});
