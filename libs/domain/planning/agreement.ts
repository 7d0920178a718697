import type { Agreement, AgreementTerm } from '../registry/registry.js';
import type { ProblemCap, ProblemDemand } from '../allocation/problem.js';
import { compareText } from '../ledger/timeline.js';
import { addDays, dayNumber } from './calendar.js';
import type { Need } from './need.js';
import { partOf } from './share.js';
import type { Access } from './trip.js';

/** Quantity that goes to a region on a date: committed, on the road or delivered. */
export interface Use {
  readonly region: string;
  readonly date: string;
  readonly quantity: number;
}

/** A demand and how it is reached. */
export interface Asked {
  readonly need: Need;
  readonly access: Access;
}

/** What agreements promise to each demand, and what they limit. Base units. */
export interface Terms {
  readonly guaranteed: ReadonlyMap<string, number>;
  readonly caps: ProblemCap[];
  /** Least quantity worth sending; only where there is one. */
  readonly minimum: ReadonlyMap<string, number>;
}

interface PeriodCap extends ProblemCap {
  readonly period: AgreementTerm['period'];
}

/** A cap that crosses a wider one is the one that is parted. */
const WIDEST_FIRST: readonly AgreementTerm['period'][] = ['year', 'month', 'week', 'day'];

/** Name of the period in which a date falls: a day, the Monday of its week, a month, a year. */
export function periodOf(date: string, period: AgreementTerm['period']): string {
  switch (period) {
    case 'day':
      return date;
    case 'week':
      // 1970-01-01 was a Thursday.
      return addDays(date, -((((dayNumber(date) + 3) % 7) + 7) % 7));
    case 'month':
      return date.slice(0, 7);
    case 'year':
      return date.slice(0, 4);
  }
}

/**
 * A demand is counted in the period in which it is due at the latest; what is promised, on the road or
 * delivered there in that period uses up both guarantee and cap. A guaranteed share is a share of what the
 * hub has available now. A region's guarantee goes to its most urgent demands first; an estimate has none.
 */
export function termsOf(
  asked: readonly Asked[],
  uses: readonly Use[],
  available: number,
  commodity: string,
): Terms {
  const guaranteed = new Map<string, number>();
  const minimum = new Map<string, number>();
  const caps: PeriodCap[] = [];
  for (const { agreement, term, demands } of termsInForce(asked, commodity)) {
    const least = term.minimumOrder ?? 0;
    if (least > 0)
      for (const { demandId } of demands) minimum.set(demandId, Math.max(least, minimum.get(demandId) ?? 0));
    if (term.guaranteedPpm !== undefined) promise(demands, partOf(available, term.guaranteedPpm), guaranteed);
    if (term.guaranteed === undefined && term.cap === undefined) continue;
    for (const [period, due] of byPeriod(demands, term.period)) {
      const used = usedIn(uses, agreement.region, period, term.period);
      if (term.guaranteed !== undefined) promise(due, Math.max(0, term.guaranteed - used), guaranteed);
      if (term.cap === undefined) continue;
      const id = `${agreement.id}/${term.period}/${period}`;
      caps.push({
        id,
        demands: due.map(({ demandId }) => demandId),
        max: Math.max(0, term.cap - used),
        period: term.period,
      });
    }
  }
  return { guaranteed, caps: nested(strictest(caps)), minimum };
}

function termsInForce(
  asked: readonly Asked[],
  commodity: string,
): { agreement: Agreement; term: AgreementTerm; demands: Need[] }[] {
  const found = new Map<Agreement, Need[]>();
  for (const { need, access } of asked) {
    if (need.netNeed === 0) continue;
    for (const agreement of access.agreements) found.set(agreement, [...(found.get(agreement) ?? []), need]);
  }
  return [...found]
    .sort(([a], [b]) => compareText(a.id, b.id))
    .flatMap(([agreement, demands]) =>
      agreement.terms
        .filter((term) => term.commodity === commodity)
        .map((term) => ({ agreement, term, demands: [...demands].sort(byUrgency) })),
    );
}

