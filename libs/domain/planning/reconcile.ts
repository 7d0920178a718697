import type { ProblemAllocation } from '../allocation/problem.js';
import type { Ledger } from '../ledger/ledger.js';
import { compareText } from '../ledger/timeline.js';
import type { Registry } from '../registry/registry.js';
import { alertsOf } from './alerts.js';
import { balancesOf } from './balance.js';
import { buildSituation, type Situation } from './build.js';
import { gapsOf } from './gap.js';
import { Explanation } from './explain.js';
import { solveOrders, type Solved } from './minimum-order.js';
import type { Allocation, Candidate, DemandLine, LotLine } from './plan.js';
import { splitLotId } from '../ledger/lot-id.js';
import { solveRest, withPins } from './rest.js';
import { validUntil } from './valid-until.js';
import { World } from './world.js';

/** What a plan follows from; `now` in epoch milliseconds. */
export interface Inputs {
  ledger: Ledger;
  registry: Registry;
  now: number;
}

/**
 * The plan that follows from a ledger, a registry and an instant, free of history: the same input gives
 * the same bytes. Throws `PlanningError` or `ZoneError` when the registry lacks the hub, the commodity or a
 * time zone. The ledger takes over the registry's capacities.
 */
export function reconcile(inputs: Inputs): Candidate {
  const { situation, solved } = reconciled(inputs);
  return conclude(inputs.ledger, situation, solved, withPins(situation, solved));
}

/** What a candidate says of allocations, and what it follows from; its lines and reasons cost most and come last. */
export interface Reconciled {
  readonly allocations: Allocation[];
  readonly situation: Situation;
  readonly solved: Solved;
}

export function reconciled({ ledger, registry, now }: Inputs): Reconciled {
  ledger.adopt(registry);
  const situation = buildSituation(ledger, new World(registry, ledger.hub, ledger.commodity, now));
  const { problem, minimum, world, pins } = situation;
  const solved =
    pins.rows.length > 0
      ? solveRest(situation, pins.rows)
      : solveOrders(problem, world.commodity.handlingUnit, minimum);
  return { allocations: allocationsOf(situation, withPins(situation, solved)), situation, solved };
}

/**
 * Turns a solution into a candidate with lines, balances, reasons and alerts. `published` differs from the
 * problem's own solution, `wanted`, where a plan that was already announced is kept.
 */
export function conclude(
  ledger: Ledger,
  situation: Situation,
  wanted: Solved,
  published: ProblemAllocation[],
  allocations = allocationsOf(situation, published),
): Candidate {
  const { world } = situation;
  const explanation = new Explanation(situation, wanted, published);
  const demands = demandLines(situation, explanation);
  const lots = lotLines(situation, explanation);
  const needs = situation.asked.map(({ need }) => need);
  const gaps = gapsOf(ledger, situation.kept, needs, world);
  return {
    hub: ledger.hub,
    commodity: ledger.commodity,
    now: world.now,
    registryVersion: world.registry.version,
    validUntil: validUntil(situation),
    problem: wanted.problem,
    solution: published,
    allocations,
    demands,
    lots,
    balances: balancesOf(ledger, situation, demands, lots),
    alerts: alertsOf(situation, demands),
    commitmentsSeen: ledger.shipments.commitmentsSeen(),
    ...(situation.pins.rows.length > 0 ? { pinned: situation.pins.rows } : {}),
    ...(gaps.length > 0 ? { gaps } : {}),
  };
}

/** By lane, pickup date, demand and lot: the order in which the dispatcher reads them. */
function allocationsOf(situation: Situation, solution: readonly ProblemAllocation[]): Allocation[] {
  return bookedRows(situation, solution).sort(
    (a, b) =>
      compareText(a.lane, b.lane) ||
      compareText(a.pickupDate, b.pickupDate) ||
      compareText(a.demandId, b.demandId) ||
      compareText(a.lotId, b.lotId),
  );
}

/** A solution with the trip of each row, in its own order. */
export function bookedRows(
  { estimated, problem, tripOf }: Situation,
  solution: readonly ProblemAllocation[],
): Allocation[] {
  const destinations = new Map(problem.demands.map(({ id, destination }) => [id, destination]));
  return solution.map(({ lot: lotId, demand: demandId, quantity }) => {
    const { lane, pickupDate, latestPickup, arrivalBy } = tripOf(lotId, demandId)!;
    const destination = destinations.get(demandId)!;
    const { location, lot } = splitLotId(lotId);
    const row: Allocation = {
      lotId,
      location,
      lot,
      demandId,
      destination,
      quantity,
      lane,
      pickupDate,
      latestPickup,
      arrivalBy,
    };
    // Not spread into it: that would cost V8 more than the rest of the row.
    if (estimated.has(demandId)) row.estimated = true;
    return row;
  });
}

function demandLines({ asked }: Situation, explanation: Explanation): DemandLine[] {
  return asked.map((row) => {
    const { need } = row;
    const { fact, netNeed } = need;
    const allocated = explanation.allocatedTo(need.demandId);
    return {
      demandId: need.demandId,
      source: fact.source,
      destination: fact.destination,
      declared: fact.quantity,
      inTransit: need.inTransit,
      delivered: need.delivered,
      committed: need.committed,
      netNeed,
      allocated,
      shortfall: netNeed - allocated,
      priority: fact.priority,
      basis: fact.basis,
      estimated: need.estimated,
      windowFrom: fact.windowFrom,
      windowTo: fact.windowTo,
      minShelfLifeDays: fact.minShelfLifeDays,
      reasons: explanation.ofDemand(row),
    };
  });
}

function lotLines({ supply, world }: Situation, explanation: Explanation): LotLine[] {
  return supply.lots.map((lot) => {
    const allocated = explanation.allocatedFrom(lot.lotId);
    return {
      lotId: lot.lotId,
      location: lot.location,
      lot: lot.lot,
      region: world.regionOfPlace(lot.location),
      source: lot.source,
      countedAt: lot.countedAt,
      onHand: lot.onHand,
      committed: lot.committed,
      reserved: lot.reserved,
      aged: lot.aged,
      availableToPromise: lot.available,
      allocated,
      surplus: lot.available - allocated,
      availableFrom: lot.availableFrom,
      bestBefore: lot.bestBefore,
      grade: lot.grade,
      forecast: lot.forecast,
      reasons: explanation.ofLot(lot),
    };
  });
}
