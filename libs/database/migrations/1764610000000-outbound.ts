import type { MigrationInterface, QueryRunner } from 'typeorm';

const ownOrManaged = `party = (SELECT tenancy.name('party')) OR party = ANY ((SELECT tenancy.names('managed'))::text[])`;

const statements = [
  `CREATE SCHEMA outbound`,
  // The one row is taken by whoever adds events, so that numbers are in the order of commits and have no gaps.
  `CREATE TABLE outbound.position (
     one boolean PRIMARY KEY CHECK (one),
     last bigint NOT NULL,
     ended bigint NOT NULL
   )`,
  `INSERT INTO outbound.position (one, last, ended) VALUES (true, 0, 0)`,
  `CREATE TABLE outbound.event (
     sequence bigint PRIMARY KEY,
     event_id text NOT NULL,
     type text NOT NULL,
     key text NOT NULL,
     body text NOT NULL,
     recorded_at timestamptz NOT NULL
   )`,
  `CREATE TABLE outbound.copy (
     party text NOT NULL,
     sequence bigint NOT NULL,
     PRIMARY KEY (party, sequence)
   )`,
  `CREATE INDEX copy_sequence ON outbound.copy USING brin (sequence)`,
  `CREATE TABLE outbound.webhook (
     webhook_id uuid PRIMARY KEY,
     party text NOT NULL,
     url text NOT NULL,
     description text NOT NULL DEFAULT '',
     types text[],
     secret bytea NOT NULL,
     old_secret bytea,
     old_secret_until timestamptz,
     state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused', 'disabled', 'removed')),
     disabled_because text,
     failures int NOT NULL DEFAULT 0,
     failing_since timestamptz,
     waits_until timestamptz,
     last_ok_at timestamptz,
     created_at timestamptz NOT NULL,
     changed_at timestamptz NOT NULL
   )`,
  `CREATE INDEX webhook_party ON outbound.webhook (party) WHERE state <> 'removed'`,
  // Whoever rotates a secret may not read the one before.
  `CREATE FUNCTION outbound.keep_old_secret() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN NEW.old_secret := OLD.secret; RETURN NEW; END $$`,
  `CREATE TRIGGER keep_old_secret BEFORE UPDATE OF secret ON outbound.webhook
     FOR EACH ROW WHEN (NEW.secret <> OLD.secret) EXECUTE FUNCTION outbound.keep_old_secret()`,
  `CREATE TABLE outbound.delivery (
     webhook_id uuid NOT NULL,
     sequence bigint NOT NULL,
     party text NOT NULL,
     event_id text NOT NULL,
     type text NOT NULL,
     key text NOT NULL,
     body text,
     state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'failed')),
     attempts int NOT NULL DEFAULT 0,
     queued_at timestamptz NOT NULL,
     due_at timestamptz NOT NULL,
     leased_until timestamptz,
     first_at timestamptz,
     delivered_at timestamptz,
     history jsonb NOT NULL DEFAULT '[]',
     PRIMARY KEY (webhook_id, sequence)
   )`,
  `CREATE INDEX delivery_due ON outbound.delivery (webhook_id, due_at, sequence) WHERE state = 'pending'`,
  `CREATE INDEX delivery_turn ON outbound.delivery (webhook_id, key, sequence) WHERE state = 'pending'`,
  `CREATE FUNCTION outbound.ends() RETURNS TABLE (last bigint, ended bigint) LANGUAGE sql STABLE
     SECURITY DEFINER SET search_path = pg_catalog AS $$ SELECT p.last, p.ended FROM outbound.position p $$`,
  `REVOKE EXECUTE ON FUNCTION outbound.ends() FROM PUBLIC`,
  `GRANT USAGE ON SCHEMA outbound TO lumbung_service, lumbung_tenant`,
  `GRANT EXECUTE ON FUNCTION outbound.ends() TO lumbung_service, lumbung_tenant`,
  `SELECT tenancy.protect('outbound.position', 'SELECT, UPDATE')`,
  `SELECT tenancy.protect('outbound.event', 'SELECT, INSERT, DELETE')`,
  `SELECT tenancy.protect('outbound.copy', 'SELECT, INSERT, DELETE')`,
  `SELECT tenancy.protect('outbound.webhook', 'SELECT, INSERT, UPDATE')`,
  `SELECT tenancy.protect('outbound.delivery', 'SELECT, INSERT, UPDATE, DELETE')`,
  // The function reads as whoever made it, and the policies are forced on the owner too.
  `CREATE POLICY ends ON outbound.position FOR SELECT TO CURRENT_USER USING (true)`,
  `CREATE POLICY tenant ON outbound.copy FOR SELECT TO lumbung_tenant USING (${ownOrManaged})`,
  `CREATE POLICY tenant ON outbound.event FOR SELECT TO lumbung_tenant
     USING (EXISTS (SELECT FROM outbound.copy c WHERE c.sequence = event.sequence))`,
  `CREATE POLICY tenant ON outbound.webhook TO lumbung_tenant USING (${ownOrManaged}) WITH CHECK (${ownOrManaged})`,
  `CREATE POLICY tenant ON outbound.delivery TO lumbung_tenant USING (${ownOrManaged}) WITH CHECK (${ownOrManaged})`,
  `GRANT SELECT ON outbound.copy, outbound.event TO lumbung_tenant`,
  // A secret goes in and never out.
  `GRANT SELECT (webhook_id, party, url, description, types, old_secret_until, state, disabled_because, failures,
     failing_since, waits_until, last_ok_at, created_at, changed_at), INSERT,
     UPDATE (url, description, types, secret, old_secret, old_secret_until, state, disabled_because, failures,
       failing_since, waits_until, changed_at)
     ON outbound.webhook TO lumbung_tenant`,
  `GRANT SELECT, INSERT, UPDATE (state, attempts, queued_at, due_at, leased_until, first_at, delivered_at)
     ON outbound.delivery TO lumbung_tenant`,
];

/** What is published for each party, in its order, and the webhooks that it goes to. */
export class Outbound1764610000000 implements MigrationInterface {
  name = 'Outbound1764610000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA outbound CASCADE`);
  }
}
