import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const workerFile = 'phone-worker.js';
const place = '__PHONE_FILES__';
const source = fileURLToPath(new URL('../phone/worker.ts', import.meta.url));

interface PhoneOptions {
  /** Modules of the pages that open without a network, by the end of their names. */
  pages: string[];
}

/** Builds the worker of the phone's pages and tells it every file that these pages can need. */
export function phone({ pages }: PhoneOptions): Plugin {
  return {
    name: 'lumbung-phone',
    apply: 'build',
    buildStart() {
      this.emitFile({ type: 'chunk', id: source, fileName: workerFile });
    },
    generateBundle(_output, bundle) {
      const chunks = Object.values(bundle).filter((part) => part.type === 'chunk');
      const worker = chunks.find(({ fileName }) => fileName === workerFile);
      if (!worker) throw new Error('the worker of the phone was not built');
      const wanted = new Set<string>();
      const visit = (fileName: string, deep: boolean): void => {
        if (wanted.has(fileName)) return;
        wanted.add(fileName);
        const chunk = chunks.find((one) => one.fileName === fileName);
        if (!chunk) return;
        const { importedCss, importedAssets } = chunk.viteMetadata ?? {};
        for (const asset of [...(importedCss ?? []), ...(importedAssets ?? [])]) wanted.add(asset);
        chunk.imports.forEach((name) => visit(name, deep));
        if (deep) chunk.dynamicImports.forEach((name) => visit(name, deep));
      };
      // First what every page has, and not the pages that it leads to.
      chunks
        .filter(({ isEntry, fileName }) => isEntry && fileName !== workerFile)
        .forEach(({ fileName }) => visit(fileName, false));
      for (const page of pages) {
        const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(page));
        if (!chunk) throw new Error(`${page} is no page of its own`);
        visit(chunk.fileName, true);
      }
      const fonts = Object.keys(bundle).filter((name) => /latin-wght-normal.*\.woff2$/.test(name));
      // Each once: a browser keeps none of them when one is named twice.
      const files = [...new Set([...wanted, ...fonts])].filter((name) => name.startsWith('assets/'));
      if (!worker.code.includes(place)) throw new Error('the worker has no place for its files');
      worker.code = worker.code.replace(place, JSON.stringify(files.map((name) => `/${name}`)));
      this.info(`${files.length} files for the phone`);
    },
  };
}
