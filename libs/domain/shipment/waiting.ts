import { addDays, daysBetween } from '../planning/calendar.js';
import type { Group } from './group.js';
import { compareRows, type PlannedAllocation } from './open-allocations.js';

/** What the rule must know of goods of one temperature class. */
export interface LoadRule<Load> {
  loadOf(rows: readonly PlannedAllocation[]): Load;
  together(a: Load, b: Load): Load;
  /** Whether a truck leaves for it alone. What is enough stays enough with more. */
  isEnough(load: Load): boolean;
  /** Rupiah per kilometre of the vehicles that it needs. */
  costOf(load: Load): number;
}

/** A group as it leaves: on its own date, or later than planned. */
export interface Pickup extends Group {
  /** Its rows that were planned for an earlier date, with their new one. */
  moved: PlannedAllocation[];
  isEnough: boolean;
}

interface Known<Load> {
  group: Group;
  load: Load;
}

/** A group that is no load of its own. */
interface Small<Load> extends Known<Load> {
  /** The last date that every row allows. */
  limit: string;
}

/**
 * What a choice costs, the weightiest first: rupiah per kilometre; pickups below the minimum; days that such
 * pickups leave before they must; days that goods wait for a pickup that is enough.
 */
type Price = readonly [rupiahPerKm: number, tooSmall: number, tooEarly: number, waited: number];

interface Choice<Load> {
  price: Price;
  leave: readonly Small<Load>[];
  next: Choice<Load> | null;
}

/** Groups that could be waiting on one date up to which every combination of them is looked at. */
export const exactWaitingMax = 5;

/**
 * Lets goods that are too few for a truck wait for others of their lane and temperature class. A group that
 * is enough leaves as planned. One that is not moves as a whole, never past a date that one of its rows
 * cannot: while one row has to leave, the truck goes anyway and leaving the others behind saves nothing.
 *
 * Of all such plans the one with the least rupiah per kilometre is taken; of those the one with the fewest
 * pickups below the minimum; of those the one whose pickups below the minimum leave last, so that more can
 * join them, and whose other pickups keep their goods waiting the fewest days. It is exact, by dynamic
 * programming over the dates, the state being who still waits. On a date on which more than five groups
 * could be waiting only two choices are looked at: all who wait leave, or only those that must. That too
 * never costs more than the groups as planned.
 *
 * Groups of one class in order of date → pickups in order of date, with the same rows.
 */
export function pickupsOf<Load>(groups: readonly Group[], rule: LoadRule<Load>): Pickup[] {
  const small: Small<Load>[] = [];
  const fixed = new Map<string, Known<Load>>();
  for (const group of groups) {
    const load = rule.loadOf(group.rows);
    if (rule.isEnough(load)) fixed.set(group.pickupDate, { group, load });
    else small.push({ group, load, limit: limitOf(group) });
  }
  if (small.length === 0) return groups.map((group) => ({ ...group, moved: [], isEnough: true }));
  const planned = [...groups.map(({ pickupDate }) => pickupDate), ...small.map(({ limit }) => limit)];
  const dates = [...new Set(planned)].sort();
  const pickups: Pickup[] = [];
  let choice = new Waiting(small, fixed, dates, rule).best(0, []);
  for (const date of dates) {
    const own = fixed.get(date);
    const leaving = choice!.leave;
    choice = choice!.next;
    const rows = [...(own?.group.rows ?? []), ...leaving.flatMap(({ group }) => movedTo(date, group))];
    if (rows.length === 0) continue;
    pickups.push({
      pickupDate: date,
      temperatureClass: groups[0]!.temperatureClass,
      rows: rows.sort(compareRows),
      moved: leaving.flatMap(({ group }) => (group.pickupDate < date ? movedTo(date, group) : [])),
      isEnough: own !== undefined || rule.isEnough(joined(leaving, rule)),
    });
  }
  return pickups;
}

class Waiting<Load> {
  private readonly choices = new Map<string, Choice<Load> | null>();
  private readonly prices = new Map<string, Price>();
  private readonly ownCosts = new Map<string, number>();

  constructor(
    private readonly small: readonly Small<Load>[],
    private readonly fixed: ReadonlyMap<string, Known<Load>>,
    private readonly dates: readonly string[],
    private readonly rule: LoadRule<Load>,
  ) {}

