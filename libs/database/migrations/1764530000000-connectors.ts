import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Connectors as declarations in versions that are never changed, and how far each has come. */
export class Connectors1764530000000 implements MigrationInterface {
  name = 'Connectors1764530000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA connectors`);
    await runner.query(`CREATE TABLE connectors.mapping (
       party text NOT NULL,
       kind text NOT NULL,
       version int NOT NULL CHECK (version > 0),
       configuration jsonb NOT NULL,
       reason text NOT NULL,
       saved_by_kind text NOT NULL,
       saved_by text NOT NULL,
       saved_at timestamptz NOT NULL DEFAULT now(),
       PRIMARY KEY (party, kind, version)
     )`);
    await runner.query(`CREATE FUNCTION connectors.mapping_stays() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'versions of a connector are append-only'; END $$`);
    await runner.query(`CREATE TRIGGER mapping_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON connectors.mapping
       FOR EACH STATEMENT EXECUTE FUNCTION connectors.mapping_stays()`);
    await runner.query(`CREATE TABLE connectors.run (
       party text NOT NULL,
       kind text NOT NULL,
       cursor jsonb,
       lease_holder text,
       lease_until timestamptz,
       due_at timestamptz,
       last_run_at timestamptz,
       last_ok_at timestamptz,
       last_error jsonb,
       failures int NOT NULL DEFAULT 0,
       items bigint NOT NULL DEFAULT 0,
       events bigint NOT NULL DEFAULT 0,
       refused bigint NOT NULL DEFAULT 0,
       PRIMARY KEY (party, kind)
     )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA connectors CASCADE`);
  }
}
