import { appendAudit, type Database, type Sql } from '#database';
import { AccessError } from '../access-error.js';
import { hubOf } from '../hub-of.js';
import { permissionsOf } from '../permission.js';
import type { Role } from '../permission.js';
import type { Principal } from '../principal.js';
import type { RegistryIndex } from '../registry-index.js';
import { administratorLock, entryOf, linkFor, type OneTimeLink } from './links.js';
import { rolesOf } from './party-roles.js';
import { holdPerson, personColumns, personOf, type Person, type PersonRow } from './person.js';
import { endSessions } from './sessions.js';

export interface NewPerson {
  party: string;
  username: string;
  name: string;
  roles: Role[];
}

export interface PersonChange {
  name?: string;
  roles?: Role[];
  status?: 'active' | 'disabled';
}

export interface Invited {
  person: Person;
  link: OneTimeLink;
}

/** What administrators do with people, each with its row in the audit. */
export class People {
  constructor(
    private readonly database: Database,
    private readonly index: () => RegistryIndex,
  ) {}

  /** Errors: PARTY_UNKNOWN, ROLE_NOT_ALLOWED, USERNAME_TAKEN */
  invite(by: Principal, { party, username, name, roles }: NewPerson): Promise<Invited> {
    this.demandOwn(by, party);
    this.demandAllowed(by, party, roles);
    return this.database.transaction(async (sql) => {
      const [row] = await sql.query<PersonRow>(
        `INSERT INTO people.person (party, username, name, roles, status) VALUES ($1, $2, $3, $4, 'invited')
         ON CONFLICT (username) DO NOTHING RETURNING ${personColumns}`,
        [party, username.toLowerCase(), name, unique(roles)],
      );
      if (!row) throw new AccessError('USERNAME_TAKEN');
      await this.tell(sql, by, 'person.invited', row.id, { party, roles: unique(roles).join(' ') });
      return { person: personOf(row), link: await linkFor(sql, row.id) };
    });
  }

  /** A new one-time link, as for an invitation that got lost or a password that was forgotten. Errors: PERSON_UNKNOWN */
  renewLink(by: Principal, id: string): Promise<Invited> {
    return this.database.transaction(async (sql) => {
      const person = await this.hold(sql, by, id);
      if (person.status === 'disabled') throw new AccessError('PERSON_UNKNOWN');
      await this.tell(sql, by, 'person.link-issued', id);
      return { person, link: await linkFor(sql, id) };
    });
  }

  /**
   * What changes a person's rights ends their sessions: the next one has the new rights.
   * Errors: PERSON_UNKNOWN, NOT_ON_YOURSELF, ROLE_NOT_ALLOWED, LAST_ADMINISTRATOR
   */
  change(by: Principal, id: string, change: PersonChange): Promise<Person> {
    return this.database.transaction(async (sql) => {
      await oneAtATime(sql);
      const person = await this.hold(sql, by, id);
      const roles = unique(change.roles ?? person.roles);
      if (change.roles || change.status) demandOther(by, id);
      if (change.roles) this.demandAllowed(by, person.party, roles);
      const status = statusAfter(person, change.status);
      if (status === 'disabled' || !roles.includes('administrator')) await keepAdministrator(sql, person);
      const [row] = await sql.query<PersonRow>(
        `UPDATE people.person SET name = $2, roles = $3, status = $4 WHERE id = $1 RETURNING ${personColumns}`,
        [id, change.name ?? person.name, roles, status],
      );
      if (change.roles || change.status) await endSessions(sql, id);
      if (status === 'disabled') await sql.query('DELETE FROM people.link WHERE person = $1', [id]);
      await this.tell(sql, by, 'person.changed', id, { roles: roles.join(' '), status });
      return personOf(row!);
    });
  }

  /** Forgets who somebody is and keeps the id, which the audit names. Errors: as `change` */
  erase(by: Principal, id: string): Promise<void> {
    return this.database.transaction(async (sql) => {
      await oneAtATime(sql);
      const person = await this.hold(sql, by, id);
      demandOther(by, id);
      await keepAdministrator(sql, person);
      await endSessions(sql, id);
      await sql.query('DELETE FROM people.link WHERE person = $1', [id]);
      for (const table of ['wish', 'notice', 'mail'])
        await sql.query(`DELETE FROM notices.${table} WHERE person = $1`, [id]);
      await sql.query(
        `UPDATE people.person SET username = NULL, name = NULL, password = NULL, oidc_subject = NULL,
           roles = '{}', status = 'erased' WHERE id = $1`,
        [id],
      );
      await this.tell(sql, by, 'person.erased', id);
    });
  }

  /** Codes of the parties whose people somebody may manage: those of their hub. */
  managedBy(by: Principal): string[] {
    const index = this.index();
    return [...index.parties.keys()].filter((party) => hubOf(party, index) === hubOf(by.party, index));
  }

  private async hold(sql: Sql, by: Principal, id: string): Promise<Person> {
    const person = await holdPerson(sql, id);
    if (!person || !this.managedBy(by).includes(person.party)) throw new AccessError('PERSON_UNKNOWN');
    return person;
  }

  private demandOwn(by: Principal, party: string): void {
    if (!this.managedBy(by).includes(party)) throw new AccessError('PARTY_UNKNOWN');
  }

  /** Nobody gives what they do not have, and nobody gets what their party's people cannot be. */
  private demandAllowed(by: Principal, party: string, roles: Role[]): void {
    const { kind } = this.index().parties.get(party)!;
    const fits = roles.every((role) => rolesOf(kind).includes(role));
    const has = [...permissionsOf(roles)].every((permission) => by.permissions.has(permission));
    if (!fits || !has) throw new AccessError('ROLE_NOT_ALLOWED');
  }

  private tell(
    sql: Sql,
    by: Principal,
    action: string,
    person: string,
    details: Record<string, string> = {},
  ): Promise<void> {
    return appendAudit(sql, entryOf(by, hubOf(by.party, this.index()), action, person, details));
  }
}

const unique = (roles: Role[]): Role[] => [...new Set(roles)].sort();

function demandOther(by: Principal, id: string): void {
  if (by.actor.kind === 'person' && by.actor.id === id) throw new AccessError('NOT_ON_YOURSELF');
}

/** Somebody enabled again who never set a password or came by single sign-on is still only invited. */
function statusAfter({ status, signIn }: Person, asked: PersonChange['status']): Person['status'] {
  if (asked === 'disabled') return 'disabled';
  if (asked === 'active') return signIn.password || signIn.oidc ? 'active' : 'invited';
  return status;
}

/** Two administrators who demote each other at once wait for each other, before either holds a row of the other. */
async function oneAtATime(sql: Sql): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock($1)', [administratorLock]);
}

async function keepAdministrator(sql: Sql, person: Person): Promise<void> {
  const rows = await sql.query<{ id: string }>(
    `SELECT id FROM people.person WHERE party = $1 AND status = 'active' AND 'administrator' = ANY(roles)`,
    [person.party],
  );
  if (rows.some(({ id }) => id === person.id) && rows.length === 1)
    throw new AccessError('LAST_ADMINISTRATOR');
}
