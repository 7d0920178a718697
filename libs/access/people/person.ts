import type { Sql } from '#database';
import type { Role } from '../permission.js';

export type PersonStatus = 'invited' | 'active' | 'disabled' | 'erased';

/** Somebody who works with the system in the name of a party. */
export interface Person {
  id: string;
  party: string;
  /** What they log in with, in lower case: a name or an e-mail address. Null when erased. */
  username: string | null;
  name: string | null;
  roles: Role[];
  status: PersonStatus;
  /** How they can prove who they are. */
  signIn: { password: boolean; oidc: boolean };
  createdAt: Date;
}

export interface PersonRow {
  id: string;
  party: string;
  username: string | null;
  name: string | null;
  roles: Role[];
  status: PersonStatus;
  has_password: boolean;
  has_oidc: boolean;
  created_at: Date;
}

export const personColumns = `id, party, username, name, roles, status, has_password, has_oidc, created_at`;

export function personOf(row: PersonRow): Person {
  const { id, party, username, name, roles, status, has_password, has_oidc, created_at } = row;
  const signIn = { password: has_password, oidc: has_oidc };
  return { id, party, username, name, roles, status, signIn, createdAt: created_at };
}

/** One person, held until the transaction ends; null when there is none. */
export async function holdPerson(sql: Sql, id: string): Promise<Person | null> {
  const [row] = await sql.query<PersonRow>(
    `SELECT ${personColumns} FROM people.person WHERE id = $1 AND status <> 'erased' FOR UPDATE`,
    [id],
  );
  return row ? personOf(row) : null;
}
