import type { Tone } from '../office/Tag.js';

export interface Term {
  commodity: string;
  period: 'day' | 'week' | 'month' | 'year';
  guaranteed?: number;
  guaranteedPpm?: number;
  cap?: number;
  minimumOrder?: number;
}

export interface Agreement {
  id: string;
  hub: string;
  region: string;
  titleId: string;
  titleEn: string;
  commodities: string[];
  signedOn: string;
  validFrom: string;
  validTo: string;
  status: 'active' | 'suspended' | 'ended';
  terms: Term[];
  endingDays?: number;
  sleepingDays?: number;
}

export interface FulfilmentItem {
  commodity: string;
  unit: string;
  period: Term['period'];
  from: string;
  to: string;
  status: Agreement['status'];
  promised: number | null;
  promisedPpm: number | null;
  cap: number | null;
  delivered: number;
  missing: number;
}

export interface Fulfilment {
  agreement: string;
  from: string;
  to: string;
  items: FulfilmentItem[];
  delivered: { commodity: string; unit: string; quantity: number }[];
}

export const statusTone: Record<Agreement['status'], Tone> = {
  active: 'good',
  suspended: 'warn',
  ended: 'quiet',
};

const dayMs = 86_400_000;

/** Whole days until an agreement ends, counted from a local date; negative when it is over. */
export function daysLeft(validTo: string, today: string): number {
  return Math.round((Date.parse(validTo) - Date.parse(today)) / dayMs);
}

/** How far an agreement stands between its first and last day, 0–1. */
export function elapsed({ validFrom, validTo }: Agreement, today: string): number {
  const span = Date.parse(validTo) - Date.parse(validFrom);
  if (!(span > 0)) return 1;
  return Math.min(1, Math.max(0, (Date.parse(today) - Date.parse(validFrom)) / span));
}

/** What was delivered of what was promised as a quantity, each period by itself; null where none was. */
export function fulfilled(items: readonly FulfilmentItem[]): number | null {
  const promised = items.filter((item) => item.promised !== null && item.promised > 0);
  if (promised.length === 0) return null;
  // More than was promised in one week makes up for no other week, and litres for no kilograms.
  const parts = promised.map(({ promised: most, delivered }) => Math.min(1, delivered / most!));
  return parts.reduce((sum, part) => sum + part, 0) / parts.length;
}
