import type { ShipmentLine } from '../api/types.js';
import type { Pack } from './packages.js';

export interface LineAmount {
  /** As typed, in `unit`. */
  amount: string;
  unit: Pack;
  reason: string;
}

export const lineKey = ({ location, lot, demandId, commodity }: ShipmentLine): string =>
  [location, lot, demandId, commodity].join('|');

/** All of it, in the first unit. */
export function wholeLine(line: ShipmentLine, unit: Pack): LineAmount {
  return { amount: typed(line.quantity, unit), unit, reason: '' };
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

/** A line as the gateway takes it. */
export function reportOf({ location, lot, demandId, commodity }: ShipmentLine, said: LineAmount): object {
  return { location, lot, demandId, commodity, quantity: decimalOf(said.amount), unit: said.unit.name };
}
