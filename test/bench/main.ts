import { loadavg } from 'node:os';
import { relative } from 'node:path';
import { LauncherError, type Terminal } from '../../apps/launcher/terminal.js';
import { run as runAllocation } from './allocation.bench.js';
import { measurePipeline } from './pipeline.bench.js';
import { machineNow, perProcessOf, tableOf, writeReport } from './report.js';
import { benchFolder } from './rig.js';
import { readSizes } from './sizes.js';
import { runStability } from './stability.bench.js';

const parts = ['pipeline', 'allocation', 'stability'] as const;

/** Measures the parts named, or all. Nothing here passes or fails: the figures are for people to judge. */
export async function run(terminal: Terminal, args: string[]): Promise<void> {
  const unknown = args.find((arg) => !(parts as readonly string[]).includes(arg));
  if (unknown !== undefined)
    throw new LauncherError({
      id: `Bagian bench "${unknown}" tidak ada. Yang ada: ${parts.join(', ')}.`,
      en: `There is no part "${unknown}" of the bench. There are: ${parts.join(', ')}.`,
    });
  const wanted = (part: (typeof parts)[number]): boolean => args.length === 0 || args.includes(part);
  if (wanted('pipeline')) await runPipeline(terminal);
  if (wanted('allocation')) {
    terminal.step({ id: 'Alokasi, milidetik', en: 'Allocation, milliseconds' });
    await runAllocation();
  }
  if (wanted('stability')) {
    terminal.step({ id: 'Kemantapan rencana, satu minggu telur', en: 'Stability of plans, a week of eggs' });
    runStability();
  }
}

async function runPipeline(terminal: Terminal): Promise<void> {
  const sizes = readSizes();
  const begin = performance.now();
  const before = machineNow();
  const { rows, memory, processor, notes } = await measurePipeline(terminal, sizes);
  const machine = { ...before, loadAfter: Number(loadavg()[0]?.toFixed(1)) };
  const seconds = Math.round((performance.now() - begin) / 1_000);
  const report = {
    at: new Date().toISOString(),
    scale: sizes.scale,
    seconds,
    machine,
    rows,
    memory,
    processor,
    notes,
  };
  const file = writeReport(benchFolder, report);
  terminal.line('');
  terminal.line(tableOf(rows));
  terminal.line('');
  terminal.line(perProcessOf('resident memory at the end, MB', memory));
  for (const [phase, figures] of Object.entries(processor))
    terminal.line(perProcessOf(`processor time, ${phase}`, figures));
  for (const note of notes) terminal.line(note);
  const { cpus, model, node, loadBefore, loadAfter } = machine;
  terminal.line(
    `${cpus} × ${model}, Node ${node}, load ${loadBefore} → ${loadAfter}, scale ${sizes.scale}, ${seconds} s`,
  );
  if (loadBefore > cpus / 2)
    terminal.warn({
      id: 'Mesin ini sedang sibuk dengan hal lain: angkanya lebih buruk daripada yang sebenarnya.',
      en: 'This machine is busy with other things: the figures are worse than they would be.',
    });
  terminal.line(relative(process.cwd(), file));
}
