import type { MigrationInterface, QueryRunner } from 'typeorm';

const names = (key: string) => `((SELECT tenancy.names('${key}'))::text[])`;
const party = `(SELECT tenancy.name('party'))`;

/** Photos of receipts, and what was over or short, line by line. Neither is read openly. */
const statements = [
  `CREATE TABLE dispatcher.photo (
     shipment_id text NOT NULL,
     photo_id text NOT NULL,
     media_type text NOT NULL,
     bytes bytea NOT NULL,
     size int NOT NULL,
     uploaded_by text NOT NULL,
     uploaded_at timestamptz NOT NULL,
     PRIMARY KEY (shipment_id, photo_id)
   )`,
  // Pictures do not get smaller by being packed once more.
  `ALTER TABLE dispatcher.photo ALTER COLUMN bytes SET STORAGE EXTERNAL`,
  `CREATE INDEX photo_age ON dispatcher.photo (uploaded_at)`,
  `SELECT tenancy.protect('dispatcher.photo', 'SELECT, INSERT, DELETE')`,
  `CREATE POLICY tenant_reads ON dispatcher.photo FOR SELECT TO lumbung_tenant
     USING (EXISTS (SELECT FROM dispatcher.shipment s WHERE s.shipment_id = photo.shipment_id))`,
  `CREATE POLICY tenant_adds ON dispatcher.photo FOR INSERT TO lumbung_tenant
     WITH CHECK (uploaded_by = ${party}
       AND EXISTS (SELECT FROM dispatcher.shipment s WHERE s.shipment_id = photo.shipment_id))`,
  `GRANT SELECT, INSERT ON dispatcher.photo TO lumbung_tenant`,
  `CREATE TABLE dispatcher.over_short (
     shipment_id text NOT NULL,
     commodity text NOT NULL,
     demand_id text NOT NULL,
     location text NOT NULL,
     lot text NOT NULL,
     hub text NOT NULL,
     lane text NOT NULL,
     origin text NOT NULL,
     destination text NOT NULL,
     carrier text,
     unit text NOT NULL,
     pickup_date date NOT NULL,
     arrival_by date NOT NULL,
     status text NOT NULL,
     settled boolean NOT NULL,
     recommended bigint NOT NULL,
     accepted bigint NOT NULL,
     loaded bigint NOT NULL,
     received bigint NOT NULL,
     over bigint NOT NULL,
     short bigint NOT NULL,
     missing bigint NOT NULL,
     returned bigint NOT NULL,
     damaged bigint NOT NULL,
     refused bigint NOT NULL,
     wrong bigint NOT NULL,
     surplus bigint NOT NULL,
     wasted bigint NOT NULL,
     restocked bigint NOT NULL,
     awaiting bigint NOT NULL,
     received_at timestamptz,
     late_minutes int,
     on_time boolean,
     in_full boolean,
     price bigint,
     price_at timestamptz,
     price_market text,
     price_source text,
     updated_at timestamptz NOT NULL,
     PRIMARY KEY (shipment_id, commodity, demand_id, location, lot)
   )`,
  `CREATE INDEX over_short_pickup ON dispatcher.over_short (hub, pickup_date)`,
  `CREATE INDEX over_short_awaiting ON dispatcher.over_short (received_at) WHERE awaiting > 0`,
  `SELECT tenancy.protect('dispatcher.over_short', 'SELECT, INSERT, UPDATE, DELETE')`,
  `CREATE POLICY tenant ON dispatcher.over_short FOR SELECT TO lumbung_tenant
     USING (hub = ANY ${names('hubs')} OR destination = ANY ${names('regions')} OR carrier = ${party}
       OR location = ANY ${names('places')})`,
  `GRANT SELECT ON dispatcher.over_short TO lumbung_tenant`,
  // The newest price at an instant, without reading all of a ledger.
  `CREATE INDEX fact_price ON history.fact (hub, commodity, occurred_at) WHERE starts_with(subject, E'price\\n')`,
];

export class Receipts1764640000000 implements MigrationInterface {
  name = 'Receipts1764640000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX history.fact_price');
    await runner.query('DROP TABLE dispatcher.over_short');
    await runner.query('DROP TABLE dispatcher.photo');
  }
}
