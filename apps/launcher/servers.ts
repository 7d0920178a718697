import { connect } from 'node:net';
import { join } from 'node:path';
import { EmbeddedError, startKafka, startPostgres, type RunningKafka, type RunningPostgres } from '#embedded';
import type { Journal } from './journal.js';
import type { KafkaAddress, LauncherSettings } from './settings.js';
import { Supervised } from './supervised.js';
import { LauncherError, type Terminal } from './terminal.js';

export interface Servers {
  kafka: Promise<KafkaAddress>;
  databaseUrl: Promise<string>;
  stop(): Promise<void>;
}

/** Kafka and Postgres, each embedded or as the settings name it. Both start at once; each promise is one of them. */
export function startServers(settings: LauncherSettings, journal: Journal, terminal: Terminal): Servers {
  const server = settings.brokers === undefined ? superviseKafka(settings, journal, terminal) : undefined;
  const postgres =
    settings.databaseUrl === undefined ? supervisePostgres(settings, journal, terminal) : undefined;
  const kafka = server ? server.start() : reachBrokers(settings.brokers ?? '');
  const databaseUrl = postgres
    ? postgres.start().then((it) => it.url)
    : reachDatabase(settings.databaseUrl ?? '');
  // Each is awaited in its turn; until then a failure of one is not an unhandled one.
  for (const promise of [kafka, databaseUrl]) promise.catch(() => undefined);
  const stop = async (): Promise<void> => {
    await server?.stop();
    await postgres?.stop();
  };
  return { kafka, databaseUrl, stop };
}

function superviseKafka(
  settings: LauncherSettings,
  journal: Journal,
  terminal: Terminal,
): Supervised<RunningKafka> {
  let port: number | undefined;
  return new Supervised({
    start: async (signal) => {
      const kafka = await startKafka({
        dataDir: join(settings.dataDir, 'kafka'),
        port,
        heapMb: settings.kafkaHeapMb,
        log: (line) => journal.write('kafka', line),
        progress: terminal,
        signal,
      });
      // Clients know this port by now: a restart has to come back on it.
      port = kafka.port;
      return kafka;
    },
    onEnd: (cause, restartInMs) => report('Kafka', cause, restartInMs, terminal),
  });
}

function supervisePostgres(
  settings: LauncherSettings,
  journal: Journal,
  terminal: Terminal,
): Supervised<RunningPostgres> {
  let port: number | undefined;
  return new Supervised({
    start: async (signal) => {
      const postgres = await startPostgres({
        dataDir: join(settings.dataDir, 'postgres'),
        port,
        log: (line) => journal.write('postgres', line),
        signal,
      });
      port = postgres.port;
      return postgres;
    },
    onEnd: (cause, restartInMs) => report('Postgres', cause, restartInMs, terminal),
  });
}

function report(name: string, cause: unknown, restartInMs: number, terminal: Terminal): void {
  if (cause instanceof EmbeddedError) terminal.warn(cause.text);
  const wait = `${restartInMs / 1_000} s`;
  terminal.warn({
    id: `${name} berhenti; dinyalakan lagi dalam ${wait}.`,
    en: `${name} ended; it is started again in ${wait}.`,
  });
}

async function reachBrokers(list: string): Promise<KafkaAddress> {
  const brokers = list.split(',').map((broker) => broker.trim());
  const reached = await Promise.all(brokers.map(takesConnections));
  if (reached.includes(true)) return { brokers: brokers.join(','), owner: null };
  throw new LauncherError({
    id: `Kafka di ${list} tidak menjawab. Periksa KAFKA_BROKERS, atau kosongkan untuk memakai Kafka bawaan.`,
    en: `Kafka at ${list} does not answer. Check KAFKA_BROKERS, or unset it to use the embedded Kafka.`,
  });
}

async function reachDatabase(text: string): Promise<string> {
  const { host, hostname, port } = new URL(text);
  if (await takesConnections(`${hostname}:${port || 5432}`)) return text;
  throw new LauncherError({
    id: `Postgres di ${host} tidak menjawab. Periksa DATABASE_URL, atau kosongkan untuk memakai Postgres bawaan.`,
    en: `Postgres at ${host} does not answer. Check DATABASE_URL, or unset it to use the embedded Postgres.`,
  });
}

/** True when somebody takes a connection at `host:port` within three seconds. */
function takesConnections(address: string): Promise<boolean> {
  const colon = address.lastIndexOf(':');
  const host = address.slice(0, colon).replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(address.slice(colon + 1)), timeout: 3_000 });
    const settle = (reached: boolean): void => {
      socket.destroy();
      resolve(reached);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
    socket.once('timeout', () => settle(false));
  });
}
