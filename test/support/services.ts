import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, repositoryRoot } from '#embedded';
import { privatePlatform } from './platform.js';

export type ServiceName = 'gateway' | 'intake' | 'historian' | 'reconciler' | 'dispatcher';

export interface RunningServices {
  /** Address of the gateway. */
  url: string;
  /** Party code → key. */
  keys: Record<string, string>;
  brokers: string;
  databaseUrl: string;
  /** Ends a service at once, as a crash does; the launcher starts it again. */
  kill(name: ServiceName): void;
  /** Process id of a service. */
  pid(name: ServiceName): number;
  /** The last lines of a service's log. */
  lastWords(name: ServiceName, lines: number): string;
  /** `host:port` of a service's health endpoints. */
  health(name: ServiceName): string;
  stop(): Promise<void>;
}

interface Running {
  url: string;
  brokers: string;
  databaseUrl: string;
  services: Record<string, { pid: number; port: number }>;
}

/** What the services need of the servers that they run on. */
export interface ServersToUse {
  kafka: { brokers: string };
  postgres: { url: string };
  stop(): Promise<void>;
}

/**
 * The services as separate processes, started by the real launcher on a broker and a database of their own,
 * or on `servers`, which are stopped with them. Quiet unless `env` says otherwise.
 */
export async function startServices(
  env: Record<string, string> = {},
  servers?: ServersToUse,
): Promise<RunningServices> {
  const main = join(repositoryRoot, 'dist/bin/launcher.js');
  if (!existsSync(main))
    throw new Error('Nothing is built: run npm run build first, or npm test, which does.');
  const platform = servers ?? (await privatePlatform());
  const dataDir = mkdtempSync(join(tmpdir(), 'lumbung-services-'));
  const port = await freePort();
  const launcher = spawn(process.execPath, [join(repositoryRoot, 'apps/launcher/bootstrap.mjs'), 'start'], {
    cwd: repositoryRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: dataDir,
      KAFKA_BROKERS: platform.kafka.brokers,
      KAFKA_ACCOUNTS: 'on',
      DATABASE_URL: platform.postgres.url,
      SIMULATOR: 'off',
      SEED: 'registry',
      NODE_ENV: 'production',
      ...env,
    },
  });
  const stop = async (): Promise<void> => {
    await stopLauncher(launcher);
    await platform.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  const said = listenTo(launcher);
  try {
    await untilReady(launcher, join(dataDir, 'running.json'), said);
  } catch (error) {
    await stop();
    throw error;
  }
  const read = (): Running => JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8')) as Running;
  const keys = JSON.parse(readFileSync(join(dataDir, 'demo-keys.json'), 'utf8')) as Record<string, string>;
  const { brokers, databaseUrl } = read();
  return {
    url: `http://127.0.0.1:${port}`,
    keys,
    brokers,
    databaseUrl,
    kill: (name) => {
      try {
        process.kill(read().services[name]!.pid, 'SIGKILL');
      } catch (error) {
        // One that is just being started again cannot be killed now; anything else is a fault of the test.
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
        process.stderr.write(`${name} was gone already; the launcher said:\n${said()}\n`);
      }
    },
    pid: (name) => read().services[name]!.pid,
    lastWords: (name, lines) =>
      readFileSync(join(dataDir, 'logs', `${name}.log`), 'utf8')
        .split('\n')
        .slice(-lines)
        .join('\n'),
    health: (name) => `http://127.0.0.1:${read().services[name]!.port}`,
    stop,
  };
}

const readyWithinMs = 90_000;

/** The last that the launcher said. */
function listenTo(launcher: ChildProcess): () => string {
  let text = '';
  for (const stream of [launcher.stdout, launcher.stderr])
    stream?.on('data', (chunk: Buffer) => (text = (text + chunk.toString()).slice(-4_000)));
  return () => text;
}

async function untilReady(launcher: ChildProcess, marker: string, said: () => string): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  while (!existsSync(marker)) {
    if (launcher.exitCode !== null)
      throw new Error(`The launcher ended with ${launcher.exitCode}:\n${said()}`);
    if (Date.now() > deadline) throw new Error(`Not ready within ${readyWithinMs / 1_000} s:\n${said()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function stopLauncher(launcher: ChildProcess): Promise<void> {
  if (launcher.exitCode !== null || launcher.signalCode !== null) return;
  const ended = new Promise((resolve) => launcher.once('exit', resolve));
  launcher.kill('SIGTERM');
  const cut = setTimeout(() => launcher.kill('SIGKILL'), 20_000);
  await ended;
  clearTimeout(cut);
}
