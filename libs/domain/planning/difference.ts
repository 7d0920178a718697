import { compareText } from '../ledger/timeline.js';
import { changesBetween } from './changes.js';
import type { Alert, Allocation, Balance, DemandLine, Plan } from './plan.js';
import { isSame } from './same.js';

/** One pair of lot and demand on one trip, as two plans have it. Base units, 0 where a plan has none. */
export interface AllocationDifference {
  lotId: string;
  demandId: string;
  destination: string;
  lane: string;
  pickupDate: string;
  before: number;
  after: number;
}

/** Where two plans send different quantities, by lane, pickup date, demand and lot. */
export function allocationDifferences(
  before: readonly Allocation[],
  after: readonly Allocation[],
): AllocationDifference[] {
  const rows = new Map<string, AllocationDifference>();
  const add = (allocations: readonly Allocation[], side: 'before' | 'after'): void => {
    for (const { lotId, demandId, destination, lane, pickupDate, quantity } of allocations) {
      const key = [lane, pickupDate, demandId, lotId].join('\n');
      const row = rows.get(key) ?? { lotId, demandId, destination, lane, pickupDate, before: 0, after: 0 };
      row[side] += quantity;
      rows.set(key, row);
    }
  };
  add(before, 'before');
  add(after, 'after');
  return [...rows]
    .filter(([, row]) => row.before !== row.after)
    .sort(([a], [b]) => compareText(a, b))
    .map(([, row]) => row);
}

/** What of a plan differs from another one, and on either side how it is. Base units. */
export interface PlanDifference {
  allocations: AllocationDifference[];
  demands: {
    demandId: string;
    source: string;
    destination: string;
    /** Null: the plan has no such demand. */
    before: DemandFigures | null;
    after: DemandFigures | null;
  }[];
  balances: { region: string; before: Balance | null; after: Balance | null }[];
  alerts: { raised: Alert[]; cleared: Alert[] };
}

export type DemandFigures = Pick<DemandLine, 'netNeed' | 'allocated' | 'shortfall'>;

export function planDifference(before: Plan, after: Plan): PlanDifference {
  const { alerts, balances } = changesBetween(before, after);
  const balanceOf = (plan: Plan, region: string) =>
    plan.balances.find((balance) => balance.region === region) ?? null;
  return {
    allocations: allocationDifferences(before.allocations, after.allocations),
    demands: demandDifferences(before.demands, after.demands),
    balances: balances.map((region) => ({
      region,
      before: balanceOf(before, region),
      after: balanceOf(after, region),
    })),
    alerts,
  };
}

function demandDifferences(
  before: readonly DemandLine[],
  after: readonly DemandLine[],
): PlanDifference['demands'] {
  const was = new Map(before.map((line) => [line.demandId, line]));
  const is = new Map(after.map((line) => [line.demandId, line]));
  return [...new Set([...was.keys(), ...is.keys()])].sort(compareText).flatMap((demandId) => {
    const [old, next] = [was.get(demandId), is.get(demandId)];
    const row = { before: figuresOf(old), after: figuresOf(next) };
    if (isSame(row.before, row.after)) return [];
    const { source, destination } = (next ?? old)!;
    return [{ demandId, source, destination, ...row }];
  });
}

function figuresOf(line: DemandLine | undefined): DemandFigures | null {
  if (line === undefined) return null;
  const { netNeed, allocated, shortfall } = line;
  return { netNeed, allocated, shortfall };
}
