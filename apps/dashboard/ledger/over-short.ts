/** By what the over/short ledger puts lines together. */
export const groupings = ['shipment', 'demand', 'lane', 'carrier', 'city', 'commodity'] as const;
export type Grouping = (typeof groupings)[number];

export interface Otif {
  lines: number;
  onTime: number;
  inFull: number;
  onTimeInFull: number;
  /** Null: nothing to judge yet. */
  ppm: number | null;
}

/** Sums of one unit; quantities in base units. */
export interface OverShort {
  unit: string;
  lines: number;
  settled: number;
  recommended: number;
  accepted: number;
  loaded: number;
  received: number;
  over: number;
  short: number;
  missing: number;
  wasted: number;
  restocked: number;
  awaiting: number;
  lateLines: number;
  lateMinutes: number;
  otif: Otif;
  /** Null: nobody observed a price. */
  rupiah: { over: number; short: number; wasted: number } | null;
  unpriced: number;
}

export interface OverShortRow extends OverShort {
  /** Null: nobody, such as a shipment without a carrier. */
  key: string | null;
}

export interface OverShortPage {
  items: OverShortRow[];
  next: string | null;
  totals: OverShort[];
}

/** How far one can be relied on, over all that it carried or received. */
export interface Reliability {
  key: string;
  lines: number;
  onTime: number;
  inFull: number;
  onTimeInFull: number;
  lateLines: number;
  lateMinutes: number;
}

/** Lines are counted and not weighed, so that eggs and milk add up; who has nothing settled is not judged. */
export function reliabilityOf(rows: readonly OverShortRow[]): Reliability[] {
  const known = new Map<string, Reliability>();
  for (const { key, otif, lateLines, lateMinutes } of rows) {
    if (key === null || otif.lines === 0) continue;
    const zero = { key, lines: 0, onTime: 0, inFull: 0, onTimeInFull: 0, lateLines: 0, lateMinutes: 0 };
    const sum = known.get(key) ?? zero;
    known.set(key, {
      key,
      lines: sum.lines + otif.lines,
      onTime: sum.onTime + otif.onTime,
      inFull: sum.inFull + otif.inFull,
      onTimeInFull: sum.onTimeInFull + otif.onTimeInFull,
      lateLines: sum.lateLines + lateLines,
      lateMinutes: sum.lateMinutes + lateMinutes,
    });
  }
  return [...known.values()].sort(
    (a, b) =>
      a.onTimeInFull * b.lines - b.onTimeInFull * a.lines || b.lines - a.lines || (a.key < b.key ? -1 : 1),
  );
}

/** Address of the ledger, its files included (`ending`), with filters that are set. */
export function ledgerPath(
  filters: Record<string, string>,
  ending: '' | '/over-short.csv' | '/over-short.xlsx' = '',
): string {
  const query = new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== ''));
  return `/v1/over-short${ending}?${query}`;
}
