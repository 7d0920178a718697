import type { MigrationInterface, QueryRunner } from 'typeorm';

const hubs = `((SELECT tenancy.names('hubs'))::text[])`;
const regions = `((SELECT tenancy.names('regions'))::text[])`;
const party = `(SELECT tenancy.name('party'))`;

const agreements = `kind = 'agreement' AND value ->> 'region' = ANY ${regions}`;
const rule = (closed: string, more = '') =>
  `kind NOT IN (${closed}) OR value IS NULL OR value ->> 'hub' = ANY ${hubs} OR ${agreements}${more}`;

/** When the clock alone changes what is offered; and what a carrier does and asks for is between it and its hub. */
export class Offers1764620000000 implements MigrationInterface {
  name = 'Offers1764620000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE dispatcher.shipment ADD COLUMN due_at timestamptz');
    await runner.query('CREATE INDEX shipment_due ON dispatcher.shipment (due_at) WHERE due_at IS NOT NULL');
    const its = rule(
      `'agreement', 'reserve', 'service'`,
      ` OR kind = 'service' AND value ->> 'carrier' = ${party}`,
    );
    await runner.query(`ALTER POLICY tenant ON registry.change USING (${its}) WITH CHECK (${its})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    const before = rule(`'agreement', 'reserve'`);
    await runner.query(`ALTER POLICY tenant ON registry.change USING (${before}) WITH CHECK (${before})`);
    await runner.query('ALTER TABLE dispatcher.shipment DROP COLUMN due_at');
  }
}
