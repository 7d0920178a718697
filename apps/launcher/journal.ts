import { join } from 'node:path';
import { LogFile } from './log-file.js';
import type { Terminal } from './terminal.js';

const severe = new Set(['warn', 'error', 'fatal']);
const terminalLinesPerMinute = 60;

/** Where everything that runs writes: a file each, and what matters also on the terminal. */
export class Journal {
  private readonly files = new Map<string, LogFile>();
  private readonly lastWords = new Map<string, string>();
  private minute = 0;
  private linesThisMinute = 0;

  constructor(
    private readonly folder: string,
    private readonly terminal: Terminal,
  ) {}

  /** One line of a program's output; a structured line of level warn or above is shown as well. */
  write(name: string, line: string): void {
    this.fileOf(name).write(line);
    const shown = severeLine(line);
    if (shown !== null || /error/i.test(line) || !this.lastWords.has(name))
      this.lastWords.set(name, shown ?? line);
    if (shown !== null) this.show(`${name}: ${shown}`);
  }

  /** The last complaint of a program, else the first thing it said; empty when it said nothing. */
  lastWordsOf(name: string): string {
    return (this.lastWords.get(name) ?? '').slice(0, 300);
  }

  /** A remark of the launcher itself about a program. */
  note(name: string, text: string): void {
    this.fileOf('launcher').write(`${new Date().toISOString()} ${name}: ${text}`);
  }

  close(): void {
    for (const file of this.files.values()) file.close();
    this.files.clear();
  }

  /** A flood of warnings may fill the files, which are bounded, but not the terminal. */
  private show(text: string): void {
    const minute = Math.floor(Date.now() / 60_000);
    if (minute !== this.minute) [this.minute, this.linesThisMinute] = [minute, 0];
    this.linesThisMinute += 1;
    if (this.linesThisMinute <= terminalLinesPerMinute) this.terminal.line(text.slice(0, 400));
    else if (this.linesThisMinute === terminalLinesPerMinute + 1) this.terminal.line(`… ${this.folder}`);
  }

  private fileOf(name: string): LogFile {
    let file = this.files.get(name);
    if (!file) {
      file = new LogFile(join(this.folder, `${name}.log`));
      this.files.set(name, file);
    }
    return file;
  }
}

interface Structured {
  level?: string;
  msg?: string;
  err?: { message?: string };
}

function severeLine(line: string): string | null {
  if (!line.startsWith('{')) return null;
  try {
    const { level = '', msg = '', err } = JSON.parse(line) as Structured;
    if (!severe.has(level)) return null;
    const cause = err?.message && err.message !== msg ? ` (${err.message})` : '';
    return `${level}: ${msg}${cause}`;
  } catch {
    return null;
  }
}
