import type { MigrationInterface, QueryRunner } from 'typeorm';

const party = `(SELECT tenancy.name('party'))`;
const itsShipment = (table: string) =>
  `EXISTS (SELECT FROM dispatcher.shipment s WHERE s.shipment_id = ${table}.shipment_id)`;
const itsCapture = `party = ${party} OR party = ANY ((SELECT tenancy.names('managed'))::text[])`;

const statements = [
  `CREATE SCHEMA papers`,
  // The last number of each series. Whoever takes one holds the row until the transaction ends.
  `CREATE TABLE papers.counter (
     kind text NOT NULL,
     party text NOT NULL,
     year int NOT NULL,
     last bigint NOT NULL,
     PRIMARY KEY (kind, party, year)
   )`,
  `CREATE TABLE papers.document (
     document_id uuid PRIMARY KEY,
     kind text NOT NULL,
     party text NOT NULL,
     year int NOT NULL,
     serial bigint NOT NULL DEFAULT 0,
     number text NOT NULL DEFAULT '' UNIQUE,
     shipment_id text NOT NULL,
     revision bigint NOT NULL,
     replaces uuid,
     basis bytea NOT NULL,
     content text NOT NULL,
     hash bytea NOT NULL DEFAULT ''::bytea,
     issued_at timestamptz NOT NULL,
     issued_by_kind text NOT NULL,
     issued_by text NOT NULL,
     UNIQUE (kind, party, year, serial)
   )`,
  `CREATE INDEX document_shipment ON papers.document (shipment_id, kind, issued_at)`,
  // A number comes with its document or not at all: nothing else can take one, and a rollback gives it back.
  `CREATE FUNCTION papers.take_number() RETURNS trigger LANGUAGE plpgsql
     SECURITY DEFINER SET search_path = pg_catalog AS $$
   BEGIN
     INSERT INTO papers.counter AS c (kind, party, year, last) VALUES (NEW.kind, NEW.party, NEW.year, 1)
       ON CONFLICT (kind, party, year) DO UPDATE SET last = c.last + 1
       RETURNING c.last INTO NEW.serial;
     NEW.number := concat_ws('/', NEW.kind, upper(NEW.party), NEW.year::text,
       lpad(NEW.serial::text, greatest(6, length(NEW.serial::text)), '0'));
     NEW.hash := sha256(convert_to(NEW.number || E'\\n' || NEW.content, 'UTF8'));
     RETURN NEW;
   END $$`,
  `REVOKE EXECUTE ON FUNCTION papers.take_number() FROM PUBLIC`,
  `CREATE TRIGGER take_number BEFORE INSERT ON papers.document FOR EACH ROW EXECUTE FUNCTION papers.take_number()`,
  `CREATE TABLE papers.signature (
     signature_id uuid PRIMARY KEY,
     shipment_id text NOT NULL,
     revision bigint NOT NULL,
     role text NOT NULL,
     name text NOT NULL,
     strokes text NOT NULL,
     statement bytea NOT NULL,
     party text NOT NULL,
     signed_at timestamptz NOT NULL,
     signed_by_kind text NOT NULL,
     signed_by text NOT NULL
   )`,
  `CREATE INDEX signature_shipment ON papers.signature (shipment_id, signed_at)`,
  `CREATE SCHEMA epcis`,
  `CREATE TABLE epcis.capture (
     capture_id uuid PRIMARY KEY,
     party text NOT NULL,
     received_at timestamptz NOT NULL,
     finished_at timestamptz NOT NULL,
     events int NOT NULL,
     errors jsonb NOT NULL
   )`,
  `CREATE TABLE epcis.event (
     party text NOT NULL,
     event_id text NOT NULL,
     declared text NOT NULL DEFAULT '',
     capture_id uuid NOT NULL,
     shipment_id text,
     event_time timestamptz NOT NULL,
     recorded_at timestamptz NOT NULL,
     passed_as text,
     body jsonb NOT NULL,
     PRIMARY KEY (party, event_id, declared)
   )`,
  `CREATE INDEX event_shipment ON epcis.event (shipment_id)`,
  `CREATE INDEX shipment_revision_at ON dispatcher.shipment_revision (at, shipment_id)`,
  `CREATE INDEX event_recorded ON epcis.event (recorded_at, event_id)`,
  `GRANT USAGE ON SCHEMA papers, epcis TO lumbung_service, lumbung_tenant`,
  `SELECT tenancy.protect('papers.counter', 'SELECT')`,
  `SELECT tenancy.protect('papers.document', 'SELECT, INSERT')`,
  `SELECT tenancy.protect('papers.signature', 'SELECT, INSERT')`,
  `SELECT tenancy.protect('epcis.capture', 'SELECT, INSERT')`,
  `SELECT tenancy.protect('epcis.event', 'SELECT, INSERT')`,
  // The trigger counts as whoever made it, and the policies are forced on the owner too.
  `CREATE POLICY counts ON papers.counter TO CURRENT_USER USING (true) WITH CHECK (true)`,
  // Papers are for whoever has to do with the shipment, also where reading is open: there are names on them.
  ...['papers.document', 'papers.signature'].map(
    (table) =>
      `CREATE POLICY tenant ON ${table} TO lumbung_tenant
         USING (${itsShipment(table.split('.')[1]!)}) WITH CHECK (${itsShipment(table.split('.')[1]!)})`,
  ),
  `CREATE POLICY tenant_reads ON epcis.capture FOR SELECT TO lumbung_tenant USING (${itsCapture})`,
  `CREATE POLICY tenant_adds ON epcis.capture FOR INSERT TO lumbung_tenant WITH CHECK (party = ${party})`,
  `CREATE POLICY tenant_reads ON epcis.event FOR SELECT TO lumbung_tenant
     USING (${itsCapture} OR ${itsShipment('event')})`,
  `CREATE POLICY tenant_adds ON epcis.event FOR INSERT TO lumbung_tenant WITH CHECK (party = ${party})`,
  `GRANT SELECT, INSERT ON papers.document, papers.signature, epcis.capture, epcis.event TO lumbung_tenant`,
];

/** Papers of shipments with numbers without gaps, what was signed on screens, and EPCIS events that others captured. */
export class Papers1764660000000 implements MigrationInterface {
  name = 'Papers1764660000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA papers CASCADE');
    await runner.query('DROP SCHEMA epcis CASCADE');
    await runner.query('DROP INDEX dispatcher.shipment_revision_at');
  }
}
