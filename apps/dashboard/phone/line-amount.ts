import type { ShipmentLine } from '../api/types.js';
import type { Pack } from './packages.js';

export interface LineAmount {
  /** As typed, in `unit`. */
  amount: string;
  unit: Pack;
}

export const lineKey = ({ location, lot, demandId, commodity }: ShipmentLine): string =>
  [location, lot, demandId, commodity].join('|');

/** All of it, in the first unit. */
export function wholeLine(line: ShipmentLine, unit: Pack): LineAmount {
  return { amount: typed(line.quantity, unit), unit };
}

/** Base units as somebody would type them in a unit: no thousands, a comma for decimals. */
export function typed(quantity: number, { size }: Pack): string {
  return String(Math.round((quantity / size) * 1_000) / 1_000).replace('.', ',');
}

/** The number as the gateway reads it; null: no number. */
export function decimalOf(amount: string): string | null {
  const text = amount.trim().replace(',', '.');
  return /^(0|[1-9]\d{0,11})(\.\d{1,6})?$/.test(text) ? text : null;
}

/** Base units of what was typed; null: no number. */
export function baseUnits({ amount, unit }: LineAmount): number | null {
  const text = decimalOf(amount);
  return text === null ? null : Math.round(Number(text) * unit.size);
}

/** Base units of what was typed where they are whole; null: no number, or a part of a base unit. */
export function exactUnits({ amount, unit }: LineAmount): number | null {
  const text = decimalOf(amount);
  if (text === null) return null;
  const base = Number(text) * unit.size;
  const tolerance = 1e-6;
  return Math.abs(base - Math.round(base)) < tolerance ? Math.round(base) : null;
}

export interface Part {
  /** As the gateway takes it. */
  lines: object[];
  /** The same in base units. */
  goods: ShipmentLine[];
  isAll: boolean;
}

/** What was typed of these lines, 0 where nothing was; null: a figure that is none or too much, or nothing at all. */
export function partOf(lines: readonly ShipmentLine[], said: Record<string, LineAmount>): Part | null {
  const part: Part = { lines: [], goods: [], isAll: true };
  for (const line of lines) {
    const typed = said[lineKey(line)];
    const base = typed ? exactUnits(typed) : 0;
    if (base === null || base > line.quantity) return null;
    if (base < line.quantity) part.isAll = false;
    if (base === 0 || !typed) continue;
    part.lines.push(reportOf(line, typed));
    part.goods.push({ ...line, quantity: base });
  }
  return part.lines.length > 0 ? part : null;
}

/** A line as the gateway takes it. */
export function reportOf({ location, lot, demandId, commodity }: ShipmentLine, said: LineAmount): object {
  return { location, lot, demandId, commodity, quantity: decimalOf(said.amount), unit: said.unit.name };
}
