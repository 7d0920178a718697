import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE SCHEMA notices`,
  // What a person wants to be told, and where to: the address is nobody's until who asked for it has confirmed it.
  `CREATE TABLE notices.wish (
     person uuid PRIMARY KEY REFERENCES people.person,
     wishes jsonb NOT NULL,
     address text,
     verified_at timestamptz,
     refused_at timestamptz,
     digest_due_at timestamptz,
     changed_at timestamptz NOT NULL
   )`,
  `CREATE INDEX wish_digest ON notices.wish (digest_due_at) WHERE digest_due_at IS NOT NULL`,
  `CREATE TABLE notices.notice (
     notice_id text PRIMARY KEY,
     person uuid NOT NULL REFERENCES people.person,
     alert_id text NOT NULL,
     sequence numeric NOT NULL,
     code text NOT NULL,
     severity text NOT NULL,
     hub text NOT NULL,
     commodity text NOT NULL,
     subject text NOT NULL,
     text jsonb NOT NULL,
     pops boolean NOT NULL,
     raised_at timestamptz NOT NULL,
     read_at timestamptz,
     cleared_at timestamptz,
     mail_at timestamptz,
     mail_id text
   )`,
  // A person is told of an alert once, for as long as it stands.
  `CREATE UNIQUE INDEX notice_open ON notices.notice (person, alert_id) WHERE cleared_at IS NULL`,
  `CREATE INDEX notice_person ON notices.notice (person, raised_at DESC, notice_id DESC)`,
  `CREATE INDEX notice_alert ON notices.notice (alert_id)`,
  `CREATE INDEX notice_due ON notices.notice (mail_at)
     WHERE mail_at IS NOT NULL AND mail_id IS NULL AND cleared_at IS NULL`,
  // What goes out by e-mail. What it says goes when it is sent.
  `CREATE TABLE notices.mail (
     mail_id text PRIMARY KEY,
     person uuid NOT NULL REFERENCES people.person,
     kind text NOT NULL CHECK (kind IN ('notices', 'digest', 'confirm')),
     address text,
     content jsonb,
     state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'failed', 'dropped')),
     created_at timestamptz NOT NULL,
     due_at timestamptz NOT NULL,
     leased_until timestamptz,
     attempts int NOT NULL DEFAULT 0,
     ended_at timestamptz,
     code text,
     CHECK (state = 'pending' OR (content IS NULL AND address IS NULL))
   )`,
  `CREATE INDEX mail_due ON notices.mail (due_at) WHERE state = 'pending'`,
  `CREATE INDEX mail_person ON notices.mail (person, created_at)`,
  `GRANT USAGE ON SCHEMA notices TO lumbung_service`,
  // Of one person and no party: the services ask, each time for the person that they have proven.
  `SELECT tenancy.protect('notices.wish', 'SELECT, INSERT, UPDATE, DELETE')`,
  `SELECT tenancy.protect('notices.notice', 'SELECT, INSERT, UPDATE, DELETE')`,
  `SELECT tenancy.protect('notices.mail', 'SELECT, INSERT, UPDATE, DELETE')`,
];

/** What people are told of alerts: what they want, what they were told, and e-mail on its way. */
export class Notices1764850000000 implements MigrationInterface {
  name = 'Notices1764850000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA notices CASCADE`);
  }
}
