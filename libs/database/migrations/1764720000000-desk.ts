import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was said of one place, newest first, and the newest prices: both are few among many facts. */
const indexes = (table: 'fact' | 'kept') => [
  `CREATE INDEX ${table}_place ON history.${table} (hub, commodity, (fact->>'location'), occurred_at)
     WHERE fact->>'location' IS NOT NULL`,
  `CREATE INDEX ${table}_price ON history.${table} (hub, commodity, occurred_at)
     WHERE fact->>'type' = 'price.observed'`,
];

export class Desk1764720000000 implements MigrationInterface {
  name = 'Desk1764720000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...indexes('fact'), ...indexes('kept')]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['fact_place', 'fact_price', 'kept_place', 'kept_price'])
      await runner.query(`DROP INDEX history.${name}`);
  }
}