function byUrgency(a: Need, b: Need): number {
  return (
    a.fact.priority - b.fact.priority ||
    compareText(a.fact.windowTo, b.fact.windowTo) ||
    compareText(a.demandId, b.demandId)
  );
}

/** Two promises for one demand are not added: the larger one holds. */
function promise(demands: readonly Need[], quantity: number, guaranteed: Map<string, number>): void {
  let left = quantity;
  for (const { demandId, netNeed, estimated } of demands) {
    if (estimated) continue;
    const share = Math.min(left, netNeed);
    left -= share;
    if (share > 0) guaranteed.set(demandId, Math.max(share, guaranteed.get(demandId) ?? 0));
  }
}

function byPeriod(demands: readonly Need[], period: AgreementTerm['period']): Map<string, Need[]> {
  const groups = new Map<string, Need[]>();
  for (const need of demands) {
    const key = periodOf(need.fact.windowTo, period);
    groups.set(key, [...(groups.get(key) ?? []), need]);
  }
  return new Map([...groups].sort(([a], [b]) => compareText(a, b)));
}

function usedIn(uses: readonly Use[], region: string, key: string, period: AgreementTerm['period']): number {
  let used = 0;
  for (const use of uses) {
    if (use.region === region && periodOf(use.date, period) === key) used += use.quantity;
  }
  return used;
}

/** Two terms for the same period: the stricter one holds. */
function strictest(caps: readonly PeriodCap[]): PeriodCap[] {
  const byId = new Map<string, PeriodCap>();
  for (const cap of caps) if (cap.max < (byId.get(cap.id)?.max ?? Infinity)) byId.set(cap.id, cap);
  return [...byId.values()];
}

/**
 * Weeks cross months, and the solver wants caps that are disjoint or nested: a cap that crosses another
 * is parted in proportion to the number of demands on either side, so that the limit as a whole holds.
 */
function nested(caps: readonly PeriodCap[]): ProblemCap[] {
  const kept: ProblemCap[] = [];
  const open: ProblemCap[] = [...caps]
    .sort(
      (a, b) => WIDEST_FIRST.indexOf(a.period) - WIDEST_FIRST.indexOf(b.period) || compareText(a.id, b.id),
    )
    .map(({ id, demands, max }) => ({ id, demands, max }));
  for (let cap = open.shift(); cap !== undefined; cap = open.shift()) {
    const { id, demands, max } = cap;
    const crossed = kept.find((other) => crosses(demands, other.demands));
    if (crossed === undefined) {
      kept.push({ id, demands: [...demands].sort(compareText), max });
      continue;
    }
    const inside = demands.filter((demand) => crossed.demands.includes(demand));
    const outside = demands.filter((demand) => !crossed.demands.includes(demand));
    const inner = Math.floor((max * inside.length) / demands.length);
    open.unshift(
      { id: `${id}/a`, demands: inside, max: inner },
      { id: `${id}/b`, demands: outside, max: max - inner },
    );
  }
  return kept.sort((a, b) => compareText(a.id, b.id));
}

function crosses(a: readonly string[], b: readonly string[]): boolean {
  const common = a.filter((demand) => b.includes(demand)).length;
  return common > 0 && common < a.length && common < b.length;
}

/**
 * A cap of one demand alone is the demand's own limit, which costs the solver less. Of an estimate only the
 * hub's share may be planned before somebody asks.
 * @param room what an officer leaves it, base units
 */
export function limitOf(
  { demandId, estimated, netNeed }: Need,
  caps: readonly ProblemCap[],
  estimatePpm: number,
  room = Infinity,
): Pick<ProblemDemand, 'cap'> {
  const own = caps.filter((cap) => cap.demands.length === 1 && cap.demands[0] === demandId);
  const limits = own.map(({ max }) => max);
  if (estimated) limits.push(partOf(netNeed, estimatePpm));
  if (room < Infinity) limits.push(room);
  return limits.length === 0 ? {} : { cap: Math.min(...limits) };
}
