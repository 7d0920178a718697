import { instantOf } from '../planning/calendar.js';
import { isSame } from '../planning/same.js';
import type { Registry } from '../registry/registry.js';
import type { Position, Shipment } from '../shipment/shipment.js';
import { arrivalOn, fencesOf } from './arrival.js';
import { believe, noBelief, type Belief, type Judged } from './believe.js';
import { estimateArrival } from './estimate.js';
import { kilometresBetween } from './geography.js';
import { allowedFor, excursionsOf, type Allowed, type Measured } from './temperature.js';
import type { Estimate, Excursion, Reading, Tracking } from './tracking.js';

const minuteMs = 60_000;
const silentMinutesDefault = 120;
/** Nothing on the road is faster, for long. */
const speedKmhMax = 160;
const positionEveryMs = 60_000;
const movedKmMin = 1;
/** An estimate that moved by less is not worth a revision. */
const toleranceMs = 10 * minuteMs;
const toleranceShare = 0.1;
/** What the clock alone changes, such as an estimate that is overdue, is looked at again after this long. */
const lookAgainMs = 10 * minuteMs;
const peakCelsiusMin = 1;

/** What is remembered of a shipment on the road between two looks at it. */
export interface Watch {
  belief: Belief;
  /** Positions in a row near the edge of its destination. */
  outer: number;
}

export interface Sighting {
  leftAt: number;
  watch: Watch;
  /** After the last one of the belief, in order of time. */
  readings: readonly Reading[];
  /** All temperatures that were read, in order of time. */
  measured: readonly Measured[];
  /** Durations of finished trips on the lane, milliseconds. */
  tripsMs: readonly number[];
  registry: Registry;
  /** How many times faster than real trucks these are: 1, unless a day is played. */
  pace: number;
}

export interface Followed {
  /** With what is new; null: nothing that is worth telling. */
  shipment: Shipment | null;
  watch: Watch;
  /** When the clock alone may change something; null: never. */
  dueAt: number | null;
}

export function isOnRoad({ status }: Pick<Shipment, 'status'>): boolean {
  return status === 'dispatched' || status === 'in_transit';
}

/**
 * What is to be told of a shipment on the road after its newest readings, and at `now` without any: where it is, when
 * it is expected, that it is late, silent, too warm, or there. It never receives it. Idempotent: at the same instant
 * the second time tells nothing.
 */
export function follow(shipment: Shipment, sighting: Sighting, now: number): Followed {
  const { registry, leftAt, pace } = sighting;
  const before: Tracking = shipment.tracking ?? { leftAt };
  const { belief, judged } = believe(sighting.watch.belief, sighting.readings, speedKmhMax * pace);
  const believed = judged.filter(({ mark }) => mark === null).map(({ reading }) => reading);
  const excursions = excursionsNow(shipment, sighting);
  if (!isOnRoad(shipment))
    return tell(shipment, withExcursions(before, excursions), null, sighting.watch, null);

  const hub = registry.hubs.find(({ code }) => code === shipment.hub);
  const fences = hub === undefined ? [] : fencesOf(shipment.destination, hub, registry);
  // Where a truck was before it left says nothing, even if that was where it goes.
  const onTheWay = believed.filter(({ time }) => time > leftAt);
  const { arrivedAt, outer } = arrivalOn(onTheWay, fences, sighting.watch.outer);
  const watch = { belief, outer };
  const arrived = before.arrivedAt ?? arrivedAt ?? undefined;
  const position = positionAfter(shipment, believed, arrived === before.arrivedAt ? pace : Infinity);
  if (arrived !== undefined) {
    const there = { leftAt, arrivedAt: arrived, ...excursionsOnly(before) };
    return tell(shipment, withExcursions(there, excursions), position, watch, null);
  }
  const signAt = Math.max(leftAt, belief.last?.time ?? 0, belief.doubted.at(-1)?.time ?? 0);
  const silentAt = signAt + (hub?.silentMinutes ?? silentMinutesDefault) * minuteMs;
  const estimate = estimateNow(shipment, belief, sighting, now);
  const kept = isWorthTelling(before.estimate, estimate, now) ? estimate : before.estimate;
  const late = lateness(shipment, kept, registry);
  const tracking: Tracking = {
    leftAt,
    ...(kept === undefined ? {} : { estimate: kept }),
    ...(late > 0 ? { lateMinutes: late } : {}),
    ...(now >= silentAt ? { silentSince: signAt } : {}),
    ...excursionsOnly(before),
  };
  const dueAt = now < silentAt ? Math.min(silentAt, now + lookAgainMs) : now + lookAgainMs;
  return tell(shipment, withExcursions(tracking, excursions), position, watch, dueAt);
}

