import { lotIdOf, splitLotId } from '../ledger/lot-id.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Account } from '../ledger/place-book.js';
import type { HeldFact, Position } from '../ledger/stream.js';
import { compareText } from '../ledger/timeline.js';
import type { HarvestForecast } from '../facts/fact.js';
import { addDays, dayNumber, instantOf, localDate } from './calendar.js';
import { freshnessOf, type Freshness } from './freshness.js';
import type { World } from './world.js';

/** A lot while the plan is being made: what is there, and what becomes of it. Base units. */
export interface Lot {
  readonly lotId: string;
  readonly location: string;
  readonly lot: string;
  readonly source: string;
  readonly countedAt: number | null;
  readonly saidAt: number;
  readonly availableFrom: string;
  readonly bestBefore: string | null;
  /** Day number of `bestBefore`, Infinity when there is none. */
  readonly lastDay: number;
  readonly grade: string | null;
  readonly forecast: boolean;
  readonly expired: boolean;
  readonly freshness: Freshness;
  onHand: number;
  committed: number;
  reserved: number;
  /** Not used because the figure is old or the goods are past their date. */
  aged: number;
  available: number;
  /** Overrides under which nothing is taken from it; absent: none. */
  heldBy?: readonly string[];
}

/** Sources of one place that contradict each other. */
export interface Conflict {
  readonly location: string;
  readonly believed: Account;
  readonly others: Account[];
}

export interface Supply {
  /** By lot id. */
  readonly lots: Lot[];
  readonly conflicts: Conflict[];
  /** Lots of which more was taken away than was known, with the missing quantity. */
  readonly negative: { lotId: string; missing: number }[];
  /** Facts that wait for a person. */
  readonly held: HeldFact[];
  /** Sources whose word is late where nobody better spoke, and whether it is left out; by source. */
  readonly stale: Map<string, boolean>;
  /** Instants at which age changes something. */
  readonly changesAt: number[];
  /** Time of the newest usable word about each place, by location. */
  readonly heard: Map<string, number>;
}

/** The lots of the sources that are believed, before commitments, reserve and age are taken off. */
export function supplyOf(ledger: Ledger, world: World): Supply {
  const supply: Supply = {
    lots: [],
    conflicts: [],
    negative: [],
    held: [],
    stale: new Map(),
    changesAt: [],
    heard: new Map(),
  };
  for (const place of ledger.places()) {
    const accounts = place.accounts();
    if (accounts.length > 0)
      supply.heard.set(place.location, Math.max(...accounts.map(({ saidAt }) => saidAt)));
    const believed = believedOf(accounts, world, supply);
    if (believed !== undefined) {
      supply.lots.push(...lotsOf(believed, world, supply));
      const others = contradicting(believed, accounts, world);
      if (others.length > 0) supply.conflicts.push({ location: place.location, believed, others });
    }
    supply.held.push(...place.held());
  }
  supply.lots.push(...forecastLots(ledger, world, supply));
  supply.lots.sort((a, b) => compareText(a.lotId, b.lotId));
  return supply;
}

/** The best-ranked source that is not too old; when all are, the best-ranked one, so that it can be shown. */
function believedOf(accounts: readonly Account[], world: World, supply: Supply): Account | undefined {
  // Movements alone are no count of a place: who counted it is believed first.
  const ranked = ranking(accounts, world).sort((a, b) => Number(isCounted(b)) - Number(isCounted(a)));
  let believed: Account | undefined;
  for (const account of ranked) {
    const { source } = account;
    const age = freshness(account.saidAt, source, world);
    note(age, supply);
    if (believed !== undefined) continue;
    if (!age.leftOut) believed = account;
    if (age.daysLate > 0 || age.leftOut)
      supply.stale.set(source, age.leftOut || supply.stale.get(source) === true);
  }
  return believed ?? ranked[0];
}

function ranking<T extends { source: string }>(rows: readonly T[], world: World): T[] {
  const rank = (row: T): number => world.rankOf(row.source);
  // Two strangers have the same infinite rank, and their difference is no number.
  return [...rows].sort((a, b) =>
    rank(a) === rank(b) ? compareText(a.source, b.source) : rank(a) - rank(b),
  );
}

function freshness(saidAt: number, source: string, world: World): Freshness {
  return freshnessOf(saidAt, world.now, world.party(source)?.cadenceHours, world.commodity);
}

function note({ changesAt }: Freshness, supply: Supply): void {
  if (changesAt !== null) supply.changesAt.push(changesAt);
}

function lotsOf(account: Account, world: World, supply: Supply): Lot[] {
  const lots = account.positions.map((position) => {
    const lot = lotOf(position, world);
    note(lot.freshness, supply);
    return lot;
  });
  let taken = account.takenElsewhere;
  for (const lot of firstExpiringFirst(lots)) {
    const here = Math.min(taken, Math.max(0, lot.onHand));
    lot.onHand -= here;
    taken -= here;
  }
  if (taken > 0) lots[0]!.onHand -= taken;
  for (const lot of lots) {
    if (lot.onHand >= 0) continue;
    supply.negative.push({ lotId: lot.lotId, missing: -lot.onHand });
    lot.onHand = 0;
  }
  return lots;
}

