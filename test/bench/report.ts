import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { PerProcess } from './processes.js';
import { spreadOf, type Spread } from './stats.js';

export interface Row {
  name: string;
  unit: string;
  figures: Spread;
  floor?: { name: string; value: number };
}

export function row(name: string, unit: string, samples: readonly number[], floor?: Row['floor']): Row {
  return { name, unit, figures: spreadOf(samples), ...(floor ? { floor } : {}) };
}

/** A percentile is one figure; its spread is not shown. */
export function single(name: string, unit: string, value: number, floor?: Row['floor']): Row {
  return row(name, unit, [value], floor);
}

export interface Machine {
  cpus: number;
  model: string;
  memoryGb: number;
  system: string;
  node: string;
  /** Load average of the last minute before and after: above the number of cpus others were at work. */
  loadBefore: number;
  loadAfter: number;
}

export function machineNow(): Omit<Machine, 'loadAfter'> {
  return {
    cpus: cpus().length,
    model: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGb: Math.round(totalmem() / 1_024 ** 3),
    system: `${process.platform} ${release()}`,
    node: process.version,
    loadBefore: Number(loadavg()[0]?.toFixed(1)),
  };
}

/** What a part of the bench measured. */
export interface Measured {
  rows: Row[];
  /** Name → resident megabytes. */
  memory?: PerProcess;
  /** Phase with its unit → name → figure. */
  processor?: Record<string, PerProcess>;
  notes: string[];
}

export interface Report extends Measured {
  at: string;
  scale: number;
  seconds: number;
  machine: Machine;
}

/** The table in text: each figure beside its floor and their ratio. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(({ name, unit, figures: { min, median, max }, floor }) => [
    name,
    unit,
    ...(min === max ? ['', figure(median), ''] : [min, median, max].map(figure)),
    ...(floor ? [figure(floor.value), ratioOf(median, floor.value), floor.name] : ['', '', '']),
  ]);
  const lines = [['', '', 'min', 'median', 'max', 'floor', 'ratio', 'floor is'], ...cells];
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const isText = (column: number): boolean => column < 2 || column === 7;
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          isText(column) ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-GB');
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}

function ratioOf(value: number, floor: number): string {
  return Number.isFinite(value / floor) ? `${(value / floor).toFixed(2)}×` : '–';
}

/** One line a phase: what each process spends, and all together. */
export function perProcessOf(name: string, figures: PerProcess): string {
  const sum = Object.values(figures).reduce((a, b) => a + b, 0);
  const parts = Object.entries(figures).map(([process, value]) => `${process} ${figure(value)}`);
  return `${name}: ${parts.join(' · ')} · together ${figure(sum)}`;
}

export function writeReport(folder: string, name: string, report: Report): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.json`);
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  return file;
}
