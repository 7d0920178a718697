import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Failure } from './failure.mjs';
import { root } from './root.mjs';

/** Each command is one built module that exports `run(terminal, args)`. */
const modules = {
  start: 'dist/bin/launcher.js',
  test: 'dist/bin/launcher-test.js',
  bench: 'dist/apps/launcher/bench.js',
  cli: 'dist/bin/cli.js',
};

export async function load(command) {
  const file = modules[command] === undefined ? undefined : join(root, modules[command]);
  if (file === undefined || !existsSync(file)) {
    throw new Failure({
      id: `Perintah tidak dikenal: ${command}. Yang ada: npm start, npm test, npm run bench, npm run cli.`,
      en: `Unknown command: ${command}. There are: npm start, npm test, npm run bench, npm run cli.`,
    });
  }
  const { run } = await import(pathToFileURL(file).href);
  return run;
}
