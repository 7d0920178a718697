import type { Problem, ProblemArc } from '../allocation/problem.js';
import type { Ledger } from '../ledger/ledger.js';
import { limitOf, termsOf, type Asked, type Use } from './agreement.js';
import { makeAvailable } from './available.js';
import { localDate } from './calendar.js';
import { keepCommitments, type KeptLine } from './commitment.js';
import { needsOf, type Need } from './need.js';
import { Overrides } from './override.js';
import { pairOf, pinsOf, type Pins } from './pin.js';
import { supplyOf, type Lot, type Supply } from './supply.js';
import { Routes, booked, tripFor, type BookedTrip } from './trip.js';
import type { World } from './world.js';

/** Everything known before solving: the problem, and what its ids stand for. */
export interface Situation {
  readonly world: World;
  readonly supply: Supply;
  readonly kept: readonly KeptLine[];
  /** By demand id. */
  readonly asked: readonly Asked[];
  /** Demand ids that nobody asked for. */
  readonly estimated: ReadonlySet<string>;
  /** What is to be solved but for the pins, whose pairs it leaves out. */
  readonly problem: Problem;
  readonly overrides: Overrides;
  readonly pins: Pins;
  /** Least quantity worth sending, by demand id; only where there is one. */
  readonly minimum: ReadonlyMap<string, number>;
  /** The trip of an arc; undefined for ids that are no arc. */
  tripOf(lotId: string, demandId: string): BookedTrip | undefined;
}

/** Turns ledger and registry into the pure problem. Lots and demands by id, arcs by lot, then demand. */
export function buildSituation(ledger: Ledger, world: World): Situation {
  const supply = supplyOf(ledger, world);
  const kept = keepCommitments(ledger, supply.lots);
  makeAvailable(supply.lots, world);
  const overrides = new Overrides(ledger, world.now);
  overrides.holdLots(supply.lots);
  const routes = new Routes(world, overrides.heldLanes());
  const asked = needsOf(ledger, kept, world).map((need) => reached(need, routes, overrides));
  const lots = supply.lots.filter(({ available, heldBy }) => available > 0 && heldBy === undefined);
  const open = asked.filter(({ need }) => need.netNeed > 0 && overrides.holding(need.demandId).length === 0);
  const available = lots.reduce((sum, lot) => sum + lot.available, 0);
  const terms = termsOf(open, usesOf(ledger, kept, world), available, world.commodity.code);
  const problem: Problem = {
    lots: lots.map(({ lotId, available: quantity, availableFrom, bestBefore, location }) => ({
      id: lotId,
      quantity,
      availableFrom,
      bestBefore,
      location,
    })),
    demands: open.map(({ need }) => {
      const { priority, windowFrom, windowTo, minShelfLifeDays, destination } = need.fact;
      const guaranteed = terms.guaranteed.get(need.demandId);
      return {
        id: need.demandId,
        need: need.netNeed,
        priority,
        windowFrom,
        windowTo,
        minShelfLifeDays,
        destination,
        ...(guaranteed === undefined ? {} : { guaranteed }),
        ...limitOf(need, terms.caps, world.hub.estimatePpm, overrides.roomFor(need)),
      };
    }),
    arcs: arcsOf(lots, open),
    caps: terms.caps.filter((cap) => cap.demands.length > 1),
  };
  const pins = pinsOf(overrides, { ledger, world, lots: supply.lots, asked, kept, problem });
  if (pins.pairs.size > 0)
    problem.arcs = problem.arcs.filter(({ lot, demand }) => !pins.pairs.has(pairOf(lot, demand)));
  const estimated = new Set(asked.filter(({ need }) => need.estimated).map(({ need }) => need.demandId));
  return {
    world,
    supply,
    kept,
    asked,
    estimated,
    problem,
    overrides,
    pins,
    minimum: terms.minimum,
    tripOf: tripFinder(lots, open),
  };
}

/** A demand that an officer holds cannot be reached, whatever lanes there are. */
function reached(need: Need, routes: Routes, overrides: Overrides): Asked {
  const access = routes.to(need);
  const isHeld = overrides.holding(need.demandId).length > 0;
  return { need, access: isHeld ? { ...access, blocked: 'OVERRIDE_HOLD', early: false } : access };
}

function arcsOf(lots: readonly Lot[], asked: readonly Asked[]): ProblemArc[] {
  const arcs: ProblemArc[] = [];
  for (const lot of lots) {
    for (const { need, access } of asked) {
      const trip = tripFor(lot, need, access);
      if (typeof trip === 'string') continue;
      const { cost, leadDays } = trip;
      arcs.push({ lot: lot.lotId, demand: need.demandId, cost, feasible: true, leadDays });
    }
  }
  return arcs;
}

/** Few of the arcs are ever used, so their trips are found again rather than kept; those few are asked for often. */
function tripFinder(lots: readonly Lot[], asked: readonly Asked[]): Situation['tripOf'] {
  const byLot = new Map(lots.map((lot) => [lot.lotId, lot]));
  const byDemand = new Map(asked.map((row) => [row.need.demandId, row]));
  const find = (lotId: string, demandId: string): BookedTrip | undefined => {
    const lot = byLot.get(lotId);
    const row = byDemand.get(demandId);
    if (lot === undefined || row === undefined) return undefined;
    const trip = tripFor(lot, row.need, row.access);
    return typeof trip === 'string' ? undefined : booked(trip, lot, row.need, row.access);
  };
  const found = new Map<string, BookedTrip | undefined>();
  return (lotId, demandId) => {
    const pair = `${lotId}\n${demandId}`;
    if (!found.has(pair)) found.set(pair, find(lotId, demandId));
    return found.get(pair);
  };
}

/** What already goes to each region, with the date on which it counts: arrived, or to arrive. */
function usesOf(ledger: Ledger, kept: readonly KeptLine[], world: World): Use[] {
  const regions = new Map(world.registry.lanes.map((lane) => [lane.id, lane.destination]));
  const uses: Use[] = kept.map((line) => ({
    region: regions.get(line.lane) ?? '',
    date: line.arrivalBy,
    quantity: line.kept,
  }));
  for (const { stage, promise, departure, arrival } of ledger.shipments.all()) {
    const fact = stage === 'departed' ? departure! : stage === 'arrived' ? arrival! : null;
    if (fact === null) continue;
    const region = regions.get(fact.lane) ?? '';
    const local = localDate(fact.time, world.timezoneOf(region));
    const date = stage === 'departed' ? (promise?.arrivalBy ?? departure?.arrivalBy ?? local) : local;
    uses.push({ region, date, quantity: fact.lines.reduce((sum, line) => sum + line.quantity, 0) });
  }
  return uses;
}
