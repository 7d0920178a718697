import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '#embedded';
import { testBrokers, testDatabase } from '../support/platform.js';

jest.setTimeout(60_000);

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lumbung-bootstrap-'))));
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true, force: true });
});

describe('npm start says in one sentence what is missing', () => {
  it('Java', async () => {
    const { code, said } = await start({ PATH: programs({}), JAVA_HOME: '' });
    expect(said).toContain('Java tidak ditemukan. Pasang JDK 17');
    expect(said).toContain('Java was not found. Install JDK 17');
    expect(code).toBe(1);
  });

  it('a newer Java', async () => {
    const { code, said } = await start({ PATH: programs({ java: java('11.0.2') }), JAVA_HOME: '' });
    expect(said).toContain('Java 11 terlalu lama');
    expect(said).toContain('Java 11 is too old. Install JDK 17');
    expect(code).toBe(1);
  });

  it('Maven', async () => {
    const { code, said } = await start({ PATH: programs({ java: java('17.0.1') }), JAVA_HOME: '' });
    expect(said).toContain('Maven (mvn) tidak ditemukan');
    expect(said).toContain('Maven (mvn) was not found. Install Maven');
    expect(code).toBe(1);
  });

  it.each(['postgres//nowhere', 'mysql://a:b@localhost/c', 'postgres://localhost:5432'])(
    'DATABASE_URL=%s',
    async (url) => {
      const { code, said } = await start({ DATABASE_URL: url });
      expect(said).toContain('DATABASE_URL salah');
      expect(said).toContain('postgres://user:password@host:5432/database');
      expect(code).toBe(1);
    },
  );

  it('a list of brokers', async () => {
    const { code, said } = await start({ KAFKA_BROKERS: 'localhost' });
    expect(said).toContain('KAFKA_BROKERS is wrong. It looks like host:9092');
    expect(code).toBe(1);
  });

  it('a port that is a number', async () => {
    const { code, said } = await start({ PORT: '80a' });
    expect(said).toContain('PORT is wrong: "80a"');
    expect(code).toBe(1);
  });

  it('a folder that is open to us', async () => {
    const { code, said } = await start({ DATA_DIR: join(closedFolder(), 'data') });
    expect(said).toContain('Folder tertutup: tidak boleh menulis ke');
    expect(said).toContain('Closed folder: not allowed to write to');
    expect(code).toBe(1);
  });
});

describe('npm start with servers of one’s own', () => {
  it('names a broker that does not answer', async () => {
    const database = await testDatabase();
    const { code, said } = await start({ KAFKA_BROKERS: '127.0.0.1:1', DATABASE_URL: database.url });
    expect(said).toContain('Kafka di 127.0.0.1:1 tidak menjawab');
    expect(said).toContain('Kafka at 127.0.0.1:1 does not answer. Check KAFKA_BROKERS');
    expect(code).toBe(1);
    await database.drop();
  });

  it('names a database that does not answer', async () => {
    const { code, said } = await start({
      KAFKA_BROKERS: await testBrokers(),
      DATABASE_URL: 'postgres://someone:hidden@127.0.0.1:1/lumbung',
    });
    expect(said).toContain('Postgres di 127.0.0.1:1 tidak menjawab');
    expect(said).toContain('Postgres at 127.0.0.1:1 does not answer. Check DATABASE_URL');
    expect(said).not.toContain('hidden');
    expect(code).toBe(1);
  });

  it.each([
    ['a wrong password', (url: URL) => (url.password = 'wrong'), 'refuses the user "lumbung"'],
    ['a database that is not there', (url: URL) => (url.pathname = '/nowhere'), '/nowhere does not exist'],
  ])('names %s', async (_, spoil, sentence) => {
    const database = await testDatabase();
    const url = new URL(database.url);
    spoil(url);
    const { code, said } = await start({ KAFKA_BROKERS: await testBrokers(), DATABASE_URL: url.href });
    expect(said).toContain(sentence);
    expect(said).toContain('Check DATABASE_URL');
    expect(code).toBe(1);
    await database.drop();
  });

  it('names a taken port', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const { port } = server.address() as AddressInfo;
      const { code, said } = await start({ PORT: String(port) });
      expect(said).toContain(`Port ${port} sudah dipakai`);
      expect(said).toContain(`PORT=${port + 1} npm start`);
      expect(code).toBe(1);
    } finally {
      server.close();
    }
  });
});

interface Outcome {
  code: number;
  said: string;
}

/** Runs the bootstrap as `npm start` does, in a data folder of its own unless `env` names one. */
async function start(env: Record<string, string>): Promise<Outcome> {
  const { KAFKA_BROKERS: _brokers, DATABASE_URL: _url, ...inherited } = process.env;
  const child = spawn(process.execPath, ['apps/launcher/bootstrap.mjs', 'start'], {
    cwd: repositoryRoot,
    env: { ...inherited, SIMULATOR: 'off', DATA_DIR: join(folder, 'data'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  const [code] = (await once(child, 'close')) as [number];
  return { code, said };
}

/** A PATH with these shell scripts alone. */
function programs(scripts: Record<string, string>): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  symlinkSync(process.execPath, join(bin, 'node'));
  return bin;
}

function java(version: string): string {
  return `echo 'openjdk version "${version}" 2020-01-01' >&2`;
}

/** A folder nobody may write to; root may write everywhere but in the kernel's own. */
function closedFolder(): string {
  if (process.getuid?.() === 0) return '/sys/kernel';
  chmodSync(folder, 0o500);
  return folder;
}
