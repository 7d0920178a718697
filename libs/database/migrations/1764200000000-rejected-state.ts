import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `ALTER TABLE intake.rejected
     ADD COLUMN state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'resent', 'dismissed')),
     ADD COLUMN resolved_at timestamptz,
     ADD COLUMN resolved_by text,
     ADD COLUMN reason text,
     ADD COLUMN resent_source text,
     ADD COLUMN resent_id text,
     ADD COLUMN sending_hash bytea,
     ADD COLUMN sending_until timestamptz,
     ADD CONSTRAINT rejected_resolved CHECK ((state = 'open') = (resolved_at IS NULL)),
     ADD CONSTRAINT rejected_resent CHECK ((state = 'resent') = (resent_id IS NOT NULL))`,
  `CREATE INDEX rejected_open ON intake.rejected (number DESC) WHERE state = 'open'`,
  `CREATE INDEX rejected_code ON intake.rejected (code, number DESC)`,
  `CREATE INDEX rejected_type ON intake.rejected (type, number DESC)`,
  `CREATE INDEX rejected_received ON intake.rejected (received_at)`,

  // Only ever added to: every attempt to mend, and how it ended.
  `CREATE TABLE intake.rejected_history (
     number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     rejected_id uuid NOT NULL,
     at timestamptz NOT NULL DEFAULT now(),
     by text NOT NULL,
     action text NOT NULL CHECK (action IN ('refused', 'resent', 'dismissed')),
     event_source text,
     event_id text,
     code text,
     text jsonb,
     details jsonb NOT NULL DEFAULT '[]',
     reason text
   )`,
  `CREATE INDEX rejected_history_of ON intake.rejected_history (rejected_id, number)`,

  // Which rejected event a fact mends, and who mended it.
  `ALTER TABLE intake.identity ADD COLUMN mends uuid, ADD COLUMN mended_by text`,
];

/** What became of a rejected event: open, resent or dismissed, by whom and why. */
export class RejectedState1764200000000 implements MigrationInterface {
  name = 'RejectedState1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE intake.identity DROP COLUMN mends, DROP COLUMN mended_by`);
    await runner.query(`DROP TABLE intake.rejected_history`);
    for (const index of ['open', 'code', 'type', 'received'])
      await runner.query(`DROP INDEX intake.rejected_${index}`);
    await runner.query(
      `ALTER TABLE intake.rejected DROP COLUMN state, DROP COLUMN resolved_at, DROP COLUMN resolved_by,
         DROP COLUMN reason, DROP COLUMN resent_source, DROP COLUMN resent_id, DROP COLUMN sending_hash,
         DROP COLUMN sending_until`,
    );
  }
}
