import { protection } from '#kafka';
import kafkajs from 'kafkajs';
import { eventually, TransportBench } from './bench.js';

jest.setTimeout(120_000);

let bench: TransportBench;

beforeAll(async () => {
  bench = await TransportBench.start();
}, 90_000);

afterEach(() => bench.closeInstances(), 60_000);
afterAll(() => bench.stop(), 60_000);

const isThere = (wanted: readonly string[]) => (texts: readonly string[]) =>
  JSON.stringify(texts) === JSON.stringify(wanted);

async function admin<T>(work: (admin: kafkajs.Admin) => Promise<T>): Promise<T> {
  const client = new kafkajs.Kafka({
    ...protection(),
    brokers: bench.brokers,
    logLevel: kafkajs.logLevel.NOTHING,
  }).admin();
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.disconnect();
  }
}

describe('what a partition left in the outbox goes out without any traffic on it', () => {
  it('when the answer to COMMIT was lost in work that no record caused', async () => {
    const [source, target] = [await bench.topic('idle'), await bench.topic('announced')];
    const { pipeline } = await bench.instance();
    const at = { topic: source, partition: 0 };
    await eventually(() => pipeline.owns(at), Boolean);
    let isCommitting = false;
    bench.toPostgres.onRequest = (_, chunk) => {
      isCommitting ||= chunk.includes('COMMIT\0');
      return true;
    };
    bench.toPostgres.onAnswer = (passage) => {
      if (!isCommitting) return true;
      bench.toPostgres.open();
      passage.cut();
      return false;
    };
    const message = { topic: target, key: 'k', value: Buffer.from('news') };
    await expect(pipeline.act(at, () => Promise.resolve([message]))).rejects.toThrow(/terminated|ECONNRESET/);
    expect(
      await eventually(
        () => bench.seen('announced'),
        (texts) => texts.length > 0,
      ),
    ).toEqual(['news']);
  });

  it('when the database was away while partitions were given out', async () => {
    const [source, target] = [await bench.topic('left'), await bench.topic('found')];
    await bench.direct.query(`INSERT INTO transport.cursor VALUES ($1, $2, 0, 0, 1)`, [bench.prefix, source]);
    await bench.direct.query(
      `INSERT INTO transport.outbox (stream, sequence, topic, key, value) VALUES ($1, 1, $2, 'k', 'left behind')`,
      [`${bench.prefix}/${source}/0`, target],
    );
    await bench.instance({ onConnected: () => bench.toPostgres.close() });
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    bench.toPostgres.open();
    expect(
      await eventually(
        () => bench.seen('found'),
        (texts) => texts.length > 0,
      ),
    ).toEqual(['left behind']);
  });

  it('and is forgotten when the database comes back', async () => {
    const [source, target] = [await bench.topic('quiet'), await bench.topic('told')];
    const { pipeline } = await bench.instance();
    const at = { topic: source, partition: 0 };
    await eventually(() => pipeline.owns(at), Boolean);
    bench.toPostgres.onRequest = (passage, chunk) => {
      if (!chunk.includes('DELETE FROM transport.outbox')) return true;
      bench.toPostgres.open();
      passage.cut();
      return false;
    };
    await pipeline.act(at, () => Promise.resolve([{ topic: target, key: 'k', value: Buffer.from('once') }]));
    const left = () => bench.direct.query('SELECT sequence FROM transport.outbox WHERE topic = $1', [target]);
    await eventually(left, (rows) => rows.length === 0);
    expect(await bench.seen('told')).toEqual(['once']);
  });
});

it('a network that swallows the answer to COMMIT holds a batch up, and not for ever', async () => {
  await bench.topic('silent');
  await bench.instance({ answerTimeoutMs: 1_500 });
  await bench.send('silent', 'a');
  await eventually(() => bench.seen('silent'), isThere(['a']));
  let muted = 0;
  bench.toPostgres.onRequest = (passage, chunk) => {
    if (chunk.includes('COMMIT\0') && ++muted <= 2) passage.mute();
    return true;
  };
  for (const text of ['b', 'c']) await bench.send('silent', text);
  await eventually(() => bench.seen('silent'), isThere(['a', 'b', 'c']));
  expect(muted).toBeGreaterThan(0);
  await bench.send('silent', 'd');
  await eventually(() => bench.seen('silent'), isThere(['a', 'b', 'c', 'd']));
});

