import { execFileSync } from 'node:child_process';
import { EmbeddedError } from '../embedded-error.js';

export interface Account {
  uid: number;
  gid: number;
}

const name = 'postgres';

/**
 * The account Postgres runs as: it refuses to run as root, so root lends it the account `postgres`, made on
 * first use. Undefined = our own account. Errors: POSTGRES_UNAVAILABLE.
 */
export function postgresAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return findAccount() ?? createAccount();
}

function findAccount(): Account | undefined {
  try {
    const id = (flag: string): number =>
      Number(execFileSync('id', [flag, name], { stdio: 'pipe', encoding: 'utf8' }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

function createAccount(): Account {
  try {
    execFileSync('groupadd', ['--system', '--force', name], { stdio: 'pipe' });
    execFileSync('useradd', ['--system', '--gid', name, '--no-create-home', '--shell', '/bin/false', name], {
      stdio: 'pipe',
    });
    const account = findAccount();
    if (account) return account;
    throw new Error('useradd made no account');
  } catch (cause) {
    throw new EmbeddedError(
      'POSTGRES_UNAVAILABLE',
      {
        id: `Akun "${name}" tidak bisa dibuat, padahal Postgres tidak boleh berjalan sebagai root. Buat akun itu (useradd ${name}), jalankan sebagai pengguna biasa, atau isi DATABASE_URL.`,
        en: `Could not create the account "${name}", and Postgres may not run as root. Create it (useradd ${name}), run as an ordinary user, or set DATABASE_URL.`,
      },
      { cause },
    );
  }
}
