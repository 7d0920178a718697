import type { Sql } from '#database';
import type { ProblemFault } from '../http/problem.js';
import type { BilingualText } from '#contracts';

/** One tried event, as it is kept. */
export interface SandboxLine {
  line: number;
  at: Date;
  eventId: string | null;
  type: string | null;
  outcome: 'right' | 'repeated' | 'wrong';
  code: string | null;
  text: BilingualText;
  errors: ProblemFault[];
  advice: BilingualText | null;
  factId: string | null;
  contentHash: Buffer | null;
  /** What later lines may refer to. */
  fact: { hub: string; commodity: string | null; demandId: string | null } | null;
  statedUnit: string | null;
}

/** The party's present run; one request at a time writes to it until the transaction ends. */
export async function openRun(sql: Sql, party: string): Promise<number> {
  await sql.query('SELECT pg_advisory_xact_lock(7165005, hashtext($1))', [party]);
  return presentRun(sql, party);
}

export async function presentRun(sql: Sql, party: string): Promise<number> {
  const [row] = await sql.query<{ run: number }>('SELECT run FROM access.onboarding WHERE party = $1', [
    party,
  ]);
  return row?.run ?? 1;
}

export async function linesOf(sql: Sql, party: string, run: number): Promise<SandboxLine[]> {
  return sql.query<SandboxLine>(
    `SELECT line, at, event_id AS "eventId", type, outcome, code, text, errors, advice, fact_id AS "factId",
       content_hash AS "contentHash", fact, stated_unit AS "statedUnit"
     FROM access.sandbox_line WHERE party = $1 AND run = $2 ORDER BY line`,
    [party, run],
  );
}

export async function keepLines(sql: Sql, party: string, run: number, lines: SandboxLine[]): Promise<void> {
  for (const line of lines)
    await sql.query(
      `INSERT INTO access.sandbox_line (party, run, line, at, event_id, type, outcome, code, text, errors, advice,
         fact_id, content_hash, fact, stated_unit)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        party,
        run,
        line.line,
        line.at,
        line.eventId,
        line.type,
        line.outcome,
        line.code,
        JSON.stringify(line.text),
        JSON.stringify(line.errors),
        line.advice === null ? null : JSON.stringify(line.advice),
        line.factId,
        line.contentHash,
        line.fact === null ? null : JSON.stringify(line.fact),
        line.statedUnit,
      ],
    );
}

/** Begins a new run and lets go of the one before the last. */
export async function beginRun(sql: Sql, party: string, hub: string): Promise<number> {
  const [row] = await sql.query<{ run: number }>(
    `INSERT INTO access.onboarding (party, hub, run) VALUES ($1, $2, 2)
     ON CONFLICT (party) DO UPDATE SET run = access.onboarding.run + 1 RETURNING run`,
    [party, hub],
  );
  await sql.query('DELETE FROM access.sandbox_line WHERE party = $1 AND run < $2 - 1', [party, row!.run]);
  return row!.run;
}
