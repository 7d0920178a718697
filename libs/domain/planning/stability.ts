import type { Problem, ProblemAllocation } from '../allocation/problem.js';
import { compareText } from '../ledger/timeline.js';
import type { Situation } from './build.js';
import { HOUR_MS, instantOf } from './calendar.js';
import { solveOrders, type Solved } from './minimum-order.js';
import type { Allocation, Plan } from './plan.js';
import { bookedRows, type Reconciled } from './reconcile.js';
import { isSame } from './same.js';
import { sumBy } from '../quantity/sum-by.js';

/** What the next plan looks at in the one that was announced. */
export type Announced = Pick<Plan, 'allocations' | 'candidate'>;

/** What is announced in place of the candidate's own solution. */
export interface Held {
  readonly solution: ProblemAllocation[];
  readonly frozen: ProblemAllocation[];
  /** What was left beside `frozen`, solved. */
  readonly exact: Solved;
}

/**
 * The solution to announce where it is not the candidate's own, else null. In this order:
 * 1. Where nothing else is wanted than when the announced plan was made, and it is still possible, it stays.
 * 2. What is announced for pickups within `frozenHours` stays as far as it is possible; the rest is solved anew.
 * 3. Where that would change no lane by more than `tolerancePpm`, and the announced plan is still possible,
 *    the announced plan stays as a whole.
 * So a plan that is published twice is the same, and what stays is always feasible for the problem of today.
 */
export function heldSolution(previous: Announced, from: Reconciled): Held | null {
  const { situation } = from;
  const before = keep(previous.allocations, situation);
  const isPossible = before.every((row, k) => row.quantity === previous.allocations[k]!.quantity);
  const isUnchanged = isPossible && isSame(previous.candidate ?? previous.allocations, from.allocations);
  if (isUnchanged && previous.candidate === null) return null;
  const frozen = frozenOf(previous.allocations, from);
  const exact = frozen.length === 0 ? from.solved : solveRest(situation, frozen);
  const wanted = sorted([...frozen, ...exact.allocations]);
  if (isUnchanged || (isPossible && isCloseEnough(previous.allocations, wanted, situation)))
    return { solution: sorted(before), frozen, exact };
  return frozen.length === 0 ? null : { solution: wanted, frozen, exact };
}

/** Solves what is left when these allocations are fixed, like commitments. */
function solveRest({ problem, minimum, world }: Situation, fixed: readonly ProblemAllocation[]): Solved {
  const given = sumBy(fixed, ({ demand }) => demand);
  const least = [...minimum].map(([id, quantity]) => [id, quantity - (given.get(id) ?? 0)] as const);
  return solveOrders(without(problem, fixed), world.commodity.handlingUnit, new Map(least));
}

/** What is announced for pickups too near to change, unless the candidate holds it anyway. Estimates do not count. */
function frozenOf(announced: readonly Allocation[], { situation, solved }: Reconciled): ProblemAllocation[] {
  const { hub, now } = situation.world;
  if (hub.frozenHours === 0) return [];
  const near = announced.filter(({ pickupDate, estimated }) => {
    const pickupAt = instantOf(pickupDate, hub.pickupHour, hub.timezone);
    return now < pickupAt && pickupAt <= now + hub.frozenHours * HOUR_MS && !estimated;
  });
  const kept = sorted(keep(near, situation).filter(({ quantity }) => quantity > 0));
  const wanted = sumBy(solved.allocations, keyOf);
  return kept.every((row) => (wanted.get(keyOf(row)) ?? 0) >= row.quantity) ? [] : kept;
}

/** Whether what lanes carry differs on none by more than the tolerance, all differences of a lane taken together. */
function isCloseEnough(
  announced: readonly Allocation[],
  wanted: readonly ProblemAllocation[],
  situation: Situation,
): boolean {
  const { tolerancePpm } = situation.world.hub;
  if (tolerancePpm === 0) return false;
  const rows = new Map<string, number>();
  const total = new Map<string, number>();
  for (const row of announced.filter(({ estimated }) => !estimated)) {
    rows.set(rowKey(row), row.quantity);
    total.set(row.lane, (total.get(row.lane) ?? 0) + row.quantity);
  }
  const moved = new Map<string, number>();
  const move = (lane: string, quantity: number) =>
    moved.set(lane, (moved.get(lane) ?? 0) + Math.abs(quantity));
  for (const row of bookedRows(situation, wanted).filter(({ estimated }) => !estimated)) {
    move(row.lane, row.quantity - (rows.get(rowKey(row)) ?? 0));
    rows.delete(rowKey(row));
  }
  for (const [key, quantity] of rows) move(key.slice(0, key.indexOf('\n')), quantity);
  return [...moved].every(
    ([lane, quantity]) =>
      BigInt(quantity) * 1_000_000n <= BigInt(tolerancePpm) * BigInt(total.get(lane) ?? 0),
  );
}

function rowKey({ lane, lotId, demandId, pickupDate }: Allocation): string {
  return [lane, lotId, demandId, pickupDate].join('\n');
}

/** Each allocation cut to what is still possible, in the given order: same trip, and room in lot, demand and caps. */
function keep(allocations: readonly Allocation[], situation: Situation): ProblemAllocation[] {
  const { problem, world, tripOf } = situation;
  const unit = world.commodity.handlingUnit;
  const lots = new Map(problem.lots.map(({ id, quantity }) => [id, quantity]));
  const demands = new Map(problem.demands.map(({ id, need, cap }) => [id, Math.min(need, cap ?? need)]));
  const caps = problem.caps.map(({ demands: members, max }) => ({ members: new Set(members), max }));
  return allocations.map(({ lotId, demandId, quantity: before, lane, pickupDate }) => {
    const trip = tripOf(lotId, demandId);
    if (trip?.lane !== lane || trip.pickupDate !== pickupDate)
      return { lot: lotId, demand: demandId, quantity: 0 };
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
  const from = sumBy(fixed, ({ lot }) => lot);
  const to = sumBy(fixed, ({ demand }) => demand);
  const given = (id: string): number => to.get(id) ?? 0;
  return {
    lots: problem.lots.map((lot) => ({ ...lot, quantity: lot.quantity - (from.get(lot.id) ?? 0) })),
    demands: problem.demands.map((demand) => ({
      ...demand,
      need: demand.need - given(demand.id),
      ...(demand.guaranteed === undefined
        ? {}
        : { guaranteed: Math.max(0, demand.guaranteed - given(demand.id)) }),
      ...(demand.cap === undefined ? {} : { cap: demand.cap - given(demand.id) }),
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

/** One row a pair, none empty, by demand, then lot, as the solver answers. */
function sorted(rows: readonly ProblemAllocation[]): ProblemAllocation[] {
  const [quantities, pairs] = [sumBy(rows, keyOf), new Map(rows.map((row) => [keyOf(row), row]))];
  return [...pairs]
    .map(([key, { lot, demand }]) => ({ lot, demand, quantity: quantities.get(key)! }))
    .filter(({ quantity }) => quantity > 0)
    .sort((a, b) => compareText(a.demand, b.demand) || compareText(a.lot, b.lot));
}
