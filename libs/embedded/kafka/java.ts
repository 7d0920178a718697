import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keep } from '../process/keep.js';
import { freePort } from '../process/port.js';
import type { Progress } from '../progress.js';
import { kafkaFolder } from './jars.js';
import { serverProperties } from './settings.js';

/** What Kafka prints at level INFO when it serves. */
export const kafkaReady = 'Kafka Server started';

const logging = [
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
  '-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info',
  '-Dorg.slf4j.simpleLogger.showDateTime=true',
  '-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS',
];

/** Java's arguments before the main class. `short` trades peak speed for a faster start, for tests. */
export function javaArguments(classPath: string, heapMb: number, short: boolean): string[] {
  const flags = [
    `-Xmx${heapMb}m`,
    `-Xms${Math.min(heapMb, 96)}m`,
    '-XX:+UseSerialGC',
    '-Djava.awt.headless=true',
  ];
  if (short) flags.push('-XX:TieredStopAtLevel=1');
  const archive = archiveFile();
  // A Java that finds the archive made by another one ignores it and loads the classes itself.
  if (existsSync(archive)) flags.push(`-XX:SharedArchiveFile=${archive}`, '-Xshare:auto', '-Xlog:cds=off');
  return [...flags, ...logging, '-cp', classPath];
}

/** Formats the log folder of a new node; does nothing to one that is formatted. */
export function formatStorage(javaArgs: readonly string[], clusterId: string, properties: string): void {
  const format = [
    'kafka.tools.StorageTool',
    'format',
    '--ignore-formatted',
    '-t',
    clusterId,
    '-c',
    properties,
  ];
  const result = spawnSync('java', [...javaArgs, ...format], { encoding: 'utf8' });
  if (result.error) throw result.error;
  if (result.status !== 0) throw new Error(`${result.stderr}${result.stdout}`.trim());
}

/**
 * Starts and stops Kafka once to record the classes it loads (Java's class data sharing): every later start
 * takes half the time. A failure costs only that speed.
 */
export async function ensureClassArchive(
  classPath: string,
  progress: Progress,
  signal?: AbortSignal,
): Promise<void> {
  const archive = archiveFile();
  if (existsSync(archive)) return;
  progress.step({ id: 'Menyiapkan Kafka supaya lekas menyala', en: 'Preparing Kafka for quick starts' });
  const folder = mkdtempSync(join(tmpdir(), 'lumbung-kafka-'));
  const draft = join(kafkaFolder, `classes.${process.pid}.jsa`);
  try {
    mkdirSync(kafkaFolder, { recursive: true });
    await recordClasses(classPath, folder, draft, progress, signal);
    if (existsSync(draft)) renameSync(draft, archive);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(draft, { force: true });
  }
}

async function recordClasses(
  classPath: string,
  folder: string,
  draft: string,
  progress: Progress,
  signal?: AbortSignal,
): Promise<void> {
  const properties = join(folder, 'server.properties');
  const [port, controllerPort] = [await freePort(), await freePort()];
  const settings = {
    port,
    advertisedPort: port,
    membership: { nodeId: 1, controllerPorts: [controllerPort] },
    logFolder: join(folder, 'data'),
    retentionHours: 1,
    owner: { username: 'lumbung', password: randomBytes(16).toString('hex') },
  };
  writeFileSync(properties, serverProperties({ ...settings, messageBytesMax: 1_048_588 }));
  const javaArgs = javaArguments(classPath, 512, false);
  formatStorage(javaArgs, 'AAAAAAAAQACAAAAAAAAAAA', properties);
  progress.bar(1, 3);
  let ready: () => void = () => undefined;
  const started = new Promise<void>((resolve) => (ready = resolve));
  const kafka = await keep({
    command: 'java',
    args: [`-XX:ArchiveClassesAtExit=${draft}`, ...javaArgs, 'kafka.Kafka', properties],
    cwd: folder,
    stopSignal: 'TERM',
    stopWithinMs: 180_000,
    signal,
    onLine: (line) => line.includes(kafkaReady) && ready(),
  });
  await Promise.race([started, kafka.exited]);
  progress.bar(2, 3);
  await kafka.stop();
  progress.bar(3, 3);
}

let version: string | undefined;

function archiveFile(): string {
  version ??= createHash('sha256')
    .update(spawnSync('java', ['-version'], { encoding: 'utf8' }).stderr ?? '')
    .digest('hex')
    .slice(0, 8);
  return join(kafkaFolder, `classes-${version}.jsa`);
}
