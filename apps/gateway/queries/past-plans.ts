import type { BalanceData } from '#contracts';
import { ArchiveError, PlanArchive } from '#database';
import type { PlanRecord, Sql } from '#database';
import type { Balance, Plan, Registry } from '#domain';
import { Problem } from '../http/problem.js';
import { PlanSight } from '../scope/plan-sight.js';
import type { Scope } from '../scope/scope.js';
import type { BalancesQuery, DemandsQuery, StockQuery } from './list-query.js';
import { pageOf } from './paging.js';
import { demandItem, stockItem } from './plan-items.js';
import { WeighedCache } from './weighed-cache.js';

/** A plan computed again, with what it was computed from. */
export interface PastPlan {
  record: PlanRecord;
  registry: Registry;
  unit: string;
  plan: Plan;
}

/** Bytes of plans that are kept. A plan may be megabytes: so many plans would not be a limit. */
const cachedBytesMax = 32 * 1024 * 1024;
/** A plan in memory takes about this much more than its JSON. */
const bytesPerCharacter = 2;

/**
 * Plans as they stood. A plan records what it was computed from, not every line it had, so the lines are
 * computed again from the same facts, registry and clock. Plans never change: the last ones are kept.
 */
export class PastPlans {
  private readonly cache = new WeighedCache<PastPlan>(cachedBytesMax);
  private readonly archive: PlanArchive;

  constructor(sql: Sql) {
    this.archive = new PlanArchive(sql);
  }

  /** Null when no plan of that version is on record. */
  async one(planVersion: string): Promise<PastPlan | null> {
    const record = await this.archive.find(planVersion);
    return record && this.planOf(record);
  }

  async balances(at: Date, query: BalancesQuery, scope: Scope) {
    const plans = await this.inForceAt(at, query);
    const items = plans.flatMap((past) => {
      const sight = new PlanSight(scope, past.record.hub);
      return past.plan.balances
        .filter(({ region }) => query.region === undefined || query.region === region)
        .filter(({ region }) => sight.region(region))
        .map((balance) => balanceItem(balance, past));
    });
    return pageOf(
      'balances-past',
      items,
      ({ hub, commodity, region }) => `${hub}/${commodity}/${region}`,
      query,
    );
  }

  async stock(at: Date, query: StockQuery, scope: Scope) {
    const plans = await this.inForceAt(at, query);
    const items = plans.flatMap(({ plan, record, unit }) => {
      const { hub, commodity } = plan;
      const sight = new PlanSight(scope, hub);
      return plan.lots
        .filter((line) => query.region === undefined || line.region === query.region)
        .filter((line) => query.location === undefined || line.location === query.location)
        .filter((line) => sight.lot(line))
        .map((line) =>
          stockItem(
            { hub, commodity, region: line.region, plan_number: String(record.number), line },
            unit,
            at.getTime(),
          ),
        );
    });
    return pageOf('stock-past', items, ({ hub, commodity, lotId }) => `${hub}/${commodity}/${lotId}`, query);
  }

  async demands(at: Date, query: DemandsQuery, scope: Scope) {
    const plans = await this.inForceAt(at, query);
    const items = plans.flatMap(({ plan, record, unit }) => {
      const { hub, commodity } = plan;
      const sight = new PlanSight(scope, hub);
      return plan.demands
        .filter((line) => query.destination === undefined || line.destination === query.destination)
        .filter((line) => sight.demand(line))
        .map((line) => demandItem({ hub, commodity, plan_number: String(record.number), line }, unit));
    });
    return pageOf(
      'demands-past',
      items,
      ({ hub, commodity, demandId }) => `${hub}/${commodity}/${demandId}`,
      query,
    );
  }

  /** The plans that held at an instant. */
  async inForceAt(at: Date, only: { hub?: string; commodity?: string }): Promise<PastPlan[]> {
    const plans: PastPlan[] = [];
    for (const record of await this.archive.inForceAt(at, only)) plans.push(await this.planOf(record));
    return plans;
  }

  private async planOf(record: PlanRecord): Promise<PastPlan> {
    const known = this.cache.get(record.planVersion);
    if (known) return known;
    const registry = await this.archive.registry(record.registryVersion);
    const unit = registry.commodities.find(({ code }) => code === record.commodity)?.baseUnit ?? 'g';
    const plan = await this.archive.replay(record).catch((error: unknown) => {
      throw error instanceof ArchiveError ? problemOf(error) : error;
    });
    const past = { record, registry, unit, plan };
    this.cache.set(
      record.planVersion,
      past,
      bytesPerCharacter * JSON.stringify([record.allocations, plan]).length,
    );
    return past;
  }
}

function problemOf(error: ArchiveError): Problem {
  return new Problem(error.code === 'HISTORY_ENDED' ? 'HISTORY_ENDED' : 'AS_OF_UNAVAILABLE', {
    cause: error,
  });
}

function balanceItem(balance: Balance, { plan, record, unit }: PastPlan): BalanceData {
  const { newestFactAt, ...figures } = balance;
  const age = newestFactAt === null ? null : Math.max(0, Math.round((plan.now - newestFactAt) / 1_000));
  return {
    ...figures,
    unit,
    freshnessSeconds: age,
    planVersion: record.planVersion,
    computedAt: new Date(plan.now).toISOString(),
  } as BalanceData;
}
