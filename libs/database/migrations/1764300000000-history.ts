import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE SCHEMA history`,
  // Every accepted fact, by month of acceptance, so that an old month is dropped and never deleted row by row.
  `CREATE TABLE history.fact (
     accepted_at timestamptz NOT NULL,
     fact_id uuid NOT NULL,
     partition int NOT NULL,
     position bigint NOT NULL,
     hub text,
     commodity text,
     subject text,
     source text NOT NULL,
     event_id text NOT NULL,
     occurred_at timestamptz NOT NULL,
     fact jsonb NOT NULL,
     PRIMARY KEY (fact_id, accepted_at)
   ) PARTITION BY RANGE (accepted_at)`,
  `CREATE INDEX fact_ledger ON history.fact (hub, commodity, partition, position)`,
  // What follows what: counts of one lot, revisions of one demand, corrections of one fact.
  `CREATE INDEX fact_subject ON history.fact (subject, occurred_at, event_id) WHERE subject IS NOT NULL`,
  `DROP TABLE reconciler.entry`,
];

export class History1764300000000 implements MigrationInterface {
  name = 'History1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA history CASCADE`);
    await runner.query(
      `CREATE TABLE reconciler.entry (fact_id uuid PRIMARY KEY, hub text NOT NULL, commodity text NOT NULL,
         partition int NOT NULL, position bigint NOT NULL, fact jsonb NOT NULL)`,
    );
    await runner.query(`CREATE INDEX entry_key ON reconciler.entry (hub, commodity, position)`);
  }
}
