import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { CliError } from './cli-error.js';

/** The file is there whole or not at all: it gets its name when it is finished. Errors: NOT_WRITABLE. */
export function writeWhole(path: string, text: string): void {
  const unfinished = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    writeFileSync(unfinished, text, { flush: true });
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw unwritable(path, error);
  }
}

/** Makes a folder and those around it. Errors: NOT_WRITABLE. */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw unwritable(path, error);
  }
}

function unwritable(path: string, cause: unknown): CliError {
  const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
  return new CliError(
    'NOT_WRITABLE',
    { id: `${path} tidak dapat ditulis (${code}).`, en: `${path} cannot be written (${code}).` },
    { cause },
  );
}
