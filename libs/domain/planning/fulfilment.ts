import type { Agreement, AgreementTerm } from '../registry/registry.js';
import { periodOf } from './agreement.js';
import { addDays } from './calendar.js';

/** Base units of a commodity that a region received on a local date. */
export interface Delivery {
  date: string;
  commodity: string;
  quantity: number;
}

/** An agreement as it read from a local date on. */
export interface AgreementVersion {
  from: string;
  agreement: Agreement;
}

export interface Fulfilment {
  commodity: string;
  period: AgreementTerm['period'];
  /** Days of the period inside the range asked for and the agreement's validity. */
  from: string;
  to: string;
  status: Agreement['status'];
  /** Base units; null: a share of what was there, or nothing but a limit. */
  promised: number | null;
  promisedPpm: number | null;
  cap: number | null;
  delivered: number;
  /** What is missing of the promise; 0 of one that was suspended. */
  missing: number;
}

/**
 * Promised against delivered, by term and period. A period is judged by the agreement as it read at the period's end,
 * and counts whole even where the range or the validity cuts it.
 */
export function fulfilment(
  versions: readonly AgreementVersion[],
  deliveries: readonly Delivery[],
  range: { from: string; to: string },
): Fulfilment[] {
  const rows = new Map<string, Fulfilment>();
  const periods = new Set(versions.flatMap(({ agreement }) => agreement.terms.map(({ period }) => period)));
  const inForce = new Map<string, Agreement | undefined>();
  for (let day = range.from; day <= range.to; day = addDays(day, 1)) {
    for (const period of periods) {
      const key = `${period} ${periodOf(day, period)}`;
      if (!inForce.has(key)) inForce.set(key, versionAt(versions, lastDay(day, period, range.to)));
      const agreement = inForce.get(key);
      if (!agreement || day < agreement.validFrom || agreement.validTo < day) continue;
      for (const term of agreement.terms) if (term.period === period) extend(rows, agreement, term, day);
    }
  }
  for (const row of rows.values()) {
    const key = periodOf(row.from, row.period);
    row.delivered = deliveries
      .filter(({ commodity, date }) => commodity === row.commodity && periodOf(date, row.period) === key)
      .reduce((sum, { quantity }) => sum + quantity, 0);
    row.missing = row.status === 'active' ? Math.max(0, (row.promised ?? 0) - row.delivered) : 0;
  }
  return [...rows.values()];
}

function extend(rows: Map<string, Fulfilment>, agreement: Agreement, term: AgreementTerm, day: string): void {
  const { commodity, period, guaranteed = null, guaranteedPpm = null, cap = null } = term;
  const key = [commodity, period, periodOf(day, period), guaranteed, guaranteedPpm, cap].join(' ');
  const row = rows.get(key);
  if (row) row.to = day;
  else
    rows.set(key, {
      commodity,
      period,
      from: day,
      to: day,
      status: agreement.status,
      promised: guaranteed,
      promisedPpm: guaranteedPpm,
      cap,
      delivered: 0,
      missing: 0,
    });
}

function lastDay(day: string, period: AgreementTerm['period'], limit: string): string {
  const key = periodOf(day, period);
  let last = day;
  for (let next = addDays(day, 1); next <= limit && periodOf(next, period) === key; next = addDays(next, 1))
    last = next;
  return last;
}

function versionAt(versions: readonly AgreementVersion[], date: string): Agreement | undefined {
  const sorted = [...versions].sort((a, b) => (a.from < b.from ? -1 : 1));
  return (sorted.findLast(({ from }) => from <= date) ?? sorted[0])?.agreement;
}
