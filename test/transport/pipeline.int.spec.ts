import { randomUUID } from 'node:crypto';
import { Database, DatabaseError, type OutboxMessage } from '#database';
import {
  createProducer,
  ensureTopics,
  Pipeline,
  quarantineRecord,
  sequenceHeader,
  streamHeader,
  tailTopics,
  type Producer,
  type TailRecord,
} from '#kafka';
import { testBrokers, testDatabase, type TestDatabase } from '../support/platform.js';
import { quiet } from '../support/quiet.js';

let store: TestDatabase;
let database: Database;
let brokers: string[];
let producer: Producer;

beforeAll(async () => {
  store = await testDatabase();
  database = await Database.connect({ url: store.url, name: 'test' });
  await database.migrate();
  await database.query('CREATE TABLE scratch (id text PRIMARY KEY)');
  brokers = [await testBrokers()];
  producer = createProducer({ brokers, clientId: 'test', log: quiet });
}, 90_000);

afterAll(async () => {
  await producer.close();
  await database.close();
  await store.drop();
}, 30_000);

function pipelineWith(through: Producer, consumer = 'test'): Pipeline {
  return new Pipeline({
    consumer,
    database,
    producer: through,
    log: quiet,
    quarantine: (sql, at, record) => quarantineRecord(sql, at, record, null),
  });
}

async function newTopic(): Promise<string> {
  const topic = `t-${randomUUID()}`;
  await ensureTopics(brokers, [{ name: topic, partitions: 1, replication: 1 }]);
  return topic;
}

/** Everything a topic holds now. */
async function readAll(topic: string): Promise<TailRecord[]> {
  const records: TailRecord[] = [];
  const tail = await tailTopics({
    brokers,
    clientId: 'test',
    topics: [topic],
    from: (_topic, _partition, earliest) => earliest,
    onRecord: (record) => records.push(record),
    onCrash: (error) => {
      throw error;
    },
    log: quiet,
  });
  await tail.ready;
  await tail.stop();
  return records;
}

function batchOf(topic: string, from: bigint, count: number) {
  return {
    topic,
    partition: 0,
    fromOffset: from,
    nextOffset: from + BigInt(count),
    records: Array.from({ length: count }, (_, i) => ({
      offset: from + BigInt(i),
      timestamp: 0,
      key: null,
      value: Buffer.from(String(from + BigInt(i))),
      headers: {},
    })),
  };
}

const bounds = { partition: 0, earliest: 0n, latest: 1_000n };
const messageTo = (topic: string, text: string): OutboxMessage => ({
  topic,
  key: 'k',
  value: Buffer.from(text),
});

it('publishes what a crash between commit and publishing left behind, once and in order', async () => {
  const [source, target] = [`in-${randomUUID()}`, await newTopic()];
  const nowhere = createProducer({ brokers: ['127.0.0.1:1'], clientId: 'dead', log: quiet });
  const crashed = pipelineWith(nowhere);
  await crashed.claim({ topic: source, partition: 0 }, bounds);
  await crashed.process(batchOf(source, 0n, 2), async (sql) => {
    await sql.query(`INSERT INTO scratch VALUES ($1)`, [source]);
    return [messageTo(target, 'a'), messageTo(target, 'b')];
  });
  await crashed.drain(0);
  await nowhere.close();

  const heir = pipelineWith(producer);
  expect(await heir.claim({ topic: source, partition: 0 }, bounds)).toBe(2n);
  await heir.process(batchOf(source, 2n, 1), () => Promise.resolve([messageTo(target, 'c')]));
  await heir.drain(5_000);
  const records = await readAll(target);
  expect(records.map((r) => r.value!.toString())).toEqual(['a', 'b', 'c']);
  expect(records.map((r) => r.headers[sequenceHeader])).toEqual(['1', '2', '3']);
  expect(new Set(records.map((r) => r.headers[streamHeader]))).toEqual(new Set([`test/${source}/0`]));
  expect(
    await database.query('SELECT * FROM transport.outbox WHERE stream = $1', [`test/${source}/0`]),
  ).toEqual([]);
}, 60_000);

it('lets only one of two owners write: the other loses its fence and its whole transaction', async () => {
  const at = { topic: `in-${randomUUID()}`, partition: 0 };
  const [old, young] = [pipelineWith(producer), pipelineWith(producer)];
  await old.claim(at, bounds);
  await young.claim(at, bounds);
  await young.process(batchOf(at.topic, 0n, 1), () => Promise.resolve([]));
  const late = old.process(batchOf(at.topic, 0n, 1), async (sql) => {
    await sql.query(`INSERT INTO scratch VALUES ('zombie')`);
    return [];
  });
  await expect(late).rejects.toMatchObject({ code: 'FENCE_LOST' });
  expect(await database.query(`SELECT * FROM scratch WHERE id = 'zombie'`)).toEqual([]);
  expect(old.partitions()).toEqual([]);
});

it('rolls everything back when the work fails, and keeps the partition for the next attempt', async () => {
  const at = { topic: `in-${randomUUID()}`, partition: 0 };
  const pipeline = pipelineWith(producer);
  await pipeline.claim(at, bounds);
  const failing = pipeline.process(batchOf(at.topic, 0n, 1), async (sql) => {
    await sql.query(`INSERT INTO scratch VALUES ('half')`);
    throw new TypeError('a bug');
  });
  await expect(failing).rejects.toThrow('a bug');
  expect(await database.query(`SELECT * FROM scratch WHERE id = 'half'`)).toEqual([]);
  await pipeline.process(batchOf(at.topic, 0n, 1), () => Promise.resolve([]));
  expect(await pipelineWith(producer).claim(at, bounds)).toBe(1n);
});

it('halts instead of skipping when the broker no longer has what the cursor wants', async () => {
  const at = { topic: `in-${randomUUID()}`, partition: 0 };
  const pipeline = pipelineWith(producer);
  await pipeline.claim(at, bounds);
  await pipeline.process(batchOf(at.topic, 0n, 5), () => Promise.resolve([]));
  await expect(pipeline.claim(at, { ...bounds, earliest: 6n })).rejects.toMatchObject({
    code: 'RETENTION_PASSED',
  });
  await expect(pipeline.claim(at, { ...bounds, latest: 4n })).rejects.toMatchObject({
    code: 'TOPIC_RECREATED',
  });
});

it('tells a lost fence, a passing fault and a poisoned record apart', () => {
  const pipeline = pipelineWith(producer);
  expect(pipeline.classify(new DatabaseError('FENCE_LOST', 'x'))).toBe('fence');
  expect(pipeline.classify(Object.assign(new Error('deadlock'), { code: '40P01' }))).toBe('transient');
  expect(pipeline.classify(Object.assign(new Error('x'), { cause: { code: 'ECONNRESET' } }))).toBe('poison');
  expect(
    pipeline.classify(new Error('outer', { cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }) })),
  ).toBe('transient');
  expect(pipeline.classify(new TypeError('a bug'))).toBe('poison');
});
