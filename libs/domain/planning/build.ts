import type { Problem, ProblemArc } from '../allocation/problem.js';
import type { Ledger } from '../ledger/ledger.js';
import { limitOf, termsOf, type Asked, type Use } from './agreement.js';
import { makeAvailable } from './available.js';
import { localDate } from './calendar.js';
import { keepCommitments, type KeptLine } from './commitment.js';
import { needsOf } from './need.js';
import { supplyOf, type Lot, type Supply } from './supply.js';
import { Routes, tripFor, type Trip } from './trip.js';
import type { World } from './world.js';

/** Everything known before solving: the problem, and what its ids stand for. */
export interface Situation {
  readonly world: World;
  readonly supply: Supply;
  readonly kept: readonly KeptLine[];
  /** By demand id. */
  readonly asked: readonly Asked[];
  readonly problem: Problem;
  /** By `pairKey` of lot and demand: the trip of each arc. */
  readonly trips: ReadonlyMap<string, Trip>;
}

export function pairKey(lotId: string, demandId: string): string {
  return `${lotId}\n${demandId}`;
}

/** Turns ledger and registry into the pure problem. Lots and demands by id, arcs by lot, then demand. */
export function buildSituation(ledger: Ledger, world: World): Situation {
  const supply = supplyOf(ledger, world);
  const kept = keepCommitments(ledger, supply.lots);
  makeAvailable(supply.lots, world);
  const routes = new Routes(world);
  const asked = needsOf(ledger, kept, world).map((need) => ({ need, access: routes.to(need) }));
  const lots = supply.lots.filter(({ available }) => available > 0);
  const open = asked.filter(({ need }) => need.netNeed > 0);
  const available = lots.reduce((sum, lot) => sum + lot.available, 0);
  const terms = termsOf(open, usesOf(ledger, kept, world), available, world.commodity.code);
  const { arcs, trips } = arcsOf(lots, open);
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
        ...(guaranteed === undefined ? {} : { guaranteed }),
        ...limitOf(need.demandId, terms.caps),
        windowFrom,
        windowTo,
        minShelfLifeDays,
        destination,
      };
    }),
    arcs,
    caps: terms.caps.filter((cap) => cap.demands.length > 1),
  };
  return { world, supply, kept, asked, problem, trips };
}

function arcsOf(
  lots: readonly Lot[],
  asked: readonly Asked[],
): { arcs: ProblemArc[]; trips: Map<string, Trip> } {
  const arcs: ProblemArc[] = [];
  const trips = new Map<string, Trip>();
  for (const lot of lots) {
    for (const { need, access } of asked) {
      const trip = tripFor(lot, need, access);
      if (typeof trip === 'string') continue;
      trips.set(pairKey(lot.lotId, need.demandId), trip);
      arcs.push({
        lot: lot.lotId,
        demand: need.demandId,
        cost: trip.cost,
        feasible: true,
        leadDays: trip.leadDays,
      });
    }
  }
  return { arcs, trips };
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
    const date = stage === 'departed' ? (promise?.arrivalBy ?? local) : local;
    uses.push({ region, date, quantity: fact.lines.reduce((sum, line) => sum + line.quantity, 0) });
  }
  return uses;
}
