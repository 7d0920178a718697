import { compareText } from '../ledger/timeline.js';
import type { Alert, Candidate } from './plan.js';

/** What differs between the plan that everybody has and the next one. */
export interface Changes {
  /** Whether anything at all differs, apart from the instant it was computed for. */
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

export interface Published {
  plan: Candidate;
  changes: Changes;
}

/**
 * Decides what everybody is told. Pure; the first time `previous` is null.
 * A plan that differs from the previous one in its instants alone has no changes.
 */
export function publish(previous: Candidate | null, candidate: Candidate, now: number): Published {
  return { plan: { ...candidate, now }, changes: changesBetween(previous, candidate) };
}

export function changesBetween(previous: Candidate | null, plan: Candidate): Changes {
  const lanes = changed(byLane(previous), byLane(plan));
  const balances = changed(byRegion(previous), byRegion(plan));
  const before = new Map(previous?.alerts.map((alert) => [alert.id, alert]));
  const after = new Map(plan.alerts.map((alert) => [alert.id, alert]));
  return {
    any: previous === null || timeless(previous) !== timeless(plan),
    lanes,
    balances,
    alerts: {
      raised: plan.alerts.filter((alert) => JSON.stringify(alert) !== JSON.stringify(before.get(alert.id))),
      cleared: [...before.values()].filter(({ id }) => !after.has(id)),
    },
  };
}

function timeless({ now: _now, validUntil: _validUntil, ...plan }: Candidate): string {
  return JSON.stringify(plan);
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
  return new Map([...lanes].map(([lane, rows]) => [lane, JSON.stringify(rows)]));
}

function byRegion(plan: Candidate | null): Map<string, string> {
  return new Map(plan?.balances.map((balance) => [balance.region, JSON.stringify(balance)]));
}

function changed(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].filter((key) => before.get(key) !== after.get(key)).sort(compareText);
}
