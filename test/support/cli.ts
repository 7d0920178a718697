import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { repositoryRoot } from '#embedded';

export interface CliAnswer {
  code: number;
  /** Standard output. */
  out: string;
  /** Standard error. */
  said: string;
}

/** Runs a command as `npm run cli` does, called from `folder`. */
export async function cli(
  folder: string,
  args: string[],
  { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {},
): Promise<CliAnswer> {
  const child = spawn(process.execPath, ['apps/launcher/bootstrap.mjs', 'cli', ...args], {
    cwd: repositoryRoot,
    env: { ...process.env, npm_lifecycle_event: 'cli', INIT_CWD: folder, ...env },
  });
  child.stdin.on('error', () => undefined).end(input);
  let [out, said] = ['', ''];
  child.stdout.on('data', (chunk) => (out += String(chunk)));
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  const [code] = (await once(child, 'close')) as [number];
  return { code, out, said };
}
