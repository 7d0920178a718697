import type { ProblemDemand, ProblemLot } from './problem.js';
import { ProblemError, requireQuantity } from './problem-error.js';

/** Code-unit order, the same on every machine and in every locale. */
export function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export interface RankedLots {
  readonly ids: string[];
  readonly index: Map<string, number>;
  readonly order: Int32Array;
  readonly date: Int32Array;
  readonly supply: Float64Array;
}

/**
 * Lots by best-before, then id; those without a date last.
 * No lot can ship more than `most`, the whole need, so no supply is kept larger than that.
 */
export function lotRank(rows: readonly ProblemLot[], most: number): RankedLots {
  const sorted = rows.slice().sort(compareLots);
  const index = new Map<string, number>();
  const date = new Int32Array(sorted.length);
  const supply = new Float64Array(sorted.length);
  let total = 0;
  sorted.forEach((lot, k) => {
    if (index.has(lot.id)) throw new ProblemError('DUPLICATE_LOT', lot.id);
    index.set(lot.id, k);
    requireDate(lot);
    const before = k === 0 ? lot : sorted[k - 1]!;
    date[k] = k === 0 ? 0 : date[k - 1]! + (lot.bestBefore === before.bestBefore ? 0 : 1);
    supply[k] = Math.min(most, requireQuantity(lot.quantity, lot.id, 'quantity'));
    total = requireTotal(total + supply[k]!, lot.id, 'quantity');
  });
  const ids = sorted.map((lot) => lot.id);
  const order = new Int32Array(ids.length);
  ids
    .slice()
    .sort(compareIds)
    .forEach((id, k) => (order[index.get(id)!] = k));
  return { ids, index, order, date, supply };
}

function compareLots(a: ProblemLot, b: ProblemLot): number {
  if (a.bestBefore === b.bestBefore) return compareIds(a.id, b.id);
  if (a.bestBefore === null) return 1;
  if (b.bestBefore === null) return -1;
  return compareIds(a.bestBefore, b.bestBefore);
}

function requireDate(lot: ProblemLot): void {
  if (lot.bestBefore !== null && !/^\d{4}-\d\d-\d\d$/.test(lot.bestBefore)) {
    throw new ProblemError('BAD_DATE', lot.id, 'bestBefore');
  }
}

export interface RankedDemands {
  readonly ids: string[];
  readonly index: Map<string, number>;
  readonly need: Float64Array;
  /** Sum of all needs. */
  readonly needed: number;
  readonly upper: Float64Array;
  readonly guaranteed: Float64Array;
  readonly priority: Float64Array;
}

/** Demands by id. */
export function demandRank(rows: readonly ProblemDemand[]): RankedDemands {
  const sorted = rows.slice().sort((a, b) => compareIds(a.id, b.id));
  const index = new Map<string, number>();
  const count = sorted.length;
  const need = new Float64Array(count);
  const upper = new Float64Array(count);
  const guaranteed = new Float64Array(count);
  const priority = new Float64Array(count);
  let needed = 0;
  let promised = 0;
  sorted.forEach((demand, k) => {
    const { id } = demand;
    if (index.has(id)) throw new ProblemError('DUPLICATE_DEMAND', id);
    index.set(id, k);
    need[k] = requireQuantity(demand.need, id, 'need');
    upper[k] = Math.min(need[k]!, requireQuantity(demand.cap ?? need[k]!, id, 'cap'));
    guaranteed[k] = requireQuantity(demand.guaranteed ?? 0, id, 'guaranteed');
    priority[k] = requireQuantity(demand.priority, id, 'priority');
    needed = requireTotal(needed + need[k]!, id, 'need');
    promised = requireTotal(promised + guaranteed[k]!, id, 'guaranteed');
  });
  return { ids: sorted.map((demand) => demand.id), index, need, needed, upper, guaranteed, priority };
}

function requireTotal(total: number, id: string, field: string): number {
  if (total > Number.MAX_SAFE_INTEGER) throw new ProblemError('TOTAL_TOO_LARGE', id, field);
  return total;
}
