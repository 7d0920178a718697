import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import {
  repositoryRoot,
  startKafka,
  startPostgres,
  type RunningKafka,
  type RunningPostgres,
} from '#embedded';
import { changeRegistry, Database, registryDrafts } from '#database';
import type { Registry } from '#domain';
import { speakAs } from '#kafka';
import { Journal } from '../../apps/launcher/journal.js';
import { prepareStore, prepareTopics } from '../../apps/launcher/prepare.js';
import { startService, type RunningService } from '../../apps/launcher/service.js';
import { readSettings, serviceEnvironment, type LauncherSettings } from '../../apps/launcher/settings.js';
import type { Terminal } from '../../apps/launcher/terminal.js';

export const benchFolder = join(repositoryRoot, '.data/bench');

export type ServiceName = 'gateway' | 'intake' | 'historian' | 'reconciler' | 'dispatcher';

export interface StartOptions {
  /** What the instance is called here, where there is more than one of a service. */
  as?: string;
  env?: NodeJS.ProcessEnv;
}

/**
 * A broker and a database of the bench alone, as durable as those of `npm start`, and the services as the launcher
 * runs them. Each is started when a measure wants it.
 */
export class Rig {
  private readonly services = new Map<string, RunningService>();
  private ended: string | undefined;
  private databases = 0;

  private constructor(
    private readonly settings: LauncherSettings,
    private readonly journal: Journal,
    readonly kafka: RunningKafka,
    readonly postgres: RunningPostgres,
  ) {}

  static async open(terminal: Terminal): Promise<Rig> {
    forgetAbandoned();
    const dataDir = join(benchFolder, `run-${process.pid}`);
    mkdirSync(dataDir, { recursive: true });
    const settings = { ...readSettings({ DATA_DIR: dataDir, SIMULATOR: 'off' }), port: 0 };
    const journal = new Journal(join(dataDir, 'logs'), terminal);
    const [kafka, postgres] = await Promise.all([
      startKafka({
        dataDir: join(dataDir, 'kafka'),
        port: 0,
        heapMb: settings.kafkaHeapMb,
        progress: terminal,
      }),
      startPostgres({ dataDir: join(dataDir, 'postgres'), port: 0 }),
    ]);
    speakAs(kafka.owner);
    return new Rig(settings, journal, kafka, postgres);
  }

  get brokers(): string {
    return this.kafka.brokers;
  }

  /** A new, empty database. */
  async emptyDatabase(): Promise<string> {
    const name = `bench_${++this.databases}`;
    const client = new pg.Client(this.postgres.url);
    await client.connect();
    await client.query(`CREATE DATABASE ${name}`);
    await client.end();
    const url = new URL(this.postgres.url);
    url.pathname = `/${name}`;
    return url.href;
  }

  /** A new database with schema, registry (the seeded one, or another) and keys, and every topic. */
  async preparedDatabase(registry?: Omit<Registry, 'version'>): Promise<string> {
    const url = await this.emptyDatabase();
    if (registry !== undefined) await fillRegistry(url, registry);
    const parties = await prepareStore(url, this.settings);
    await prepareTopics(this.brokers, url, this.settings, parties);
    return url;
  }

  /** Party code → key, of the database prepared last. */
  get keys(): Record<string, string> {
    return JSON.parse(readFileSync(join(this.settings.dataDir, 'demo-keys.json'), 'utf8')) as Record<
      string,
      string
    >;
  }

  /** A folder for this run's own files. */
  get dataDir(): string {
    return this.settings.dataDir;
  }

  /** Starts a service and returns when it says that it is ready. */
  async start(name: ServiceName, databaseUrl: string, options: StartOptions = {}): Promise<RunningService> {
    const { settings, journal } = this;
    const service = await startService({
      name,
      env: {
        ...serviceEnvironment(settings, this.kafka, databaseUrl),
        PORT: '0',
        HEALTH_PORT: '0',
        LOG_LEVEL: 'warn',
        // The limit of one party is not what the door can do.
        EVENTS_PER_SECOND: '1000000',
        ...options.env,
      },
      heapMb: settings.serviceHeapMb,
      journal,
      signal: new AbortController().signal,
    });
    const { as = name } = options;
    this.services.set(as, service);
    void service.exited.then((how) => {
      if (this.services.get(as) === service) this.ended ??= `${as} ended (${how})`;
    });
    return service;
  }

  /** @throws Error when a service that should run does not: its figures would be somebody else's */
  demandRunning(): void {
    if (this.ended !== undefined) throw new Error(`${this.ended}: the bench cannot go on`);
  }

  /** The running services' process ids. */
  get pids(): [string, number][] {
    return [...this.services].map(([name, { pid }]) => [name, pid]);
  }

  async stop(name: string): Promise<void> {
    const service = this.services.get(name);
    this.services.delete(name);
    await service?.stop();
  }

  /** kill −9: nobody may put anything in order. Returns when the process is gone. */
  async kill(name: string): Promise<void> {
    const service = this.services.get(name);
    if (service === undefined) throw new Error(`${name} does not run`);
    this.services.delete(name);
    process.kill(service.pid, 'SIGKILL');
    await service.exited;
  }

  async close(): Promise<void> {
    await Promise.all([...this.services.keys()].map((name) => this.stop(name)));
    await this.kafka.stop();
    await this.postgres.stop();
    this.journal.close();
    rmSync(this.settings.dataDir, { recursive: true, force: true });
  }
}

/** Runs some measures on a rig of their own, and leaves nothing behind, also when it is interrupted. */
export async function withRig<T>(terminal: Terminal, work: (rig: Rig) => Promise<T>): Promise<T> {
  terminal.step({ id: 'Menyalakan Kafka dan Postgres', en: 'Starting Kafka and Postgres' });
  const rig = await Rig.open(terminal);
  const interrupted = (): void => void rig.close().finally(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    return await work(rig);
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await rig.close();
  }
}

async function fillRegistry(url: string, registry: Omit<Registry, 'version'>): Promise<void> {
  const database = await Database.connect({ url, name: 'bench', connectionsMax: 2 });
  try {
    await database.migrate();
    await changeRegistry(database, registryDrafts(registry), { party: 'btc', reason: 'bench' });
  } finally {
    await database.close();
  }
}

/** Data of runs that were killed before they could clean up. */
function forgetAbandoned(): void {
  mkdirSync(benchFolder, { recursive: true });
  for (const name of readdirSync(benchFolder)) {
    const pid = Number(/^run-(\d+)$/.exec(name)?.[1] ?? 0);
    if (pid > 0 && !isRunning(pid)) rmSync(join(benchFolder, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
