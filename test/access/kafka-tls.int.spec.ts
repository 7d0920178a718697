import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKafka, type RunningKafka } from '#embedded';
import { createProducer, ensureTopics, loginOf, protection, readRange, speakAs } from '#kafka';
import kafkajs from 'kafkajs';
import { kafkaOwner } from '../support/platform.js';
import { quiet } from '../support/quiet.js';

jest.setTimeout(60_000);

const password = randomBytes(12).toString('hex');
let folder: string;
let certificate: string;
let kafka: RunningKafka;

/** As the settings of a service say it. */
const access = (tls: 'on' | 'off', kafkaCaFile = '') =>
  loginOf({
    kafkaUser: kafkaOwner.username,
    kafkaPassword: kafkaOwner.password,
    kafkaMechanism: 'plain',
    kafkaTls: tls,
    kafkaCaFile,
  });

const keytool = (...args: string[]) =>
  execFileSync(
    'keytool',
    [...args, '-alias', 'broker', '-storepass', password, '-keystore', join(folder, 'broker.p12')],
    {
      stdio: 'pipe',
    },
  );

/** Why a client with these settings gets nowhere. */
async function fault(login: ReturnType<typeof access>): Promise<string> {
  const client = new kafkajs.Kafka({
    brokers: [kafka.brokers],
    ...protection(login),
    connectionTimeout: 3_000,
    retry: { retries: 0 },
    logLevel: kafkajs.logLevel.NOTHING,
  });
  const admin = client.admin();
  try {
    await admin.connect();
    return 'connected';
  } catch (error) {
    return (error as Error).message;
  } finally {
    await admin.disconnect();
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lumbung-tls-'));
  certificate = join(folder, 'broker.pem');
  keytool(
    '-genkeypair',
    '-keyalg',
    'EC',
    '-storetype',
    'PKCS12',
    '-dname',
    'CN=broker',
    '-ext',
    'SAN=ip:127.0.0.1',
  );
  keytool('-exportcert', '-rfc', '-file', certificate);
  kafka = await startKafka({
    dataDir: join(folder, 'kafka'),
    short: true,
    port: 0,
    password: kafkaOwner.password,
    keystore: { file: join(folder, 'broker.p12'), password },
  });
}, 120_000);
afterAll(async () => {
  speakAs(kafkaOwner);
  await kafka?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('writes and reads through TLS, by the authority that the settings name', async () => {
  speakAs(access('on', certificate));
  const brokers = [kafka.brokers];
  await ensureTopics(brokers, [{ name: 'kept', partitions: 1, replication: 1 }]);
  const producer = createProducer({ brokers, clientId: 'test', log: quiet });
  await producer.send([{ topic: 'kept', key: 'k', value: 'nobody on the way read this' }]);
  await producer.close();
  const read = await readRange({
    brokers,
    clientId: 'test',
    topic: 'kept',
    partition: 0,
    from: 0n,
    to: 1n,
    log: quiet,
  });
  expect(read.map(({ value }) => value?.toString())).toEqual(['nobody on the way read this']);
});

it('does not speak with a broker that nobody vouches for, nor without TLS to one that wants it', async () => {
  expect(await fault(access('on', certificate))).toBe('connected');
  expect(await fault(access('on'))).toMatch(/self-signed certificate/);
  expect(await fault(access('off'))).toMatch(/Closed connection|timeout/i);
});
