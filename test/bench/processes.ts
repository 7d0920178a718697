import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import type { Rig } from './rig.js';

/** Name → figure, of everything that runs. */
export type PerProcess = Record<string, number>;

/** Resident megabytes. Postgres is the sum of its processes' shares, so that shared pages count once. */
export function memoryOf(rig: Rig): PerProcess {
  const figures: PerProcess = {};
  for (const [name, pid] of rig.pids) figures[name] = residentOf(pid);
  figures['kafka'] = residentOf(rig.kafka.pid);
  figures['postgres'] = postgresPids(rig).reduce((sum, pid) => sum + shareOf(pid), 0);
  return figures;
}

/**
 * Processor milliseconds spent so far; empty where the system has no /proc. Unlike a rate this hardly depends on
 * what else the machine does.
 */
export function processorOf(rig: Rig): PerProcess {
  const figures: PerProcess = {};
  for (const [name, pid] of rig.pids) figures[name] = processorMsOf(pid);
  figures['kafka'] = processorMsOf(rig.kafka.pid);
  figures['postgres'] = postgresPids(rig).reduce((sum, pid) => sum + processorMsOf(pid), 0);
  return figures;
}

/** Processor milliseconds of an engine's processes, the broker and the database so far. */
export function processorWith(pids: readonly number[], rig: Rig): PerProcess {
  return {
    engine: pids.reduce((sum, pid) => sum + processorMsOf(pid), 0),
    kafka: processorMsOf(rig.kafka.pid),
    postgres: postgresPids(rig).reduce((sum, pid) => sum + processorMsOf(pid), 0),
  };
}

/** What was spent since `before`, a part for each of `count` events, in processor milliseconds. */
export function processorSince(before: PerProcess, rig: Rig, count: number): PerProcess {
  const now = processorOf(rig);
  return Object.fromEntries(
    Object.keys(now).map((name) => [name, (now[name]! - (before[name] ?? 0)) / count]),
  );
}

const politeness = 10;

/** Lets whoever else wants the processor go first, as if the servers were another machine. */
export function yieldToOthers(rig: Rig): void {
  const pids = [...rig.pids.map(([, pid]) => pid), rig.kafka.pid, ...postgresPids(rig)];
  // Linux keeps a priority for each thread; those to come inherit it.
  for (const pid of pids)
    for (const thread of readdirSync(`/proc/${pid}/task`)) setPriority(Number(thread), politeness);
}

const tickMs = 10;

/** User and system time with that of ended children; NaN where there is no /proc. */
export function processorMsOf(pid: number): number {
  try {
    // What follows the command's closing bracket: state, parent, …; times are the 12th to 15th of them.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) * tickMs;
  } catch {
    return NaN;
  }
}

export function residentOf(pid: number): number {
  return Number(ps(['-o', 'rss=', '-p', String(pid)]).trim()) / 1_024;
}

function shareOf(pid: number): number {
  try {
    const kilobytes = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
    return Number(kilobytes) / 1_024;
  } catch {
    return residentOf(pid);
  }
}

function postgresPids(rig: Rig): number[] {
  const { pid } = rig.postgres;
  const rows = ps(['-A', '-o', 'pid=,ppid=']).trim().split('\n');
  const pairs = rows.map((line) => line.trim().split(/\s+/).map(Number));
  return [pid, ...pairs.flatMap(([child, parent]) => (parent === pid ? [child!] : []))];
}

function ps(args: string[]): string {
  return execFileSync('ps', args, { encoding: 'utf8' });
}
