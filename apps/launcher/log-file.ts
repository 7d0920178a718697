import { closeSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const bytesMax = 10 * 1024 * 1024;

/** A log that keeps its newest 10 to 20 MB: when the file is full it becomes `<file>.1` and a new one begins. */
export class LogFile {
  private descriptor: number;
  private bytes: number;

  constructor(private readonly path: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.descriptor = openSync(path, 'a');
    this.bytes = statSync(path).size;
  }

  write(line: string): void {
    try {
      if (this.bytes > bytesMax) this.rotate();
      this.bytes += writeSync(this.descriptor, `${line}\n`);
    } catch {
      // A full disk must not stop the services: the line is lost, the terminal has warnings.
    }
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private rotate(): void {
    closeSync(this.descriptor);
    renameSync(this.path, `${this.path}.1`);
    this.descriptor = openSync(this.path, 'a');
    this.bytes = 0;
  }
}
