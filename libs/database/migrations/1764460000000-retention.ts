import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  // What ledgers still rest on of months that have ended.
  `CREATE TABLE history.kept (LIKE history.fact INCLUDING DEFAULTS, PRIMARY KEY (fact_id))`,
  `CREATE INDEX kept_ledger ON history.kept (hub, commodity, partition, position)`,
  `CREATE INDEX kept_subject ON history.kept (subject, occurred_at, event_id) WHERE subject IS NOT NULL`,
  `CREATE VIEW history.known AS SELECT * FROM history.fact UNION ALL SELECT * FROM history.kept`,

  // Of each ledger: what it was before cannot be told any more. What carriers say of a hub's shipments: commodity ''.
  `CREATE TABLE history.ended (
     hub text NOT NULL,
     commodity text NOT NULL,
     partition int NOT NULL,
     position bigint NOT NULL,
     accepted_before timestamptz NOT NULL,
     PRIMARY KEY (hub, commodity, partition)
   )`,
  // How much each party said that is forgotten: feeds count it.
  `CREATE TABLE history.tally (
     party text NOT NULL,
     hub text NOT NULL,
     commodity text NOT NULL,
     facts bigint NOT NULL,
     newest_fact_at timestamptz NOT NULL,
     newest_accepted_at timestamptz NOT NULL,
     PRIMARY KEY (party, hub, commodity)
   )`,
];

/** Old months of the long memory may end; what still matters of them is carried over. */
export class Retention1764460000000 implements MigrationInterface {
  name = 'Retention1764460000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW history.known');
    for (const table of ['tally', 'ended', 'kept']) await runner.query(`DROP TABLE history.${table}`);
  }
}
