import { loadavg } from 'node:os';
import { relative } from 'node:path';
import { LauncherError, type Terminal } from '../../apps/launcher/terminal.js';
import { run as runAllocation } from './allocation.bench.js';
import { measureCrowd } from './crowd.bench.js';
import { measureFacts } from './facts.part.js';
import { measurePage, type PageOptions } from './page.bench.js';
import { measurePipeline } from './pipeline.bench.js';
import { measureQueries } from './queries.bench.js';
import { measureRace } from './race.part.js';
import { machineNow, perProcessOf, tableOf, writeReport, type Measured } from './report.js';
import { benchFolder, withRig } from './rig.js';
import { readSizes } from './sizes.js';
import { runStability } from './stability.bench.js';
import { measureState } from './state.bench.js';
import { measureWebhooks } from './webhooks.bench.js';

const parts = [
  'pipeline',
  'facts',
  'race',
  'state',
  'crowd',
  'queries',
  'webhooks',
  'page',
  'allocation',
  'stability',
] as const;
type Part = (typeof parts)[number];
/** Those that are done within a few minutes. */
const usual: readonly string[] = ['pipeline', 'allocation', 'stability'];
const peersFlag = '--peers';

/**
 * Measures the parts named, `all`, or without a name the usual ones; `--peers` measures Kafka Streams beside our reconciler. Nothing here passes or
 * fails: the figures are for people to judge.
 */
export async function run(terminal: Terminal, args: string[]): Promise<void> {
  const withPeers = args.includes(peersFlag);
  const page = pageOptions(args);
  const named = args.filter((arg, index) => arg !== peersFlag && !isPageOption(args, index));
  const unknown = named.find((arg) => arg !== 'all' && !(parts as readonly string[]).includes(arg));
  if (unknown !== undefined)
    throw new LauncherError({
      id: `Bagian bench "${unknown}" tidak ada. Yang ada: ${parts.join(', ')}, all, dan ${peersFlag}.`,
      en: `There is no part "${unknown}" of the bench. There are: ${parts.join(', ')}, all, and ${peersFlag}.`,
    });
  const isNamed = named.length > 0 || withPeers;
  const wanted = (part: Part): boolean =>
    named.includes('all') || (isNamed ? named.includes(part) : usual.includes(part));
  const sizes = readSizes();
  if (wanted('pipeline')) await report(terminal, 'pipeline', () => measurePipeline(terminal, sizes));
  // The peers stand beside our reconciler, so whoever asks for them gets its rows too.
  if (wanted('facts') || withPeers)
    await report(terminal, 'facts', () =>
      withRig(terminal, (rig) => measureFacts(rig, terminal, sizes, withPeers)),
    );
  if (wanted('race'))
    await report(terminal, 'race', () => withRig(terminal, (rig) => measureRace(rig, terminal)));
  if (wanted('state'))
    await report(terminal, 'state', () => withRig(terminal, (rig) => measureState(rig, terminal, sizes)));
  if (wanted('crowd'))
    await report(terminal, 'crowd', () => withRig(terminal, (rig) => measureCrowd(rig, terminal, sizes)));
  if (wanted('queries'))
    await report(terminal, 'queries', () => withRig(terminal, (rig) => measureQueries(rig, terminal, sizes)));
  if (wanted('webhooks'))
    await report(terminal, 'webhooks', () =>
      withRig(terminal, (rig) => measureWebhooks(rig, terminal, sizes)),
    );
  if (wanted('page'))
    await report(terminal, 'page', () => withRig(terminal, (rig) => measurePage(rig, terminal, page)));
  if (wanted('allocation')) {
    terminal.step({ id: 'Alokasi, milidetik', en: 'Allocation, milliseconds' });
    await runAllocation();
  }
  if (wanted('stability')) {
    terminal.step({ id: 'Kemantapan rencana, satu minggu telur', en: 'Stability of plans, a week of eggs' });
    runStability();
  }
}

const pageFlags = ['--minutes', '--facts'];

const isPageOption = (args: string[], index: number): boolean =>
  pageFlags.includes(args[index]!) || pageFlags.includes(args[index - 1] ?? '');

/** `--minutes 60`: how long the page is open; `--facts 1000`: how many come a second. */
function pageOptions(args: string[]): PageOptions {
  const given = (flag: string, usual: number): number => {
    const value = Number(args[args.indexOf(flag) + 1]);
    return args.includes(flag) && value > 0 ? value : usual;
  };
  return { minutes: given('--minutes', 2), factsPerSecond: given('--facts', 1_000) };
}

/** Prints what a part measured, with the machine it was measured on, and leaves it as JSON. */
async function report(terminal: Terminal, part: Part, measure: () => Promise<Measured>): Promise<void> {
  const { scale } = readSizes();
  const begin = performance.now();
  const before = machineNow();
  const { rows, notes, memory = {}, processor = {} } = await measure();
  const machine = { ...before, loadAfter: Number(loadavg()[0]?.toFixed(1)) };
  const seconds = Math.round((performance.now() - begin) / 1_000);
  const at = new Date().toISOString();
  const name = part === 'pipeline' ? 'latest' : `latest-${part}`;
  const file = writeReport(benchFolder, name, {
    at,
    scale,
    seconds,
    machine,
    rows,
    memory,
    processor,
    notes,
  });
  terminal.line('');
  terminal.line(tableOf(rows));
  terminal.line('');
  if (Object.keys(memory).length > 0) terminal.line(perProcessOf('resident memory at the end, MB', memory));
  for (const [phase, figures] of Object.entries(processor))
    terminal.line(perProcessOf(`processor time, ${phase}`, figures));
  for (const note of notes) terminal.line(note);
  const { cpus, model, node, loadBefore, loadAfter } = machine;
  terminal.line(
    `${cpus} × ${model}, Node ${node}, load ${loadBefore} → ${loadAfter}, scale ${scale}, ${seconds} s`,
  );
  if (loadBefore > cpus / 2)
    terminal.warn({
      id: 'Mesin ini sedang sibuk dengan hal lain: angkanya lebih buruk daripada yang sebenarnya.',
      en: 'This machine is busy with other things: the figures are worse than they would be.',
    });
  terminal.line(relative(process.cwd(), file));
}
