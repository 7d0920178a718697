import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { freePort, isFree, takeLock, type Lock } from '#embedded';
import { loginOf, speakAs } from '#kafka';
import { kafkaSettings, loadConfig } from '#runtime';
import { Journal } from './journal.js';
import { firstLink, prepareStore, prepareTopics, writePrivately } from './prepare.js';
import { startServers, type Servers } from './servers.js';
import { startService, type RunningService } from './service.js';
import { serviceEnvironment, type KafkaAddress, type LauncherSettings, type StandIns } from './settings.js';
import { Supervised } from './supervised.js';
import { LauncherError, type Terminal } from './terminal.js';

const services = ['intake', 'historian', 'reconciler', 'dispatcher', 'gateway'] as const;

/** The same port at every start where it is free, so that what is declared of it need not change. */
const standInsAbove = 10;

/** All of Lumbung on this machine: the servers, the services and the simulator, in their order. */
export class Platform {
  private lock: Lock | undefined;
  private servers: Servers | undefined;
  private readonly journal: Journal;
  private readonly programs = new Map<string, Supervised<RunningService>>();
  private readonly processes: Record<string, { pid: number; port: number }> = {};
  private isReady = false;
  private addresses: { kafka: KafkaAddress; databaseUrl: string } = {
    kafka: { brokers: '', owner: null },
    databaseUrl: '',
  };
  private standIns: StandIns | undefined;
  private stopped: Promise<void> | undefined;

  constructor(
    private readonly settings: LauncherSettings,
    private readonly terminal: Terminal,
  ) {
    this.journal = new Journal(join(settings.dataDir, 'logs'), terminal);
  }

  get url(): string {
    return `http://localhost:${this.settings.port}`;
  }

  get brokers(): string {
    return this.addresses.kafka.brokers;
  }

  /** Starts everything and returns when all of it is ready. Errors: LauncherError, EmbeddedError. */
  async start(): Promise<void> {
    const { settings, terminal } = this;
    this.lock = takeLock(join(settings.dataDir, 'lock'));
    await demandPort(settings.port);
    terminal.step({ id: 'Menyalakan Kafka dan Postgres', en: 'Starting Kafka and Postgres' });
    this.servers = startServers(settings, this.journal, terminal);
    const databaseUrl = await this.servers.databaseUrl;
    const parties = await prepareStore(databaseUrl, settings);
    const kafka = await this.servers.kafka;
    speakAs(kafka.owner ?? loginOf(loadConfig(kafkaSettings)));
    const remark = await prepareTopics(kafka.brokers, databaseUrl, settings, parties);
    if (remark) terminal.warn(remark);
    this.addresses = { kafka, databaseUrl };
    if (settings.simulator)
      this.standIns = {
        port: await freePort(settings.port + standInsAbove),
        token: randomBytes(24).toString('hex'),
      };
    terminal.step({ id: 'Menyalakan lima layanan', en: 'Starting the five services' });
    await this.startServices();
    this.isReady = true;
    this.record();
    if (settings.simulator) this.startSimulator();
  }

  /** Address at which the first administrator sets a password, when there is none yet. */
  async firstLink(): Promise<string | null> {
    const path = await firstLink(this.addresses.databaseUrl);
    return path && `${process.env.PUBLIC_URL?.replace(/\/$/, '') || this.url}${path}`;
  }

  /** Stops all in order; calling it again waits for the same stop. */
  stop(): Promise<void> {
    this.stopped ??= this.stopInOrder();
    return this.stopped;
  }

  private async startServices(): Promise<void> {
    let ready = 0;
    this.terminal.bar(ready, services.length);
    const starts = services.map(async (name) => {
      await this.launch(name);
      this.terminal.bar(++ready, services.length);
    });
    await Promise.all(starts);
  }

  /** The figures of the demonstration may come a moment later, and Lumbung is whole without them. */
  private startSimulator(): void {
    this.launch('simulator').catch((error: unknown) => {
      if (!this.stopped && error instanceof LauncherError) this.terminal.warn(error.text);
    });
  }

  private async launch(name: string): Promise<void> {
    const { settings, journal } = this;
    const { kafka, databaseUrl } = this.addresses;
    const common = serviceEnvironment(settings, kafka, databaseUrl, this.standIns);
    // A restarted service keeps its port, so that whoever watches it need not ask again.
    const port = name === 'gateway' ? settings.port : await freePort();
    const own = name === 'gateway' ? { PORT: String(port) } : { HEALTH_PORT: String(port) };
    const program = new Supervised<RunningService>({
      start: async (signal) => {
        const service = await startService({
          name,
          env: { ...common, ...own },
          heapMb: settings.serviceHeapMb,
          silentMs: settings.serviceSilentMs,
          journal,
          signal,
        });
        journal.note(name, `ready, pid ${service.pid}, port ${service.port}`);
        this.processes[name] = { pid: service.pid, port: service.port };
        if (this.isReady) this.record();
        return service;
      },
      onEnd: (cause, restartInMs) => {
        const how = cause instanceof Error ? cause.message : String(cause);
        journal.note(name, `ended: ${how}`);
        this.terminal.warn({
          id: `${name} berhenti (${how}); dinyalakan lagi dalam ${restartInMs / 1_000} s.`,
          en: `${name} ended (${how}); it is started again in ${restartInMs / 1_000} s.`,
        });
      },
    });
    this.programs.set(name, program);
    await program.start().catch((error: unknown) => {
      throw this.explainService(name, error);
    });
  }

  private explainService(name: string, error: unknown): LauncherError {
    const words = this.journal.lastWordsOf(name) || (error instanceof Error ? error.message : String(error));
    const file = join(this.settings.dataDir, 'logs', `${name}.log`);
    return new LauncherError(
      {
        id: `Layanan ${name} tidak mau menyala: ${words}. Lengkapnya di ${file}`,
        en: `The service ${name} did not start: ${words}. The whole story is in ${file}`,
      },
      { cause: error },
    );
  }

  /** Tells other tools where everything runs. */
  private record(): void {
    const { settings, processes } = this;
    const { databaseUrl } = this.addresses;
    const { url, brokers } = this;
    const running = { pid: process.pid, url, brokers, databaseUrl, services: processes };
    writePrivately(join(settings.dataDir, 'running.json'), `${JSON.stringify(running, null, 2)}\n`);
  }

  private async stopInOrder(): Promise<void> {
    await this.programs.get('simulator')?.stop();
    await Promise.all(services.map(async (name) => this.programs.get(name)?.stop()));
    await this.servers?.stop();
    this.journal.close();
    this.lock?.release();
  }
}

async function demandPort(port: number): Promise<void> {
  // The gateway may listen on any of these addresses; one of them taken is enough to fail later.
  for (const host of ['127.0.0.1', '0.0.0.0', '::']) {
    if (await isFree(port, host)) continue;
    throw new LauncherError({
      id: `Port ${port} sudah dipakai program lain atau tidak boleh dipakai. Pilih yang lain, misalnya: PORT=${port + 1} npm start`,
      en: `Port ${port} is taken by another program or not allowed. Choose another, for example: PORT=${port + 1} npm start`,
    });
  }
}
