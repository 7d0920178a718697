import type { Balance } from '../api/types.js';
import type { Tracked } from '../live/board.js';

export const figureNames = ['onHand', 'need', 'allocated', 'shortfall', 'surplus', 'inTransit'] as const;
export type FigureName = (typeof figureNames)[number];

/** Sums by base unit: kilograms and fish are never added. The unit with most to say comes first: g, ml, piece. */
export interface Totals {
  units: string[];
  sums: Record<FigureName, Record<string, number>>;
  /** Time of the newest fact behind any of it, epoch milliseconds. */
  newestFactAt: number | null;
}

const unitOrder = ['g', 'ml', 'piece'];

export function totalsOf(balances: Iterable<Tracked<Balance>>, commodity: string | null): Totals {
  const sums: Totals['sums'] = {
    onHand: {},
    need: {},
    allocated: {},
    shortfall: {},
    surplus: {},
    inTransit: {},
  };
  const units = new Set<string>();
  let newestFactAt: number | null = null;
  for (const { thing, factAt } of balances) {
    if (commodity && thing.commodity !== commodity) continue;
    units.add(thing.unit);
    for (const name of figureNames) {
      sums[name][thing.unit] = (sums[name][thing.unit] ?? 0) + figureOf(thing, name);
    }
    if (factAt !== null && factAt > (newestFactAt ?? 0)) newestFactAt = factAt;
  }
  return {
    units: [...units].sort((a, b) => unitOrder.indexOf(a) - unitOrder.indexOf(b)),
    sums,
    newestFactAt,
  };
}

// The stock side tells of the same allocation again, so it is counted where the need is.
const figureOf = (balance: Balance, name: FigureName): number =>
  name === 'allocated' ? Math.max(0, balance.need - balance.shortfall) : balance[name];