function lotOf(position: Position, world: World): Lot {
  const { timezone } = world.hub;
  const { described } = position;
  const shelfLife = world.commodity.shelfLifeDays;
  const producedOn = described.producedOn ?? localDate(described.time, timezone);
  const { location, lot, source, countedAt, saidAt, grade } = position;
  return newLot({
    location,
    lot,
    source,
    onHand: position.quantity,
    countedAt,
    saidAt,
    availableFrom: localDate(countedAt ?? saidAt, timezone),
    bestBefore: described.bestBefore ?? (shelfLife === null ? null : addDays(producedOn, shelfLife)),
    grade,
    forecast: false,
    world,
  });
}

interface Found extends Pick<
  Lot,
  | 'location'
  | 'lot'
  | 'source'
  | 'onHand'
  | 'countedAt'
  | 'saidAt'
  | 'availableFrom'
  | 'bestBefore'
  | 'grade'
  | 'forecast'
> {
  world: World;
}

/** A lot of which nothing is spoken for yet. */
function newLot({ world, ...found }: Found): Lot {
  const { location, lot, source, bestBefore } = found;
  return {
    lotId: lotIdOf(location, lot),
    committed: 0,
    reserved: 0,
    aged: 0,
    available: 0,
    lastDay: bestBefore === null ? Infinity : dayNumber(bestBefore),
    expired: bestBefore !== null && bestBefore < world.today,
    freshness: freshness(found.saidAt, source, world),
    ...found,
  };
}

function contradicting(believed: Account, accounts: readonly Account[], world: World): Account[] {
  return accounts.filter(
    (other) =>
      other !== believed &&
      isCounted(other) &&
      isCounted(believed) &&
      !freshness(other.saidAt, other.source, world).leftOut &&
      differs(totalOf(believed), totalOf(other), world.commodity.conflictPpm),
  );
}

function isCounted({ positions }: Account): boolean {
  return positions.some(({ countedAt }) => countedAt !== null);
}

/** What a source says is at the place in all, never below 0. */
export function totalOf({ positions, takenElsewhere }: Account): number {
  return Math.max(0, positions.reduce((sum, { quantity }) => sum + quantity, 0) - takenElsewhere);
}

function differs(a: number, b: number, tolerancePpm: number): boolean {
  return BigInt(Math.abs(a - b)) * 1_000_000n > BigInt(tolerancePpm) * BigInt(Math.max(a, b));
}

/** A harvest is expected until somebody counts or books the real one, on its date or later. */
function forecastLots(ledger: Ledger, world: World, supply: Supply): Lot[] {
  const byLocation = new Map<string, HarvestForecast[]>();
  for (const forecast of ledger.forecasts.inForce()) {
    const harvested = ledger.place(forecast.location).newestHarvestAt();
    if (harvested !== -Infinity && localDate(harvested, world.hub.timezone) >= forecast.availableFrom)
      continue;
    const standing = ledger.forecastStanding(forecast);
    if (standing === 'held') supply.held.push({ fact: forecast, missing: forecast.quantity });
    if (standing !== 'force') continue;
    byLocation.set(forecast.location, [...(byLocation.get(forecast.location) ?? []), forecast]);
  }
  return [...byLocation.values()].flatMap((forecasts) => believedForecasts(forecasts, world, supply));
}

/** Of several sources that forecast for one place the best-ranked one is believed. */
function believedForecasts(forecasts: HarvestForecast[], world: World, supply: Supply): Lot[] {
  const lots = forecasts.map((forecast) => forecastLot(forecast, world));
  for (const lot of lots) note(lot.freshness, supply);
  const ranked = ranking(lots, world);
  const believed = ranked.find((lot) => !lot.freshness.leftOut);
  return lots.filter((lot) => lot.source === believed?.source);
}

function forecastLot(forecast: HarvestForecast, world: World): Lot {
  const { timezone } = world.hub;
  const { location, source, availableFrom } = forecast;
  const shelfLife = world.commodity.shelfLifeDays;
  // A forecast does not grow old before its day has come.
  const saidAt = Math.max(forecast.time, instantOf(availableFrom, 0, timezone));
  return newLot({
    location,
    lot: `forecast.${forecast.forecastId}`,
    source,
    onHand: forecast.quantity,
    countedAt: null,
    saidAt,
    availableFrom,
    bestBefore: forecast.bestBefore ?? (shelfLife === null ? null : addDays(availableFrom, shelfLife)),
    grade: forecast.grade,
    forecast: true,
    world,
  });
}

/** Earliest best-before first, those without one last; then the one that exists first, then by id. */
export function firstExpiringFirst(lots: readonly Lot[]): Lot[] {
  const last = '~';
  return [...lots].sort(
    (a, b) =>
      compareText(a.bestBefore ?? last, b.bestBefore ?? last) ||
      compareText(a.availableFrom, b.availableFrom) ||
      compareText(a.lotId, b.lotId),
  );
}

/** The lot of that id, or, when the believed source does not know it by name, the lots of its place. */
export function lotsFor(lotId: string, lots: readonly Lot[]): Lot[] {
  const named = lots.find((lot) => lot.lotId === lotId);
  if (named !== undefined) return [named];
  const { location } = splitLotId(lotId);
  return firstExpiringFirst(lots.filter((lot) => lot.location === location));
}
