// Each program becomes one file and what it shares with the others: a process that reads some twenty files instead
// of two thousand starts in a third of the time and holds a quarter less memory.
import { existsSync, readdirSync } from 'node:fs';

const apps = readdirSync('dist/apps').filter((name) => existsSync(`dist/apps/${name}/main.js`));

/** @type {import('rolldown').RolldownOptions} */
export default {
  input: {
    ...Object.fromEntries(apps.map((name) => [name, `dist/apps/${name}/main.js`])),
    'launcher-test': 'dist/apps/launcher/test.js',
  },
  platform: 'node',
  // It finds its fonts beside its own files, and is loaded with the first paper.
  external: [/^pdfmake(\/|$)/],
  onLog(level, log, report) {
    // Frameworks name drivers that we do not install; Node would look for them only if they were used.
    if (log.code !== 'UNRESOLVED_IMPORT' || !log.id?.includes('node_modules')) report(level, log);
  },
  output: {
    dir: 'dist/bin',
    cleanDir: true,
    format: 'esm',
    chunkFileNames: 'shared/[name]-[hash].js',
    // Frameworks find providers, entities and documents by the names of classes.
    keepNames: true,
  },
};
