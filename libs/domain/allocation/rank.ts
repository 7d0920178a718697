import type { ProblemDemand, ProblemLot } from './problem.js';
import { ProblemError } from './problem-error.js';
import { ints } from './scratch.js';

/** Code-unit order, the same on every machine and in every locale. */
export function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Rows in canonical order and where each id stands in it. */
export interface Ranked<Row> {
  readonly rows: readonly Row[];
  readonly ids: readonly string[];
  readonly index: ReadonlyMap<string, number>;
}

/** Lots by best-before, then id; those without a date last. */
export function rankLots(lots: readonly ProblemLot[]): Ranked<ProblemLot> {
  for (const lot of lots) requireDate(lot);
  return rank(lots.slice().sort(compareLots), 'DUPLICATE_LOT');
}

/** Demands by id. */
export function rankDemands(demands: readonly ProblemDemand[]): Ranked<ProblemDemand> {
  return rank(
    demands.slice().sort((a, b) => compareIds(a.id, b.id)),
    'DUPLICATE_DEMAND',
  );
}

function rank<Row extends { id: string }>(
  rows: readonly Row[],
  duplicate: 'DUPLICATE_LOT' | 'DUPLICATE_DEMAND',
): Ranked<Row> {
  const index = new Map<string, number>();
  const ids = rows.map(({ id }, k) => {
    if (index.has(id)) throw new ProblemError(duplicate, id);
    index.set(id, k);
    return id;
  });
  return { rows, ids, index };
}

function compareLots(a: ProblemLot, b: ProblemLot): number {
  if (a.bestBefore === b.bestBefore) return compareIds(a.id, b.id);
  if (a.bestBefore === null) return 1;
  if (b.bestBefore === null) return -1;
  return compareIds(a.bestBefore, b.bestBefore);
}

const datePattern = /^\d{4}-\d\d-\d\d$/;

function requireDate({ id, bestBefore }: ProblemLot): void {
  if (bestBefore !== null && !datePattern.test(bestBefore)) {
    throw new ProblemError('BAD_DATE', id, 'bestBefore');
  }
}

/** Lots with the same best-before share a date; dates count up from 0. */
export function datesOf({ rows }: Ranked<ProblemLot>): Int32Array {
  const date = ints(rows.length);
  for (let k = 1; k < rows.length; k++) {
    date[k] = date[k - 1]! + (rows[k]!.bestBefore === rows[k - 1]!.bestBefore ? 0 : 1);
  }
  return date;
}

/** The place of each lot when lots are sorted by id alone. */
export function orderOf({ ids, index }: Ranked<ProblemLot>): Int32Array {
  const order = ints(ids.length);
  const sorted = ids.slice().sort();
  for (let k = 0; k < sorted.length; k++) order[index.get(sorted[k]!)!] = k;
  return order;
}