describe('a partition that cannot go on without skipping halts, says so, and the others go on', () => {
  it('when the topic was made anew', async () => {
    const [doomed] = [await bench.topic('doomed'), await bench.topic('sane')];
    const { server } = await bench.instance();
    await bench.send('doomed', 'a', 'b', 'c');
    await eventually(() => bench.seen('doomed'), isThere(['a', 'b', 'c']));
    expect(server.progress()).toBeNull();
    await admin((client) => client.deleteTopics({ topics: [doomed] }));
    await eventually(
      () => admin((client) => client.listTopics()),
      (names) => !names.includes(doomed),
    );
    await bench.topic('doomed');
    await eventually(
      () => server.progress(),
      (words) => /halted.*doomed/.test(words ?? ''),
    );
    await bench.send('sane', 'x');
    await eventually(() => bench.seen('sane'), isThere(['x']));
    await bench.send('doomed', 'd');
    await bench.send('sane', 'y');
    await eventually(() => bench.seen('sane'), isThere(['x', 'y']));
    expect(await bench.seen('doomed')).toEqual(['a', 'b', 'c']);
    await bench.direct.query('UPDATE transport.cursor SET next_offset = 0 WHERE topic = $1', [doomed]);
    await eventually(
      () => bench.seen('doomed'),
      (texts) => texts.includes('d'),
    );
    expect(server.progress()).toBeNull();
  });

  it('when retention has passed its cursor', async () => {
    const [short] = [await bench.topic('short'), await bench.topic('long')];
    const first = await bench.instance();
    await bench.send('short', 'a');
    await eventually(() => bench.seen('short'), isThere(['a']));
    await first.close();
    await bench.send('short', 'b', 'c');
    await admin(async (client) => {
      // The client looks up leaders only in topics that it was asked about before.
      await client.fetchTopicOffsets(short);
      await client.deleteTopicRecords({ topic: short, partitions: [{ partition: 0, offset: '2' }] });
    });
    const { server } = await bench.instance();
    await eventually(
      () => server.progress(),
      (words) => /halted.*short/.test(words ?? ''),
    );
    await bench.send('long', 'x');
    await eventually(() => bench.seen('long'), isThere(['x']));
    expect(await bench.seen('short')).toEqual(['a']);
  });
});

it('a partition that is added while all runs is read from its first record', async () => {
  const grown = await bench.topic('grown');
  await bench.instance();
  await bench.send('grown', 'a');
  await eventually(() => bench.seen('grown'), isThere(['a']));
  await admin((client) => client.createPartitions({ topicPartitions: [{ topic: grown, count: 3 }] }));
  const producer = new kafkajs.Kafka({
    ...protection(),
    brokers: bench.brokers,
    logLevel: kafkajs.logLevel.NOTHING,
  }).producer();
  await producer.connect();
  await producer.send({ topic: grown, messages: [{ partition: 2, value: 'first' }] });
  await producer.disconnect();
  expect(
    await eventually(
      () => bench.seen('grown'),
      (texts) => texts.length === 2,
    ),
  ).toEqual(['a', 'first']);
});

