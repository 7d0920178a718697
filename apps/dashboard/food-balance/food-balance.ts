import type { Bilingual } from '../api/types.js';

/** The shapes of `/v1/food-balance`. Base units. */
export interface FoodBalanceDay {
  date: string;
  need: number;
  available: number;
  balance: number;
}

export interface FoodBalanceRow {
  hub: string;
  commodity: string;
  region: string;
  unit: string;
  onHand: number;
  estimatedNeed: number;
  days: FoodBalanceDay[];
  price: {
    amount: number;
    per: string;
    market: string;
    source: string;
    observedAt: string;
    ageSeconds: number;
  } | null;
  remark: Bilingual;
  planVersion: string;
}

export interface FoodBalance {
  asOf: string;
  days: number;
  items: FoodBalanceRow[];
}

/** Somebody has something or needs something; without it a balance of 0 says nothing. */
export const isSaid = ({ need, available }: FoodBalanceDay): boolean => need !== 0 || available !== 0;

/** The first day on which most is missing; null when nothing is missing on any. */
export function worstDay({ days }: Pick<FoodBalanceRow, 'days'>): FoodBalanceDay | null {
  const lowest = Math.min(0, ...days.map(({ balance }) => balance));
  return lowest < 0 ? days.find(({ balance }) => balance === lowest)! : null;
}

/**
 * The shortest first by the part of the need that is missing on the worst day of the window, so that a shortage
 * stands above on whichever day it comes; then by name, and where nobody spoke last.
 */
export function shortestFirst(rows: readonly FoodBalanceRow[]): FoodBalanceRow[] {
  const missing = (row: FoodBalanceRow): number => {
    const worst = worstDay(row);
    // What departs can exceed what is there where nobody needs anything: all of it is missing then.
    return worst === null ? 0 : Math.min(1, -worst.balance / Math.max(1, worst.need));
  };
  return [...rows].sort(
    (a, b) =>
      missing(b) - missing(a) ||
      Number(isKnown(b)) - Number(isKnown(a)) ||
      a.commodity.localeCompare(b.commodity) ||
      a.region.localeCompare(b.region),
  );
}

/** Something is known of it on some day, not only an estimate. */
export const isKnown = ({ days }: FoodBalanceRow): boolean => days.some(isSaid);

/** Present, or the text of a moment in the address as RFC 3339; a moment to come is no past. */
export function momentOf(text: string | null, nowMs: number): string | null {
  if (text === null || text === '') return null;
  const at = Date.parse(text);
  return Number.isNaN(at) || at > nowMs ? null : new Date(at).toISOString();
}

/**
 * Round figures of an axis, which always has a zero: three or so steps from the lowest to the highest.
 * Base units are whole, and so is every step.
 */
export function axisTicks(lowest: number, highest: number): number[] {
  const [low, high] = [Math.min(0, lowest), Math.max(0, highest)];
  const rough = Math.max(1, (high - low) / 3);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10);
  const [first, last] = [Math.floor(low / step), Math.max(1, Math.ceil(high / step))];
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}

/** Points of a line in a box of 100 × 40, for the figures of some days. */
export function linePoints(values: readonly number[], lowest: number, highest: number): string {
  const range = highest - lowest || 1;
  const step = values.length > 1 ? 100 / (values.length - 1) : 0;
  return values
    .map((value, day) => `${round(day * step)},${round(40 - ((value - lowest) / range) * 40)}`)
    .join(' ');
}

const round = (value: number): number => Math.round(value * 100) / 100;
