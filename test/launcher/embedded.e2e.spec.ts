import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '#database';
import { EmbeddedError, freePort, repositoryRoot, startKafka, startPlatform, startPostgres } from '#embedded';
import { ensureTopics, speakAs } from '#kafka';

jest.setTimeout(60_000);

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lumbung-embedded-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the embedded servers', () => {
  it('keep their data over a restart', async () => {
    const first = await startPlatform({ dataDir: folder, mode: 'test' });
    speakAs(first.kafka.owner);
    await query(first.postgres.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    expect(await ensureTopics([first.kafka.brokers], [topic])).toEqual(['kept']);
    await first.stop();
    expect([first.kafka.pid, first.postgres.pid].filter(isAlive)).toEqual([]);

    const second = await startPlatform({ dataDir: folder, mode: 'test' });
    expect(await query(second.postgres.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    expect(await ensureTopics([second.kafka.brokers], [topic])).toEqual([]);
    await second.stop();
  });

  it('take free ports when the wanted ones are taken', async () => {
    const [kafkaPort, postgresPort] = [await freePort(), await freePort()];
    const others = [await listen(kafkaPort), await listen(postgresPort)];
    const kafka = await startKafka({ dataDir: join(folder, 'kafka'), port: kafkaPort, short: true });
    const postgres = await startPostgres({ dataDir: join(folder, 'pg'), port: postgresPort, durable: false });
    expect(kafka.port).not.toBe(kafkaPort);
    expect(postgres.port).not.toBe(postgresPort);
    expect(await query(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await kafka.stop();
    await postgres.stop();
    for (const server of others) server.close();
  });

  it('find another port when theirs is taken while they start', async () => {
    const port = await freePort();
    const starting = startKafka({ dataDir: join(folder, 'kafka'), port, short: true });
    // By now the port was found free, and the broker is a second away from listening on it.
    await sleep(300);
    const other = await listen(port);
    const kafka = await starting;
    expect(kafka.port).not.toBe(port);
    await kafka.stop();
    other.close();
  });

  it('refuse a second start on the same folder in one sentence', async () => {
    const postgres = await startPostgres({ dataDir: folder, durable: false, port: 0 });
    const second = startPostgres({ dataDir: folder, durable: false, port: 0 });
    await expect(second).rejects.toMatchObject({
      code: 'DATA_DIR_IN_USE',
      text: { id: expect.stringContaining(`(pid ${process.pid})`) as string },
    });
    await postgres.stop();
  });

  it('say what is wrong with a closed folder', async () => {
    const closed = closedFolder(folder);
    for (const start of [startKafka, startPostgres]) {
      const error = await start({ dataDir: join(closed, 'data') }).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(EmbeddedError);
      expect(error).toMatchObject({
        code: 'FOLDER_CLOSED',
        text: { en: expect.stringContaining(closed) as string },
      });
    }
  });

  it('run where the folders above are closed to the account of Postgres', async () => {
    chmodSync(folder, 0o700);
    const postgres = await startPostgres({ dataDir: join(folder, 'data'), durable: false, port: 0 });
    expect(
      await query(postgres.url, "SELECT current_setting('server_version_num')::int / 10000 AS major"),
    ).toEqual([{ major: 18 }]);
    await postgres.stop();
  });
});

describe('a holder that is killed with -9', () => {
  it('takes its servers along, and the next start finds the data', async () => {
    const { holder, pids, url } = await startHolder(folder);
    await query(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    holder.kill('SIGKILL');
    await gone(pids);

    const next = await startPostgres({ dataDir: join(folder, 'postgres'), durable: false, port: 0 });
    expect(await query(next.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await next.stop();
  });

  it('and whose guards are killed too leaves servers that the next start ends', async () => {
    const { holder, pids, url } = await startHolder(folder);
    await query(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    for (const guard of keepersOf(holder.pid ?? 0)) process.kill(guard, 'SIGKILL');
    holder.kill('SIGKILL');
    await sleep(500);
    expect(pids.filter(isAlive)).toEqual(pids);

    const next = await startPlatform({ dataDir: folder, mode: 'test' });
    expect(pids.filter(isAlive)).toEqual([]);
    expect(await query(next.postgres.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await next.stop();
  });
});

const topic = { name: 'kept', partitions: 1, replication: 1 };

async function query(url: string, sql: string): Promise<unknown[]> {
  const database = await Database.connect({ url, name: 'test', connectionsMax: 1 });
  try {
    return await database.query(sql);
  } finally {
    await database.close();
  }
}

async function listen(port: number): Promise<Server> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** A folder nobody may write to; root may write everywhere but in the kernel's own. */
function closedFolder(parent: string): string {
  if (process.getuid?.() === 0) return '/sys/kernel';
  chmodSync(parent, 0o500);
  return parent;
}

interface Holder {
  holder: ChildProcess;
  pids: number[];
  url: string;
}

/** A process of its own, from the built program, that starts both servers and waits. */
async function startHolder(dataDir: string): Promise<Holder> {
  const library = join(repositoryRoot, 'dist/libs/embedded/index.js');
  const script = `
    const { startPlatform } = await import(${JSON.stringify(library)});
    const { kafka, postgres } = await startPlatform({ dataDir: ${JSON.stringify(dataDir)}, mode: 'test' });
    console.log(JSON.stringify({ pids: [kafka.pid, postgres.pid], url: postgres.url }));
    setInterval(() => undefined, 1_000);`;
  const holder = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(holder.stdout, 'data')) as [Buffer];
  return { holder, ...(JSON.parse(line.toString()) as { pids: number[]; url: string }) };
}

/** The shells between a holder and its servers, and the shells inside those: all but the servers. */
function keepersOf(pid: number): number[] {
  const shells = childrenOf(pid).filter((child) => nameOf(child) === 'sh');
  return [
    ...shells.flatMap((shell) => childrenOf(shell).filter((child) => nameOf(child) === 'sh')),
    ...shells,
  ];
}

function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return text === '' ? [] : text.split(' ').map(Number);
}

function nameOf(pid: number): string {
  return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
}

async function gone(pids: number[]): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (pids.some(isAlive)) {
    if (Date.now() > deadline) throw new Error(`still alive: ${pids.filter(isAlive).join(', ')}`);
    await sleep(50);
  }
}

function isAlive(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
