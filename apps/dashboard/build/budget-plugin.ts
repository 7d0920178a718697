import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

export interface BudgetOptions {
  /** Most compressed kilobytes of JavaScript that the first paint may need. */
  initialKilobytesMax: number;
}

/** Fails the build when the scripts needed before the first paint outgrow their budget. */
export function budget(options: BudgetOptions): Plugin {
  return {
    name: 'lumbung-budget',
    apply: 'build',
    generateBundle(_output, bundle) {
      const chunks = Object.values(bundle).filter((part) => part.type === 'chunk');
      const wanted = new Set<string>();
      const visit = (fileName: string): void => {
        if (wanted.has(fileName)) return;
        wanted.add(fileName);
        chunks.find((chunk) => chunk.fileName === fileName)?.imports.forEach(visit);
      };
      chunks.filter((chunk) => chunk.isEntry).forEach((chunk) => visit(chunk.fileName));
      const bytes = chunks
        .filter((chunk) => wanted.has(chunk.fileName))
        .reduce((sum, chunk) => sum + gzipSync(chunk.code).length, 0);
      const kilobytes = Math.round(bytes / 1024);
      const line = `initial JavaScript ${kilobytes} kB compressed, budget ${options.initialKilobytesMax} kB`;
      if (kilobytes > options.initialKilobytesMax) this.error(line);
      this.info(line);
    },
  };
}
