import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a plan wanted where stability announced something else: the next plan is weighed against both. */
export class Announced1764100000000 implements MigrationInterface {
  name = 'Announced1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE reconciler.plan ADD COLUMN candidate jsonb`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE reconciler.plan DROP COLUMN candidate`);
  }
}
