import type { BalanceData } from '#contracts';
import { loadRegistry } from '#database';
import type { Sql } from '#database';
import { applyFacts, emptyLedger, reconcile } from '#domain';
import type { Balance, Candidate, Fact, Registry } from '#domain';
import { Problem } from '../http/problem.js';
import { mayRead } from '../scope/scope.js';
import type { Scope } from '../scope/scope.js';
import type { BalancesQuery, DemandsQuery, StockQuery } from './list-query.js';
import { pageOf } from './paging.js';
import { demandItem, stockItem } from './plan-items.js';

interface PlanRow {
  hub: string;
  commodity: string;
  number: string;
  now_ms: string;
  registry_version: string;
  partition: number;
  position: string;
}

interface PastPlan {
  number: string;
  unit: string;
  candidate: Candidate;
}

const factsMax = 200_000;
const cachedPlansMax = 64;

/**
 * Lists as they stood at an instant. A plan records what it was computed from, not every line it had, so the
 * lines are computed again from the same facts, registry and clock. Plans never change: the last ones are kept.
 */
export class PastPlans {
  private readonly cache = new Map<string, PastPlan>();
  private readonly registries = new Map<number, Registry>();

  constructor(private readonly sql: Sql) {}

  async balances(at: Date, query: BalancesQuery, scope: Scope) {
    const plans = await this.plansAt(at, query);
    const items = plans.flatMap((plan) =>
      plan.candidate.balances
        .filter(({ region }) => query.region === undefined || query.region === region)
        .filter(({ hub, region }) => mayRead(scope, visible(hub, [region], [], false)))
        .map((balance) => balanceItem(balance, plan)),
    );
    return pageOf(
      'balances-past',
      items,
      ({ hub, commodity, region }) => `${hub}/${commodity}/${region}`,
      query,
    );
  }

  async stock(at: Date, query: StockQuery, scope: Scope) {
    const plans = await this.plansAt(at, query);
    const items = plans.flatMap(({ candidate, number, unit }) => {
      const { hub, commodity } = candidate;
      return candidate.lots
        .filter((line) => query.region === undefined || line.region === query.region)
        .filter((line) => query.location === undefined || line.location === query.location)
        .filter((line) => mayRead(scope, visible(hub, [line.region], [line.location], true, line.source)))
        .map((line) =>
          stockItem({ hub, commodity, region: line.region, plan_number: number, line }, unit, at.getTime()),
        );
    });
    return pageOf('stock-past', items, ({ hub, commodity, lotId }) => `${hub}/${commodity}/${lotId}`, query);
  }

  async demands(at: Date, query: DemandsQuery, scope: Scope) {
    const plans = await this.plansAt(at, query);
    const items = plans.flatMap(({ candidate, number, unit }) => {
      const { hub, commodity } = candidate;
      return candidate.demands
        .filter((line) => query.destination === undefined || line.destination === query.destination)
        .filter((line) => mayRead(scope, visible(hub, [line.destination], [], true, line.source)))
        .map((line) => demandItem({ hub, commodity, plan_number: number, line }, unit));
    });
    return pageOf(
      'demands-past',
      items,
      ({ hub, commodity, demandId }) => `${hub}/${commodity}/${demandId}`,
      query,
    );
  }

  private async plansAt(
    at: Date,
    { hub, commodity }: { hub?: string; commodity?: string },
  ): Promise<PastPlan[]> {
    const rows = await this.sql.query<PlanRow>(
      `SELECT DISTINCT ON (hub, commodity) hub, commodity, number, now_ms, registry_version, partition, position
       FROM reconciler.plan
       WHERE computed_at <= $1 AND ($2::text IS NULL OR hub = $2) AND ($3::text IS NULL OR commodity = $3)
       ORDER BY hub, commodity, computed_at DESC, number DESC`,
      [at.toISOString(), hub ?? null, commodity ?? null],
    );
    const plans: PastPlan[] = [];
    for (const row of rows) plans.push(await this.planOf(row));
    return plans;
  }

  private async planOf(row: PlanRow): Promise<PastPlan> {
    const key = `${row.hub}:${row.commodity}:${row.number}`;
    const known = this.cache.get(key);
    if (known) return known;
    const registry = await this.registryOf(Number(row.registry_version));
    const unit = registry.commodities.find(({ code }) => code === row.commodity)?.baseUnit ?? 'g';
    const ledger = emptyLedger(row.hub, row.commodity);
    applyFacts(ledger, await this.factsOf(row));
    const candidate = reconcile({ ledger, registry, now: Number(row.now_ms) });
    const plan = { number: row.number, unit, candidate };
    this.cache.set(key, plan);
    if (this.cache.size > cachedPlansMax) this.cache.delete(this.cache.keys().next().value!);
    return plan;
  }

  private async factsOf({ hub, commodity, partition, position }: PlanRow): Promise<Fact[]> {
    const rows = await this.sql.query<{ fact: Fact }>(
      `SELECT fact FROM reconciler.entry
       WHERE hub = $1 AND commodity = $2 AND partition = $3 AND position < $4 ORDER BY position LIMIT $5`,
      [hub, commodity, partition, position, factsMax + 1],
    );
    if (rows.length > factsMax) throw new Problem('AS_OF_UNAVAILABLE');
    return rows.map((row) => row.fact);
  }

  private async registryOf(version: number): Promise<Registry> {
    const known = this.registries.get(version);
    if (known) return known;
    const registry = await loadRegistry(this.sql, version);
    this.registries.set(version, registry);
    if (this.registries.size > cachedPlansMax) this.registries.delete(this.registries.keys().next().value!);
    return registry;
  }
}

function balanceItem(balance: Balance, { candidate, number, unit }: PastPlan): BalanceData {
  const { newestFactAt, ...figures } = balance;
  const age = newestFactAt === null ? null : Math.max(0, Math.round((candidate.now - newestFactAt) / 1_000));
  return {
    ...figures,
    unit,
    freshnessSeconds: age,
    planVersion: `${candidate.hub}:${candidate.commodity}:${number}`,
    computedAt: new Date(candidate.now).toISOString(),
  } as BalanceData;
}

function visible(hub: string, regions: string[], places: string[], partyOnly: boolean, party?: string) {
  return { hub, regions, places, parties: party === undefined ? [] : [party], offered: false, partyOnly };
}
