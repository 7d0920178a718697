import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const workerFile = 'worker.js';
const filesPlace = '__ENTRY_FILES__';
const stampPlace = '__ENTRY_STAMP__';
const folder = new URL('../field/', import.meta.url);

interface EntryOptions {
  /** Most compressed kilobytes of everything that the first visit loads. */
  kilobytesMax: number;
}

/**
 * Builds the worker of the producers' entry, tells it every file, and fails the build when the whole first load,
 * page, script, styles, pictures and worker together, outgrows its budget.
 */
export function entry({ kilobytesMax }: EntryOptions): Plugin {
  const sizes = new Map<string, number>();
  return {
    name: 'lumbung-entry',
    apply: 'build',
    enforce: 'post',
    buildStart() {
      this.emitFile({ type: 'chunk', id: fileURLToPath(new URL('worker.ts', folder)), fileName: workerFile });
    },
    generateBundle(_output, bundle) {
      for (const name of readdirSync(new URL('public/', folder)))
        sizes.set(name, gzipSync(readFileSync(new URL(`public/${name}`, folder))).length);
      for (const part of Object.values(bundle))
        sizes.set(part.fileName, gzipSync(part.type === 'chunk' ? part.code : part.source).length);
      const worker = bundle[workerFile];
      if (worker?.type !== 'chunk') throw new Error('the worker of the entry was not built');
      const files = [...sizes.keys()].filter((name) => name !== workerFile && name !== 'index.html');
      const stamp = files.filter((name) => name.startsWith('assets/')).join(' ');
      worker.code = worker.code
        .replace(filesPlace, JSON.stringify(files.map((name) => `/lapor/${name}`)))
        .replace(stampPlace, stamp.replace(/[^A-Za-z0-9_-]/g, '').slice(-40));
      const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
      const line = `entry: first load ${(bytes / 1024).toFixed(1)} kB compressed, budget ${kilobytesMax} kB`;
      if (bytes > kilobytesMax * 1024) this.error(line);
      this.info(line);
    },
  };
}
