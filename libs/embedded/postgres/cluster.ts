import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Account } from './account.js';
import type { Binaries } from './binaries.js';

export const databaseUser = 'lumbung';
export const databaseName = 'lumbung';

/** Only this machine may come in, and only with the password. */
const access = ['host all all 127.0.0.1/32 scram-sha-256', 'host all all ::1/128 scram-sha-256', ''].join(
  '\n',
);

/**
 * How a program is told the folder of a cluster. Through its own working folder it needs no right to pass the
 * folders above, so data may lie in a place that is closed to the account Postgres runs as.
 */
export function clusterArgument(folder: string): string {
  return existsSync('/proc/self/cwd') ? '/proc/self/cwd' : folder;
}

export interface ClusterSetup {
  account: Account | undefined;
  password: string;
  durable: boolean;
}

/** Makes a new cluster with our database, user and password in it; the folder gets its name when all is done. */
export function createCluster(folder: string, binaries: Binaries, setup: ClusterSetup): void {
  const { account, password, durable } = setup;
  const draft = `${folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  const options = {
    cwd: draft,
    encoding: 'utf8' as const,
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    ...account,
  };
  if (account) chownSync(draft, account.uid, account.gid);
  const data = ['-D', clusterArgument(draft)];
  const encoding = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const initdb = [...data, '--username', databaseUser, '--auth=trust', ...encoding, '--no-instructions'];
  if (!durable) initdb.push('--no-sync');
  demand(spawnSync(binaries.initdb, initdb, options));
  // A server for one person needs no network and no password: it sets both for the real one.
  const input = `ALTER USER ${databaseUser} PASSWORD '${password}'\nCREATE DATABASE ${databaseName}\n`;
  demand(spawnSync(binaries.postgres, ['--single', ...data, 'postgres'], { ...options, input }));
  const accessFile = join(draft, 'pg_hba.conf');
  writeFileSync(accessFile, access);
  chmodSync(accessFile, 0o600);
  renameSync(draft, folder);
}

function demand(result: { status: number | null; stderr: string; error?: Error }): void {
  if (result.error) throw result.error;
  if (result.status !== 0 || /\b(FATAL|PANIC|ERROR):/.test(result.stderr))
    throw new Error(result.stderr.trim());
}
