import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readText, textOf } from './source.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lumbung-cli-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it.each([
  ['UTF-8', Buffer.from('{"é":1}')],
  ['UTF-8 with a mark', Buffer.from('\ufeff{"é":1}')],
  ['UTF-16, little end first', Buffer.from('\ufeff{"é":1}', 'utf16le')],
  ['UTF-16, big end first', Buffer.from('\ufeff{"é":1}', 'utf16le').swap16()],
])('reads %s', (_, bytes) => {
  expect(textOf(bytes, 'x')).toBe('{"é":1}');
});

it('refuses what is no text', () => {
  expect(() => textOf(Buffer.from([0x7b, 0xff, 0x7d]), 'x')).toThrow('x is not UTF-8 text.');
});

it('reads up to its limit and no further', async () => {
  const path = join(folder, 'x.json');
  writeFileSync(path, '0123456789');
  await expect(readText({ name: 'x.json', path }, 10)).resolves.toBe('0123456789');
  await expect(readText({ name: 'x.json', path }, 9)).rejects.toMatchObject({
    code: 'TOO_LARGE',
    exitCode: 2,
  });
});

it('tells what is not there from what cannot be read', async () => {
  await expect(readText({ name: 'y', path: join(folder, 'y') })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(readText({ name: 'f', path: folder })).rejects.toMatchObject({ code: 'NOT_READABLE' });
});
