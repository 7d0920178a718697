import type { DemandLine, LotLine, Plan } from '#domain';
import type { PlanSight } from '../scope/plan-sight.js';

/** Lines of a plan as rows, and as the lists show them. */

export interface StockRow {
  hub: string;
  commodity: string;
  region: string;
  plan_number: string;
  line: LotLine;
}

export interface DemandRow {
  hub: string;
  commodity: string;
  plan_number: string;
  line: DemandLine;
}

export function stockItem(
  { hub, commodity, region, plan_number, line }: StockRow,
  unit: string,
  nowMs: number,
) {
  const ageSeconds =
    line.countedAt === null ? null : Math.max(0, Math.round((nowMs - line.countedAt) / 1_000));
  return {
    hub,
    commodity,
    ...line,
    region,
    unit,
    ageSeconds,
    planVersion: `${hub}:${commodity}:${plan_number}`,
  };
}

export function demandItem({ hub, commodity, plan_number, line }: DemandRow, unit: string) {
  return { hub, commodity, ...line, unit, planVersion: `${hub}:${commodity}:${plan_number}` };
}

/** The lines of a whole plan that a reader may see, as the lists show them. */
export function planLines(plan: Plan, number: number, unit: string, sight: PlanSight) {
  const { hub, commodity, now } = plan;
  const row = { hub, commodity, plan_number: String(number) };
  return {
    demands: plan.demands
      .filter((line) => sight.demand(line))
      .map((line) => demandItem({ ...row, line }, unit)),
    lots: plan.lots
      .filter((line) => sight.lot(line))
      .map((line) => stockItem({ ...row, region: line.region, line }, unit, now)),
  };
}
