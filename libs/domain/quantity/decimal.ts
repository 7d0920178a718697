/** An exact decimal: `coefficient / 10^scale`. The shortest such pair, so equal numbers are equal pairs. */
export interface Decimal {
  readonly coefficient: bigint;
  /** Fraction digits, 0 … 12. */
  readonly scale: number;
}

export type DecimalCode = 'QUANTITY_INVALID' | 'QUANTITY_TOO_PRECISE' | 'QUANTITY_ABSURD';

export type DecimalResult =
  | { readonly kind: 'decimal'; readonly value: Decimal }
  | { readonly kind: 'refused'; readonly code: DecimalCode };

const fractionDigitsMax = 12;
/** A binary double carries any decimal of 15 significant digits, and no more, without loss. */
const doubleDigitsMax = 15;
const wholeDigitsMax = 30;
const charactersMax = 64;

/** The grammar of a JSON number, or with a plus: a point before the fraction, no comma, no grouping. */
const grammar = /^([+-]?)(0|[1-9][0-9]*)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]{1,3}))?$/;

/**
 * Reads a JSON number or a decimal string exactly. Errors: `QUANTITY_INVALID` (not a number; "1,5"),
 * `QUANTITY_TOO_PRECISE` (more than 12 fraction digits, or a JSON number with more digits than a double
 * can hold), `QUANTITY_ABSURD` (more than 30 digits before the point).
 */
export function parseDecimal(input: unknown): DecimalResult {
  const text = textOf(input);
  const match = text === null ? null : grammar.exec(text);
  if (!match) return { kind: 'refused', code: 'QUANTITY_INVALID' };
  const fraction = match[3] ?? '';
  const significant = (match[2]! + fraction).replace(/^0+/, '');
  const digits = significant.replace(/0+$/, '');
  if (digits === '') return { kind: 'decimal', value: { coefficient: 0n, scale: 0 } };

  // Trailing zeros cost no precision: 1.500 is 1.5, and 1500 is 15 × 10^2 until it is multiplied out.
  const scale = fraction.length - Number(match[4] ?? 0) - (significant.length - digits.length);
  if (digits.length - scale > wholeDigitsMax) return { kind: 'refused', code: 'QUANTITY_ABSURD' };
  if (scale > fractionDigitsMax || losesDigits(input, digits)) {
    return { kind: 'refused', code: 'QUANTITY_TOO_PRECISE' };
  }
  const magnitude = BigInt(digits) * 10n ** BigInt(Math.max(0, -scale));
  const coefficient = match[1] === '-' ? -magnitude : magnitude;
  return { kind: 'decimal', value: { coefficient, scale: Math.max(0, scale) } };
}

/** Writes a decimal with a point, without exponent or trailing zeros; `parseDecimal` reads it back. */
export function formatDecimal({ coefficient, scale }: Decimal): string {
  const sign = coefficient < 0n ? '-' : '';
  const digits = (coefficient < 0n ? -coefficient : coefficient).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  return scale === 0 ? sign + whole : `${sign}${whole}.${digits.slice(digits.length - scale)}`;
}

function textOf(input: unknown): string | null {
  if (typeof input === 'number') return Number.isFinite(input) ? String(input) : null;
  return typeof input === 'string' && input.length <= charactersMax ? input : null;
}

/** Whether a JSON number may have stood for other digits than the double shows; strings never do. */
function losesDigits(input: unknown, digits: string): boolean {
  return typeof input === 'number' && digits.length > doubleDigitsMax && !Number.isSafeInteger(input);
}
