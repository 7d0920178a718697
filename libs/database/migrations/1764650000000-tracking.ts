import type { MigrationInterface, QueryRunner } from 'typeorm';

const itsShipment = `EXISTS (SELECT FROM dispatcher.shipment s WHERE s.shipment_id = reading.shipment_id)`;
const carries = `party = (SELECT tenancy.name('party')) AND EXISTS (SELECT FROM dispatcher.shipment s
  WHERE s.shipment_id = reading.shipment_id AND s.carrier = reading.party)`;

const statements = [
  // One reading of a shipment at one time: a repeat after an outage of the phone finds its place taken.
  `CREATE TABLE dispatcher.reading (
     shipment_id text NOT NULL,
     at timestamptz NOT NULL,
     party text NOT NULL,
     latitude double precision NOT NULL,
     longitude double precision NOT NULL,
     temperature_celsius double precision,
     received_at timestamptz NOT NULL,
     PRIMARY KEY (shipment_id, at)
   )`,
  // Readings end by when they came, and come in that order.
  `CREATE INDEX reading_received ON dispatcher.reading USING brin (received_at) WITH (autosummarize = true)`,
  `CREATE TABLE dispatcher.watch (
     shipment_id text PRIMARY KEY,
     lane text NOT NULL,
     left_at timestamptz NOT NULL,
     arrived_at timestamptz,
     looked_at timestamptz,
     due_at timestamptz,
     watch jsonb
   )`,
  `CREATE INDEX watch_due ON dispatcher.watch (due_at) WHERE due_at IS NOT NULL`,
  `CREATE INDEX watch_trips ON dispatcher.watch (lane, arrived_at DESC) WHERE arrived_at IS NOT NULL`,
  `SELECT tenancy.protect('dispatcher.reading', 'SELECT, INSERT, DELETE')`,
  `SELECT tenancy.protect('dispatcher.watch', 'SELECT, INSERT, UPDATE')`,
  // Whoever sees a shipment sees its track; only its carrier adds to it.
  `CREATE POLICY tenant ON dispatcher.reading FOR SELECT TO lumbung_tenant USING (${itsShipment})`,
  `CREATE POLICY tenant_adds ON dispatcher.reading FOR INSERT TO lumbung_tenant WITH CHECK (${carries})`,
  `CREATE POLICY open ON dispatcher.reading FOR SELECT TO lumbung_public USING (true)`,
  `GRANT SELECT, INSERT ON dispatcher.reading TO lumbung_tenant`,
  `GRANT SELECT ON dispatcher.reading TO lumbung_public`,
  // What was on the road before anybody watched is watched from now on.
  `INSERT INTO dispatcher.watch (shipment_id, lane, left_at, due_at)
     SELECT shipment_id, lane, updated_at, now() FROM dispatcher.shipment WHERE status IN ('dispatched', 'in_transit')`,
];

/** Where trucks were and how warm, and what is watched of each that is on the road. */
export class Tracking1764650000000 implements MigrationInterface {
  name = 'Tracking1764650000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE dispatcher.watch, dispatcher.reading');
  }
}
