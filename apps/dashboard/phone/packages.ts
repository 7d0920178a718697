import type { Commodity } from '../api/types.js';

/** Things that are carried by hand; other local units only measure. */
const packs = [
  'peti',
  'karung',
  'krat',
  'keranjang',
  'jerigen',
  'kantong',
  'can',
  'dus',
  'ikat',
  'sak',
  'boks',
];

export interface Pack {
  name: string;
  /** Base units of one. */
  size: number;
}

/** In what a commodity is handled: its handling unit, or the greatest local package; null: by weight alone. */
export function packOf(commodity: Commodity | undefined): Pack | null {
  const whole = Object.entries(commodity?.units ?? {})
    .filter(([, { denominator }]) => denominator === 1)
    .map(([name, { numerator }]) => ({ name, size: numerator }));
  const handled = commodity?.handlingUnit ?? 1;
  const named = handled > 1 ? whole.find(({ size }) => size === handled) : undefined;
  if (named) return named;
  const local = whole.filter(({ name, size }) => packs.includes(name) && size > 1);
  return local.sort((a, b) => b.size - a.size)[0] ?? null;
}

/** So many whole packages and what is left over, in base units. */
export function inPacks(quantity: number, { size }: Pack): { packs: number; rest: number } {
  return { packs: Math.floor(quantity / size), rest: quantity % size };
}

/** Units in which somebody would type an amount of it. */
export function typedUnits(commodity: Commodity | undefined, unit: string): Pack[] {
  const pack = packOf(commodity);
  const base: Pack =
    unit === 'g'
      ? { name: 'kg', size: 1_000 }
      : unit === 'ml'
        ? { name: 'liter', size: 1_000 }
        : { name: commodity?.units?.['ekor'] ? 'ekor' : 'piece', size: 1 };
  return pack ? [base, pack] : [base];
}
