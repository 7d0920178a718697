import type { MigrationInterface, QueryRunner } from 'typeorm';

const placeOf = (table: 'fact' | 'kept') =>
  `CREATE INDEX ${table}_place ON history.${table} (hub, commodity, (fact->>'location'), occurred_at)
     WHERE fact->>'location' IS NOT NULL`;

/** What was said of one place, newest first, and prices also where they are kept: both are few among many facts. */
const indexes = [
  placeOf('fact'),
  placeOf('kept'),
  `CREATE INDEX kept_price ON history.kept (hub, commodity, occurred_at) WHERE starts_with(subject, E'price\\n')`,
];

export class Desk1764720000000 implements MigrationInterface {
  name = 'Desk1764720000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of indexes) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['fact_place', 'kept_place', 'kept_price'])
      await runner.query(`DROP INDEX history.${name}`);
  }
}
