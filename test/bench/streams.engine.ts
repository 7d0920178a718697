import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Admin } from 'kafkajs';
import { kafkaVersion, repositoryRoot } from '#embedded';
import { createTopic, plainClient, withAdmin } from './broker.js';
import type { Engine } from './engine.js';
import type { Rig } from './rig.js';
import type { PlanReach } from './watcher.js';

const sources = join(repositoryRoot, 'test/peers');
const planTopic = 'peer-plans';
const heapMb = 256;

export interface StreamsOptions {
  mode: 'each' | 'coalesced';
  threads: number;
  commitMs: number;
  /** Undefined: Kafka's default of 45 s. */
  sessionMs?: number;
  /** A member that comes back under its name gets its partitions without a new assignment. */
  isStatic?: boolean;
}

/** Fetches Kafka Streams by Maven and compiles the peer, once per version of both; answers its class path. */
export function preparePeer(): string {
  const folder = join(repositoryRoot, '.data/peers', `${kafkaVersion}-${sourceId()}`);
  const [jars, classes] = [join(folder, 'jars'), join(folder, 'classes')];
  if (!existsSync(folder)) {
    const draft = `${folder}.${process.pid}`;
    mkdirSync(draft, { recursive: true });
    try {
      const pom = ['-B', '-q', '-f', join(sources, 'pom.xml'), `-Dkafka.version=${kafkaVersion}`];
      const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime'];
      runTool('mvn', [...pom, ...goal, `-DoutputDirectory=${join(draft, 'jars')}`]);
      const files = sourceFiles();
      runTool('javac', ['-cp', join(draft, 'jars/*'), '-d', join(draft, 'classes'), ...files]);
      renameSync(draft, folder);
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  }
  return `${classes}:${jars}/*`;
}

function sourceFiles(): string[] {
  const folder = join(sources, 'src/lumbung');
  return readdirSync(folder).map((name) => join(folder, name));
}

function sourceId(): string {
  const hash = createHash('sha256');
  for (const file of [join(sources, 'pom.xml'), ...sourceFiles()]) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 8);
}

function runTool(command: string, args: string[]): void {
  const { status, error, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} failed: ${stdout}${stderr}`.slice(0, 2_000));
}

let applications = 0;

/** The program of test/peers: what our reconciler does at its core, on Kafka Streams. */
export class StreamsEngine implements Engine {
  readonly name = 'Kafka Streams';
  readonly planTopics = [planTopic];
  private readonly running = new Map<number, ChildProcess>();
  private readonly classPath = preparePeer();
  private application = '';
  private admin: Admin | undefined;
  private started = 0;
  private ended: string | undefined;

  constructor(
    private readonly rig: Rig,
    private readonly options: StreamsOptions,
  ) {}

  get brokers(): string {
    return this.rig.brokers;
  }

  async prepare(): Promise<void> {
    this.application = `peer-${process.pid}-${++applications}`;
    const topics = await withAdmin(this.brokers, (admin) => admin.listTopics());
    if (!topics.includes(planTopic)) await createTopic(this.brokers, planTopic, 6);
    this.admin = plainClient(this.brokers).admin();
    await this.admin.connect();
  }

  async start(): Promise<number> {
    const { mode, threads, commitMs, sessionMs, isStatic } = this.options;
    const { owner } = this.rig.kafka;
    const number = ++this.started;
    const options: Record<string, string | number> = {
      brokers: this.brokers,
      application: this.application,
      state: join(this.rig.dataDir, this.application),
      mode,
      threads,
      'commit-ms': commitMs,
      ...(sessionMs === undefined ? {} : { 'session-ms': sessionMs }),
      // There is one at a time: who comes after a kill takes the name over.
      ...(isStatic ? { instance: 'peer' } : {}),
    };
    const flags = [`-Xmx${heapMb}m`, '-XX:+UseSerialGC', '-Dorg.slf4j.simpleLogger.defaultLogLevel=error'];
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
    const child = spawn('java', [...flags, '-cp', this.classPath, 'lumbung.Peer', ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, KAFKA_USERNAME: owner.username, KAFKA_PASSWORD: owner.password },
    });
    this.running.set(number, child);
    await new Promise<void>((resolve, reject) => {
      createInterface({ input: child.stdout }).on('line', (line) => line === 'running' && resolve());
      child.once('error', reject);
      child.once('exit', (code, signal) => {
        if (this.running.get(number) === child) this.ended ??= `the peer ended (${signal ?? code})`;
        reject(new Error(`the peer ended before it ran (${signal ?? code})`));
      });
    });
    return number;
  }

  async kill(instance: number): Promise<void> {
    await this.end(instance, 'SIGKILL');
  }

  /** Takes its topics away too: the next round shall not share the disk with them. */
  async stop(): Promise<void> {
    await Promise.all([...this.running.keys()].map((number) => this.end(number, 'SIGTERM')));
    const topics = await this.admin!.listTopics();
    const own = topics.filter((topic) => topic.startsWith(`${this.application}-`));
    await this.admin!.deleteTopics({ topics: [...own, planTopic] });
    await this.admin!.disconnect();
    rmSync(join(this.rig.dataDir, this.application), { recursive: true, force: true });
  }

  demandRunning(): void {
    if (this.ended !== undefined) throw new Error(`${this.ended}: the bench cannot go on`);
  }

  /** As committed with the transactions that wrote the plans. */
  async reach(): Promise<Map<number, bigint>> {
    const [facts] = await this.admin!.fetchOffsets({ groupId: this.application, topics: ['facts'] });
    const known = facts!.partitions.filter(({ offset }) => Number(offset) >= 0);
    return new Map(known.map(({ partition, offset }) => [partition, BigInt(offset)]));
  }

  planOf(value: Buffer): string | undefined {
    const text = value.toString('latin1', 0, 160);
    const match = /^\{"key":"([^"]+)","plan":\d+,"position":(\d+),/.exec(text);
    return match ? `${match[1]} ${match[2]}` : undefined;
  }

  reaches(): Promise<(plan: string) => PlanReach | undefined> {
    return Promise.resolve((plan) => {
      const [key, position] = plan.split(' ') as [string, string];
      return { key, position: Number(position) };
    });
  }

  pids(): number[] {
    return [...this.running.values()].map(({ pid }) => pid!);
  }

  private async end(instance: number, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.running.get(instance)!;
    this.running.delete(instance);
    const gone = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await gone;
    }
  }
}
