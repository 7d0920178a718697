import { resolve } from 'node:path';
import { CliError, type ExitCode } from './cli-error.js';
import type { Terminal } from './terminal.js';

/** What every command has at hand. */
export interface Context {
  readonly terminal: Terminal;
  /** The folder in which the person stands; paths are relative to it. */
  readonly folder: string;
  /** Writes to standard output. Errors: NOT_WRITABLE. */
  answer(text: string): Promise<void>;
  /** The code with which the process will end; the worst one said counts. */
  exitWith(code: ExitCode): void;
}

export function processContext(terminal: Terminal, env: NodeJS.ProcessEnv = process.env): Context {
  // npm runs scripts in the checkout and says from where it was called.
  const calledFrom = env.npm_lifecycle_event === 'cli' ? env.INIT_CWD : undefined;
  return {
    terminal,
    folder: resolve(calledFrom ?? '.'),
    answer,
    exitWith: (code) => (process.exitCode = Math.max(code, Number(process.exitCode ?? 0))),
  };
}

function answer(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      // Who reads no further (`| head`) has what they wanted.
      if (error.code === 'EPIPE') resolve();
      else reject(unwritable(error));
    };
    process.stdout.once('error', failed);
    process.stdout.write(text, (error) => {
      if (error) return;
      process.stdout.off('error', failed);
      resolve();
    });
  });
}

function unwritable(cause: NodeJS.ErrnoException): CliError {
  const text = {
    id: `Keluaran standar tidak dapat ditulis (${cause.code}).`,
    en: `Standard output cannot be written (${cause.code}).`,
  };
  return new CliError('NOT_WRITABLE', text, { cause });
}
