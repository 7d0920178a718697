import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which keys are users of Kafka, so that none stays one when it has ended. */
export class KafkaUsers1764540000000 implements MigrationInterface {
  name = 'KafkaUsers1764540000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE access.api_key ADD COLUMN kafka_user boolean NOT NULL DEFAULT false`);
    await runner.query(`CREATE INDEX api_key_kafka_user ON access.api_key (key_id) WHERE kafka_user`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE access.api_key DROP COLUMN kafka_user`);
  }
}
