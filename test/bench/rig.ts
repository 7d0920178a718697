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
import { Journal } from '../../apps/launcher/journal.js';
import { prepareStore, prepareTopics } from '../../apps/launcher/prepare.js';
import { startService, type RunningService } from '../../apps/launcher/service.js';
import { readSettings, serviceEnvironment, type LauncherSettings } from '../../apps/launcher/settings.js';
import type { Terminal } from '../../apps/launcher/terminal.js';

export const benchFolder = join(repositoryRoot, '.data/bench');

export type ServiceName = 'gateway' | 'intake' | 'historian' | 'reconciler' | 'dispatcher';

/**
 * A broker and a database of the bench alone, as durable as those of `npm start`, and the services as the launcher
 * runs them. Each is started when a measure wants it.
 */
export class Rig {
  private readonly services = new Map<ServiceName, RunningService>();
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

  /** A new database with schema, registry and keys, and every topic. */
  async preparedDatabase(): Promise<string> {
    const url = await this.emptyDatabase();
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

  /** Starts a service and returns when it says that it is ready. */
  async start(name: ServiceName, databaseUrl: string): Promise<RunningService> {
    const { settings, journal } = this;
    const service = await startService({
      name,
      env: {
        ...serviceEnvironment(settings, this.brokers, databaseUrl),
        PORT: '0',
        HEALTH_PORT: '0',
        LOG_LEVEL: 'warn',
        // The limit of one party is not what the door can do.
        EVENTS_PER_SECOND: '1000000',
      },
      heapMb: settings.serviceHeapMb,
      journal,
      signal: new AbortController().signal,
    });
    this.services.set(name, service);
    void service.exited.then((how) => {
      if (this.services.get(name) === service) this.ended ??= `${name} ended (${how})`;
    });
    return service;
  }

  /** @throws Error when a service that should run does not: its figures would be somebody else's */
  demandRunning(): void {
    if (this.ended !== undefined) throw new Error(`${this.ended}: the bench cannot go on`);
  }

  /** The running services' process ids. */
  get pids(): [ServiceName, number][] {
    return [...this.services].map(([name, { pid }]) => [name, pid]);
  }

  async stop(name: ServiceName): Promise<void> {
    const service = this.services.get(name);
    this.services.delete(name);
    await service?.stop();
  }

  async close(): Promise<void> {
    await Promise.all([...this.services.keys()].map((name) => this.stop(name)));
    await this.kafka.stop();
    await this.postgres.stop();
    this.journal.close();
    rmSync(this.settings.dataDir, { recursive: true, force: true });
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
