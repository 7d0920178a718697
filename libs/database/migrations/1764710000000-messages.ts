import type { MigrationInterface, QueryRunner } from 'typeorm';

const ownOrManaged = `party = (SELECT tenancy.name('party')) OR party = ANY ((SELECT tenancy.names('managed'))::text[])`;

const statements = [
  `CREATE SCHEMA messages`,
  // Whose number or chat it is. What is personal in a row goes when it is revoked.
  `CREATE TABLE messages.sender (
     sender_id uuid PRIMARY KEY,
     party text NOT NULL,
     channel text NOT NULL,
     address text,
     places jsonb NOT NULL,
     consent_at timestamptz NOT NULL,
     created_at timestamptz NOT NULL,
     revoked_at timestamptz,
     CHECK (revoked_at IS NULL OR address IS NULL)
   )`,
  `CREATE UNIQUE INDEX sender_address ON messages.sender (channel, address) WHERE revoked_at IS NULL`,
  `CREATE INDEX sender_party ON messages.sender (party) WHERE revoked_at IS NULL`,
  // What a conversation remembers, for a day at most.
  `CREATE TABLE messages.talk (
     sender_id uuid PRIMARY KEY,
     state jsonb NOT NULL,
     expires_at timestamptz NOT NULL
   )`,
  // Hashes of messages that were handled: a repeat of a webhook is none.
  `CREATE TABLE messages.received (
     message bytea PRIMARY KEY,
     received_at timestamptz NOT NULL
   )`,
  `CREATE INDEX received_at ON messages.received (received_at)`,
  // Keyed hashes of addresses that nobody has registered and that were told so.
  `CREATE TABLE messages.stranger (
     who bytea PRIMARY KEY,
     told_at timestamptz NOT NULL
   )`,
  // Answers that wait to be sent; each goes when it is.
  `CREATE TABLE messages.reply (
     reply_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     channel text NOT NULL,
     address text NOT NULL,
     body text NOT NULL,
     created_at timestamptz NOT NULL,
     due_at timestamptz NOT NULL,
     leased_until timestamptz,
     attempts int NOT NULL DEFAULT 0
   )`,
  `CREATE INDEX reply_due ON messages.reply (due_at)`,
  `SELECT tenancy.protect('messages.sender', 'SELECT, INSERT, UPDATE')`,
  `SELECT tenancy.protect('messages.talk', 'SELECT, INSERT, UPDATE, DELETE')`,
  `SELECT tenancy.protect('messages.received', 'SELECT, INSERT, DELETE')`,
  `SELECT tenancy.protect('messages.stranger', 'SELECT, INSERT, UPDATE, DELETE')`,
  `SELECT tenancy.protect('messages.reply', 'SELECT, INSERT, UPDATE, DELETE')`,
  `CREATE POLICY tenant ON messages.sender TO lumbung_tenant USING (${ownOrManaged}) WITH CHECK (${ownOrManaged})`,
  `GRANT SELECT, INSERT, UPDATE (address, revoked_at) ON messages.sender TO lumbung_tenant`,
  `GRANT USAGE ON SCHEMA messages TO lumbung_service, lumbung_tenant`,
];

/** Who reports by message, what a conversation remembers, and answers on their way. */
export class Messages1764710000000 implements MigrationInterface {
  name = 'Messages1764710000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA messages CASCADE`);
  }
}
