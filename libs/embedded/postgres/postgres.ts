import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EmbeddedError, explainFolderError, explainOutput } from '../embedded-error.js';
import { keep, type KeptProcess } from '../process/keep.js';
import { keptPassword } from '../process/kept-password.js';
import { takeLock } from '../process/lock.js';
import { freePort } from '../process/port.js';
import { endLeftover } from '../process/running.js';
import { postgresAccount, type Account } from './account.js';
import { postgresBinaries, type Binaries } from './binaries.js';
import { clusterArgument, createCluster, databaseName, databaseUser } from './cluster.js';

export interface PostgresOptions {
  dataDir: string;
  /** The port wanted (5432); a free one is taken when somebody else listens there. */
  port?: number;
  /** False lets a power cut lose data, for speed in tests. */
  durable?: boolean;
  connectionsMax?: number;
  log?: (line: string) => void;
  signal?: AbortSignal;
}

export interface RunningPostgres {
  /** `postgres://user:password@host:port/database` for clients. */
  url: string;
  port: number;
  pid: number;
  exited: Promise<number>;
  stop(): Promise<void>;
}

const startWithinMs = 120_000;

/**
 * Starts Postgres 18 with a cluster that stays in `dataDir`, and returns when it serves.
 * Errors: every EmbeddedErrorCode but those of Kafka.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const dataDir = resolve(options.dataDir);
  const lock = takeLock(join(dataDir, 'lock'));
  try {
    const account = postgresAccount();
    const binaries = postgresBinaries(account);
    const cluster = join(dataDir, 'cluster');
    const password = keptPassword(join(dataDir, 'password'));
    const durable = options.durable !== false;
    if (!existsSync(cluster)) createCluster(cluster, binaries, { account, password, durable });
    await clearStalePid(cluster);
    const port = await freePort(options.port ?? 5432);
    const server = await startServer(binaries, account, cluster, port, options);
    void server.exited.then(() => lock.release());
    const url = `postgres://${databaseUser}:${password}@127.0.0.1:${port}/${databaseName}`;
    return { url, port, pid: server.pid, exited: server.exited, stop: server.stop };
  } catch (error) {
    lock.release();
    throw explain(error, dataDir);
  }
}

async function startServer(
  binaries: Binaries,
  account: Account | undefined,
  cluster: string,
  port: number,
  options: PostgresOptions,
): Promise<KeptProcess> {
  const tail: string[] = [];
  let ready: () => void = () => undefined;
  const started = new Promise<'ready'>((settle) => (ready = () => settle('ready')));
  const server = await keep({
    command: binaries.postgres,
    args: ['-D', clusterArgument(cluster), '-p', String(port), ...settings(options)],
    cwd: cluster,
    env: { ...process.env, LC_ALL: 'C' },
    account,
    stopSignal: 'INT',
    stopWithinMs: 5_000,
    signal: options.signal,
    onLine: (line) => {
      options.log?.(line);
      tail.push(line);
      if (tail.length > 20) tail.shift();
      if (line.includes('database system is ready to accept connections')) ready();
    },
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((settle) => (timer = setTimeout(() => settle('late'), startWithinMs)));
  const outcome = await Promise.race([started, server.exited, late]);
  clearTimeout(timer);
  if (outcome === 'ready') {
    server.unref();
    return server;
  }
  await server.stop();
  throw new Error(tail.join('\n'));
}

function settings(options: PostgresOptions): string[] {
  const lasting = options.durable === false ? 'off' : 'on';
  const values = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: options.connectionsMax ?? 100,
    shared_buffers: '128MB',
    max_wal_size: '512MB',
    fsync: lasting,
    synchronous_commit: lasting,
    full_page_writes: lasting,
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    logging_collector: 'off',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** After a kill -9 the file of the server's number stays; a server that still runs is stopped first. */
async function clearStalePid(cluster: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  await endLeftover(pid, cluster, 'SIGINT');
  rmSync(file, { force: true });
}

function explain(error: unknown, dataDir: string): unknown {
  const known = explainFolderError(error, dataDir);
  if (known instanceof EmbeddedError) return known;
  const message = error instanceof Error ? error.message : String(error);
  const seen = explainOutput(message.split('\n'), dataDir);
  if (seen) return seen;
  const detail = (/(?:FATAL|PANIC|ERROR|initdb: error): .*/.exec(message)?.[0] ?? message).slice(0, 300);
  return new EmbeddedError(
    'POSTGRES_FAILED',
    { id: `Postgres tidak mau menyala: ${detail}`, en: `Postgres did not start: ${detail}` },
    { cause: error },
  );
}
