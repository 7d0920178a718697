import type { RegistryIndex } from '#access';
import type { Sql } from '#database';
import { localDate, outlookOf, outlookRemark } from '#domain';
import type { Allocation, Commodity, DemandLine, LotLine, Outlook, Registry, Text } from '#domain';
import type { PastPlans } from '../queries/past-plans.js';
import { PlanSight } from '../scope/plan-sight.js';
import type { Scope } from '../scope/scope.js';
import { newestPrices, type Price } from './prices.js';

/** One row of the food balance: a commodity in a region. */
export interface FoodBalanceRow extends Outlook {
  hub: string;
  commodity: string;
  unit: string;
  price: Price | null;
  remark: Text;
  planVersion: string;
  computedAt: string;
}

export interface FoodBalance {
  asOf: string;
  days: number;
  items: FoodBalanceRow[];
}

export interface FoodBalanceQuestion {
  at: Date | null;
  days: number;
  only: { hub?: string; commodity?: string; region?: string };
}

/** The lines of one plan, and the registry that it was made with. */
interface Lines {
  hub: string;
  commodity: string;
  planVersion: string;
  computedAt: number;
  registry: Registry;
  lots: LotLine[];
  demands: DemandLine[];
  allocations: Allocation[];
}

/** Food balances as plans see them: of the present ones, or of those that held at an instant. */
export class FoodBalances {
  constructor(
    private readonly sql: Sql,
    private readonly past: PastPlans,
    private readonly index: () => RegistryIndex,
  ) {}

  async read({ at, days, only }: FoodBalanceQuestion, scope: Scope): Promise<FoodBalance> {
    const now = at ?? new Date();
    const plans = at === null ? await this.present(only) : await this.pastAt(at, only);
    const prices = await newestPrices(this.sql, this.index(), now, only);
    const items = plans.flatMap((plan) => {
      const sight = new PlanSight(scope, plan.hub);
      const commodity = plan.registry.commodities.find(({ code }) => code === plan.commodity);
      const hub = plan.registry.hubs.find(({ code }) => code === plan.hub);
      if (commodity === undefined || hub === undefined) return [];
      const regions = [
        ...hub.producingRegions,
        ...plan.registry.lanes.filter((lane) => lane.hub === hub.code).map((lane) => lane.destination),
      ];
      return outlookOf(plan, regions, localDate(now.getTime(), hub.timezone), days)
        .filter(({ region }) => only.region === undefined || region === only.region)
        .filter(({ region }) => sight.region(region))
        .filter(isSomething)
        .map((outlook) => rowOf(plan, commodity, outlook, prices.of(plan.hub, commodity, outlook.region)));
    });
    return { asOf: now.toISOString(), days, items };
  }

  /** Of whole plans, as the service: what is shown of them is sums by region, and of those only what one may see. */
  private async present(only: { hub?: string; commodity?: string }): Promise<Lines[]> {
    const { registry } = this.index();
    const rows = await this.sql.query<PresentRow>(
      `SELECT b.hub, b.commodity, p.number, p.now_ms, p.allocations,
         (SELECT coalesce(jsonb_agg(line), '[]') FROM reconciler.stock s
          WHERE s.hub = b.hub AND s.commodity = b.commodity) AS lots,
         (SELECT coalesce(jsonb_agg(line), '[]') FROM reconciler.demand d
          WHERE d.hub = b.hub AND d.commodity = b.commodity) AS demands
       FROM reconciler.book b CROSS JOIN LATERAL (
         SELECT number, now_ms, allocations FROM reconciler.plan
         WHERE hub = b.hub AND commodity = b.commodity ORDER BY number DESC LIMIT 1) AS p
       WHERE ($1::text IS NULL OR b.hub = $1) AND ($2::text IS NULL OR b.commodity = $2)
       ORDER BY b.hub, b.commodity`,
      [only.hub ?? null, only.commodity ?? null],
    );
    return rows.map(({ hub, commodity, number, now_ms, ...lines }) => ({
      hub,
      commodity,
      planVersion: `${hub}:${commodity}:${number}`,
      computedAt: Number(now_ms),
      registry,
      ...lines,
    }));
  }

  private async pastAt(at: Date, only: { hub?: string; commodity?: string }): Promise<Lines[]> {
    const plans = await this.past.inForceAt(at, only);
    return plans.map(({ record, registry, plan }) => ({
      hub: record.hub,
      commodity: record.commodity,
      planVersion: record.planVersion,
      computedAt: record.now,
      registry,
      lots: plan.lots,
      demands: plan.demands,
      allocations: plan.allocations,
    }));
  }
}

interface PresentRow extends Pick<Lines, 'hub' | 'commodity' | 'lots' | 'demands' | 'allocations'> {
  number: string;
  now_ms: string;
}

function rowOf(plan: Lines, commodity: Commodity, outlook: Outlook, price: Price | null): FoodBalanceRow {
  return {
    hub: plan.hub,
    commodity: plan.commodity,
    unit: commodity.baseUnit,
    ...outlook,
    price,
    remark: outlookRemark(outlook, commodity),
    planVersion: plan.planVersion,
    computedAt: new Date(plan.computedAt).toISOString(),
  };
}

/** Every region has a balance of every commodity; a row of nothing tells nobody anything. */
function isSomething({ onHand, estimatedNeed, days }: Outlook): boolean {
  return onHand > 0 || estimatedNeed > 0 || days.some(({ need, available }) => need > 0 || available !== 0);
}
