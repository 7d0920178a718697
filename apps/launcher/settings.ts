import { join, resolve } from 'node:path';
import type { SeedSettings } from '#database';
import { repositoryRoot, type KafkaOwner } from '#embedded';
import { mailKey, paperKey, webhookKey } from './kept-key.js';

/** What `npm start` reads from the environment, once. */
export interface LauncherSettings {
  port: number;
  dataDir: string;
  /** `host:port,…` of an existing Kafka; undefined starts the embedded one. */
  brokers: string | undefined;
  /** Whether parties get users and rights on Kafka: it has to be one that asks for them, as the embedded one does. */
  accounts: boolean;
  /** An existing Postgres; undefined starts the embedded one. */
  databaseUrl: string | undefined;
  simulator: boolean;
  /** How many times as fast as the clock a day is played. */
  speed: number;
  partitions: number;
  replication: number;
  /** Java heap of the embedded Kafka in megabytes. */
  kafkaHeapMb: number;
  /** Heap of each service in megabytes. */
  serviceHeapMb: number;
  /** How long a service may give no sign of life before it is ended and started again, in milliseconds. */
  serviceSilentMs: number;
}

export function readSettings(env: NodeJS.ProcessEnv = process.env): LauncherSettings {
  return {
    port: number(env.PORT, 8080),
    dataDir: resolve(repositoryRoot, env.DATA_DIR || '.data'),
    brokers: env.KAFKA_BROKERS || undefined,
    accounts: env.KAFKA_BROKERS ? env.KAFKA_ACCOUNTS === 'on' : true,
    databaseUrl: env.DATABASE_URL || undefined,
    simulator: env.SIMULATOR !== 'off',
    speed: number(env.SIMULATOR_SPEED, 144),
    partitions: number(env.TOPIC_PARTITIONS, 6),
    replication: number(env.TOPIC_REPLICATION, 1),
    kafkaHeapMb: number(env.KAFKA_HEAP_MB, 512),
    serviceHeapMb: number(env.SERVICE_HEAP_MB, 192),
    serviceSilentMs: number(env.SERVICE_SILENT_MS, 60_000),
  };
}

export interface KafkaAddress {
  /** `host:port,…` */
  brokers: string;
  /** Of the embedded one; null: the environment says who we are. */
  owner: KafkaOwner | null;
}

/** Where the simulator plays servers of partners, and what they ask of whoever comes. */
export interface StandIns {
  port: number;
  token: string;
}

// The only address inside that a connector may reach here is the one that we play ourselves.
function standInEnvironment({ port, token }: StandIns): NodeJS.ProcessEnv {
  const named = process.env.CONNECTOR_TARGETS;
  return {
    STAND_INS_PORT: String(port),
    CONNECTOR_TARGETS: [...(named ? [named] : []), `127.0.0.1:${port}`].join(','),
    CONNECTOR_SECRET_FOOD_STATION__TOKEN: token,
  };
}

const playedHours = { answer: 7, change: 2 };
const hourMinutes = 60;

/**
 * How a hub offers shipments while a day is played: each carrier in turn, from the evening before the pickup on, with
 * as much time to answer as it has in the played day. Nothing where no day is played: whoever accepts first has it.
 */
export function playedHub({ simulator, speed }: LauncherSettings): SeedSettings {
  if (!simulator) return {};
  const minutes = (hours: number): number => Math.max(1, Math.ceil((hours * hourMinutes) / speed));
  return {
    offerStrategy: 'round-robin',
    offerAheadHours: 26,
    offerMinutes: minutes(playedHours.answer),
    counterMinutes: minutes(playedHours.change),
    changeMinutes: minutes(playedHours.change),
    changePauseMinutes: minutes(playedHours.change),
  };
}

/** What every service and the simulator get beside their own port. */
export function serviceEnvironment(
  settings: LauncherSettings,
  kafka: KafkaAddress,
  databaseUrl: string,
  standIns?: StandIns,
): NodeJS.ProcessEnv {
  return {
    ...process.env,
    WEBHOOK_KEY: webhookKey(settings.dataDir),
    PAPER_KEY: paperKey(settings.dataDir),
    MAIL_KEY: mailKey(settings.dataDir),
    CONNECTOR_SECRETS_DIR: process.env.CONNECTOR_SECRETS_DIR ?? join(settings.dataDir, 'secrets'),
    ...(standIns ? standInEnvironment(standIns) : {}),
    NODE_ENV: 'production',
    KAFKA_BROKERS: kafka.brokers,
    // Who we are on a Kafka that is not ours is in the environment already.
    ...(kafka.owner ? { KAFKA_USERNAME: kafka.owner.username, KAFKA_PASSWORD: kafka.owner.password } : {}),
    KAFKA_ACCOUNTS: settings.accounts ? 'on' : 'off',
    DATABASE_URL: databaseUrl,
    DATA_DIR: settings.dataDir,
    TOPIC_PARTITIONS: String(settings.partitions),
    TOPIC_REPLICATION: String(settings.replication),
    READ_ACCESS: process.env.READ_ACCESS ?? 'public',
    // Played trucks are as much faster as the played day.
    TRACK_PACE: process.env.TRACK_PACE ?? (settings.simulator ? String(settings.speed) : '1'),
    DASHBOARD_DIR: join(repositoryRoot, 'dist/apps/dashboard'),
    GATEWAY_URL: `http://127.0.0.1:${settings.port}`,
    // The gateway tells clients whether the figures on the screen are played.
    SIMULATOR: settings.simulator ? 'on' : 'off',
  };
}

function number(text: string | undefined, fallback: number): number {
  const value = Number(text);
  return text !== undefined && text !== '' && Number.isSafeInteger(value) && value > 0 ? value : fallback;
}
