import type { Alert, Allocation, Balance, DemandLine, Fact, LotLine, Plan, PlanGap } from '#domain';
import { digestOf, type AlertRow, type BalanceRow, type OutboxMessage, type Sql } from '#database';
import { withoutProblem, type Step } from './book.js';

/** Counts each party's facts and keeps their newest times. */
export async function countFeeds(sql: Sql, facts: Fact[]): Promise<void> {
  const feeds = new Map<string, { fact: Fact; newest: number; accepted: number; count: number }>();
  for (const fact of facts) {
    if (/^(shipment|plan)\./.test(fact.type)) continue;
    const key = `${fact.source}/${fact.hub}/${fact.commodity}`;
    const feed = feeds.get(key) ?? { fact, newest: 0, accepted: 0, count: 0 };
    feed.newest = Math.max(feed.newest, fact.time);
    feed.accepted = Math.max(feed.accepted, fact.acceptedAt);
    feed.count++;
    feeds.set(key, feed);
  }
  if (feeds.size === 0) return;
  const rows = [...feeds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, feed]) => feed);
  await sql.query(
    `INSERT INTO reconciler.feed AS f (party, hub, commodity, newest_fact_at, newest_accepted_at, facts)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::bigint[])
     ON CONFLICT (party, hub, commodity) DO UPDATE SET
       newest_fact_at = greatest(f.newest_fact_at, excluded.newest_fact_at),
       newest_accepted_at = greatest(f.newest_accepted_at, excluded.newest_accepted_at),
       facts = f.facts + excluded.facts`,
    [
      rows.map(({ fact }) => fact.source),
      rows.map(({ fact }) => fact.hub),
      rows.map(({ fact }) => fact.commodity),
      rows.map(({ newest }) => new Date(newest).toISOString()),
      rows.map(({ accepted }) => new Date(accepted).toISOString()),
      rows.map(({ count }) => count),
    ],
  );
}

/** What a step says beside its plan and lines. */
export interface Told {
  balances: BalanceRow[];
  raised: AlertRow[];
  cleared: AlertRow[];
}

/**
 * The plan, its lines where they changed, and what is told of it, in one statement: a journey to the database for
 * each table would be most of a plan's cost.
 */
export async function writePlan(
  sql: Sql,
  step: Step,
  at: { partition: number; position: bigint },
  told: Told,
): Promise<void> {
  const { plan, number, lots, demands } = step;
  await sql.query(planStatement, [
    plan.hub,
    plan.commodity,
    number,
    at.partition,
    new Date(plan.now).toISOString(),
    plan.now,
    plan.registryVersion,
    at.position.toString(),
    plan.validUntil,
    digestOf(plan),
    JSON.stringify(plan.allocations),
    JSON.stringify(plan.commitmentsSeen),
    plan.candidate === null ? null : JSON.stringify(plan.candidate),
    JSON.stringify(lots.written),
    lots.gone,
    JSON.stringify(demands.written),
    demands.gone,
    rowsOf(told.balances, ({ balance }) => balance),
    rowsOf(told.raised, ({ alert }) => alert),
    rowsOf(told.cleared, ({ alert }) => alert),
    plan.gaps ? JSON.stringify(plan.gaps) : null,
  ]);
}

/** `[{"line": …, "event": …}, …]`: an event is written out once, for Kafka. */
function rowsOf<Row extends { message: OutboxMessage }>(
  rows: readonly Row[],
  lineOf: (row: Row) => object,
): string {
  const texts = rows.map(
    (row) => `{"line":${JSON.stringify(lineOf(row))},"event":${row.message.value!.toString()}}`,
  );
  return `[${texts.join()}]`;
}

