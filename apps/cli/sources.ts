import { readdirSync, statSync, type Stats } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { CliError } from './cli-error.js';
import type { Source } from './source.js';
import { usageError } from './usage.js';

/** A problem and the name of the file that gets its answer. */
export interface NamedSource extends Source {
  answerName: string;
}

/** Every problem that `paths`, relative to `folder`, name; those of a folder in code-unit order. Errors: CliError. */
export function sourcesOf(paths: readonly string[], folder: string): NamedSource[] {
  return paths.flatMap((name) => {
    if (name === '-') return [{ name: 'stdin', path: null, answerName: 'stdin.json' }];
    const path = resolve(folder, name);
    return isFolder(path) ? problemsIn(path, name) : [{ name, path, answerName: basename(path) }];
  });
}

export function isFolder(path: string): boolean {
  return look(path)?.isDirectory() ?? false;
}

/** Undefined for what cannot be looked at: reading it will say why. */
function look(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

function problemsIn(path: string, name: string): NamedSource[] {
  const files = namesIn(path, name).filter(
    (file) => /^[^.].*\.json$/.test(file) && !isFolder(join(path, file)),
  );
  if (files.length > 0) {
    return files.map((file) => ({ name: join(name, file), path: join(path, file), answerName: file }));
  }
  throw new CliError('NOT_FOUND', {
    id: `Folder ${name} tidak memuat berkas *.json.`,
    en: `The folder ${name} holds no *.json file.`,
  });
}

function namesIn(path: string, name: string): string[] {
  try {
    return readdirSync(path).sort();
  } catch (cause) {
    throw new CliError(
      'NOT_READABLE',
      { id: `Folder ${name} tertutup bagi Anda.`, en: `The folder ${name} is closed to you.` },
      { cause },
    );
  }
}

/** Refuses answers that would replace each other or the problems themselves. Errors: USAGE. */
export function demandOwnPlaces(sources: readonly NamedSource[], out: string): void {
  const taken = new Map<string, string>();
  for (const { name, path, answerName } of sources) {
    const other = taken.get(answerName);
    if (other !== undefined)
      throw usageError({
        id: `${other} dan ${name} akan ditulis ke berkas yang sama, ${answerName}.`,
        en: `${other} and ${name} would be written to the same file, ${answerName}.`,
      });
    taken.set(answerName, name);
    if (path !== null && isSameFile(path, join(out, answerName)))
      throw usageError({
        id: `Jawaban ${name} akan menimpa soalnya sendiri. Pilih folder lain untuk --out.`,
        en: `The answer of ${name} would replace the problem itself. Choose another folder for --out.`,
      });
  }
}

function isSameFile(a: string, b: string): boolean {
  const [one, other] = [a, b].map(look);
  return one !== undefined && other !== undefined && one.dev === other.dev && one.ino === other.ino;
}
