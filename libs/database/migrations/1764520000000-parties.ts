import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  // The key or the person behind a change; the party alone is in `recorded_by`.
  `ALTER TABLE registry.change ADD COLUMN actor text`,

  `ALTER TABLE access.api_key
     ADD COLUMN expires_at timestamptz,
     ADD COLUMN last_used_at timestamptz,
     ADD COLUMN issued_by text,
     ADD COLUMN replaces text`,
  // Each change of a key moves it on, in the same transaction: an instance that sees it unmoved may trust what it knows.
  `CREATE TABLE access.key_version (one boolean PRIMARY KEY DEFAULT true CHECK (one), version bigint NOT NULL)`,
  `INSERT INTO access.key_version VALUES (true, 0)`,
  `CREATE FUNCTION access.key_changed() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN UPDATE access.key_version SET version = version + 1; RETURN NULL; END $$`,
  `CREATE TRIGGER key_changed AFTER INSERT OR DELETE OR UPDATE OF revoked_at, expires_at, scopes, secret_hash, party
     ON access.api_key FOR EACH STATEMENT EXECUTE FUNCTION access.key_changed()`,

  `CREATE TABLE access.invitation (
     token_hash bytea PRIMARY KEY,
     party text NOT NULL,
     created_at timestamptz NOT NULL DEFAULT now(),
     created_by text NOT NULL,
     expires_at timestamptz NOT NULL,
     accepted_at timestamptz,
     withdrawn_at timestamptz
   )`,
  `CREATE INDEX invitation_party ON access.invitation (party, created_at DESC)`,
  `CREATE TABLE access.onboarding (
     party text PRIMARY KEY,
     hub text NOT NULL,
     begun_at timestamptz NOT NULL DEFAULT now(),
     run int NOT NULL DEFAULT 1,
     sandbox_key text,
     live_at timestamptz,
     key_drawn_at timestamptz
   )`,
  // What a party tried out. Nothing here is a fact.
  `CREATE TABLE access.sandbox_line (
     party text NOT NULL,
     run int NOT NULL,
     line int NOT NULL,
     at timestamptz NOT NULL DEFAULT now(),
     event_id text,
     type text,
     outcome text NOT NULL CHECK (outcome IN ('right', 'repeated', 'wrong')),
     code text,
     text jsonb NOT NULL,
     errors jsonb NOT NULL,
     advice jsonb,
     fact_id uuid,
     content_hash bytea,
     fact jsonb,
     stated_unit text,
     PRIMARY KEY (party, run, line)
   )`,
];

/** Who changed the registry, keys that end and are replaced, and how a party joins. */
export class Parties1764520000000 implements MigrationInterface {
  name = 'Parties1764520000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['sandbox_line', 'onboarding', 'invitation'])
      await runner.query(`DROP TABLE access.${table}`);
    await runner.query(`DROP TRIGGER key_changed ON access.api_key`);
    await runner.query(`DROP FUNCTION access.key_changed()`);
    await runner.query(`DROP TABLE access.key_version`);
    await runner.query(
      `ALTER TABLE access.api_key DROP COLUMN expires_at, DROP COLUMN last_used_at, DROP COLUMN issued_by,
         DROP COLUMN replaces`,
    );
    await runner.query(`ALTER TABLE registry.change DROP COLUMN actor`);
  }
}
