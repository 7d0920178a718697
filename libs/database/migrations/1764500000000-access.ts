import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Scopes of keys, and the audit: rows that follow from each other by a hash and are never changed. */
export class Access1764500000000 implements MigrationInterface {
  name = 'Access1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    // Null: all that a system may do.
    await runner.query(`ALTER TABLE access.api_key ADD COLUMN scopes text[]`);
    await runner.query(`CREATE TABLE access.audit (
       hub text NOT NULL,
       sequence bigint NOT NULL,
       at timestamptz NOT NULL,
       actor_kind text NOT NULL,
       actor_id text NOT NULL,
       party text,
       action text NOT NULL,
       subject text NOT NULL,
       outcome text NOT NULL CHECK (outcome IN ('done', 'refused')),
       details jsonb NOT NULL,
       previous_hash bytea NOT NULL,
       hash bytea NOT NULL,
       PRIMARY KEY (hub, sequence)
     )`);
    await runner.query(`CREATE INDEX audit_subject ON access.audit (hub, subject, sequence DESC)`);
    await runner.query(`CREATE FUNCTION access.audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$`);
    await runner.query(`CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON access.audit
       FOR EACH STATEMENT EXECUTE FUNCTION access.audit_stays()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE access.audit`);
    await runner.query(`DROP FUNCTION access.audit_stays()`);
    await runner.query(`ALTER TABLE access.api_key DROP COLUMN scopes`);
  }
}
