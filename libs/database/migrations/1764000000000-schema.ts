import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE SCHEMA registry`,
  `CREATE SCHEMA access`,
  `CREATE SCHEMA transport`,
  `CREATE SCHEMA intake`,
  `CREATE SCHEMA reconciler`,
  `CREATE SCHEMA dispatcher`,

  // Nothing in the registry is overwritten: the newest change of a (kind, code) is what holds.
  `CREATE TABLE registry.change (
     version bigint PRIMARY KEY,
     kind text NOT NULL,
     code text NOT NULL,
     value jsonb,
     recorded_at timestamptz NOT NULL DEFAULT now(),
     recorded_by text NOT NULL,
     reason text NOT NULL
   )`,
  `CREATE INDEX change_subject ON registry.change (kind, code, version DESC)`,

  `CREATE TABLE access.api_key (
     key_id text PRIMARY KEY,
     party text NOT NULL,
     secret_hash bytea NOT NULL,
     label text NOT NULL,
     created_at timestamptz NOT NULL DEFAULT now(),
     revoked_at timestamptz
   )`,
  `CREATE INDEX api_key_party ON access.api_key (party)`,

  // The truth about how far a consumer is; Kafka's committed offset is only a hint.
  `CREATE TABLE transport.cursor (
     consumer text NOT NULL,
     topic text NOT NULL,
     partition int NOT NULL,
     next_offset bigint NOT NULL,
     last_sequence bigint NOT NULL DEFAULT 0,
     updated_at timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (consumer, topic, partition)
   )`,
  `CREATE TABLE transport.outbox (
     stream text NOT NULL,
     sequence bigint NOT NULL,
     topic text NOT NULL,
     key text,
     value bytea,
     headers jsonb NOT NULL DEFAULT '{}',
     PRIMARY KEY (stream, sequence)
   )`,

  `CREATE TABLE intake.identity (
     fact_id uuid PRIMARY KEY,
     party text NOT NULL,
     event_id text NOT NULL,
     type text NOT NULL,
     content_hash bytea NOT NULL,
     hub text,
     commodity text,
     occurred_at timestamptz NOT NULL,
     accepted_at timestamptz NOT NULL
   )`,
  // A demand belongs to the party that declared it first.
  `CREATE TABLE intake.demand (
     demand_id text PRIMARY KEY,
     hub text NOT NULL,
     commodity text NOT NULL,
     party text NOT NULL
   )`,
  `CREATE TABLE intake.rejected (
     number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
     rejected_id uuid PRIMARY KEY,
     party text,
     event_id text,
     type text,
     code text NOT NULL,
     text jsonb NOT NULL,
     details jsonb NOT NULL DEFAULT '[]',
     topic text NOT NULL,
     partition int NOT NULL,
     "offset" bigint NOT NULL,
     payload text,
     trace text,
     received_at timestamptz NOT NULL
   )`,
  `CREATE INDEX rejected_party ON intake.rejected (party, number DESC)`,
  `CREATE INDEX rejected_event ON intake.rejected (party, event_id)`,

  // One row a fact: the ledger's memory, from which it is built again on assignment.
  `CREATE TABLE reconciler.entry (
     fact_id uuid PRIMARY KEY,
     hub text NOT NULL,
     commodity text NOT NULL,
     partition int NOT NULL,
     position bigint NOT NULL,
     fact jsonb NOT NULL
   )`,
  `CREATE INDEX entry_key ON reconciler.entry (hub, commodity, position)`,
  `CREATE TABLE reconciler.book (
     hub text NOT NULL,
     commodity text NOT NULL,
     partition int NOT NULL,
     plan_number bigint NOT NULL,
     PRIMARY KEY (hub, commodity)
   )`,
  `CREATE INDEX book_partition ON reconciler.book (partition)`,
  `CREATE TABLE reconciler.plan (
     hub text NOT NULL,
     commodity text NOT NULL,
     number bigint NOT NULL,
     computed_at timestamptz NOT NULL,
     now_ms bigint NOT NULL,
     registry_version bigint NOT NULL,
     partition int NOT NULL,
     position bigint NOT NULL,
     valid_until_ms bigint,
     digest text NOT NULL,
     allocations jsonb NOT NULL,
     commitments jsonb NOT NULL,
     PRIMARY KEY (hub, commodity, number)
   )`,
  `CREATE INDEX plan_time ON reconciler.plan (hub, commodity, computed_at DESC)`,
  // The present plan of each hub and commodity in lines, for queries.
  `CREATE TABLE reconciler.stock (
     hub text NOT NULL,
     commodity text NOT NULL,
     lot_id text NOT NULL,
     region text NOT NULL,
     location text NOT NULL,
     plan_number bigint NOT NULL,
     line jsonb NOT NULL,
     PRIMARY KEY (hub, commodity, lot_id)
   )`,
  `CREATE INDEX stock_location ON reconciler.stock (location)`,
  `CREATE TABLE reconciler.demand (
     hub text NOT NULL,
     commodity text NOT NULL,
     demand_id text NOT NULL,
     destination text NOT NULL,
     party text NOT NULL,
     plan_number bigint NOT NULL,
     line jsonb NOT NULL,
     PRIMARY KEY (hub, commodity, demand_id)
   )`,
  `CREATE INDEX demand_destination ON reconciler.demand (destination)`,
  `CREATE TABLE reconciler.balance (
     hub text NOT NULL,
     commodity text NOT NULL,
     region text NOT NULL,
     plan_number bigint NOT NULL,
     changed_at timestamptz NOT NULL,
     line jsonb NOT NULL,
     balance jsonb NOT NULL,
     event jsonb NOT NULL,
     PRIMARY KEY (hub, commodity, region)
   )`,
  `CREATE TABLE reconciler.alert (
     alert_id text PRIMARY KEY,
     hub text NOT NULL,
     commodity text NOT NULL,
     code text NOT NULL,
     severity text NOT NULL,
     subject text NOT NULL,
     raised_at timestamptz NOT NULL,
     cleared_at timestamptz,
     alert jsonb NOT NULL,
     event jsonb NOT NULL
   )`,
  `CREATE INDEX alert_open ON reconciler.alert (hub, commodity) WHERE cleared_at IS NULL`,
  `CREATE TABLE reconciler.feed (
     party text NOT NULL,
     hub text NOT NULL,
     commodity text NOT NULL,
     newest_fact_at timestamptz NOT NULL,
     newest_accepted_at timestamptz NOT NULL,
     facts bigint NOT NULL,
     PRIMARY KEY (party, hub, commodity)
   )`,

  `CREATE TABLE dispatcher.planned (
     lane text NOT NULL,
     commodity text NOT NULL,
     hub text NOT NULL,
     plan_number bigint NOT NULL,
     commitment_seen bigint NOT NULL,
     fact_time timestamptz,
     accepted_at timestamptz,
     allocations jsonb NOT NULL,
     PRIMARY KEY (lane, commodity)
   )`,
  `CREATE TABLE dispatcher.commitment (
     lane text NOT NULL,
     commodity text NOT NULL,
     number bigint NOT NULL,
     shipment_id text NOT NULL,
     kind text NOT NULL,
     lines jsonb NOT NULL,
     at timestamptz NOT NULL,
     PRIMARY KEY (lane, commodity, number)
   )`,
  `CREATE TABLE dispatcher.shipment (
     shipment_id text PRIMARY KEY,
     lane text NOT NULL,
     hub text NOT NULL,
     origin text NOT NULL,
     destination text NOT NULL,
     status text NOT NULL,
     pickup_date date NOT NULL,
     carrier text,
     sequence bigint NOT NULL,
     updated_at timestamptz NOT NULL,
     shipment jsonb NOT NULL,
     event jsonb NOT NULL
   )`,
  `CREATE INDEX shipment_lane ON dispatcher.shipment (lane, status)`,
  `CREATE INDEX shipment_destination ON dispatcher.shipment (destination, status)`,
  `CREATE TABLE dispatcher.shipment_revision (
     shipment_id text NOT NULL,
     sequence bigint NOT NULL,
     at timestamptz NOT NULL,
     shipment jsonb NOT NULL,
     PRIMARY KEY (shipment_id, sequence)
   )`,
  `CREATE INDEX shipment_revision_time ON dispatcher.shipment_revision (at)`,
  `CREATE TABLE dispatcher.lifecycle (
     fact_id uuid PRIMARY KEY,
     shipment_id text NOT NULL,
     type text NOT NULL,
     at timestamptz NOT NULL,
     outcome text NOT NULL,
     event jsonb NOT NULL
   )`,
  `CREATE INDEX lifecycle_shipment ON dispatcher.lifecycle (shipment_id, at)`,
];

export class Schema1764000000000 implements MigrationInterface {
  name = 'Schema1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const schema of ['dispatcher', 'reconciler', 'intake', 'transport', 'access', 'registry'])
      await runner.query(`DROP SCHEMA ${schema} CASCADE`);
  }
}
