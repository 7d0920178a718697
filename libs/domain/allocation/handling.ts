import type { Problem, ProblemAllocation, ProblemDemand, Solution } from './problem.js';
import { ProblemError } from './problem-error.js';
import { compareIds } from './rank.js';
import { solve } from './solve.js';

/**
 * Solves in whole handling units when the commodity has one: lots, needs, guarantees and caps are
 * floored to units first, so all that `solve` promises holds, counted in units.
 * @param unit base units in one handling unit, an integer ≥ 1
 */
export function solveInUnits(problem: Problem, unit: number): Solution {
  requireUnit(unit, 'problem');
  if (unit === 1) return solve(problem);
  const floor = (quantity: number): number =>
    Number.isSafeInteger(quantity) ? Math.floor(quantity / unit) : quantity;
  const { allocations } = solve({
    lots: problem.lots.map((lot) => ({ ...lot, quantity: floor(lot.quantity) })),
    demands: problem.demands.map((demand) => ({
      ...demand,
      need: floor(demand.need),
      guaranteed: demand.guaranteed === undefined ? undefined : floor(demand.guaranteed),
      cap: demand.cap === undefined ? undefined : floor(demand.cap),
    })),
    arcs: problem.arcs,
    caps: problem.caps.map((cap) => ({ ...cap, max: floor(cap.max) })),
  });
  return { allocations: allocations.map((row) => ({ ...row, quantity: row.quantity * unit })) };
}

/**
 * Solves with a handling unit of its own for each lot: solves in base units, floors each allocation
 * to the lot's unit, then gives whole units back to the demands that lost most. Always feasible, and
 * no demand ends below its exact share by more than one unit of each lot that serves it.
 * @param unitOf base units in one handling unit of a lot, by lot id; a lot without one counts as 1
 */
export function solveInLotUnits(problem: Problem, unitOf: ReadonlyMap<string, number>): Solution {
  for (const [lot, unit] of unitOf) requireUnit(unit, lot);
  const room = new Room(problem, unitOf);
  for (const { lot, demand, quantity } of solve(problem).allocations) {
    room.place(lot, demand, quantity - (quantity % room.unit(lot)));
  }
  topUp(problem, room);
  return { allocations: room.allocations() };
}

function requireUnit(unit: number, id: string): void {
  if (!Number.isSafeInteger(unit) || unit < 1) throw new ProblemError('BAD_UNIT', id, 'unit');
}

/** What lots, demands and caps still have room for. */
class Room {
  private readonly placed = new Map<string, Map<string, number>>();
  private readonly lotLeft: Map<string, number>;
  private readonly demandLeft: Map<string, number>;
  private readonly capLeft: number[];
  private readonly capsOf = new Map<string, number[]>();

  constructor(
    problem: Problem,
    private readonly unitOf: ReadonlyMap<string, number>,
  ) {
    this.lotLeft = new Map(problem.lots.map((lot) => [lot.id, lot.quantity]));
    this.demandLeft = new Map(problem.demands.map((d) => [d.id, Math.min(d.need, d.cap ?? d.need)]));
    this.capLeft = problem.caps.map((cap) => cap.max);
    for (const { id } of problem.demands) {
      this.placed.set(id, new Map());
      this.capsOf.set(id, []);
    }
    problem.caps.forEach((cap, k) => cap.demands.forEach((id) => this.capsOf.get(id)!.push(k)));
  }

  unit(lot: string): number {
    return this.unitOf.get(lot) ?? 1;
  }

  total(demand: string): number {
    let sum = 0;
    for (const quantity of this.placed.get(demand)!.values()) sum += quantity;
    return sum;
  }

  /** Whether one more whole unit of the lot fits. */
  fits(lot: string, demand: string): boolean {
    const unit = this.unit(lot);
    return (
      this.lotLeft.get(lot)! >= unit &&
      this.demandLeft.get(demand)! >= unit &&
      this.capsOf.get(demand)!.every((k) => this.capLeft[k]! >= unit)
    );
  }

  place(lot: string, demand: string, quantity: number): void {
    if (quantity === 0) return;
    const row = this.placed.get(demand)!;
    row.set(lot, (row.get(lot) ?? 0) + quantity);
    this.lotLeft.set(lot, this.lotLeft.get(lot)! - quantity);
    this.demandLeft.set(demand, this.demandLeft.get(demand)! - quantity);
    for (const k of this.capsOf.get(demand)!) this.capLeft[k]! -= quantity;
  }

  allocations(): ProblemAllocation[] {
    return [...this.placed]
      .flatMap(([demand, row]) => [...row].map(([lot, quantity]) => ({ lot, demand, quantity })))
      .sort((a, b) => compareIds(a.demand, b.demand) || compareIds(a.lot, b.lot));
  }
}

/** Guarantees first, then each class; always the largest relative shortfall next, ties by id. */
function topUp(problem: Problem, room: Room): void {
  const lotsOf = lotsByDemand(problem);
  const promised = problem.demands.filter((d) => (d.guaranteed ?? 0) > 0);
  fillUp(promised, (d) => d.guaranteed!, lotsOf, room);
  for (const rank of [...new Set(problem.demands.map((d) => d.priority))].sort((a, b) => a - b)) {
    const members = problem.demands.filter((d) => d.priority === rank && d.need > 0);
    fillUp(members, (d) => d.need, lotsOf, room);
  }
}

function fillUp(
  demands: readonly ProblemDemand[],
  goal: (demand: ProblemDemand) => number,
  lotsOf: ReadonlyMap<string, readonly string[]>,
  room: Room,
): void {
  const open = new Map(demands.map((demand) => [demand, room.total(demand.id)]));
  while (open.size > 0) {
    const next = neediest(open, goal);
    const lot =
      open.get(next)! < goal(next) ? lotsOf.get(next.id)?.find((id) => room.fits(id, next.id)) : undefined;
    if (lot === undefined) {
      open.delete(next);
      continue;
    }
    room.place(lot, next.id, room.unit(lot));
    open.set(next, open.get(next)! + room.unit(lot));
  }
}

function neediest(
  open: ReadonlyMap<ProblemDemand, number>,
  goal: (demand: ProblemDemand) => number,
): ProblemDemand {
  let worst: [ProblemDemand, number] | undefined;
  for (const entry of open) {
    if (worst === undefined || isWorse(entry, worst, goal)) worst = entry;
  }
  return worst![0];
}

function isWorse(
  [a, has]: readonly [ProblemDemand, number],
  [b, had]: readonly [ProblemDemand, number],
  goal: (demand: ProblemDemand) => number,
): boolean {
  const left = BigInt(has) * BigInt(goal(b));
  const right = BigInt(had) * BigInt(goal(a));
  return left < right || (left === right && a.id < b.id);
}

/** The lots of each demand as they are used: earliest best-before first, then cheapest, then by id. */
function lotsByDemand({ lots, arcs }: Problem): Map<string, string[]> {
  const before = new Map(lots.map((lot) => [lot.id, lot.bestBefore ?? '~']));
  const feasible = arcs
    .filter((arc) => arc.feasible)
    .sort(
      (a, b) =>
        compareIds(before.get(a.lot)!, before.get(b.lot)!) || a.cost - b.cost || compareIds(a.lot, b.lot),
    );
  const lotsOf = new Map<string, string[]>();
  for (const { lot, demand } of feasible) {
    const row = lotsOf.get(demand);
    if (row === undefined) lotsOf.set(demand, [lot]);
    else row.push(lot);
  }
  return lotsOf;
}
