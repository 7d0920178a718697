import pino from 'pino';
import { prepareDatabase } from '#access';
import { inboundTopic, topics, topicSettings } from '#contracts';
import { Database } from '#database';
import { createProducer, ensureTopics, type Producer } from '#kafka';
import { startGateway, type RunningGateway } from '../../apps/gateway/gateway.js';
import { readSettings } from '../../apps/gateway/settings.js';
import { privatePlatform } from '../support/platform.js';

/** A gateway on a real broker and a real database of its own, and the means to play the other services. */
export interface Bench {
  gateway: RunningGateway;
  url: string;
  keys: Record<string, string>;
  database: Database;
  producer: Producer;
  brokers: string;
  env: Record<string, string>;
  /** Stops the gateway and starts another one on the same broker and database. */
  restart(env?: Record<string, string>): Promise<void>;
  another(env?: Record<string, string>): Promise<RunningGateway>;
  stop(): Promise<void>;
}

const partitions = 3;
export const quiet = pino({ level: process.env['TEST_LOG'] ?? 'silent' });

export async function startBench(own: Record<string, string> = {}): Promise<Bench> {
  const platform = await privatePlatform();
  const brokers = platform.kafka.brokers;
  const databaseUrl = platform.postgres.url;
  const keys = await prepareDatabase(databaseUrl, {});
  const { inbound, outbound: _, ...ours } = topics;
  await ensureTopics(
    brokers.split(','),
    [...Object.values(ours), { ...inbound, name: inboundTopic('e-peken') }].map((topic) => ({
      name: topic.name,
      partitions,
      replication: 1,
      config: topicSettings(topic),
    })),
  );
  const database = await Database.connect({ url: databaseUrl, name: 'test', connectionsMax: 2 });
  const producer = createProducer({ brokers: brokers.split(','), clientId: 'test' });
  const env = {
    PORT: '0',
    HOST: '127.0.0.1',
    KAFKA_BROKERS: brokers,
    KAFKA_USERNAME: platform.kafka.owner.username,
    KAFKA_PASSWORD: platform.kafka.owner.password,
    DATABASE_URL: databaseUrl,
    READ_ACCESS: 'public',
    LIVE_HEARTBEAT_MS: '500',
    PAPER_KEY: Buffer.alloc(32, 8).toString('base64'),
    WEBHOOK_KEY: Buffer.alloc(32, 7).toString('base64'),
    ...own,
  };
  const another = (more: Record<string, string> = {}) =>
    startGateway(readSettings({ ...env, ...more }), quiet);
  const gateway = await another();
  const bench: Bench = {
    gateway,
    url: `http://127.0.0.1:${gateway.port}`,
    keys,
    database,
    producer,
    brokers,
    env,
    another,
    restart: async (more) => {
      await bench.gateway.stop();
      bench.gateway = await another(more);
      bench.url = `http://127.0.0.1:${bench.gateway.port}`;
    },
    stop: async () => {
      await bench.gateway.stop();
      await producer.close();
      await database.close();
      await platform.stop();
    },
  };
  return bench;
}
