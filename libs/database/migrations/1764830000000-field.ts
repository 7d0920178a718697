import type { MigrationInterface, QueryRunner } from 'typeorm';

const ownOrManaged = `party = (SELECT tenancy.name('party')) OR party = ANY ((SELECT tenancy.names('managed'))::text[])`;

const statements = [
  `CREATE SCHEMA field`,
  // A link for producers' phones. `party` is whose officer made it; grants are [{ party, places }].
  `CREATE TABLE field.invitation (
     invitation_id uuid PRIMARY KEY,
     party text NOT NULL,
     token_hash bytea NOT NULL UNIQUE,
     grants jsonb NOT NULL,
     entered_by uuid,
     created_by text NOT NULL,
     uses_left int NOT NULL CHECK (uses_left >= 0),
     created_at timestamptz NOT NULL,
     expires_at timestamptz NOT NULL,
     withdrawn_at timestamptz
   )`,
  `CREATE INDEX invitation_party ON field.invitation (party, created_at)`,
  // A phone that was let in by one, and what it may report.
  `CREATE TABLE field.device (
     device_id uuid PRIMARY KEY,
     party text NOT NULL,
     secret_hash bytea NOT NULL UNIQUE,
     invitation_id uuid NOT NULL REFERENCES field.invitation,
     grants jsonb NOT NULL,
     entered_by uuid,
     created_at timestamptz NOT NULL,
     expires_at timestamptz NOT NULL,
     last_used_at timestamptz,
     revoked_at timestamptz
   )`,
  `CREATE INDEX device_party ON field.device (party, created_at)`,
  `SELECT tenancy.protect('field.invitation', 'SELECT, INSERT, UPDATE')`,
  `SELECT tenancy.protect('field.device', 'SELECT, INSERT, UPDATE')`,
  `CREATE POLICY tenant ON field.invitation TO lumbung_tenant USING (${ownOrManaged}) WITH CHECK (${ownOrManaged})`,
  `CREATE POLICY tenant ON field.device TO lumbung_tenant USING (${ownOrManaged}) WITH CHECK (${ownOrManaged})`,
  `GRANT SELECT (invitation_id, party, grants, entered_by, created_by, uses_left, created_at, expires_at, withdrawn_at),
     INSERT, UPDATE (withdrawn_at) ON field.invitation TO lumbung_tenant`,
  `GRANT SELECT (device_id, party, invitation_id, grants, entered_by, created_at, expires_at, last_used_at, revoked_at),
     UPDATE (revoked_at) ON field.device TO lumbung_tenant`,
  `GRANT USAGE ON SCHEMA field TO lumbung_service, lumbung_tenant`,
];

/** Producers' phones: the links that let them in, and what each may report. */
export class Field1764830000000 implements MigrationInterface {
  name = 'Field1764830000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA field CASCADE`);
  }
}
