import { compareText } from '../ledger/timeline.js';
import type { Alert, Candidate, Plan } from './plan.js';
import { isSame } from './same.js';

/** What differs between the plan that everybody has and the next one. */
export interface Changes {
  /** Whether anything that people are told differs; instants and the recorded problem do not count. */
  any: boolean;
  /** Lanes whose allocations or seen commitment differ, by id. */
  lanes: string[];
  /** Regions whose balance differs, by code. */
  balances: string[];
  alerts: {
    /** New, or with other figures: the whole alert. */
    raised: Alert[];
    cleared: Alert[];
  };
}

export function changesBetween(previous: Candidate | null, plan: Candidate): Changes {
  const before = new Map(previous?.alerts.map((alert) => [alert.id, alert]));
  const after = new Set(plan.alerts.map(({ id }) => id));
  return {
    get any() {
      return previous === null || !isSame(told(previous), told(plan));
    },
    lanes: changed(byLane(previous), byLane(plan)),
    balances: changed(byRegion(previous), byRegion(plan)),
    alerts: {
      raised: plan.alerts.filter((alert) => !isSame(alert, before.get(alert.id))),
      cleared: [...before.values()].filter(({ id }) => !after.has(id)),
    },
  };
}

function told(plan: Candidate | Plan): unknown {
  return { ...plan, problem: null, exact: null, frozen: null, candidate: null, now: 0, validUntil: 0 };
}

/** Lane → what is to be carried on it and its seen commitment; a lane that nothing is on is not there. */
function byLane(plan: Candidate | null): Map<string, unknown> {
  const lanes = new Map<string, unknown[]>();
  const add = (lane: string, row: unknown): void => {
    const rows = lanes.get(lane);
    if (rows === undefined) lanes.set(lane, [row]);
    else rows.push(row);
  };
  for (const allocation of plan?.allocations ?? [])
    if (!allocation.estimated) add(allocation.lane, allocation);
  for (const gap of plan?.gaps ?? []) add(gap.lane, gap);
  for (const [lane, seen] of Object.entries(plan?.commitmentsSeen ?? {})) add(lane, seen);
  return lanes;
}

function byRegion(plan: Candidate | null): Map<string, unknown> {
  return new Map(plan?.balances.map((balance) => [balance.region, balance]));
}

function changed(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): string[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].filter((key) => !isSame(before.get(key), after.get(key))).sort(compareText);
}
