import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { EmbeddedError, explainFolderError, explainOutput } from '../embedded-error.js';
import type { Progress } from '../progress.js';
import { repositoryRoot } from '../repository.js';

const sources = join(repositoryRoot, 'libs/embedded/kafka');
const checksums = new Map(
  readFileSync(join(sources, 'checksums.txt'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => [line.slice(66), line.slice(0, 64)] as const),
);

export const kafkaVersion: string = versionOf('kafka.version');

/** One folder per version and list of jars, so that a changed list is fetched anew. */
const listId = createHash('sha256')
  .update([...checksums].join('\n'))
  .digest('hex')
  .slice(0, 8);
const cache = join(repositoryRoot, '.cache');
export const kafkaFolder: string = join(cache, `kafka-${kafkaVersion}-${listId}`);

/**
 * The class path of Kafka; fetches the jars by Maven the first time. Every jar fetched is checked against
 * checksums.txt before the folder gets its name, so a folder with this name is whole.
 * Errors: FETCH_FAILED, CHECKSUM_WRONG, FOLDER_CLOSED, DISK_FULL.
 */
export async function ensureJars(progress: Progress, signal?: AbortSignal): Promise<string> {
  const jars = join(kafkaFolder, 'jars');
  if (!existsSync(jars)) await fetchJars(jars, progress, signal);
  return [...checksums.keys()].map((name) => join(jars, name)).join(':');
}

async function fetchJars(target: string, progress: Progress, signal?: AbortSignal): Promise<void> {
  progress.step({
    id: `Mengunduh Apache Kafka ${kafkaVersion}`,
    en: `Downloading Apache Kafka ${kafkaVersion}`,
  });
  const draft = join(kafkaFolder, `jars.${process.pid}`);
  try {
    mkdirSync(draft, { recursive: true });
    await runMaven(draft, progress, signal);
    verify(draft);
    if (!existsSync(target)) renameSync(draft, target);
  } catch (error) {
    throw explainFolderError(error, cache);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

async function runMaven(folder: string, progress: Progress, signal?: AbortSignal): Promise<void> {
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${folder}`];
  const child = spawn('mvn', ['-B', '-f', join(sources, 'pom.xml'), ...localRepository(), ...goal], {
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  const tail: string[] = [];
  const arrived = new Set<string>();
  const onLine = (line: string): void => {
    tail.push(line);
    if (tail.length > 40) tail.shift();
    const name = /(?:Downloaded from .*\/|Copying )([^/\s]+\.jar)/.exec(line)?.[1];
    if (name === undefined || !checksums.has(name)) return;
    arrived.add(name);
    progress.bar(arrived.size, checksums.size);
  };
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', onLine);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (cause) => reject(mavenFailed(cause)));
    child.once('close', resolve);
  });
  if (code !== 0)
    throw explainOutput(tail, cache) ?? mavenFailed(tail.find((line) => line.includes('ERROR')));
}

/** Maven keeps its downloads in the home folder; where that is closed to us they go beside the jars. */
function localRepository(): string[] {
  try {
    const home = join(homedir(), '.m2');
    accessSync(existsSync(home) ? home : homedir(), constants.W_OK);
    return [];
  } catch {
    return [`-Dmaven.repo.local=${join(cache, 'maven')}`];
  }
}

function verify(folder: string): void {
  const present = new Set(readdirSync(folder));
  for (const [name, expected] of checksums) {
    const actual = present.has(name)
      ? createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex')
      : 'missing';
    if (actual !== expected) throw checksumWrong(name, `${name}: ${actual}`);
    present.delete(name);
  }
  const [extra] = present;
  if (extra !== undefined) throw checksumWrong(extra, `${extra}: not in checksums.txt`);
}

function checksumWrong(name: string, cause: string): EmbeddedError {
  return new EmbeddedError(
    'CHECKSUM_WRONG',
    {
      id: `Berkas ${name} tidak cocok dengan sidik jari yang tercatat. Hapus dari ~/.m2 lalu coba lagi; bila terulang, jangan dipakai.`,
      en: `The file ${name} does not match its recorded checksum. Delete it from ~/.m2 and try again; if it recurs, do not use it.`,
    },
    { cause },
  );
}

function mavenFailed(cause: unknown): EmbeddedError {
  const detail = cause instanceof Error ? cause.message : String(cause ?? '').slice(0, 300);
  return new EmbeddedError(
    'FETCH_FAILED',
    {
      id: `Maven gagal mengunduh Kafka. Periksa sambungan internet atau proxy di ~/.m2/settings.xml. (${detail})`,
      en: `Maven could not download Kafka. Check the internet connection or the proxy in ~/.m2/settings.xml. (${detail})`,
    },
    { cause },
  );
}

function versionOf(property: string): string {
  const pom = readFileSync(join(sources, 'pom.xml'), 'utf8');
  const version = new RegExp(`<${property}>([^<]+)<`).exec(pom)?.[1];
  if (version === undefined) throw new Error(`pom.xml names no ${property}`);
  return version;
}
