/** What was typed on the pad: digits with at most one comma, as `1200,5`. */
export type Typed = string;

export const padLimits = { digitsMax: 9, decimalsMax: 3 } as const;

export type PadKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | ',' | 'back' | 'clear';

/** The next state of the pad; a key that makes no sense changes nothing. */
export function press(typed: Typed, key: PadKey, mayHaveParts: boolean): Typed {
  if (key === 'clear') return '';
  if (key === 'back') return typed.slice(0, -1);
  const [whole = '', parts] = typed.split(',');
  if (key === ',') return !mayHaveParts || parts !== undefined ? typed : `${whole === '' ? '0' : whole},`;
  if (parts !== undefined) return parts.length < padLimits.decimalsMax ? typed + key : typed;
  if (whole === '0') return key;
  return whole.length < padLimits.digitsMax ? typed + key : typed;
}

/** With thousands as the language writes them; what is being typed stays as it is typed. */
export function shown(typed: Typed, language: 'id' | 'en'): string {
  const [whole = '', parts] = typed.split(',');
  const [thousands, comma] = language === 'id' ? ['.', ','] : [',', '.'];
  const grouped = (whole === '' ? '0' : whole).replace(/\B(?=(\d{3})+$)/g, thousands!);
  return parts === undefined ? grouped : `${grouped}${comma}${parts}`;
}

/** A plain decimal such as `1200.5`; null: nothing but zeros only counts where `mayBeZero`. */
export function decimalOf(typed: Typed, mayBeZero: boolean): string | null {
  if (typed === '') return null;
  const [whole = '0', parts = ''] = typed.split(',');
  const fraction = parts.replace(/0+$/, '');
  const decimal = fraction === '' ? whole : `${whole}.${fraction}`;
  return decimal === '0' && !mayBeZero ? null : decimal;
}

export interface UnitRatio {
  numerator: number;
  denominator: number;
}

/** Whole base units of a decimal quantity; null when it is not a whole number of them or is too much to be exact. */
export function baseOf(decimal: string, { numerator, denominator }: UnitRatio): number | null {
  const [whole = '0', fraction = ''] = decimal.split('.');
  const scaled = Number(whole + fraction) * numerator;
  const divisor = 10 ** fraction.length * denominator;
  return Number.isSafeInteger(scaled) && scaled % divisor === 0 ? scaled / divisor : null;
}
