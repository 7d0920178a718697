import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, repositoryRoot, startKafkaCluster, startPostgres } from '#embedded';
import type { KafkaCluster, RunningPostgres } from '#embedded';
import { protection } from '#kafka';
import kafkajs from 'kafkajs';
import pg from 'pg';
import { startServices, type RunningServices, type ServiceName } from '../support/services.js';
import { kafkaOwner } from '../support/platform.js';
import { Proxy } from './proxy.js';

const { Kafka, logLevel } = kafkajs;
const sessionMs = 3_000;

export const serviceNames = ['gateway', 'intake', 'historian', 'reconciler', 'dispatcher'] as const;

/** An instance of a service beside the launcher's own. */
export interface Extra {
  process: ChildProcess;
  /** Address of its HTTP door, or of its health endpoints. */
  url: string;
}

export interface SiteOptions {
  /** Kafka brokers, one by default. Topics have a copy on each of them, three at most. */
  brokers?: number;
  env?: Record<string, string>;
}

/** Lumbung with a proxy before Kafka's first broker and one before Postgres, all of which a test may break. */
export class Site {
  private readonly extras = new Set<ChildProcess>();

  private constructor(
    private readonly folder: string,
    private readonly servers: { kafka: KafkaCluster; postgres: RunningPostgres },
    readonly toKafka: Proxy,
    readonly toPostgres: Proxy,
    readonly services: RunningServices,
  ) {}

  static async start({ brokers = 1, env = {} }: SiteOptions = {}): Promise<Site> {
    const folder = mkdtempSync(join(tmpdir(), 'lumbung-faults-'));
    const ports = { kafka: await freePort(), postgres: await freePort() };
    const toKafka = await Proxy.start(() => ports.kafka);
    const toPostgres = await Proxy.start(() => ports.postgres);
    const [kafka, postgres] = await Promise.all([
      startKafkaCluster({
        dataDir: join(folder, 'kafka'),
        password: kafkaOwner.password,
        nodes: brokers,
        short: true,
        heapMb: brokers === 1 ? 384 : 256,
        firstPort: ports.kafka,
        firstAdvertisedPort: toKafka.port,
      }),
      startPostgres(postgresOptions(folder, ports.postgres)),
    ]);
    const servers = { kafka, postgres };
    const stop = async () => {
      await Promise.all([toKafka.stop(), toPostgres.stop()]);
      await Promise.all([servers.kafka.stop(), servers.postgres.stop()]);
      rmSync(folder, { recursive: true, force: true });
    };
    const services = await startServices(
      {
        LIVE_REFILL: '20000',
        KAFKA_SESSION_MS: String(sessionMs),
        TOPIC_REPLICATION: String(Math.min(brokers, 3)),
        ...env,
      },
      {
        kafka: { brokers: kafka.brokers.join(',') },
        postgres: { url: through(postgres.url, toPostgres) },
        stop,
      },
    );
    return new Site(folder, servers, toKafka, toPostgres, services);
  }

  get brokers(): string[] {
    return this.services.brokers.split(',');
  }

  /** The database itself, past the proxy. */
  get databaseUrl(): string {
    return this.servers.postgres.url;
  }

  async sql<Row extends object>(text: string, parameters: unknown[] = []): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.databaseUrl });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query(text, parameters)).rows as Row[];
    } finally {
      await client.end();
    }
  }

  /** Where each partition of some topics ends now, by `topic/partition`. */
  async ends(topics: string[]): Promise<Map<string, bigint>> {
    const kafka = new Kafka({
      ...protection(),
      brokers: this.brokers,
      clientId: 'judge',
      logLevel: logLevel.NOTHING,
    });
    const admin = kafka.admin();
    await admin.connect();
    try {
      const ends = new Map<string, bigint>();
      for (const topic of topics)
        for (const { partition, high } of await admin.fetchTopicOffsets(topic))
          ends.set(`${topic}/${partition}`, BigInt(high));
      return ends;
    } finally {
      await admin.disconnect();
    }
  }

  kill(name: ServiceName): void {
    this.services.kill(name);
  }

  /** Kills a broker as a power cut of the process does, and starts it again on its data after `meanwhile`. */
  async restartKafka(meanwhile: () => Promise<unknown>, index = 0): Promise<void> {
    const { pid, exited } = this.servers.kafka.node(index);
    process.kill(pid, 'SIGKILL');
    await exited;
    await meanwhile();
    await this.servers.kafka.startAgain(index);
  }

  async restartPostgres(downMs: number): Promise<void> {
    const { pid, exited, port } = this.servers.postgres;
    process.kill(pid, 'SIGKILL');
    await exited;
    await pause(downMs);
    this.servers.postgres = await startPostgres(postgresOptions(this.folder, port));
  }

  /** Another instance of a service beside the launcher's own; `shiftMs` moves its clock. */
  async another(name: ServiceName, shiftMs = 0): Promise<Extra> {
    const main = join(repositoryRoot, 'dist/bin', `${name}.js`);
    const clock = `data:text/javascript,${encodeURIComponent(shiftedClock(shiftMs))}`;
    const child = spawn(process.execPath, ['--max-old-space-size=192', `--import=${clock}`, main], {
      cwd: repositoryRoot,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: {
        ...process.env,
        KAFKA_BROKERS: this.services.brokers,
        DATABASE_URL: this.services.databaseUrl,
        KAFKA_SESSION_MS: String(sessionMs),
        READ_ACCESS: 'public',
        LIVE_REFILL: '20000',
        HEALTH_PORT: '0',
        PORT: name === 'gateway' ? String(await freePort()) : '',
      },
    });
    this.extras.add(child);
    child.once('exit', () => this.extras.delete(child));
    const { port } = await new Promise<{ port: number }>((resolve, reject) => {
      child.once('message', (message) => resolve(message as { port: number }));
      child.once('exit', (code) => reject(new Error(`another ${name} ended with ${code}`)));
      setTimeout(() => reject(new Error(`another ${name} was not ready`)), 60_000).unref();
    });
    return { process: child, url: `http://127.0.0.1:${port}` };
  }

  async stop(): Promise<void> {
    this.toKafka.open();
    this.toPostgres.open();
    for (const child of this.extras) child.kill('SIGKILL');
    await this.services.stop();
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function through(url: string, proxy: Proxy): string {
  const proxied = new URL(url);
  proxied.port = String(proxy.port);
  return proxied.href;
}

// What a killed server must not lose has to be on disk: the shortcuts of other tests are off.
function postgresOptions(folder: string, port: number) {
  return { dataDir: join(folder, 'postgres'), durable: true, port, connectionsMax: 120 };
}

function shiftedClock(shiftMs: number): string {
  return `const Real = Date; globalThis.Date = class extends Real {
    constructor(...given) { if (given.length === 0) super(Real.now() + ${shiftMs}); else super(...given); }
    static now() { return Real.now() + ${shiftMs}; }
  };`;
}
