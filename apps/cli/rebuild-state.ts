import { ArchiveError } from '#database';
import { gone } from './archive-gaps.js';
import { CliError } from './cli-error.js';
import type { Context } from './context.js';
import { kinds, type Counts, type Kind } from './rebuild/compare.js';
import { rebuild, type Report } from './rebuild/run.js';
import type { Part } from './rebuild/tables.js';
import { withDatabase } from './server.js';
import type { Terminal } from './terminal.js';

const statementMaxMs = 15 * 60_000;

/** Rebuilds, compares, swaps when asked to, and tells what was found. Errors: CliError. */
export async function rebuildState(
  options: { swap?: boolean; fresh?: boolean; json?: boolean },
  context: Context,
): Promise<void> {
  const { terminal } = context;
  const report = await withDatabase(
    (database) => rebuild(database, { ...options, onPart: progressOn(terminal) }),
    process.env,
    { connectionsMax: 3, statementTimeoutMs: statementMaxMs },
  ).catch((error: unknown) => {
    if (error instanceof ArchiveError) throw gone(error);
    throw error instanceof CliError && error.code === 'NO_SERVER' ? notReachable(error) : error;
  });
  if (report === null) throw busy();
  if (!report.same) context.exitWith(1);
  await context.answer(options.json ? `${JSON.stringify(report, null, 2)}\n` : told(report));
}

/** A bar on a terminal; elsewhere a line for each part. */
function progressOn(terminal: Terminal): (done: number, total: number, part: Part) => void {
  if (process.stderr.isTTY) return (done, total) => terminal.bar(done, total);
  return (done, total, { hub, commodity }) =>
    terminal.line(`${done}/${total} ${commodity === '' ? hub : `${hub}/${commodity}`}`);
}

const words: Record<Kind, string> = {
  different: 'berbeda · different',
  missing: 'hilang · missing',
  extra: 'berlebih · extra',
  behind: 'tertinggal · behind',
};

function told(report: Report): string {
  const lines = Object.entries(report.tables)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, { examples, ...counts }]) => [
      `${name.padEnd(24)} ${said(counts)}`,
      ...examples.map(({ kind, key }) => `  ${words[kind]}: ${Object.values(key).join(' / ')}`),
    ]);
  const resumed = report.resumed > 0 ? [`dilanjutkan · resumed: ${report.resumed} / ${report.parts}`] : [];
  const left = Object.entries(report.left).map(([name, counts]) => `  ${name.padEnd(22)} ${said(counts)}`);
  return `${[...lines, ...resumed, verdict(report), ...left].join('\n')}\n`;
}

function said(counts: Counts): string {
  const others = kinds.filter((kind) => counts[kind] > 0).map((kind) => `, ${counts[kind]} ${words[kind]}`);
  return `${counts.same} sama · same${others.join('')}`;
}

function verdict({ same, swapped }: Report): string {
  if (same) return swapped ? 'ditukar, kini sama · swapped, now the same' : 'sama · same';
  if (!swapped) return 'berbeda; ganti dengan --swap · different; replace with --swap';
  return 'ditukar, tetapi ini tidak mengikuti dari fakta · swapped, but this does not follow from facts:';
}

function busy(): CliError {
  return new CliError('FAILED', {
    id: 'Pembangunan ulang lain sedang berjalan.',
    en: 'Another rebuild is at work.',
  });
}

function notReachable({ cause }: CliError): CliError {
  const text = {
    id: 'Basis data tidak terjangkau. Nyalakan dengan npm start, atau isi DATABASE_URL.',
    en: 'The database cannot be reached. Start one with npm start, or set DATABASE_URL.',
  };
  return new CliError('NOT_REACHABLE', text, { cause });
}
