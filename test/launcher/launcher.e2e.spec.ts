import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, repositoryRoot } from '#embedded';

jest.setTimeout(240_000);

const names = ['dispatcher', 'gateway', 'historian', 'intake', 'reconciler'];
const folder = mkdtempSync(join(tmpdir(), 'lumbung-launcher-'));
const launchers: ChildProcess[] = [];
let port: number;

beforeAll(async () => {
  port = await freePort();
});

afterAll(() => {
  for (const launcher of launchers) launcher.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

it('npm start brings all up, keeps it up, stops it in order and finds it again', async () => {
  const first = start();
  await first.says('Lumbung siap: http://localhost:');
  await first.says('/#/undangan/');
  const token = /undangan\/([\w-]{43})/.exec(first.said())![1]!;
  await ready(names);
  const keys = readFileSync(join(folder, 'demo-keys.json'), 'utf8');
  expect(Object.keys(JSON.parse(keys) as object)).toContain('btc');
  expect(statSync(join(folder, 'demo-keys.json')).mode & 0o777).toBe(0o600);

  const second = start({ PORT: String(await freePort()) });
  expect(await second.exit).toBe(1);
  expect(second.said()).toContain(`Another Lumbung (pid ${first.pid}) already uses the data folder`);

  const killed = running().services['reconciler']?.pid ?? 0;
  process.kill(killed, 'SIGKILL');
  await until(() => running().services['reconciler']?.pid !== killed, 60_000);
  await ready(names);

  for (const log of readdirSync(join(folder, 'logs')))
    expect(readFileSync(join(folder, 'logs', log), 'utf8')).not.toContain(token);

  const pids = allPids();
  const asked = Date.now();
  process.kill(first.pid, 'SIGTERM');
  expect(await first.exit).toBe(0);
  expect(Date.now() - asked).toBeLessThan(15_000);
  expect(pids.filter(isAlive)).toEqual([]);

  const again = start();
  await again.says('Lumbung siap: http://localhost:');
  await ready(names);
  expect(readFileSync(join(folder, 'demo-keys.json'), 'utf8')).toBe(keys);
  const later = allPids();
  process.kill(again.pid, 'SIGKILL');
  // Services drain for as long as they may, and Kafka closes its logs, before all are gone.
  await until(() => !later.some(isAlive), 60_000);
});

interface Started {
  pid: number;
  exit: Promise<number | null>;
  said(): string;
  says(text: string): Promise<void>;
}

/** Runs the bootstrap as `npm start` does, quiet and with servers of its own. */
function start(more: Record<string, string> = {}): Started {
  const { KAFKA_BROKERS: _brokers, DATABASE_URL: _url, ...inherited } = process.env;
  const env = { ...inherited, SIMULATOR: 'off', DATA_DIR: folder, PORT: String(port), ...more };
  const child = spawn(process.execPath, ['apps/launcher/bootstrap.mjs', 'start'], {
    cwd: repositoryRoot,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  launchers.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const exit = once(child, 'close').then(([code]) => code as number | null);
  const says = (text: string): Promise<void> =>
    until(() => {
      if (child.exitCode !== null) throw new Error(`ended without "${text}":\n${output}`);
      return output.includes(text);
    }, 180_000);
  return { pid: child.pid ?? 0, exit, said: () => output, says };
}

interface RunningFile {
  pid: number;
  services: Record<string, { pid: number; port: number }>;
}

function running(): RunningFile {
  return JSON.parse(readFileSync(join(folder, 'running.json'), 'utf8')) as RunningFile;
}

/** Every process of a Lumbung: its services, Kafka and Postgres. */
function allPids(): number[] {
  const kafka = Number(readFileSync(join(folder, 'kafka/pid'), 'utf8'));
  const postgres = Number(
    readFileSync(join(folder, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0],
  );
  return [...Object.values(running().services).map((service) => service.pid), kafka, postgres];
}

async function ready(services: string[]): Promise<void> {
  for (const name of services) {
    await until(async () => {
      const { port: at } = running().services[name] ?? { port: 0 };
      const answer = await fetch(`http://127.0.0.1:${at}/health/ready`).catch(() => null);
      return answer?.ok === true;
    }, 60_000);
  }
}

async function until(condition: () => boolean | Promise<boolean>, withinMs: number): Promise<void> {
  for (const deadline = Date.now() + withinMs; !(await condition()); await sleep(100)) {
    if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms: ${condition}`);
  }
}

function isAlive(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
