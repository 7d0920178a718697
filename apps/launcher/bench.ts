import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repositoryRoot } from '#embedded';
import { LauncherError, type Terminal } from './terminal.js';

/**
 * `npm run bench`: the measures of test/bench, against a Kafka and a Postgres of their own. `args` choose parts.
 * They are built beside the services, whose built code they import and run.
 */
export async function run(terminal: Terminal, args: string[] = []): Promise<void> {
  await build();
  const main = pathToFileURL(join(repositoryRoot, 'dist/test/bench/main.js')).href;
  const bench = (await import(main)) as { run: typeof run };
  await bench.run(terminal, args);
  process.exit(0);
}

async function build(): Promise<void> {
  const swc = join(repositoryRoot, 'node_modules/@swc/cli/bin/swc.js');
  const options = [
    '--config-file',
    '.config/swc.json',
    '--extensions',
    '.ts',
    '--ignore',
    '**/*.d.ts',
    '--quiet',
  ];
  const child = spawn(
    process.execPath,
    [swc, 'test/bench', 'test/support/browser.ts', '-d', 'dist', ...options],
    {
      cwd: repositoryRoot,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const code = await new Promise<number>((resolve) => child.once('close', (status) => resolve(status ?? 1)));
  if (code === 0) return;
  throw new LauncherError({
    id: 'Gagal membangun test/bench. Pesan di atas menunjukkan berkasnya.',
    en: 'Building test/bench failed. The message above names the file.',
  });
}
