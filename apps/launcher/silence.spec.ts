import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { endWhenSilent } from './silence.js';

const silentMs = 1_500;
const children: ChildProcess[] = [];

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** A program with an HTTP door, as every service is. */
async function program(): Promise<{ child: ChildProcess; port: number }> {
  const code = `const s = require('http').createServer((q, r) => r.end('{}'));
    s.listen(0, '127.0.0.1', () => process.send(s.address().port));`;
  const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  children.push(child);
  const [port] = (await once(child, 'message')) as [number];
  return { child, port };
}

it('ends a program that hangs, and leaves one that answers', async () => {
  const [hanging, lively] = await Promise.all([program(), program()]);
  const notes: string[] = [];
  const watch = ({ child, port }: { child: ChildProcess; port: number }) =>
    endWhenSilent(child, port, silentMs, (text) => notes.push(text));
  void watch(lively);
  const ended = watch(hanging);
  await sleep(silentMs);
  expect(hanging.child.exitCode).toBeNull();
  hanging.child.kill('SIGSTOP');
  await ended;
  expect(await once(hanging.child, 'exit')).toEqual([null, 'SIGKILL']);
  expect(notes).toEqual([expect.stringContaining('no sign of life')]);
  expect(lively.child.exitCode).toBeNull();
}, 30_000);
