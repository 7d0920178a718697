import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogFile } from './log-file.js';

const megabyte = 'x'.repeat(1024 * 1024 - 1);

it('keeps the newest 10 to 20 MB in two files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lumbung-log-'));
  const path = join(folder, 'logs', 'service.log');
  const log = new LogFile(path);
  for (let index = 0; index < 35; index++) log.write(megabyte);
  log.write('the newest line');
  log.close();
  expect(readdirSync(join(folder, 'logs')).sort()).toEqual(['service.log', 'service.log.1']);
  const bytes = ['service.log', 'service.log.1'].map((name) => statSync(join(folder, 'logs', name)).size);
  for (const size of bytes) expect(size).toBeLessThanOrEqual(11 * 1024 * 1024);
  expect(readFileSync(path, 'utf8').endsWith('the newest line\n')).toBe(true);
  rmSync(folder, { recursive: true });
});

it('goes on where an earlier run stopped', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lumbung-log-'));
  const path = join(folder, 'service.log');
  for (const line of ['first run', 'second run']) {
    const log = new LogFile(path);
    log.write(line);
    log.close();
  }
  expect(readFileSync(path, 'utf8')).toBe('first run\nsecond run\n');
  rmSync(folder, { recursive: true });
});
