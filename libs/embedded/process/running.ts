import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** True while a process with this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The command line of a process followed by its working folder; empty when it is gone or not ours to see. */
export function describeProcess(pid: number): string {
  try {
    if (!existsSync('/proc/self')) {
      return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).trim();
    }
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return `${command} ${readlinkSync(`/proc/${pid}/cwd`)}`;
  } catch {
    return '';
  }
}

/**
 * Ends a server that an earlier launcher left behind. Only a process whose description contains `mark`
 * is touched, because its number may long belong to somebody else.
 */
export async function endLeftover(pid: number, mark: string, signal: NodeJS.Signals): Promise<boolean> {
  if (!isAlive(pid) || !describeProcess(pid).includes(mark)) return false;
  process.kill(pid, signal);
  const deadline = Date.now() + 8_000;
  while (isAlive(pid) && Date.now() < deadline) await sleep(50);
  if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  while (isAlive(pid) && Date.now() < deadline + 2_000) await sleep(50);
  return true;
}

function isZombie(pid: number): boolean {
  try {
    // The state follows the command's closing bracket; a zombie has ended and only waits for its parent. While other
    // threads of it are still ending, its files are open and its locks are held.
    return (
      /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8')) && readdirSync(`/proc/${pid}/task`).length <= 1
    );
  } catch {
    return false;
  }
}
