import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { URL } from 'node:url';
import { closedFolder, Failure, fullDisk } from './failure.mjs';

const nodeOldest = [20, 19];
const javaOldest = 17;

export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > nodeOldest[0] || (major === nodeOldest[0] && minor >= nodeOldest[1])) return;
  throw new Failure({
    id: `Node.js ${version} terlalu lama. Pasang Node.js ${nodeOldest.join('.')} atau yang lebih baru: https://nodejs.org`,
    en: `Node.js ${version} is too old. Install Node.js ${nodeOldest.join('.')} or newer: https://nodejs.org`,
  });
}

/** JAVA_HOME names the Java a person wants: it goes before all others, for us and for Maven. */
export function useJavaHome(env = process.env) {
  const home = env.JAVA_HOME;
  if (home && existsSync(join(home, 'bin', 'java')))
    env.PATH = `${join(home, 'bin')}${delimiter}${env.PATH ?? ''}`;
}

/** Tests write and delete at will: they never touch the servers a person's settings name. */
export function useOwnServers(env) {
  for (const name of ['KAFKA_BROKERS', 'DATABASE_URL', 'DATA_DIR', 'PORT', 'SIMULATOR', 'SEED'])
    Reflect.deleteProperty(env, name);
}

/** Java and Maven serve the embedded Kafka alone. */
export function checkServers(env) {
  if (env.KAFKA_BROKERS) return;
  const java = spawnSync('java', ['-version'], { encoding: 'utf8', env });
  if (java.error || java.status !== 0) throw missingJava();
  const version = Number(/version "(?:1\.)?(\d+)/.exec(java.stderr)?.[1] ?? 0);
  if (version < javaOldest) throw oldJava(version);
  if (!findProgram('mvn', env)) throw missingMaven();
}

/** What can be seen wrong in the settings before anything is started. */
export function checkSettings(env) {
  if (env.DATABASE_URL !== undefined && !isDatabaseUrl(env.DATABASE_URL)) {
    throw new Failure({
      id: 'DATABASE_URL salah. Bentuknya: postgres://pengguna:sandi@host:5432/basisdata. Perbaiki, atau kosongkan untuk memakai Postgres bawaan.',
      en: 'DATABASE_URL is wrong. It looks like postgres://user:password@host:5432/database. Correct it, or unset it to use the embedded Postgres.',
    });
  }
  if (env.KAFKA_BROKERS !== undefined && !isBrokerList(env.KAFKA_BROKERS)) {
    throw new Failure({
      id: 'KAFKA_BROKERS salah. Bentuknya: host:9092,host:9092. Perbaiki, atau kosongkan untuk memakai Kafka bawaan.',
      en: 'KAFKA_BROKERS is wrong. It looks like host:9092,host:9092. Correct it, or unset it to use the embedded Kafka.',
    });
  }
  const port = env.PORT;
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) > 0 && Number(port) < 65_536)) {
    throw new Failure({
      id: `PORT salah: "${port}". Isi dengan angka 1–65535, misalnya PORT=8081.`,
      en: `PORT is wrong: "${port}". Give a number from 1 to 65535, for example PORT=8081.`,
    });
  }
}

/** A folder we are about to write to must be open to us and have room; it is made when it is missing. */
export function demandFolder(folder, freeMegabytesMin = 300) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new Failure(cause.code === 'ENOSPC' ? fullDisk(folder) : closedFolder(folder), { cause });
  }
  const { bavail, bsize } = statfsSync(folder);
  if ((bavail * bsize) / 1024 ** 2 < freeMegabytesMin) throw new Failure(fullDisk(folder));
}

function findProgram(name, env) {
  return (env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function isDatabaseUrl(text) {
  try {
    const url = new URL(text);
    return /^postgres(ql)?:$/.test(url.protocol) && url.hostname !== '' && url.pathname.length > 1;
  } catch {
    return false;
  }
}

function isBrokerList(text) {
  return text.split(',').every((broker) => {
    const [, port] = /^[\w.-]+:(\d{1,5})$|^\[[\da-f:]+\]:(\d{1,5})$/i.exec(broker.trim()) ?? [];
    return port !== undefined && Number(port) > 0 && Number(port) < 65_536;
  });
}

function missingJava() {
  return new Failure({
    id: `Java tidak ditemukan. Pasang JDK ${javaOldest} atau yang lebih baru (Debian: apt install openjdk-17-jdk-headless maven), atau isi KAFKA_BROKERS.`,
    en: `Java was not found. Install JDK ${javaOldest} or newer (Debian: apt install openjdk-17-jdk-headless maven), or set KAFKA_BROKERS.`,
  });
}

function oldJava(version) {
  return new Failure({
    id: `Java ${version} terlalu lama. Pasang JDK ${javaOldest} atau yang lebih baru, atau arahkan JAVA_HOME ke sana.`,
    en: `Java ${version} is too old. Install JDK ${javaOldest} or newer, or point JAVA_HOME at one.`,
  });
}

function missingMaven() {
  return new Failure({
    id: 'Maven (mvn) tidak ditemukan. Pasang Maven (Debian: apt install maven; macOS: brew install maven), atau isi KAFKA_BROKERS.',
    en: 'Maven (mvn) was not found. Install Maven (Debian: apt install maven; macOS: brew install maven), or set KAFKA_BROKERS.',
  });
}
