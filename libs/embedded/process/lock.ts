import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { EmbeddedError, explainFolderError } from '../embedded-error.js';
import { isAlive } from './running.js';

export interface Lock {
  release(): void;
}

/**
 * Takes the lock file for this process. A lock whose process has ended is taken over.
 * Errors: DATA_DIR_IN_USE while its owner lives, FOLDER_CLOSED, DISK_FULL.
 */
export function takeLock(file: string): Lock {
  const mine = `${process.pid} ${startOf(process.pid)}\n`;
  const draft = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(draft, mine);
    // A link appears whole or not at all, so nobody ever reads half a lock.
    for (let attempt = 0; attempt < 3; attempt++)
      if (tryLink(draft, file)) return { release: () => release(file, mine) };
    throw inUse(file, ownerOf(file)?.pid);
  } catch (error) {
    throw explainFolderError(error, dirname(file));
  } finally {
    rmSync(draft, { force: true });
  }
}

function tryLink(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const owner = ownerOf(file);
  if (owner && isOwnerAlive(owner)) throw inUse(file, owner.pid);
  discard(file, owner?.line);
  return false;
}

/** Moves a stale lock away, and puts it back when it was a newer one after all. */
function discard(file: string, expected: string | undefined): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (expected !== undefined && readFileSync(aside, 'utf8') !== expected) {
    try {
      linkSync(aside, file);
    } catch {
      // A third process has already taken the place; it is the owner now.
    }
  }
  rmSync(aside, { force: true });
}

interface Owner {
  pid: number;
  start: string;
  line: string;
}

function ownerOf(file: string): Owner | null {
  try {
    const line = readFileSync(file, 'utf8');
    const [pid, start] = line.trim().split(' ');
    return { pid: Number(pid), start: start ?? '', line };
  } catch {
    return null;
  }
}

function isOwnerAlive(owner: Owner): boolean {
  if (!Number.isInteger(owner.pid) || owner.pid <= 0 || !isAlive(owner.pid)) return false;
  const start = startOf(owner.pid);
  // Numbers of processes are used again: the time a process started tells two of them apart.
  return start === '' || owner.start === '' || start === owner.start;
}

/** The start of a process in clock ticks after boot, with the boot's own id; empty where /proc is missing. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${ticks}`;
  } catch {
    return '';
  }
}

function release(file: string, mine: string): void {
  if (ownerOf(file)?.line === mine) rmSync(file, { force: true });
}

function inUse(file: string, pid: number | undefined): EmbeddedError {
  const folder = dirname(file);
  const owner = pid === undefined ? '' : ` (pid ${pid})`;
  return new EmbeddedError('DATA_DIR_IN_USE', {
    id: `Lumbung lain${owner} sudah memakai folder data ${folder}. Hentikan dulu, atau pilih DATA_DIR lain.`,
    en: `Another Lumbung${owner} already uses the data folder ${folder}. Stop it first, or choose another DATA_DIR.`,
  });
}
