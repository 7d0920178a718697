import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPlatform, type Platform } from '#embedded';
import { speakAs } from '#kafka';
import pg from 'pg';

/**
 * The real Kafka and Postgres behind the tests. `npm test` starts one pair for the whole run and names it in
 * KAFKA_BROKERS and DATABASE_URL; a spec run alone with `npx jest` starts a pair of its own on first use.
 */
let own: Promise<Platform> | undefined;

// All servers of a run have one owner, so that a process can talk to several of them.
const kafkaPassword = (process.env.KAFKA_PASSWORD ??= randomBytes(18).toString('hex'));
process.env.KAFKA_USERNAME ??= 'lumbung';
export const kafkaOwner = { username: process.env.KAFKA_USERNAME, password: kafkaPassword };
speakAs(kafkaOwner);

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** A new, empty database of its own. Drop it when the test has closed its connections. */
export async function testDatabase(): Promise<TestDatabase> {
  const admin = process.env.DATABASE_URL ?? (await ownPlatform()).postgres.url;
  const name = `test_${randomBytes(6).toString('hex')}`;
  await execute(admin, `CREATE DATABASE ${name}`);
  const url = new URL(admin);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    // A server that a lone spec started for itself goes with all it has.
    drop: () => (own ? Promise.resolve() : execute(admin, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  };
}

/** `host:port` of the broker all specs share: a spec on it names topics and groups of its own. */
export async function testBrokers(): Promise<string> {
  return process.env.KAFKA_BROKERS ?? (await ownPlatform()).kafka.brokers;
}

/** A broker and a database of nobody else, for specs that run the services with their fixed topic names. */
export async function privatePlatform(): Promise<Platform> {
  const folder = mkdtempSync(join(tmpdir(), 'lumbung-test-'));
  const platform = await startPlatform({ dataDir: folder, mode: 'test', kafkaPassword });
  const stop = async (): Promise<void> => {
    await platform.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...platform, stop };
}

function ownPlatform(): Promise<Platform> {
  own ??= privatePlatform();
  return own;
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

afterAll(async () => {
  await (await own)?.stop();
}, 30_000);
