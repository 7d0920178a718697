import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { repositoryRoot } from '#embedded';

jest.setTimeout(20_000);

const runtime = pathToFileURL(join(repositoryRoot, 'dist/libs/runtime/index.js')).href;
const program = `
  import { createLogger, runService } from '${runtime}';
  await runService(createLogger('test', 'fatal'), async () => ({
    port: 0,
    stop: () => new Promise((resolve) => setTimeout(() => resolve(console.log('in order')), 500)),
  }));
  console.log('ready');
  setInterval(() => undefined, 1000);
`;

it('a service that is told to stop twice stops once, in order', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  while (!said.includes('ready')) await sleep(20);
  child.kill('SIGTERM');
  await sleep(100);
  child.kill('SIGTERM');
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(said).toContain('in order');
});
