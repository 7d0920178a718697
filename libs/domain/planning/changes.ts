import { compareText } from '../ledger/timeline.js';
import { canonical } from './canonical.js';
import type { Alert, Candidate } from './plan.js';

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
  const lanes = changed(byLane(previous), byLane(plan));
  const balances = changed(byRegion(previous), byRegion(plan));
  const before = new Map(previous?.alerts.map((alert) => [alert.id, alert]));
  const after = new Map(plan.alerts.map((alert) => [alert.id, alert]));
  return {
    any: previous === null || told(previous) !== told(plan),
    lanes,
    balances,
    alerts: {
      raised: plan.alerts.filter((alert) => canonical(alert) !== canonical(before.get(alert.id))),
      cleared: [...before.values()].filter(({ id }) => !after.has(id)),
    },
  };
}

function told(plan: Candidate): string {
  const { now: _now, validUntil: _validUntil, problem: _problem, ...rest } = plan;
  return canonical(rest);
}

/** Lane → its rows and its seen commitment as text; a lane that nothing is on is not there. */
function byLane(plan: Candidate | null): Map<string, string> {
  const lanes = new Map<string, unknown[]>();
  const rowsOf = (lane: string): unknown[] => {
    if (!lanes.has(lane)) lanes.set(lane, []);
    return lanes.get(lane)!;
  };
  for (const allocation of plan?.allocations ?? []) rowsOf(allocation.lane).push(allocation);
  for (const [lane, seen] of Object.entries(plan?.commitmentsSeen ?? {})) rowsOf(lane).push(seen);
  return new Map([...lanes].map(([lane, rows]) => [lane, canonical(rows)]));
}

function byRegion(plan: Candidate | null): Map<string, string> {
  return new Map(plan?.balances.map((balance) => [balance.region, canonical(balance)]));
}

function changed(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].filter((key) => before.get(key) !== after.get(key)).sort(compareText);
}
