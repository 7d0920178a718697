import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a plan would have less of what is promised or on the road: beside the plan, and with the dispatcher. */
export class Lifecycle1764630000000 implements MigrationInterface {
  name = 'Lifecycle1764630000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE reconciler.plan ADD COLUMN gaps jsonb');
    await runner.query('ALTER TABLE dispatcher.planned ADD COLUMN gaps jsonb');
    await runner.query('CREATE INDEX commitment_shipment ON dispatcher.commitment (shipment_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX dispatcher.commitment_shipment');
    await runner.query('ALTER TABLE dispatcher.planned DROP COLUMN gaps');
    await runner.query('ALTER TABLE reconciler.plan DROP COLUMN gaps');
  }
}
