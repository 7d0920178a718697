import { createHash } from 'node:crypto';
import { appendAudit, type Database, type Sql } from '#database';
import { AccessError } from '../access-error.js';
import { TokenBuckets } from '../token-bucket.js';
import { ownEntry } from './links.js';
import { checkPassword, hashPassword } from './password.js';
import { openSession } from './sessions.js';

const freeFailures = 5;
const firstLockSeconds = 30;
const lockSecondsMax = 15 * 60;
const forgottenAfterHours = 24;

export interface SignInOptions {
  database: Database;
  /** Log-ins tried per address and minute. */
  perMinute?: number;
  /** The hub in whose audit a party's log-ins are. */
  hubOf: (party: string) => string;
}

/** Local log-ins: a name and a password for a session. */
export class SignIn {
  private readonly addresses: TokenBuckets;
  private decoy: Promise<string> | null = null;

  constructor(private readonly options: SignInOptions) {
    const perMinute = options.perMinute ?? 30;
    this.addresses = new TokenBuckets({ perSecond: perMinute / 60, burst: perMinute, bucketsMax: 10_000 });
  }

  /**
   * An account that does not exist takes as long, answers the same and is locked the same as one that does.
   * @returns the token of a new session
   * Errors: SIGN_IN_FAILED, TOO_MANY_ATTEMPTS, OVERLOADED
   */
  async withPassword(username: string, password: string, address: string): Promise<string> {
    this.takeAttempt(address);
    const name = username.toLowerCase();
    const nameHash = createHash('sha256').update(name).digest();
    const { database } = this.options;
    const [row] = await database.query<StoredPerson>(
      'SELECT id, party, password, status FROM people.person WHERE username = $1',
      [name],
    );
    const subject = `person/${row?.id ?? 'unknown'}`;
    // Counted before it is checked: many guesses at once are as many attempts.
    await countAttempt(database, nameHash, subject);
    const verdict = await this.check(password, row?.password ?? null);
    if (!row || verdict === 'wrong' || row.status !== 'active')
      throw new AccessError('SIGN_IN_FAILED', 0, { subject });
    const renewed = verdict === 'outdated' ? await hashPassword(password) : null;
    return database.transaction(async (sql) => {
      await sql.query('DELETE FROM people.attempt WHERE name_hash = $1', [nameHash]);
      if (renewed !== null)
        await sql.query('UPDATE people.person SET password = $2 WHERE id = $1 AND password = $3', [
          row.id,
          renewed,
          row.password,
        ]);
      return this.open(sql, row.id, row.party, 'session.opened');
    });
  }

  /** A session for a person who was proven in another way. In a transaction. */
  async open(sql: Sql, person: string, party: string, action: string): Promise<string> {
    await appendAudit(sql, ownEntry(person, party, this.options.hubOf(party), action));
    return openSession(sql, person);
  }

  /** Limits what one address may try. Errors: TOO_MANY_ATTEMPTS */
  takeAttempt(address: string): void {
    const answer = this.addresses.take(address, 1, Date.now());
    if (!answer.allowed) throw new AccessError('TOO_MANY_ATTEMPTS', answer.retryAfterMs);
  }

  /** Errors: OVERLOADED */
  async check(password: string, hashed: string | null): Promise<'right' | 'outdated' | 'wrong'> {
    this.decoy ??= hashPassword('nobody has this password');
    const verdict = await checkPassword(password, hashed ?? (await this.decoy));
    return hashed === null ? 'wrong' : verdict;
  }
}

interface StoredPerson {
  id: string;
  party: string;
  password: string | null;
  status: string;
}

async function countAttempt(sql: Sql, nameHash: Buffer, subject: string): Promise<void> {
  const counted = await sql.query(
    `INSERT INTO people.attempt AS a (name_hash, failures, last_at, locked_until) VALUES ($1, 1, now(), now())
     ON CONFLICT (name_hash) DO UPDATE SET last_at = now(),
       failures = CASE WHEN a.last_at < now() - interval '${forgottenAfterHours} hours' THEN 1
         ELSE a.failures + 1 END,
       locked_until = CASE WHEN a.failures + 1 < ${freeFailures} THEN now()
         ELSE now() + least(${lockSecondsMax}, ${firstLockSeconds} * power(2, least(a.failures + 1 - ${freeFailures}, 20)))
           * interval '1 second' END
     WHERE a.locked_until <= now() RETURNING 1`,
    [nameHash],
  );
  if (counted.length === 1) return;
  const [row] = await sql.query<{ wait: number }>(
    'SELECT (extract(epoch FROM locked_until - now()) * 1000)::float8 AS wait FROM people.attempt WHERE name_hash = $1',
    [nameHash],
  );
  throw new AccessError('TOO_MANY_ATTEMPTS', Math.max(1_000, row?.wait ?? 1_000), { subject });
}

/** Forgets attempts of which nothing follows any more. */
export async function forgetAttempts(sql: Sql): Promise<void> {
  await sql.query(
    `DELETE FROM people.attempt WHERE last_at < now() - interval '${forgottenAfterHours} hours'`,
  );
}
