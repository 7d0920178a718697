import {
  ArchiveError,
  balanceOf,
  digestOf,
  PlanEvents,
  type PlanArchive,
  type PlanRecord,
  type Sql,
  type Trigger,
} from '#database';
import type { Alert, Plan, Registry } from '#domain';
import { fill } from './tables.js';

interface Present {
  sql: Sql;
  archive: PlanArchive;
  record: PlanRecord;
  plan: Plan;
  registry: Registry;
}

type Announced = { sequence?: string; facttime?: string; acceptedat?: string } | null;

const iso = (ms: number): string => new Date(ms).toISOString();

/**
 * What the present plan of a ledger says, computed again from its facts, registry and clock, as rows of schema
 * `reconciler`. In which plan a line changed last, and which fact moved it, is not in the plan: that is taken
 * over from a live row whose plan says the same. Throws `ArchiveError`.
 */
export async function derivePlan(sql: Sql, archive: PlanArchive, record: PlanRecord): Promise<void> {
  const plan = await archive.replay(record);
  const present = { sql, archive, record, plan, registry: await archive.registry(record.registryVersion) };
  await fill(sql, 'reconciler.book', [
    { ...keyOf(plan), partition: record.partition, plan_number: record.number },
  ]);
  await fill(sql, 'reconciler.plan', [planRow(present)]);
  await fillLines(present);
  await fill(sql, 'reconciler.balance', await balanceRows(present));
  await fill(sql, 'reconciler.alert', await alertRows(present));
}

function keyOf({ hub, commodity }: Plan): { hub: string; commodity: string } {
  return { hub, commodity };
}

function planRow({ record, plan }: Present): object {
  return {
    ...keyOf(plan),
    number: record.number,
    computed_at: iso(plan.now),
    now_ms: plan.now,
    registry_version: plan.registryVersion,
    partition: record.partition,
    position: record.position.toString(),
    valid_until_ms: plan.validUntil,
    digest: digestOf(plan),
    allocations: plan.allocations,
    commitments: plan.commitmentsSeen,
    candidate: plan.candidate,
    gaps: plan.gaps ?? null,
  };
}

async function fillLines({ sql, plan, record }: Present): Promise<void> {
  const own = { ...keyOf(plan), plan_number: record.number };
  const lots = plan.lots.map((line) => ({
    ...own,
    lot_id: line.lotId,
    region: line.region,
    location: line.location,
    line,
  }));
  const demands = plan.demands.map((line) => ({
    ...own,
    demand_id: line.demandId,
    destination: line.destination,
    party: line.source,
    line,
  }));
  await fill(sql, 'reconciler.stock', lots);
  await fill(sql, 'reconciler.demand', demands);
  for (const [name, id] of [
    ['stock', 'lot_id'],
    ['demand', 'demand_id'],
  ])
    await sql.query(
      `UPDATE rebuild.reconciler_${name} r SET plan_number = l.plan_number FROM reconciler.${name} l
       WHERE r.hub = $1 AND r.commodity = $2 AND l.hub = r.hub AND l.commodity = r.commodity AND l.${id} = r.${id}
         AND l.line = r.line AND l.plan_number BETWEEN 1 AND r.plan_number`,
      [plan.hub, plan.commodity],
    );
}

interface BalanceRow {
  region: string;
  plan_number: string;
  balance: object;
  event: Announced;
  changed_at: Date;
}

/** Regions that the present plan names, and those that an earlier one named: they have nothing now. */
async function balanceRows(present: Present): Promise<object[]> {
  const { sql, plan } = present;
  const live = await sql.query<BalanceRow>(
    `SELECT region, plan_number, balance, event, changed_at FROM reconciler.balance WHERE hub = $1 AND commodity = $2`,
    [plan.hub, plan.commodity],
  );
  const stored = new Map(live.map((row) => [row.region, row]));
  const regions = new Set([...plan.balances.map(({ region }) => region), ...stored.keys()]);
  const past = pastPlans(present);
  const rows: object[] = [];
  for (const region of regions) rows.push(await balanceRow(present, region, stored.get(region), past));
  return rows;
}

