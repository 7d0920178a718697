import { appendAudit, type Database } from '#database';
import { AccessError } from '../access-error.js';
import { demandStrong, ownEntry } from './links.js';
import { hashPassword } from './password.js';
import { endSessions, openSession, type SessionHolder } from './sessions.js';
import type { SignIn } from './sign-in.js';

/**
 * Changes the password of whoever is logged in. Every session ends; the caller gets a new one.
 * Errors: SIGN_IN_FAILED for a wrong present one, PASSWORD_WEAK, TOO_MANY_ATTEMPTS
 */
export async function changeOwnPassword(
  { database, signIn, hub }: { database: Database; signIn: SignIn; hub: string },
  { id, party, username, name }: SessionHolder,
  passwords: { present: string; next: string },
): Promise<string> {
  // Guessing the present one behind a stolen session is limited as guessing at the door is.
  signIn.takeAttempt(`person ${id}`);
  const [row] = await database.query<{ password: string | null }>(
    'SELECT password FROM people.person WHERE id = $1',
    [id],
  );
  if ((await signIn.check(passwords.present, row?.password ?? null)) === 'wrong')
    throw new AccessError('SIGN_IN_FAILED', 0, { subject: `person/${id}` });
  demandStrong(passwords.next, [username, name]);
  const password = await hashPassword(passwords.next);
  return database.transaction(async (sql) => {
    await sql.query('UPDATE people.person SET password = $2 WHERE id = $1', [id, password]);
    await endSessions(sql, id);
    await appendAudit(sql, ownEntry(id, party, hub, 'person.password-changed'));
    return openSession(sql, id);
  });
}
