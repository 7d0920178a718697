import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Part of the fence: whoever mends tables past a cursor's owner raises it, so that what the owner remembers is dropped. */
export class Epoch1764450000000 implements MigrationInterface {
  name = 'Epoch1764450000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE transport.cursor ADD COLUMN epoch bigint NOT NULL DEFAULT 0`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE transport.cursor DROP COLUMN epoch`);
  }
}