async function balanceRow(
  present: Present,
  region: string,
  live: BalanceRow | undefined,
  past: (number: number) => Promise<Plan | null | 'gone'>,
): Promise<object> {
  const { plan, record, archive } = present;
  const line = balanceOf(plan, region);
  const own = { ...keyOf(plan), region, line };
  const before = live && (await past(Number(live.plan_number)));
  if (live && before === 'gone') {
    const { balance, event } = live;
    return {
      ...own,
      plan_number: live.plan_number,
      changed_at: live.changed_at.toISOString(),
      balance,
      event,
    };
  }
  const isThen =
    before != null && before !== 'gone' && JSON.stringify(balanceOf(before, region)) === JSON.stringify(line);
  const at = isThen ? (before as Plan) : plan;
  const number = isThen ? Number(live!.plan_number) : record.number;
  const registry = await archive.registry(at.registryVersion);
  const { data, event } = new PlanEvents({ plan: at, number }, registry, triggerOf(live?.event)).balance(
    line,
  );
  return { ...own, plan_number: number, changed_at: iso(at.now), balance: data, event };
}

/** Earlier plans computed again: null for none of that number, `gone` for one that can no longer be computed. */
function pastPlans({ archive, record, plan }: Present) {
  const known = new Map<number, Plan | null | 'gone'>([[record.number, plan]]);
  return async (number: number): Promise<Plan | null | 'gone'> => {
    if (!known.has(number)) known.set(number, await compute(number));
    return known.get(number)!;
  };
  async function compute(number: number): Promise<Plan | null | 'gone'> {
    const found =
      number > record.number ? null : await archive.find(`${plan.hub}:${plan.commodity}:${number}`);
    return (
      found &&
      archive.replay(found).catch((error: unknown) => {
        if (error instanceof ArchiveError) return 'gone' as const;
        throw error;
      })
    );
  }
}

interface AlertRow {
  alert_id: string;
  raised_at: Date;
  cleared_at: Date | null;
  alert: Alert;
  event: Announced;
}

/** The alerts of the present plan, open; and those that are open without it, cleared. */
async function alertRows(present: Present): Promise<object[]> {
  const { sql, plan, record, registry } = present;
  const live = await sql.query<AlertRow>(
    `SELECT alert_id, raised_at, cleared_at, alert, event FROM reconciler.alert
     WHERE (hub = $1 AND commodity = $2 AND cleared_at IS NULL) OR alert_id = ANY($3)`,
    [plan.hub, plan.commodity, plan.alerts.map(({ id }) => id)],
  );
  const stored = new Map(live.map((row) => [row.alert_id, row]));
  const instants = await instantsOf(present, live);
  const rows: object[] = plan.alerts.map((alert) => {
    const row = stored.get(alert.id);
    stored.delete(alert.id);
    const number = row?.cleared_at === null ? Number(row.event?.sequence ?? 0) : 0;
    const at = {
      plan: { ...plan, now: instants.get(number) ?? plan.now },
      number: instants.has(number) ? number : record.number,
    };
    const { event } = new PlanEvents(at, registry, triggerOf(row?.event)).alert(alert, 'raised');
    return alertRow(alert, row?.raised_at.toISOString() ?? iso(plan.now), null, event);
  });
  for (const { alert, raised_at } of stored.values()) {
    const { event } = new PlanEvents({ plan, number: record.number }, registry, null).alert(alert, 'cleared');
    rows.push(alertRow(alert, raised_at.toISOString(), iso(plan.now), event));
  }
  return rows;
}

function alertRow(alert: Alert, raisedAt: string, clearedAt: string | null, event: object): object {
  const { id, hub, commodity, code, severity, subject } = alert;
  const own = { alert_id: id, hub, commodity, code, severity, subject };
  return { ...own, raised_at: raisedAt, cleared_at: clearedAt, alert, event };
}

/** When the plans were computed that announced some alerts last, epoch milliseconds by number. */
async function instantsOf({ sql, plan }: Present, live: AlertRow[]): Promise<Map<number, number>> {
  const numbers = live.map(({ event }) => event?.sequence ?? '').filter((text) => /^\d{1,20}$/.test(text));
  const rows = await sql.query<{ number: string; now_ms: string }>(
    `SELECT number, now_ms FROM reconciler.plan WHERE hub = $1 AND commodity = $2 AND number = ANY($3::numeric[])`,
    [plan.hub, plan.commodity, numbers],
  );
  return new Map(rows.map((row) => [Number(row.number), Number(row.now_ms)]));
}

function triggerOf(event: Announced | undefined): Trigger | null {
  const [time, acceptedAt] = [Date.parse(event?.facttime ?? ''), Date.parse(event?.acceptedat ?? '')];
  return Number.isNaN(time) || Number.isNaN(acceptedAt) ? null : { time, acceptedAt };
}
