import type { Agreement, Lane } from '../registry/registry.js';
import type { ReasonCode } from './reason.js';
import { HOUR_MS, addDays, dayNumber, daysBetween, instantOf, localDate } from './calendar.js';
import { lateHoursOf } from './lead-time.js';
import type { Lot } from './supply.js';
import type { Need } from './need.js';
import type { World } from './world.js';

/** A pickup on a lane that reaches a demand inside its window. */
export interface Trip {
  readonly lane: string;
  /** Rupiah per 1,000,000 base units. */
  readonly cost: number;
  readonly pickupDate: string;
  /** Local date at the destination, at the late lead time. */
  readonly arrivalBy: string;
  /** The same as a day number, so that pairs are compared without reading dates. */
  readonly arrivalDay: number;
  readonly leadDays: number;
}

/** A trip that is taken, and how long it could wait. */
export interface BookedTrip extends Trip {
  /** The last pickup on the same lane with which this lot still serves the demand. */
  readonly latestPickup: string;
}

/** How a demand can be reached. */
export interface Access {
  /** By lane, cheapest first; the pickups of a lane by date. */
  readonly lanes: readonly (readonly Trip[])[];
  /** Why no lot at all can reach it, null when some trip can. */
  readonly blocked: 'NO_LANE' | 'AGREEMENT_INACTIVE' | 'LEAD_TIME' | 'OVERRIDE_HOLD' | null;
  /** It opens later than the last plannable pickup arrives: not short, only not due yet. */
  readonly early: boolean;
  /** The same over lanes that an officer holds; absent: none is held. */
  readonly held?: Access;
  /** The agreements in force on some pickup date, by id. */
  readonly agreements: readonly Agreement[];
}

/** The local dates at the hub on which a truck can still be loaded. */
export function pickupDates({ hub, now, today }: World): string[] {
  const dates: string[] = [];
  for (let day = 0; day <= hub.horizonDays; day++) dates.push(addDays(today, day));
  return now < cutoffAt(today, hub) ? dates : dates.slice(1);
}

/** Until this instant that day can be planned, epoch milliseconds. */
export function cutoffAt(date: string, hub: World['hub']): number {
  return instantOf(date, hub.pickupHour, hub.timezone) - hub.cutoffHours * HOUR_MS;
}

/** Finds the trips to each destination; what does not depend on the demand is worked out once. */
export class Routes {
  private readonly dates: string[];
  private readonly byDestination = new Map<
    string,
    { lanes: Trip[][]; agreements: Agreement[]; laneless: boolean }
  >();

  /** @param held ids of lanes that nothing may be planned on */
  constructor(
    private readonly world: World,
    private readonly held: ReadonlySet<string> = new Set(),
  ) {
    this.dates = pickupDates(world);
  }

  to(need: Need): Access {
    const access = this.over(need, false);
    if (this.held.size === 0) return access;
    const held = this.over(need, true);
    const isHeld = access.blocked !== null && held.blocked === null;
    return { ...access, ...(isHeld && { blocked: 'OVERRIDE_HOLD', early: false }), held };
  }

  private over({ fact: { destination, windowFrom, windowTo } }: Need, isHeld: boolean): Access {
    const { lanes, agreements, laneless } = this.destination(destination, isHeld);
    const within = lanes.map((trips) =>
      trips.filter(({ arrivalBy }) => windowFrom <= arrivalBy && arrivalBy <= windowTo),
    );
    const reachable = within.filter((trips) => trips.length > 0);
    const all = lanes.flat();
    const last = all.reduce((latest, { arrivalBy }) => (arrivalBy > latest ? arrivalBy : latest), '');
    return {
      lanes: reachable,
      blocked: laneless
        ? 'NO_LANE'
        : all.length === 0
          ? 'AGREEMENT_INACTIVE'
          : reachable.length === 0
            ? 'LEAD_TIME'
            : null,
      early: reachable.length === 0 && all.length > 0 && windowFrom > last,
      agreements,
    };
  }

