import { laneOf, type PlanRecord, type Sql } from '#database';
import type { Allocation, PlanGap } from '#domain';
import { note } from './compare.js';
import { fill, type Part } from './tables.js';

interface PlanRow {
  number: string;
  allocations: Allocation[];
  commitments: Record<string, number>;
  gaps: PlanGap[] | null;
}

interface PlannedRow {
  lane: string;
  plan_number: string;
  fact_time: Date | null;
  accepted_at: Date | null;
}

/**
 * What the dispatcher holds of each lane: what the plan said that its row names. Where the present plan says
 * something else, the dispatcher is behind, and the row stands as that older plan has it: writing the newer one
 * here would keep the dispatcher from ever loading it.
 */
export async function derivePlanned(sql: Sql, part: Part, record: PlanRecord): Promise<void> {
  const key = [part.hub, part.commodity];
  const live = await sql.query<PlannedRow>(
    `SELECT lane, plan_number, fact_time, accepted_at FROM dispatcher.planned WHERE hub = $1 AND commodity = $2`,
    key,
  );
  const numbers = [record.number, ...live.map((row) => row.plan_number)];
  // The present plan as it was derived: on record it may be damaged.
  const plans = await sql.query<PlanRow>(
    `SELECT number, allocations, commitments, gaps FROM rebuild.reconciler_plan WHERE hub = $1 AND commodity = $2
     UNION ALL SELECT number, allocations, commitments, gaps FROM reconciler.plan
     WHERE hub = $1 AND commodity = $2 AND number = ANY($3::bigint[]) AND number < $4`,
    [...key, numbers, record.number],
  );
  const said = new Map(
    plans.map(({ number, allocations, commitments, gaps }) => [
      Number(number),
      { allocations, commitmentsSeen: commitments, ...(gaps && { gaps }) },
    ]),
  );
  const present = said.get(record.number)!;
  const stored = new Map(live.map((row) => [row.lane, row]));
  const lanes = new Set([
    ...present.allocations.filter(({ estimated }) => !estimated).map(({ lane }) => lane),
    ...Object.keys(present.commitmentsSeen),
    ...stored.keys(),
  ]);
  const behind: object[] = [];
  const rows = [...lanes].map((lane) => {
    const row = stored.get(lane);
    const known = row && said.get(Number(row.plan_number));
    const { commitmentSeen, allocations, gaps } = laneOf(known ?? present, lane);
    const isBehind = known && JSON.stringify(laneOf(present, lane)) !== JSON.stringify(laneOf(known, lane));
    if (isBehind) behind.push({ lane, commodity: part.commodity });
    return {
      lane,
      ...part,
      plan_number: known ? row.plan_number : record.number,
      commitment_seen: commitmentSeen,
      fact_time: row?.fact_time?.toISOString() ?? null,
      accepted_at: row?.accepted_at?.toISOString() ?? null,
      allocations,
      gaps: gaps.length > 0 ? gaps : null,
    };
  });
  await fill(sql, 'dispatcher.planned', rows);
  await note(sql, part, 'dispatcher.planned', 'behind', behind);
}
