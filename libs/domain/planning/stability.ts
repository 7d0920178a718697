import type { Problem, ProblemAllocation } from '../allocation/problem.js';
import { compareText } from '../ledger/timeline.js';
import type { Situation } from './build.js';
import { HOUR_MS, instantOf } from './calendar.js';
import type { Allocation, Candidate } from './plan.js';
import { isSame } from './same.js';
import { solved } from './reconcile.js';

/** How firmly an announced plan is held. Both 0: not at all. */
export interface Stability {
  /** The old plan is kept as a whole while it stays possible and no lane would change by more than this share. */
  tolerancePpm: number;
  /** Hours before a pickup from which its allocations are kept as far as they stay possible. */
  frozenHours: number;
}

/** The solution to announce: always feasible for the situation's problem, so it can stand wherever the candidate can. */
export function stableSolution(
  previous: Candidate,
  candidate: Candidate,
  situation: Situation,
  { tolerancePpm, frozenHours }: Stability,
): ProblemAllocation[] {
  if (isUnchanged(previous, situation)) return sorted(previous.solution);
  if (tolerancePpm > 0 && isCloseEnough(previous, candidate, tolerancePpm)) {
    const kept = keep(previous.allocations, situation);
    if (kept.every(({ quantity }, k) => quantity === previous.allocations[k]!.quantity)) return sorted(kept);
  }
  const { hub, now } = situation.world;
  const frozen = previous.allocations.filter(({ pickupDate }) => {
    const pickupAt = instantOf(pickupDate, hub.pickupHour, hub.timezone);
    return now < pickupAt && pickupAt <= now + frozenHours * HOUR_MS;
  });
  const kept = keep(frozen, situation).filter(({ quantity }) => quantity > 0);
  const wanted = byPair(candidate.solution);
  if (kept.every((row) => (wanted.get(keyOf(row)) ?? 0) >= row.quantity)) return candidate.solution;
  return sorted([...kept, ...solved(without(situation.problem, kept), situation.world)]);
}

/** The same problem on the same trips needs no other plan than the one announced for it. */
function isUnchanged(previous: Candidate, situation: Situation): boolean {
  return (
    isSame(previous.problem, situation.problem) &&
    previous.allocations.every((row) => isSameTrip(row, situation))
  );
}

function isSameTrip({ lotId, demandId, lane, pickupDate }: Allocation, { tripOf }: Situation): boolean {
  const trip = tripOf(lotId, demandId);
  return trip?.lane === lane && trip.pickupDate === pickupDate;
}

/** Whether no lane's quantities differ by more than the tolerance, all differences of a lane taken together. */
function isCloseEnough(previous: Candidate, candidate: Candidate, tolerancePpm: number): boolean {
  const rows = new Map<string, number>();
  const total = new Map<string, number>();
  for (const { lane, lotId, demandId, pickupDate, quantity } of previous.allocations) {
    rows.set([lane, lotId, demandId, pickupDate].join('\n'), quantity);
    total.set(lane, (total.get(lane) ?? 0) + quantity);
  }
  const moved = new Map<string, number>();
  const move = (lane: string, quantity: number) =>
    moved.set(lane, (moved.get(lane) ?? 0) + Math.abs(quantity));
  for (const { lane, lotId, demandId, pickupDate, quantity } of candidate.allocations) {
    const key = [lane, lotId, demandId, pickupDate].join('\n');
    move(lane, quantity - (rows.get(key) ?? 0));
    rows.delete(key);
  }
  for (const [key, quantity] of rows) move(key.slice(0, key.indexOf('\n')), quantity);
  return [...moved].every(
    ([lane, quantity]) =>
      BigInt(quantity) * 1_000_000n <= BigInt(tolerancePpm) * BigInt(total.get(lane) ?? 0),
  );
}

/** Each allocation cut to what is still possible, in the given order: same trip, and room in lot, demand and caps. */
function keep(allocations: readonly Allocation[], situation: Situation): ProblemAllocation[] {
  const { problem, world } = situation;
  const unit = world.commodity.handlingUnit;
  const lots = new Map(problem.lots.map(({ id, quantity }) => [id, quantity]));
  const demands = new Map(problem.demands.map(({ id, need, cap }) => [id, Math.min(need, cap ?? need)]));
  const caps = problem.caps.map(({ demands: members, max }) => ({ members: new Set(members), max }));
  return allocations.map((row) => {
    const { lotId, demandId, quantity: before } = row;
    if (!isSameTrip(row, situation)) return { lot: lotId, demand: demandId, quantity: 0 };
    const over = caps.filter(({ members }) => members.has(demandId));
    const room = Math.min(before, lots.get(lotId)!, demands.get(demandId)!, ...over.map(({ max }) => max));
    const quantity = room - (room % unit);
    lots.set(lotId, lots.get(lotId)! - quantity);
    demands.set(demandId, demands.get(demandId)! - quantity);
    for (const cap of over) cap.max -= quantity;
    return { lot: lotId, demand: demandId, quantity };
  });
}

/** The problem that is left when these allocations are fixed. */
function without(problem: Problem, fixed: readonly ProblemAllocation[]): Problem {
  const from = new Map<string, number>();
  const to = new Map<string, number>();
  for (const { lot, demand, quantity } of fixed) {
    from.set(lot, (from.get(lot) ?? 0) + quantity);
    to.set(demand, (to.get(demand) ?? 0) + quantity);
  }
  const given = (id: string): number => to.get(id) ?? 0;
  return {
    lots: problem.lots.map((lot) => ({ ...lot, quantity: lot.quantity - (from.get(lot.id) ?? 0) })),
    demands: problem.demands.map((demand) => ({
      ...demand,
      need: demand.need - given(demand.id),
      guaranteed:
        demand.guaranteed === undefined ? undefined : Math.max(0, demand.guaranteed - given(demand.id)),
      cap: demand.cap === undefined ? undefined : demand.cap - given(demand.id),
    })),
    arcs: problem.arcs,
    caps: problem.caps.map((cap) => ({
      ...cap,
      max: cap.max - cap.demands.reduce((sum, id) => sum + given(id), 0),
    })),
  };
}

function keyOf({ lot, demand }: ProblemAllocation): string {
  return `${lot}\n${demand}`;
}

function byPair(rows: readonly ProblemAllocation[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + row.quantity);
  return sums;
}

/** One row a pair, by demand, then lot, as the solver answers. */
function sorted(rows: readonly ProblemAllocation[]): ProblemAllocation[] {
  const [sums, pairs] = [byPair(rows), new Map(rows.map((row) => [keyOf(row), row]))];
  return [...pairs]
    .map(([key, { lot, demand }]) => ({ lot, demand, quantity: sums.get(key)! }))
    .sort((a, b) => compareText(a.demand, b.demand) || compareText(a.lot, b.lot));
}
