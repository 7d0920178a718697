import type { ProblemAllocation } from '../allocation/problem.js';
import type { Situation } from './build.js';
import { HOUR_MS, instantOf } from './calendar.js';
import type { Solved } from './minimum-order.js';
import type { Allocation, Plan } from './plan.js';
import { bookedRows, type Reconciled } from './reconcile.js';
import { pairOf } from './pin.js';
import { keyOf, solveRest, sorted, without } from './rest.js';
import { Room } from './room.js';
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
 * 2. What officers pinned comes first. What is announced for pickups within `frozenHours` stays as far as it is possible; the rest is solved anew.
 * 3. Where that would change no lane by more than `tolerancePpm`, and the announced plan is still possible,
 *    the announced plan stays as a whole.
 * So a plan that is published twice is the same, and what stays is always feasible for the problem of today.
 */
export function heldSolution(previous: Announced, from: Reconciled): Held | null {
  const { situation } = from;
  const before = keep(previous.allocations, situation);
  const isPossible =
    before.every((row, k) => row.quantity === previous.allocations[k]!.quantity) &&
    hasPins(before, situation);
  const isUnchanged = isPossible && isSame(previous.candidate ?? previous.allocations, from.allocations);
  if (isUnchanged && previous.candidate === null) return null;
  const near = frozenOf(previous.allocations, from);
  const frozen = sorted([...situation.pins.rows, ...near]);
  const exact = near.length === 0 ? from.solved : solveRest(situation, frozen);
  const wanted = sorted([...frozen, ...exact.allocations]);
  if (isUnchanged || (isPossible && isCloseEnough(previous.allocations, wanted, situation)))
    return { solution: sorted(before), frozen, exact };
  return near.length === 0 ? null : { solution: wanted, frozen, exact };
}

/** What is announced for pickups too near to change, unless the candidate holds it anyway. Estimates do not count. */
function frozenOf(announced: readonly Allocation[], { situation, solved }: Reconciled): ProblemAllocation[] {
  const { hub, now } = situation.world;
  if (hub.frozenHours === 0) return [];
  const near = announced.filter(({ lotId, demandId, pickupDate, estimated }) => {
    if (situation.pins.pairs.has(pairOf(lotId, demandId))) return false;
    const pickupAt = instantOf(pickupDate, hub.pickupHour, hub.timezone);
    return now < pickupAt && pickupAt <= now + hub.frozenHours * HOUR_MS && !estimated;
  });
  const kept = sorted(keep(near, situation, situation.pins.rows).filter(({ quantity }) => quantity > 0));
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
function keep(
  allocations: readonly Allocation[],
  { problem, world, tripOf }: Situation,
  beside: readonly ProblemAllocation[] = [],
): ProblemAllocation[] {
  const left = beside.length === 0 ? problem : without(problem, beside);
  const room = new Room(left, world.commodity.handlingUnit);
  return allocations.map(({ lotId: lot, demandId: demand, quantity: before, lane, pickupDate }) => {
    const trip = tripOf(lot, demand);
    const isSameTrip = trip?.lane === lane && trip.pickupDate === pickupDate;
    return { lot, demand, quantity: isSameTrip ? room.take(lot, demand, before).quantity : 0 };
  });
}

/** Whether rows have of every pinned pair what today's pins ask, and no more. */
function hasPins(rows: readonly ProblemAllocation[], { pins }: Situation): boolean {
  const asked = sumBy(pins.rows, keyOf);
  const had = sumBy(rows, keyOf);
  return [...pins.pairs.keys()].every((pair) => (had.get(pair) ?? 0) === (asked.get(pair) ?? 0));
}
