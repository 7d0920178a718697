import type { MigrationInterface, QueryRunner } from 'typeorm';

const overridesOf = (table: 'fact' | 'kept') =>
  `CREATE INDEX ${table}_override ON history.${table} (hub, commodity, occurred_at)
     WHERE starts_with(subject, E'override\\n')`;

/** What officers asked of plans, newest first: few among many facts. */
export class Overrides1764840000000 implements MigrationInterface {
  name = 'Overrides1764840000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(overridesOf('fact'));
    await runner.query(overridesOf('kept'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX history.fact_override');
    await runner.query('DROP INDEX history.kept_override');
  }
}
