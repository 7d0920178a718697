import { permissions, roles } from '#access';

type Schema = Record<string, unknown>;

const string: Schema = { type: 'string' };
const nullable: Schema = { anyOf: [string, { type: 'null' }] };
const instant: Schema = { type: 'string', format: 'date-time' };
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const listOf = (items: Schema): Schema => ({ type: 'array', items });
const roleList = listOf({ type: 'string', enum: roles });
const signIn = (object: ObjectOf) => object({ password: { type: 'boolean' }, oidc: { type: 'boolean' } });

type ObjectOf = (members: Record<string, Schema>) => Schema;

/** Schemas of people, sessions and the audit. */
export function peopleSchemas(object: ObjectOf): Record<string, Schema> {
  return {
    Person: object({
      id: string,
      party: string,
      username: nullable,
      name: nullable,
      roles: roleList,
      status: { type: 'string', enum: ['invited', 'active', 'disabled'] },
      signIn: signIn(object),
      createdAt: instant,
    }),
    Invited: object({
      person: ref('Person'),
      link: object({
        path: { ...string, description: 'Works once; put the address of this installation before it' },
        expiresAt: instant,
      }),
    }),
    Invitation: object({
      purpose: { type: 'string', enum: ['first-administrator', 'invitation', 'password'] },
      username: nullable,
      name: nullable,
      party: string,
      partyName: ref('Bilingual'),
      expiresAt: instant,
    }),
    Session: object({
      person: {
        anyOf: [
          object({
            id: string,
            username: string,
            name: string,
            party: string,
            roles: roleList,
            permissions: listOf({ type: 'string', enum: permissions }),
          }),
          { type: 'null' },
        ],
      },
      signIn: { ...signIn(object), description: 'The ways to log in here' },
    }),
    OpenSession: object({
      session: { ...string, description: 'Names it among one’s own; of no use to log in' },
      openedAt: instant,
      seenAt: { ...instant, description: 'To some minutes' },
      expiresAt: instant,
      isThis: { type: 'boolean', description: 'The one that asks' },
    }),
    AuditVerdict: object({
      hub: string,
      rows: { type: 'integer' },
      brokenAt: { type: ['integer', 'null'], description: 'First row that does not follow; null: all do' },
    }),
    AuditEntry: object({
      hub: string,
      sequence: { type: 'integer' },
      at: instant,
      actor: object({
        kind: { type: 'string', enum: ['key', 'person', 'system', 'anonymous'] },
        id: string,
      }),
      party: nullable,
      action: string,
      subject: string,
      outcome: { type: 'string', enum: ['done', 'refused'] },
      details: { type: 'object', additionalProperties: true },
      hash: { ...string, description: 'SHA-256 over this row and the hash of the one before' },
    }),
  };
}
