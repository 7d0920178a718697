import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedError, explainFolderError, explainOutput } from '../embedded-error.js';
import { keep, type KeptProcess } from '../process/keep.js';
import { keptPassword } from '../process/kept-password.js';
import { takeLock } from '../process/lock.js';
import { freePort } from '../process/port.js';
import { endLeftover } from '../process/running.js';
import { silentProgress, type Progress } from '../progress.js';
import { ensureClassArchive, formatStorage, javaArguments, kafkaReady } from './java.js';
import { ensureJars } from './jars.js';
import { serverProperties, type KafkaOwner, type Keystore, type Membership } from './settings.js';

export interface KafkaOptions {
  dataDir: string;
  /** The port wanted (9092); a free one is taken when somebody else listens there. */
  port?: number;
  /** The port that clients are told to use, when something stands in front of the broker; its own otherwise. */
  advertisedPort?: number;
  /** Its place in a cluster; alone without it. */
  membership?: Membership;
  /** The password of its owner; one is made on the first start and kept otherwise. */
  password?: string;
  /** With it clients must speak TLS. */
  keystore?: Keystore;
  /** Java heap in megabytes. */
  heapMb?: number;
  /** Hours that records stay where the topic does not say otherwise. */
  retentionHours?: number;
  messageBytesMax?: number;
  /** Trade peak speed for a faster start (tests). */
  short?: boolean;
  log?: (line: string) => void;
  progress?: Progress;
  /** Gives up the start, a download included. */
  signal?: AbortSignal;
}

export interface RunningKafka {
  /** `host:port` for clients. */
  brokers: string;
  /** Who may do everything there. */
  owner: KafkaOwner;
  port: number;
  pid: number;
  exited: Promise<number>;
  stop(): Promise<void>;
}

const startWithinMs = 120_000;
const heldForMs = 2_000;

/**
 * Starts Apache Kafka as one KRaft node whose data stays in `dataDir`, and returns when it serves. One of several
 * serves when most of them run.
 * Errors: every EmbeddedErrorCode but those of Postgres.
 */
export async function startKafka(options: KafkaOptions): Promise<RunningKafka> {
  const dataDir = resolve(options.dataDir);
  const lock = takeLock(join(dataDir, 'lock'));
  try {
    const progress = options.progress ?? silentProgress;
    const classPath = await ensureJars(progress, options.signal);
    await ensureClassArchive(classPath, progress, options.signal);
    const running = await launch(dataDir, classPath, options).catch(async (error: unknown) => {
      // Somebody else may take the port between our look and the broker's.
      if (isPortTaken(error)) return launch(dataDir, classPath, { ...options, port: 0 });
      if (!isStillHeld(error)) throw error;
      await sleep(heldForMs);
      return launch(dataDir, classPath, options);
    });
    void running.process.exited.then(() => lock.release());
    const { pid, exited, stop } = running.process;
    return {
      brokers: `127.0.0.1:${running.port}`,
      owner: running.owner,
      port: running.port,
      pid,
      exited,
      stop,
    };
  } catch (error) {
    lock.release();
    throw explainFolderError(error, dataDir);
  }
}

async function launch(dataDir: string, classPath: string, options: KafkaOptions): Promise<Launched> {
  const properties = join(dataDir, 'server.properties');
  const pidFile = join(dataDir, 'pid');
  await endLeftover(readPid(pidFile), properties, 'SIGTERM');
  const port = await freePort(options.port ?? 9092);
  const logFolder = join(dataDir, 'data');
  const { advertisedPort = port } = options;
  const membership = options.membership ?? (await alone());
  const password = options.password ?? keptPassword(join(dataDir, 'password'));
  const owner = { username: 'lumbung', password };
  const settings = { port, advertisedPort, membership, logFolder, owner, keystore: options.keystore };
  const { retentionHours = 168, messageBytesMax = 2 * 1024 * 1024 } = options;
  rmSync(properties, { force: true });
  writeFileSync(properties, serverProperties({ ...settings, retentionHours, messageBytesMax }), {
    mode: 0o600,
  });
  const javaArgs = javaArguments(classPath, options.heapMb ?? 512, options.short ?? false);
  if (!existsSync(join(logFolder, 'meta.properties'))) {
    mkdirSync(logFolder, { recursive: true });
    formatStorage(javaArgs, membership.clusterId, properties);
  }
  const launched = await startServer([...javaArgs, 'kafka.Kafka', properties], dataDir, options);
  writeFileSync(pidFile, String(launched.pid));
  void launched.exited.then(() => rmSync(pidFile, { force: true }));
  return { process: launched, port, owner };
}

async function alone(): Promise<Membership> {
  return { clusterId: newClusterId(), nodeId: 1, controllerPorts: [await freePort()] };
}

export function newClusterId(): string {
  // One that began with a hyphen would be read as an option.
  return randomBytes(16).toString('base64url').replace(/^-/, 'A');
}

interface Launched {
  process: KeptProcess;
  owner: KafkaOwner;
  port: number;
}

async function startServer(args: string[], dataDir: string, options: KafkaOptions): Promise<KeptProcess> {
  const tail: string[] = [];
  let ready: () => void = () => undefined;
  const started = new Promise<'ready'>((settle) => (ready = () => settle('ready')));
  const kafka = await keep({
    command: 'java',
    args,
    cwd: dataDir,
    stopSignal: 'TERM',
    stopWithinMs: 6_000,
    signal: options.signal,
    onLine: (line) => {
      options.log?.(line);
      tail.push(line);
      if (tail.length > 20) tail.shift();
      if (line.includes(kafkaReady)) ready();
    },
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((settle) => (timer = setTimeout(() => settle('late'), startWithinMs)));
  const outcome = await Promise.race([started, kafka.exited, late]);
  clearTimeout(timer);
  if (outcome === 'ready') {
    kafka.unref();
    return kafka;
  }
  await kafka.stop();
  throw explainOutput(tail, dataDir) ?? kafkaFailed(tail);
}

function kafkaFailed(tail: readonly string[]): EmbeddedError {
  const detail = (tail.find((line) => /ERROR|Exception|Error/.test(line)) ?? tail.at(-1) ?? '').slice(0, 300);
  return new EmbeddedError(
    'KAFKA_FAILED',
    {
      id: `Kafka tidak mau menyala: ${detail}`,
      en: `Kafka did not start: ${detail}`,
    },
    { cause: tail.join('\n') },
  );
}

/** A broker that was ended a moment ago may not have let go of its folder; nobody else has it, for we have our lock. */
function isStillHeld(error: unknown): boolean {
  return error instanceof EmbeddedError && /Failed to acquire lock on file/.test(String(error.cause));
}

function isPortTaken(error: unknown): boolean {
  return error instanceof EmbeddedError && /Address already in use/.test(String(error.cause));
}

function readPid(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    return 0;
  }
}
