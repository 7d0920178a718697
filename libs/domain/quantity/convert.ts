import type { Commodity } from '../registry/registry.js';
import { parseDecimal, type Decimal, type DecimalCode } from './decimal.js';
import { findUnit } from './unit.js';

export type QuantityCode =
  DecimalCode | 'QUANTITY_NEGATIVE' | 'QUANTITY_ZERO' | 'UNIT_UNKNOWN' | 'UNIT_NOT_EXACT';

/** Which numbers make sense: only above zero, zero too, or either sign. */
export type QuantityRange = 'positive' | 'zero-or-more' | 'signed';

export type ConvertResult =
  | { readonly kind: 'converted'; readonly quantity: number }
  | { readonly kind: 'refused'; readonly code: QuantityCode };

/** Greatest quantity in base units. */
export const quantityMax = 1_000_000_000_000_000;
/** A million tonnes. */
const milligramsMax = 1_000_000_000_000_000n;

/**
 * Turns a decimal with a unit into base units of the commodity: a safe integer, never -0.
 * Nothing is rounded: a quantity that is no whole number of base units is refused as `UNIT_NOT_EXACT`.
 */
export function toBaseUnits(
  quantity: unknown,
  unit: string,
  commodity: Commodity,
  range: QuantityRange = 'zero-or-more',
): ConvertResult {
  const parsed = parseInRange(quantity, range);
  if (parsed.kind === 'refused') return parsed;
  const size = findUnit(unit, commodity);
  if (!size) return { kind: 'refused', code: 'UNIT_UNKNOWN' };

  const { coefficient, scale } = parsed.value;
  const numerator = coefficient * BigInt(size.numerator);
  const denominator = 10n ** BigInt(scale) * BigInt(size.denominator);
  if (numerator % denominator !== 0n) return { kind: 'refused', code: 'UNIT_NOT_EXACT' };
  const exact = numerator / denominator;
  const magnitude = exact < 0n ? -exact : exact;
  const absurd =
    magnitude > BigInt(quantityMax) || magnitude * BigInt(commodity.milligramsPerBaseUnit) > milligramsMax;
  return absurd
    ? { kind: 'refused', code: 'QUANTITY_ABSURD' }
    : { kind: 'converted', quantity: Number(exact) };
}

/**
 * Turns rupiah per unit into integer rupiah per 1,000,000 base units, rounded half up: a price is an
 * observation, and a crate of 15 kg has no whole price per tonne.
 */
export function toPricePerMillion(price: unknown, unit: string, commodity: Commodity): ConvertResult {
  const parsed = parseInRange(price, 'positive');
  if (parsed.kind === 'refused') return parsed;
  const size = findUnit(unit, commodity);
  if (!size) return { kind: 'refused', code: 'UNIT_UNKNOWN' };

  const { coefficient, scale } = parsed.value;
  const numerator = coefficient * BigInt(size.denominator) * 1_000_000n;
  const denominator = 10n ** BigInt(scale) * BigInt(size.numerator);
  const rounded = (2n * numerator + denominator) / (2n * denominator);
  return rounded > BigInt(quantityMax)
    ? { kind: 'refused', code: 'QUANTITY_ABSURD' }
    : { kind: 'converted', quantity: Number(rounded) };
}

function parseInRange(
  input: unknown,
  range: QuantityRange,
): { kind: 'decimal'; value: Decimal } | { kind: 'refused'; code: QuantityCode } {
  const parsed = parseDecimal(input);
  if (parsed.kind === 'refused' || range === 'signed') return parsed;
  const { coefficient } = parsed.value;
  if (coefficient < 0n) return { kind: 'refused', code: 'QUANTITY_NEGATIVE' };
  if (coefficient === 0n && range === 'positive') return { kind: 'refused', code: 'QUANTITY_ZERO' };
  return parsed;
}
