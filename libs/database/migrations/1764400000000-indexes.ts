import type { MigrationInterface, QueryRunner } from 'typeorm';

// Postgres can leave all indexes of a row alone where an update changes no indexed column. What a line or a shipment
// says changes all the time, so no index is on its JSON: what is searched for is a column that seldom changes.
const statements = [
  `CREATE FUNCTION dispatcher.line_values(shipment jsonb, field text) RETURNS text[]
     LANGUAGE sql IMMUTABLE PARALLEL SAFE
     RETURN ARRAY(SELECT DISTINCT line ->> field FROM jsonb_array_elements(shipment -> 'lines') AS line
                  WHERE line ->> field IS NOT NULL ORDER BY 1)`,
  `ALTER TABLE dispatcher.shipment
     ADD COLUMN commodities text[] GENERATED ALWAYS AS (dispatcher.line_values(shipment, 'commodity')) STORED,
     ADD COLUMN locations text[] GENERATED ALWAYS AS (dispatcher.line_values(shipment, 'location')) STORED`,
  `CREATE INDEX shipment_commodities ON dispatcher.shipment USING gin (commodities)`,
  `CREATE INDEX shipment_locations ON dispatcher.shipment USING gin (locations)`,
  `CREATE INDEX shipment_status ON dispatcher.shipment (status, shipment_id)`,
  `DROP INDEX dispatcher.shipment_destination`,
  `CREATE INDEX shipment_destination ON dispatcher.shipment (destination, status, shipment_id)`,
  `CREATE INDEX shipment_carrier ON dispatcher.shipment (carrier, shipment_id) WHERE carrier IS NOT NULL`,
  // The live feed's snapshot: a few of very many.
  `CREATE INDEX shipment_present ON dispatcher.shipment (shipment_id)
     WHERE status NOT IN ('closed', 'declined', 'expired', 'withdrawn', 'cancelled')`,
  // A lane's shipments that still matter: not yet ended, or lately planned.
  `DROP INDEX dispatcher.shipment_lane`,
  `CREATE INDEX shipment_lane ON dispatcher.shipment (lane, pickup_date)`,
  `CREATE INDEX shipment_lane_open ON dispatcher.shipment (lane)
     WHERE status NOT IN ('closed', 'withdrawn', 'cancelled', 'expired')`,

  `ALTER TABLE reconciler.stock ADD COLUMN source text GENERATED ALWAYS AS (line ->> 'source') STORED`,
  `CREATE INDEX stock_source ON reconciler.stock (source, hub, commodity, lot_id)`,
  `CREATE INDEX stock_region ON reconciler.stock (region, hub, commodity, lot_id)`,
  `DROP INDEX reconciler.stock_location`,
  `CREATE INDEX stock_location ON reconciler.stock (location, hub, commodity, lot_id)`,
  `CREATE INDEX demand_party ON reconciler.demand (party, hub, commodity, demand_id)`,
  `DROP INDEX reconciler.demand_destination`,
  `CREATE INDEX demand_destination ON reconciler.demand (destination, hub, commodity, demand_id)`,

  `CREATE INDEX alert_time ON reconciler.alert (raised_at, alert_id)`,
  `CREATE INDEX alert_ledger ON reconciler.alert (hub, commodity, raised_at, alert_id)`,
  `CREATE INDEX alert_subject ON reconciler.alert (subject, raised_at, alert_id)`,
  `CREATE INDEX alert_open_time ON reconciler.alert (raised_at, alert_id) WHERE cleared_at IS NULL`,

  // The plan in force at an instant is one step in this index.
  `DROP INDEX reconciler.plan_time`,
  `CREATE INDEX plan_time ON reconciler.plan (hub, commodity, computed_at, number)`,
];

/** Every list is read by an index, at a million facts and a hundred thousand shipments too. */
export class Indexes1764400000000 implements MigrationInterface {
  name = 'Indexes1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const index of ['plan_time', 'alert_time', 'alert_ledger', 'alert_subject', 'alert_open_time'])
      await runner.query(`DROP INDEX reconciler.${index}`);
    for (const index of ['stock_region', 'stock_location', 'demand_party', 'demand_destination'])
      await runner.query(`DROP INDEX reconciler.${index}`);
    for (const index of ['status', 'destination', 'carrier', 'present', 'lane', 'lane_open'])
      await runner.query(`DROP INDEX dispatcher.shipment_${index}`);
    await runner.query(`ALTER TABLE reconciler.stock DROP COLUMN source`);
    await runner.query(`ALTER TABLE dispatcher.shipment DROP COLUMN commodities, DROP COLUMN locations`);
    await runner.query(`DROP FUNCTION dispatcher.line_values`);
    for (const index of [
      'plan_time ON reconciler.plan (hub, commodity, computed_at DESC)',
      'stock_location ON reconciler.stock (location)',
      'demand_destination ON reconciler.demand (destination)',
      'shipment_lane ON dispatcher.shipment (lane, status)',
      'shipment_destination ON dispatcher.shipment (destination, status)',
    ])
      await runner.query(`CREATE INDEX ${index}`);
  }
}
