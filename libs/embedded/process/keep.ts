import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/**
 * A shell between us and the server. It holds a pipe whose other end only this process has: when we end, in
 * whatever way, kill -9 included, the pipe closes and the guard stops the server. Stopping on purpose takes
 * the same way, so it is tried every day.
 */
const KEEPER = `
signal=$1; tenths=$2; shift 2
"$@" 3<&- 4>&- & child=$!
echo "$child" >&4; exec 4>&-
{
  exec >/dev/null 2>&1
  read -r _ <&3
  kill -s "$signal" "$child"
  while [ "$tenths" -gt 0 ] && kill -0 "$child"; do sleep 0.1; tenths=$((tenths-1)); done
  kill -s KILL "$child"
} & guard=$!
trap 'kill -s "$signal" "$child"' HUP INT TERM
while :; do
  wait "$child"; code=$?
  kill -0 "$child" 2>/dev/null || break
done
kill "$guard" 2>/dev/null
exit "$code"
`;

export interface KeepOptions {
  command: string;
  args: readonly string[];
  cwd: string;
  env?: NodeJS.ProcessEnv;
  /** Run as this account instead of our own (root only). */
  account?: { uid: number; gid: number };
  stopSignal: 'TERM' | 'INT';
  /** How long the server may take to stop before it is killed, in milliseconds. */
  stopWithinMs: number;
  /** Stops the server when it is aborted, ready or not. */
  signal?: AbortSignal;
  /** Every line the server prints. */
  onLine: (line: string) => void;
}

export interface KeptProcess {
  /** The server's own process id, not the keeper's. */
  pid: number;
  /** Settles with the exit code when the server has ended, for whatever reason. */
  exited: Promise<number>;
  stop(): Promise<void>;
  /** Lets this process end when it has nothing else to do; the guard then stops the server. */
  unref(): void;
}

/** Starts a server that cannot outlive this process. */
export async function keep(options: KeepOptions): Promise<KeptProcess> {
  const tenths = String(Math.ceil(options.stopWithinMs / 100));
  const child = spawn(
    '/bin/sh',
    ['-c', KEEPER, 'keeper', options.stopSignal, tenths, options.command, ...options.args],
    {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
      // A session of its own: Ctrl-C in the terminal reaches us, and we stop the servers in their order.
      detached: true,
      ...options.account,
    },
  );
  const exited = new Promise<number>((resolve) => {
    child.once('error', (error) => {
      options.onLine(error.message);
      resolve(127);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
  readLines(child, options.onLine);
  const life = child.stdio[3] as Writable;
  life.on('error', () => undefined);
  options.signal?.addEventListener('abort', () => life.end(), { once: true });
  if (options.signal?.aborted) life.end();
  const pid = Number(await Promise.race([firstLine(child.stdio[4] as Readable), exited.then(() => '0')]));
  const stop = async (): Promise<void> => {
    child.ref();
    life.end();
    await exited;
  };
  return { pid, exited, stop, unref: () => unreference(child) };
}

function readLines(child: ChildProcess, onLine: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', onLine);
  }
}

async function firstLine(stream: Readable): Promise<string> {
  const [chunk] = (await once(stream, 'data')) as [Buffer];
  return chunk.toString().trim();
}

function unreference(child: ChildProcess): void {
  child.unref();
  for (const stream of child.stdio) (stream as unknown as { unref?: () => void } | null)?.unref?.();
}
