import pg from 'pg';
import { factId } from '#access';
import type { Sizes } from './sizes.js';
import { rateSince, repeated } from './stats.js';
import { factRecords } from './traffic.js';

export interface DatabaseFloor {
  /** Milliseconds of one commit of one changed row, one after the other. */
  commitMs: number[];
  /** Rows per second of upserts of 1,000 rows, each with its commit, a round each. */
  rows: number[];
}

const batchRows = 1_000;

/** What Postgres gives on one connection when there is nothing to compute. */
export async function measureDatabase(url: string, sizes: Sizes): Promise<DatabaseFloor> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query('CREATE TABLE position (id int PRIMARY KEY, next bigint NOT NULL)');
  await client.query('INSERT INTO position VALUES (1, 0)');
  await client.query('CREATE TABLE fact (fact_id uuid PRIMARY KEY, key text, position bigint, fact jsonb)');
  const commitMs: number[] = [];
  for (let i = 0; i < sizes.commits; i++) {
    const begin = performance.now();
    await client.query('UPDATE position SET next = next + 1 WHERE id = 1');
    commitMs.push(performance.now() - begin);
  }
  const rows = await repeated(sizes.rounds, async (round) => {
    const batches = Array.from({ length: sizes.rowBatches }, (_, k) => batchOf(round, k));
    const begin = performance.now();
    for (const batch of batches)
      await client.query(
        `INSERT INTO fact SELECT * FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::jsonb[])
         ON CONFLICT (fact_id) DO UPDATE SET fact = excluded.fact`,
        batch,
      );
    return rateSince(begin, sizes.rowBatches * batchRows);
  });
  await client.end();
  return { commitMs, rows };
}

function batchOf(round: number, batch: number): unknown[][] {
  const records = factRecords(batchRows, Date.now());
  return [
    records.map((_, i) => factId('floor', `${round}-${batch}-${i}`)),
    records.map(({ key }) => key),
    records.map((_, i) => i),
    records.map(({ value }) => value),
  ];
}