  /** The best that can be done from a date on with those who wait. */
  best(k: number, waiting: readonly Small<Load>[]): Choice<Load> | null {
    if (k === this.dates.length) return null;
    const key = this.keyOf(k, waiting);
    const known = this.choices.get(key);
    if (known !== undefined) return known;
    const date = this.dates[k]!;
    const here = [...waiting, ...this.small.filter(({ group }) => group.pickupDate === date)];
    let best: Choice<Load> | null = null;
    for (const leave of this.leavings(here, date)) {
      const next = this.best(
        k + 1,
        here.filter((group) => !leave.includes(group)),
      );
      const price = sum(this.priceOf(k, leave), next?.price ?? [0, 0, 0, 0]);
      if (best === null || isLess(price, best.price)) best = { price, leave, next };
    }
    this.choices.set(key, best);
    return best;
  }

  /** Who may leave on a date, all of them first: whoever reached his limit must. */
  private leavings(here: readonly Small<Load>[], date: string): Small<Load>[][] {
    const must = here.filter(({ limit }) => limit === date);
    const couldBe = this.small.filter(({ group, limit }) => group.pickupDate <= date && date <= limit);
    if (couldBe.length > exactWaitingMax) return [[...here], must];
    const free = here.filter(({ limit }) => limit > date);
    const sets: Small<Load>[][] = [];
    for (let set = 2 ** free.length - 1; set >= 0; set--) {
      const chosen = free.filter((_, k) => Math.floor(set / 2 ** k) % 2 === 1);
      sets.push(here.filter((group) => must.includes(group) || chosen.includes(group)));
    }
    return sets;
  }

  /** What it adds to a date that these leave on it. */
  private priceOf(k: number, leave: readonly Small<Load>[]): Price {
    if (leave.length === 0) return [0, 0, 0, 0];
    const key = this.keyOf(k, leave);
    const known = this.prices.get(key);
    if (known !== undefined) return known;
    const date = this.dates[k]!;
    const own = this.fixed.get(date);
    const joining = joined(leave, this.rule);
    const load = own === undefined ? joining : this.rule.together(own.load, joining);
    const rupiah = this.rule.costOf(load) - this.ownCost(date, own);
    const waited = leave.reduce((days, { group }) => days + daysBetween(group.pickupDate, date), 0);
    const limit = leave.map((group) => group.limit).reduce((a, b) => (a < b ? a : b));
    const price: Price =
      own !== undefined || this.rule.isEnough(load)
        ? [rupiah, 0, 0, waited]
        : [rupiah, 1, daysBetween(date, limit), 0];
    this.prices.set(key, price);
    return price;
  }

  private ownCost(date: string, own: Known<Load> | undefined): number {
    const cost = this.ownCosts.get(date) ?? (own === undefined ? 0 : this.rule.costOf(own.load));
    this.ownCosts.set(date, cost);
    return cost;
  }

  private keyOf(k: number, groups: readonly Small<Load>[]): string {
    return `${k}:${groups.map((group) => this.small.indexOf(group)).join()}`;
  }
}

function limitOf({ pickupDate, rows }: Group): string {
  const limit = rows
    .map(({ allocation }) => allocation.latestPickup)
    .reduce((earliest, date) => (date < earliest ? date : earliest));
  return limit < pickupDate ? pickupDate : limit;
}

function joined<Load>(groups: readonly Known<Load>[], rule: LoadRule<Load>): Load {
  return groups.map(({ load }) => load).reduce((a, b) => rule.together(a, b));
}

/** The arrival moves along: hubs keep no summer time, so every pickup of a lane takes the same days. */
function movedTo(date: string, { pickupDate, rows }: Group): PlannedAllocation[] {
  const days = daysBetween(pickupDate, date);
  if (days === 0) return rows;
  return rows.map((row) => {
    const arrivalBy = addDays(row.allocation.arrivalBy, days);
    return { ...row, allocation: { ...row.allocation, pickupDate: date, arrivalBy } };
  });
}

function sum(a: Price, b: Price): Price {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]];
}

function isLess(a: Price, b: Price): boolean {
  const k = a.findIndex((value, at) => value !== b[at]);
  return k >= 0 && a[k]! < b[k]!;
}