it('a codec that we cannot read stops nobody: its records are refused, each with a reason', async () => {
  const packed = await bench.topic('packed', 1);
  await bench.instance();
  const before = kafkajs.CompressionCodecs[kafkajs.CompressionTypes.Snappy];
  // Snappy of a kind: one literal. The broker looks inside, the client never does.
  const producer = new kafkajs.Kafka({
    ...protection(),
    brokers: bench.brokers,
    logLevel: kafkajs.logLevel.NOTHING,
  }).producer();
  kafkajs.CompressionCodecs[kafkajs.CompressionTypes.Snappy] = () => ({
    compress: ({ buffer }: { buffer: Buffer }) => Promise.resolve(snappy(buffer)),
    decompress: () => Promise.reject(new Error('not here')),
  });
  await producer.connect();
  const messages = ['a', 'b', 'c'].map((value) => ({ value }));
  await producer.send({ topic: packed, compression: kafkajs.CompressionTypes.Snappy, messages });
  kafkajs.CompressionCodecs[kafkajs.CompressionTypes.Snappy] = before!;
  await producer.disconnect();
  await bench.send('packed', 'good');
  const texts = await eventually(
    () => bench.seen('packed'),
    (all) => all.includes('good'),
  );
  expect(texts.slice(0, 3).every((text) => /compressed with Snappy/.test(text))).toBe(true);
  expect(texts.slice(3)).toEqual(['good']);
  const unpacked = await bench.topic('unpacked', 1, { 'compression.type': 'uncompressed' });
  expect(unpacked).toContain('unpacked');
});

function snappy(buffer: Buffer): Buffer {
  const length: number[] = [];
  let left = buffer.length;
  for (; left > 127; left >>>= 7) length.push((left & 127) | 128);
  length.push(left);
  const size = buffer.length - 1;
  return Buffer.concat([Buffer.from([...length, 61 << 2, size & 255, size >> 8]), buffer]);
}

it('a batch that takes longer than the session is done once, whoever joins meanwhile', async () => {
  await bench.topic('slow', 2);
  await bench.direct.query('CREATE TABLE gate (id int PRIMARY KEY)');
  await bench.direct.query('INSERT INTO gate VALUES (1)');
  const work = async (sql: { query(text: string): Promise<unknown> }) => {
    await sql.query('SELECT id FROM gate FOR SHARE');
  };
  await bench.instance({ sessionMs: 2_000, work });
  let open: () => void = () => undefined;
  const held = bench.direct.transaction(async (sql) => {
    await sql.query('SELECT id FROM gate FOR UPDATE');
    await bench.send('slow', 'a', 'b', 'c');
    await new Promise<void>((resolve) => (open = resolve));
  });
  await eventually(() => open.toString() !== '() => undefined', Boolean);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  const joining = bench.instance({ sessionMs: 2_000, work });
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  open();
  await held;
  await eventually(() => bench.seen('slow'), isThere(['a', 'b', 'c']));
  await (await joining).close();
  await bench.send('slow', 'd');
  await eventually(() => bench.seen('slow'), isThere(['a', 'b', 'c', 'd']));
});

it('a storm of members that come and go loses and doubles nothing', async () => {
  await bench.topic('storm', 4);
  await bench.instance({ sessionMs: 2_000 });
  const sent: string[] = [];
  for (let i = 0; i < 6; i++) {
    const guest = await bench.instance({ sessionMs: 2_000 });
    for (let k = 0; k < 20; k++) sent.push(`${i}.${k}`);
    await bench.producer.send(
      sent.slice(-20).map((value) => ({ topic: bench.name('storm'), key: value, value })),
    );
    await guest.close();
  }
  const texts = await eventually(
    () => bench.seen('storm'),
    (all) => all.length >= sent.length,
  );
  expect([...texts].sort()).toEqual([...sent].sort());
});

it('a full disk, a deadlock and other passing faults of the database are waited for, not blamed on records', async () => {
  await bench.topic('passing');
  await bench.direct.query(`CREATE TABLE passing (code text, n int)`);
  const codes = ['53100', '40P01', '40001', '57014', '53300'];
  let struck = 0;
  const work = async (sql: { query(text: string): Promise<unknown> }) => {
    const code = codes[struck++];
    if (code) await sql.query(`DO $$ BEGIN RAISE EXCEPTION 'for a moment' USING ERRCODE = '${code}'; END $$`);
  };
  await bench.instance({ work });
  await bench.send('passing', 'a', 'b');
  expect(
    await eventually(
      () => bench.seen('passing'),
      (texts) => texts.length > 0,
    ),
  ).toEqual(['a', 'b']);
  expect(struck).toBeGreaterThan(codes.length);
  expect(
    await bench.direct.query('SELECT code FROM intake.rejected WHERE topic = $1', [bench.name('passing')]),
  ).toEqual([]);
});
