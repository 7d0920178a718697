import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { repositoryRoot } from '#embedded';
import type { Journal } from './journal.js';
import { endWhenSilent } from './silence.js';
import type { Running } from './supervised.js';

export interface ServiceOptions {
  name: string;
  env: NodeJS.ProcessEnv;
  heapMb: number;
  /** How long it may give no sign of life before it is ended; it is never by default. Milliseconds. */
  silentMs?: number;
  journal: Journal;
  /** Gives up the start. */
  signal: AbortSignal;
}

export interface RunningService extends Running {
  pid: number;
  /** The HTTP port it reported. */
  port: number;
}

const readyWithinMs = 120_000;
const stopWithinMs = 7_000;

/**
 * Starts `dist/bin/<name>.js` and returns when it says that it is ready. It is tied to us by its IPC
 * channel, whose closing tells it that we are gone.
 */
export async function startService(options: ServiceOptions): Promise<RunningService> {
  const { name, env, heapMb, journal, signal } = options;
  const main = join(repositoryRoot, 'dist/bin', `${name}.js`);
  const child = spawn(process.execPath, [...nodeFlags(heapMb), main], {
    env,
    cwd: repositoryRoot,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Ctrl-C in the terminal reaches us alone, so that we stop all in their order.
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', (line) => journal.write(name, line));
  }
  const exited = exitOf(child);
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= stopChild(child, exited));
  signal.addEventListener('abort', () => void stop(), { once: true });
  const port = await readyPort(name, child, exited).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  if (options.silentMs !== undefined && port !== 0)
    void endWhenSilent(child, port, options.silentMs, (text) => journal.note(name, text));
  return { pid: child.pid ?? 0, port, exited, stop };
}

function nodeFlags(heapMb: number): string[] {
  const tie = pathToFileURL(join(repositoryRoot, 'apps/launcher/tie.mjs')).href;
  return [`--max-old-space-size=${heapMb}`, `--import=${tie}`];
}

function exitOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
}

async function readyPort(name: string, child: ChildProcess, exited: Promise<string>): Promise<number> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<number>((resolve, reject) => {
      child.on('message', (message: { type?: string; port?: number }) => {
        if (message.type === 'ready') resolve(message.port ?? 0);
      });
      void exited.then((how) => reject(new Error(`${name} ended before it was ready (${how})`)));
      timer = setTimeout(
        () => reject(new Error(`${name} was not ready within ${readyWithinMs / 1_000} s`)),
        readyWithinMs,
      );
    });
  } finally {
    clearTimeout(timer);
  }
}

async function stopChild(child: ChildProcess, exited: Promise<string>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
  await exited;
  clearTimeout(timer);
}
