import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People, what proves them, and their sessions. Of every secret only a hash is here. */
export class People1764510000000 implements MigrationInterface {
  name = 'People1764510000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA people`);
    // An erased person keeps an opaque id, which the audit names, and nothing that tells who it was.
    await runner.query(`CREATE TABLE people.person (
       id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
       party text NOT NULL,
       username text UNIQUE,
       name text,
       roles text[] NOT NULL,
       status text NOT NULL CHECK (status IN ('invited', 'active', 'disabled', 'erased')),
       password text,
       oidc_subject text UNIQUE,
       created_at timestamptz NOT NULL DEFAULT now(),
       CHECK (status <> 'erased' OR (username IS NULL AND name IS NULL AND password IS NULL
         AND oidc_subject IS NULL AND roles = '{}'))
     )`);
    await runner.query(`CREATE TABLE people.link (
       token_hash bytea PRIMARY KEY,
       person uuid REFERENCES people.person,
       expires_at timestamptz NOT NULL
     )`);
    await runner.query(`CREATE INDEX link_person ON people.link (person)`);
    await runner.query(`CREATE TABLE people.session (
       id_hash bytea PRIMARY KEY,
       person uuid NOT NULL REFERENCES people.person,
       opened_at timestamptz NOT NULL DEFAULT now(),
       seen_at timestamptz NOT NULL DEFAULT now(),
       expires_at timestamptz NOT NULL
     )`);
    await runner.query(`CREATE INDEX session_person ON people.session (person, opened_at)`);
    // Of names that exist and of names that do not alike, so that a lock tells nobody which is which.
    await runner.query(`CREATE TABLE people.attempt (
       name_hash bytea PRIMARY KEY,
       failures integer NOT NULL,
       last_at timestamptz NOT NULL,
       locked_until timestamptz NOT NULL
     )`);
    await runner.query(`CREATE INDEX attempt_last ON people.attempt (last_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA people CASCADE`);
  }
}