  private destination(code: string, isHeld: boolean) {
    const key = isHeld ? `${code}\n` : code;
    const known = this.byDestination.get(key);
    if (known !== undefined) return known;
    const { world } = this;
    const home = world.hub.producingRegions.includes(code);
    const agreements = agreementsWith(code, world);
    const dates = this.dates.filter(
      (date) => home || agreements.some((agreement) => isValidOn(agreement, date)),
    );
    const lanes = world.lanesTo(code).filter(({ id }) => this.held.has(id) === isHeld);
    const found = {
      lanes: lanes
        .map((lane) => dates.map((date) => tripOf(lane, date, world)))
        .filter((trips) => trips.length > 0)
        .sort(([a], [b]) => a!.cost - b!.cost || (a!.lane < b!.lane ? -1 : 1)),
      agreements: agreements.filter((agreement) => this.dates.some((date) => isValidOn(agreement, date))),
      laneless: lanes.length === 0,
    };
    this.byDestination.set(key, found);
    return found;
  }
}

function agreementsWith(region: string, { registry, hub, commodity }: World): Agreement[] {
  return registry.agreements
    .filter(
      (agreement) =>
        agreement.hub === hub.code &&
        agreement.region === region &&
        agreement.status === 'active' &&
        (agreement.commodities.length === 0 || agreement.commodities.includes(commodity.code)),
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function isValidOn({ validFrom, validTo }: Agreement, date: string): boolean {
  return validFrom <= date && date <= validTo;
}

function tripOf(lane: Lane, pickupDate: string, world: World): Trip {
  const { hub } = world;
  const leavesAt = instantOf(pickupDate, hub.pickupHour, hub.timezone);
  const arrivalBy = localDate(leavesAt + lateHoursOf(lane) * HOUR_MS, world.timezoneOf(lane.destination));
  const leadDays = Math.max(0, daysBetween(pickupDate, arrivalBy));
  const arrivalDay = dayNumber(arrivalBy);
  return { lane: lane.id, cost: world.costOf(lane), pickupDate, arrivalBy, arrivalDay, leadDays };
}

/** The cheapest trip that carries the lot to the demand, then the earliest; or why there is none. */
export function tripFor(lot: Lot, need: Need, access: Access): Trip | ReasonCode {
  const { fact } = need;
  if (access.blocked !== null) return access.blocked;
  let best: Trip | undefined;
  let exists = false;
  for (const trips of access.lanes) {
    // A later pickup only leaves less shelf life, so the first one after the lot exists decides for its lane.
    const trip = trips.find(({ pickupDate }) => pickupDate >= lot.availableFrom);
    if (trip === undefined) continue;
    exists = true;
    if (!keepsLongEnough(lot, trip, fact.minShelfLifeDays)) continue;
    if (best === undefined || isBetter(trip, best)) best = trip;
  }
  if (best !== undefined) {
    if (fact.grade !== null && fact.grade !== lot.grade) return 'GRADE';
    return lot.heldBy === undefined ? best : 'OVERRIDE_HOLD';
  }
  if (access.held !== undefined && typeof tripFor(lot, need, access.held) !== 'string')
    return 'OVERRIDE_HOLD';
  return exists ? 'SHELF_LIFE' : 'LEAD_TIME';
}

/** The trip with the last pickup on its lane that would still do. */
export function booked(trip: Trip, lot: Lot, { fact }: Need, access: Access): BookedTrip {
  const later = access.lanes.find(([first]) => first!.lane === trip.lane)!;
  const latest = later.findLast((other) => keepsLongEnough(lot, other, fact.minShelfLifeDays)) ?? trip;
  return { ...trip, latestPickup: latest.pickupDate };
}

/** Lanes come cheapest first and by id, so only an equal cost with an earlier date is better. */
function isBetter(trip: Trip, best: Trip): boolean {
  if (trip.cost !== best.cost) return trip.cost < best.cost;
  if (trip.pickupDate !== best.pickupDate) return trip.pickupDate < best.pickupDate;
  return trip.arrivalBy < best.arrivalBy;
}

function keepsLongEnough({ lastDay }: Lot, { arrivalDay }: Trip, days: number): boolean {
  return lastDay - arrivalDay >= days;
}
