import { join, resolve } from 'node:path';
import { ProblemError, solve } from '#domain';
import { CliError } from './cli-error.js';
import type { Context } from './context.js';
import { wordsOf } from './problem-words.js';
import { readProblem } from './read-problem.js';
import { readText, type Source } from './source.js';
import { demandOwnPlaces, isFolder, sourcesOf, type NamedSource } from './sources.js';
import { usageError } from './usage.js';
import { makeFolder, writeWhole } from './whole-file.js';

/** Answers one problem on standard output, or each of several in a file of its own in `out`. Errors: CliError. */
export async function solveFiles(paths: string[], out: string | undefined, context: Context): Promise<void> {
  if (out === undefined) return answerOne(paths, context);
  const folder = folderFor(out, context);
  const sources = sourcesOf(paths, context.folder);
  demandOwnPlaces(sources, folder);
  makeFolder(folder);
  await answerEach(sources, folder, context);
}

async function answerOne(paths: string[], context: Context): Promise<void> {
  const [path = ''] = paths;
  if (paths.length > 1 || isFolder(resolve(context.folder, path))) {
    throw usageError({
      id: 'Folder atau beberapa berkas memerlukan --out <folder> untuk jawabannya.',
      en: 'A folder or several files need --out <folder> for the answers.',
    });
  }
  for (const source of sourcesOf(paths, context.folder)) await context.answer(await answerTo(source));
}

function folderFor(out: string, { folder }: Context): string {
  if (out !== '') return resolve(folder, out);
  throw usageError({ id: '--out kosong.', en: '--out is empty.' });
}

/** One bad problem does not stop the others; it is named, and the exit code tells. */
async function answerEach(sources: NamedSource[], folder: string, context: Context): Promise<void> {
  const { terminal, exitWith } = context;
  terminal.step({ id: `Menyelesaikan ${sources.length} soal`, en: `Problems to solve: ${sources.length}` });
  let solved = 0;
  for (const [index, source] of sources.entries()) {
    try {
      writeWhole(join(folder, source.answerName), await answerTo(source));
      solved += 1;
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      terminal.fail(error.text);
      exitWith(error.exitCode);
    }
    terminal.bar(index + 1, sources.length);
  }
  terminal.step({
    id: `${solved} dari ${sources.length} soal terjawab di ${folder}`,
    en: `answered: ${solved} of ${sources.length}`,
  });
}

/** The answer as JSON text. */
async function answerTo(source: Source): Promise<string> {
  const problem = readProblem(await readText(source), source.name);
  try {
    return `${JSON.stringify(solve(problem), null, 2)}\n`;
  } catch (cause) {
    const code = cause instanceof ProblemError ? 'BAD_PROBLEM' : 'FAILED';
    const { id, en } =
      cause instanceof ProblemError ? wordsOf(cause) : { id: String(cause), en: String(cause) };
    throw new CliError(code, { id: `${source.name}: ${id}.`, en: `${source.name}: ${en}.` }, { cause });
  }
}