function tell(
  shipment: Shipment,
  tracking: Tracking,
  position: Position | null,
  watch: Watch,
  dueAt: number | null,
): Followed {
  const isNew = position !== null || (!isSame(shipment.tracking, tracking) && hasNews(shipment, tracking));
  if (!isNew) return { shipment: null, watch, dueAt };
  const journey = shipment.journey ?? { steps: [], declines: [] };
  const moved = position === null ? {} : { journey: { ...journey, position }, status: 'in_transit' as const };
  const next = { ...shipment, ...moved, tracking, revision: shipment.revision + 1 };
  return { shipment: next, watch, dueAt };
}

/** Before anything was noticed there is nothing to tell of one that has ended. */
function hasNews(shipment: Shipment, tracking: Tracking): boolean {
  return isOnRoad(shipment) || shipment.tracking !== undefined || tracking.excursions !== undefined;
}

/** The newest believed position, when it is time to tell it; null: not yet. */
function positionAfter(
  { status, journey }: Shipment,
  believed: readonly Reading[],
  pace: number,
): Position | null {
  const newest = believed.at(-1);
  const known = journey?.position;
  if (newest === undefined) return null;
  const { time, latitude, longitude, temperatureCelsius } = newest;
  if (known !== undefined && status === 'in_transit') {
    const isNear = kilometresBetween(known, newest) < movedKmMin;
    if (time - known.time < (isNear ? lookAgainMs : positionEveryMs) / pace) return null;
  }
  return { time, latitude, longitude, ...(temperatureCelsius === null ? {} : { temperatureCelsius }) };
}

function estimateNow(
  { lane: laneId, origin, destination }: Shipment,
  { last }: Belief,
  { registry, leftAt, tripsMs }: Sighting,
  now: number,
): Estimate | undefined {
  const lane = registry.lanes.find(({ id }) => id === laneId);
  const [from, to] = [origin, destination].map((code) => registry.regions.find((each) => each.code === code));
  if (lane === undefined || from === undefined || to === undefined) return undefined;
  return estimateArrival({ lane, origin: from, destination: to, leftAt, position: last }, tripsMs, now);
}

function isWorthTelling(told: Estimate | undefined, estimate: Estimate | undefined, now: number): boolean {
  if (told === undefined || estimate === undefined) return told !== estimate;
  const tolerance = Math.max(toleranceMs, (estimate.p50 - now) * toleranceShare);
  return told.basis !== estimate.basis || Math.abs(told.p50 - estimate.p50) > tolerance;
}

/** Whole minutes after the end of the day by which it is to arrive, where it arrives. */
function lateness(
  { arrivalBy, destination }: Shipment,
  estimate: Estimate | undefined,
  registry: Registry,
): number {
  const region = registry.regions.find(({ code }) => code === destination);
  if (estimate === undefined || region === undefined) return 0;
  return Math.max(0, Math.floor((estimate.p50 - instantOf(arrivalBy, 24, region.timezone)) / minuteMs));
}

/** Whether anybody cares how warm it is. */
export function isTempered(shipment: Shipment, registry: Registry): boolean {
  return allowedOf(shipment, registry) !== null;
}

function allowedOf(shipment: Shipment, registry: Registry): Allowed | null {
  const hub = registry.hubs.find(({ code }) => code === shipment.hub);
  const codes = new Set(shipment.lines.map(({ commodity }) => commodity));
  const commodities = registry.commodities.filter(({ code }) => codes.has(code));
  return hub === undefined ? null : allowedFor(shipment.temperatureClass, hub, commodities);
}

/** Those of readings that have ended meanwhile stay as they were told. */
function excursionsNow(shipment: Shipment, { registry, measured, pace }: Sighting): Excursion[] {
  const allowed = allowedOf(shipment, registry);
  const first = measured[0]?.time ?? Infinity;
  const old = (shipment.tracking?.excursions ?? []).filter(({ start }) => start < first);
  if (allowed === null) return old;
  const { toleranceMinutes, ...range } = allowed;
  return [...old, ...excursionsOf(measured, { ...range, toleranceMinutes: toleranceMinutes / pace })];
}

function excursionsOnly({ excursions }: Tracking): Pick<Tracking, 'excursions'> {
  return excursions === undefined ? {} : { excursions };
}

/** An excursion that goes on is told again when it is over, or worse by a degree. */
function withExcursions({ excursions: told = [], ...rest }: Tracking, now: readonly Excursion[]): Tracking {
  if (now.length === 0 && told.length === 0) return rest;
  const isLittle =
    told.length === now.length &&
    told.every((each, k) => {
      const { start, end, peakCelsius } = now[k]!;
      const isWorse = Math.abs(peakCelsius - each.peakCelsius) >= peakCelsiusMin;
      return start === each.start && end === each.end && (end === null ? !isWorse : isSame(each, now[k]));
    });
  return { ...rest, excursions: isLittle ? [...told] : [...now] };
}

/** A whole track, in order of time, with what is not believed of it. */
export function judgeTrack(readings: readonly Reading[], pace: number): Judged[] {
  return believe(noBelief, readings, speedKmhMax * pace).judged;
}
