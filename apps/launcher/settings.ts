import { join, resolve } from 'node:path';
import { repositoryRoot, type KafkaOwner } from '#embedded';

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

/** What every service and the simulator get beside their own port. */
export function serviceEnvironment(
  settings: LauncherSettings,
  kafka: KafkaAddress,
  databaseUrl: string,
): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: 'production',
    KAFKA_BROKERS: kafka.brokers,
    // Who we are on a Kafka that is not ours is in the environment already.
    ...(kafka.owner ? { KAFKA_USERNAME: kafka.owner.username, KAFKA_PASSWORD: kafka.owner.password } : {}),
    DATABASE_URL: databaseUrl,
    DATA_DIR: settings.dataDir,
    TOPIC_PARTITIONS: String(settings.partitions),
    TOPIC_REPLICATION: String(settings.replication),
    READ_ACCESS: process.env.READ_ACCESS ?? 'public',
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
