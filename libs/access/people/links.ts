import { appendAudit, type AuditEntry, type Sql } from '#database';
import { AccessError } from '../access-error.js';
import type { Principal } from '../principal.js';
import { hashPassword, weaknessOf } from './password.js';
import { endSessions } from './sessions.js';
import { holdPerson, type Person } from './person.js';
import { hashToken, isToken, newToken } from './token.js';

const hourMs = 3_600_000;
const firstLinkHours = 24;
const linkHours = 7 * 24;
/** Held by whatever adds or takes away an administrator. */
export const administratorLock = 7_165_006;

/** A link that works once. The token is shown to whoever asked for it and kept nowhere. */
export interface OneTimeLink {
  token: string;
  expiresAt: Date;
}

/** Where a link leads on the dashboard: behind `#`, so that no server and no other site ever sees the token. */
export function linkPath(token: string): string {
  return `/#/undangan/${token}`;
}

async function makeLink(sql: Sql, person: string | null, hours: number): Promise<OneTimeLink> {
  // A newer link takes the place of the older ones.
  await sql.query(`DELETE FROM people.link WHERE person IS NOT DISTINCT FROM $1 OR expires_at < now()`, [
    person,
  ]);
  const token = newToken();
  const expiresAt = new Date(Date.now() + hours * hourMs);
  await sql.query('INSERT INTO people.link (token_hash, person, expires_at) VALUES ($1, $2, $3)', [
    hashToken(token),
    person,
    expiresAt,
  ]);
  return { token, expiresAt };
}

/** A link with which a person sets a password. */
export function linkFor(sql: Sql, person: string): Promise<OneTimeLink> {
  return makeLink(sql, person, linkHours);
}

async function hasAdministrator(sql: Sql): Promise<boolean> {
  const rows = await sql.query(
    `SELECT 1 FROM people.person WHERE status = 'active' AND 'administrator' = ANY(roles) LIMIT 1`,
  );
  return rows.length > 0;
}

/** A link to become the first administrator; null when there is one. Call it in a transaction. */
export async function firstAdministratorLink(sql: Sql): Promise<OneTimeLink | null> {
  await sql.query('SELECT pg_advisory_xact_lock($1)', [administratorLock]);
  return (await hasAdministrator(sql)) ? null : makeLink(sql, null, firstLinkHours);
}

/** Whom a link is for; `person` null: for whoever becomes the first administrator. Errors: LINK_INVALID. */
export async function readLink(sql: Sql, token: string): Promise<{ person: Person | null; expiresAt: Date }> {
  if (!isToken(token)) throw new AccessError('LINK_INVALID');
  const [link] = await sql.query<{ person: string | null; expires_at: Date }>(
    'SELECT person, expires_at FROM people.link WHERE token_hash = $1 AND expires_at > now() FOR UPDATE',
    [hashToken(token)],
  );
  if (!link) throw new AccessError('LINK_INVALID');
  const person = link.person === null ? null : await holdPerson(sql, link.person);
  if (link.person !== null && (!person || person.status === 'disabled'))
    throw new AccessError('LINK_INVALID');
  return { person, expiresAt: link.expires_at };
}

export interface Acceptance {
  token: string;
  password: string;
  /** Both only for the first administrator: others were named by who invited them. */
  username?: string;
  name?: string;
}

/**
 * Sets the password that a link asks for and uses the link up; every session of that person ends. In a transaction.
 * @param hub party of the first administrator
 * @returns id of the person
 * Errors: LINK_INVALID, PASSWORD_WEAK, USERNAME_NEEDED, USERNAME_TAKEN
 */
export async function acceptLink(sql: Sql, accepted: Acceptance, hub: string): Promise<string> {
  const { person } = await readLink(sql, accepted.token);
  const username = person?.username ?? accepted.username?.toLowerCase();
  const name = person?.name ?? accepted.name;
  if (username === undefined || name === undefined) throw new AccessError('USERNAME_NEEDED');
  demandStrong(accepted.password, [username, name]);
  const password = await hashPassword(accepted.password);
  await sql.query('DELETE FROM people.link WHERE token_hash = $1', [hashToken(accepted.token)]);
  if (!person) return createFirst(sql, { hub, username, name, password });
  await sql.query(`UPDATE people.person SET password = $2, status = 'active' WHERE id = $1`, [
    person.id,
    password,
  ]);
  await endSessions(sql, person.id);
  await appendAudit(sql, ownEntry(person.id, person.party, hub, 'person.password-set'));
  return person.id;
}

export function demandStrong(password: string, own: string[]): void {
  const weakness = weaknessOf(password, own);
  if (weakness) throw new AccessError('PASSWORD_WEAK', 0, { reason: weakness });
}

interface First {
  hub: string;
  username: string;
  name: string;
  password: string;
}

async function createFirst(sql: Sql, { hub, username, name, password }: First): Promise<string> {
  await sql.query('SELECT pg_advisory_xact_lock($1)', [administratorLock]);
  if (await hasAdministrator(sql)) throw new AccessError('LINK_INVALID');
  const [row] = await sql.query<{ id: string }>(
    `INSERT INTO people.person (party, username, name, roles, status, password)
     VALUES ($1, $2, $3, '{administrator}', 'active', $4) ON CONFLICT (username) DO NOTHING RETURNING id`,
    [hub, username, name, password],
  );
  if (!row) throw new AccessError('USERNAME_TAKEN');
  await sql.query('DELETE FROM people.link WHERE person IS NULL');
  await appendAudit(sql, ownEntry(row.id, hub, hub, 'person.first-administrator'));
  return row.id;
}

/** What somebody did to their own account. */
export function ownEntry(id: string, party: string, hub: string, action: string): AuditEntry {
  return entryOf({ party, actor: { kind: 'person', id } }, hub, action, id);
}

export function entryOf(
  { party, actor }: Pick<Principal, 'party' | 'actor'>,
  hub: string,
  action: string,
  person: string,
  details: AuditEntry['details'] = {},
): AuditEntry {
  return { hub, actor, party, action, subject: `person/${person}`, outcome: 'done', details };
}