const planStatement = `
  WITH book AS (
    INSERT INTO reconciler.book (hub, commodity, partition, plan_number) VALUES ($1, $2, $4, $3)
    ON CONFLICT (hub, commodity) DO UPDATE SET
      partition = excluded.partition, plan_number = excluded.plan_number
  ), stock AS (
    INSERT INTO reconciler.stock (hub, commodity, lot_id, region, location, plan_number, line)
    SELECT $1, $2, line->>'lotId', line->>'region', line->>'location', $3, line
    FROM jsonb_array_elements($14::jsonb) AS line
    ON CONFLICT (hub, commodity, lot_id) DO UPDATE SET
      region = excluded.region, plan_number = excluded.plan_number, line = excluded.line
  ), stock_gone AS (
    DELETE FROM reconciler.stock WHERE hub = $1 AND commodity = $2 AND lot_id = ANY($15::text[])
  ), demand AS (
    INSERT INTO reconciler.demand (hub, commodity, demand_id, destination, party, plan_number, line)
    SELECT $1, $2, line->>'demandId', line->>'destination', line->>'source', $3, line
    FROM jsonb_array_elements($16::jsonb) AS line
    ON CONFLICT (hub, commodity, demand_id) DO UPDATE SET
      destination = excluded.destination, party = excluded.party, plan_number = excluded.plan_number,
      line = excluded.line
  ), demand_gone AS (
    DELETE FROM reconciler.demand WHERE hub = $1 AND commodity = $2 AND demand_id = ANY($17::text[])
  ), balance AS (
    INSERT INTO reconciler.balance (hub, commodity, region, plan_number, changed_at, line, balance, event)
    SELECT $1, $2, b->'line'->>'region', $3, $5, b->'line', b->'event'->'data', b->'event'
    FROM jsonb_array_elements($18::jsonb) AS b
    ON CONFLICT (hub, commodity, region) DO UPDATE SET
      plan_number = excluded.plan_number, changed_at = excluded.changed_at, line = excluded.line,
      balance = excluded.balance, event = excluded.event
  ), raised AS (
    INSERT INTO reconciler.alert AS a (alert_id, hub, commodity, code, severity, subject, raised_at, alert, event)
    SELECT r->'line'->>'id', r->'line'->>'hub', r->'line'->>'commodity', r->'line'->>'code',
           r->'line'->>'severity', r->'line'->>'subject', $5, r->'line', r->'event'
    FROM jsonb_array_elements($19::jsonb) AS r
    ON CONFLICT (alert_id) DO UPDATE SET
      severity = excluded.severity, alert = excluded.alert, event = excluded.event, cleared_at = NULL,
      raised_at = CASE WHEN a.cleared_at IS NULL THEN a.raised_at ELSE excluded.raised_at END
  ), cleared AS (
    UPDATE reconciler.alert AS a SET cleared_at = $5, event = c->'event'
    FROM jsonb_array_elements($20::jsonb) AS c WHERE a.alert_id = c->'line'->>'id'
  )
  INSERT INTO reconciler.plan (hub, commodity, number, computed_at, now_ms, registry_version, partition, position,
                               valid_until_ms, digest, allocations, commitments, candidate, gaps)
  VALUES ($1, $2, $3, $5, $6, $7, $4, $8, $9, $10, $11, $12, $13, $21)`;

export interface Stored {
  number: number;
  /** The plan published last, put together from its lines; null when there was none. */
  published: Plan | null;
}

/** Reads the present plan of a ledger. */
export async function loadPlan(sql: Sql, hub: string, commodity: string): Promise<Stored> {
  const [plan] = await sql.query<PlanRow>(
    `SELECT number, now_ms, registry_version, valid_until_ms, allocations, commitments, candidate, gaps
     FROM reconciler.plan
     WHERE hub = $1 AND commodity = $2 ORDER BY number DESC LIMIT 1`,
    [hub, commodity],
  );
  return {
    number: Number(plan?.number ?? 0),
    published: plan ? await loadPublished(sql, hub, commodity, plan) : null,
  };
}

interface PlanRow {
  number: string;
  now_ms: string;
  registry_version: string;
  valid_until_ms: string | null;
  allocations: Allocation[];
  commitments: Record<string, number>;
  candidate: Allocation[] | null;
  gaps: PlanGap[] | null;
}

async function loadPublished(sql: Sql, hub: string, commodity: string, plan: PlanRow): Promise<Plan> {
  const key = [hub, commodity];
  const lines = <T>(table: string, column: string, order: string) =>
    sql
      .query<{ line: T }>(
        `SELECT ${column} AS line FROM reconciler.${table} WHERE hub = $1 AND commodity = $2 ORDER BY ${order}`,
        key,
      )
      .then((rows) => rows.map((row) => row.line));
  const lots = await lines<LotLine>('stock', 'line', 'lot_id COLLATE "C"');
  const demands = await lines<DemandLine>('demand', 'line', 'demand_id COLLATE "C"');
  const balances = await lines<Balance>('balance', 'line', 'region COLLATE "C"');
  const alerts = await sql.query<{ alert: Alert }>(
    `SELECT alert FROM reconciler.alert WHERE hub = $1 AND commodity = $2 AND cleared_at IS NULL
     ORDER BY alert_id COLLATE "C"`,
    key,
  );
  return withoutProblem({
    hub,
    commodity,
    now: Number(plan.now_ms),
    registryVersion: Number(plan.registry_version),
    validUntil: plan.valid_until_ms === null ? null : Number(plan.valid_until_ms),
    allocations: plan.allocations,
    candidate: plan.candidate,
    demands,
    lots,
    balances,
    alerts: alerts.map((row) => row.alert),
    commitmentsSeen: plan.commitments,
    ...(plan.gaps && { gaps: plan.gaps }),
  });
}
