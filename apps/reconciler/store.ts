import type { Alert, Allocation, Balance, DemandLine, Fact, LotLine, Plan } from '#domain';
import { digestOf, type Sql } from '#database';
import type { Step } from './book.js';

/** Counts each party's facts and keeps their newest times. */
export async function countFeeds(sql: Sql, facts: Fact[]): Promise<void> {
  const feeds = new Map<string, { fact: Fact; newest: number; accepted: number; count: number }>();
  for (const fact of facts) {
    if (fact.type.startsWith('shipment.')) continue;
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

export async function insertPlan(
  sql: Sql,
  step: Step,
  at: { partition: number; position: bigint },
): Promise<void> {
  const { plan, number } = step;
  await sql.query(
    `INSERT INTO reconciler.book (hub, commodity, partition, plan_number) VALUES ($1, $2, $3, $4)
     ON CONFLICT (hub, commodity) DO UPDATE SET partition = excluded.partition, plan_number = excluded.plan_number`,
    [plan.hub, plan.commodity, at.partition, number],
  );
  await sql.query(
    `INSERT INTO reconciler.plan (hub, commodity, number, computed_at, now_ms, registry_version, partition, position,
                                  valid_until_ms, digest, allocations, commitments, candidate)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      plan.hub,
      plan.commodity,
      number,
      new Date(plan.now).toISOString(),
      plan.now,
      plan.registryVersion,
      at.partition,
      at.position.toString(),
      plan.validUntil,
      digestOf(plan),
      JSON.stringify(plan.allocations),
      JSON.stringify(plan.commitmentsSeen),
      plan.candidate === null ? null : JSON.stringify(plan.candidate),
    ],
  );
}

/** Rewrites the lines that changed and removes those that are gone. */
export async function writeLines(sql: Sql, step: Step): Promise<void> {
  const { plan, number, lots, demands } = step;
  const key = [plan.hub, plan.commodity];
  if (lots.written.length > 0)
    await sql.query(
      `INSERT INTO reconciler.stock (hub, commodity, lot_id, region, location, plan_number, line)
       SELECT $1, $2, l.lot_id, l.region, l.location, $3, l.line
       FROM unnest($4::text[], $5::text[], $6::text[], $7::jsonb[]) AS l (lot_id, region, location, line)
       ON CONFLICT (hub, commodity, lot_id) DO UPDATE SET
         region = excluded.region, plan_number = excluded.plan_number, line = excluded.line`,
      [
        ...key,
        number,
        lots.written.map((line) => line.lotId),
        lots.written.map((line) => line.region),
        lots.written.map((line) => line.location),
        lots.written.map((line) => JSON.stringify(line)),
      ],
    );
  if (lots.gone.length > 0)
    await sql.query(`DELETE FROM reconciler.stock WHERE hub = $1 AND commodity = $2 AND lot_id = ANY($3)`, [
      ...key,
      lots.gone,
    ]);
  if (demands.written.length > 0)
    await sql.query(
      `INSERT INTO reconciler.demand (hub, commodity, demand_id, destination, party, plan_number, line)
       SELECT $1, $2, l.demand_id, l.destination, l.party, $3, l.line
       FROM unnest($4::text[], $5::text[], $6::text[], $7::jsonb[]) AS l (demand_id, destination, party, line)
       ON CONFLICT (hub, commodity, demand_id) DO UPDATE SET
         destination = excluded.destination, party = excluded.party, plan_number = excluded.plan_number,
         line = excluded.line`,
      [
        ...key,
        number,
        demands.written.map((line) => line.demandId),
        demands.written.map((line) => line.destination),
        demands.written.map((line) => line.source),
        demands.written.map((line) => JSON.stringify(line)),
      ],
    );
  if (demands.gone.length > 0)
    await sql.query(
      `DELETE FROM reconciler.demand WHERE hub = $1 AND commodity = $2 AND demand_id = ANY($3)`,
      [...key, demands.gone],
    );
}

export async function writeBalances(
  sql: Sql,
  step: Step,
  balances: { balance: Balance; data: object; event: object }[],
): Promise<void> {
  if (balances.length === 0) return;
  await sql.query(
    `INSERT INTO reconciler.balance (hub, commodity, region, plan_number, changed_at, line, balance, event)
     SELECT $1, $2, b.region, $3, $4, b.line, b.balance, b.event
     FROM unnest($5::text[], $6::jsonb[], $7::jsonb[], $8::jsonb[]) AS b (region, line, balance, event)
     ON CONFLICT (hub, commodity, region) DO UPDATE SET
       plan_number = excluded.plan_number, changed_at = excluded.changed_at, line = excluded.line,
       balance = excluded.balance,
       event = excluded.event`,
    [
      step.plan.hub,
      step.plan.commodity,
      step.number,
      new Date(step.plan.now).toISOString(),
      balances.map((b) => b.balance.region),
      balances.map((b) => JSON.stringify(b.balance)),
      balances.map((b) => JSON.stringify(b.data)),
      balances.map((b) => JSON.stringify(b.event)),
    ],
  );
}

export async function writeAlerts(
  sql: Sql,
  step: Step,
  raised: { alert: Alert; event: object }[],
  cleared: { alert: Alert; event: object }[],
): Promise<void> {
  const at = new Date(step.plan.now).toISOString();
  for (const { alert, event } of raised)
    await sql.query(
      `INSERT INTO reconciler.alert (alert_id, hub, commodity, code, severity, subject, raised_at, alert, event)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (alert_id) DO UPDATE SET
         severity = excluded.severity, alert = excluded.alert, event = excluded.event, cleared_at = NULL,
         raised_at = CASE WHEN reconciler.alert.cleared_at IS NULL THEN reconciler.alert.raised_at ELSE excluded.raised_at END`,
      [
        alert.id,
        alert.hub,
        alert.commodity,
        alert.code,
        alert.severity,
        alert.subject,
        at,
        JSON.stringify(alert),
        JSON.stringify(event),
      ],
    );
  for (const { alert, event } of cleared)
    await sql.query(`UPDATE reconciler.alert SET cleared_at = $2, event = $3 WHERE alert_id = $1`, [
      alert.id,
      at,
      JSON.stringify(event),
    ]);
}

export interface Stored {
  number: number;
  /** The plan published last, put together from its lines; null when there was none. */
  published: Plan | null;
}

/** Reads the present plan of a ledger. */
export async function loadPlan(sql: Sql, hub: string, commodity: string): Promise<Stored> {
  const [plan] = await sql.query<PlanRow>(
    `SELECT number, now_ms, registry_version, valid_until_ms, allocations, commitments, candidate
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
}

/** A problem is not kept: what follows a plan hangs on what it announced alone. */
const noProblem = { lots: [], demands: [], arcs: [], caps: [] };

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
  return {
    hub,
    commodity,
    now: Number(plan.now_ms),
    registryVersion: Number(plan.registry_version),
    validUntil: plan.valid_until_ms === null ? null : Number(plan.valid_until_ms),
    problem: noProblem,
    exact: { problem: noProblem, allocations: [] },
    solution: [],
    frozen: [],
    allocations: plan.allocations,
    candidate: plan.candidate,
    demands,
    lots,
    balances,
    alerts: alerts.map((row) => row.alert),
    commitmentsSeen: plan.commitments,
  };
}
