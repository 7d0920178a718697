import { findUnit, toBaseUnits, type Commodity } from '#domain';
import type { Draft } from './drafts.js';
import type { Lexicon, OwnPlace } from './lexicon.js';
import type { Doubt, UnclearCode } from './read.js';
import type { Intent } from './vocabulary.js';

/** A fact as somebody said it, every part of it known. */
export interface Said {
  intent: Intent;
  commodity: string;
  place: string;
  /** A decimal with a point. */
  quantity: string;
  unit: string;
}

export type Slot = 'commodity' | 'unit' | 'amount' | 'intent' | 'place';

export type Resolved =
  | { kind: 'said'; said: Said; doubts: Doubt[] }
  /** One part can be several things: which is to be chosen. */
  | { kind: 'choose'; slot: Slot; options: string[] }
  | { kind: 'unclear'; code: UnclearCode; what?: string };

export const optionsMax = 9;
const intents: Intent[] = ['counted', 'produced', 'withdrawn', 'wasted'];

/** Fills in what there is one possibility for, and asks about the first part that has several. */
export function resolve(draft: Draft, lexicon: Lexicon): Resolved {
  if (lexicon.places.length === 0) return { kind: 'unclear', code: 'NO_PLACE' };
  if (draft.amounts.length === 0) return { kind: 'unclear', code: 'AMOUNT_MISSING' };
  const isZero = draft.amounts.length === 1 && draft.amounts[0] === '0';
  const codes = commoditiesOf(draft, lexicon);
  if (codes.length === 0) return { kind: 'unclear', code: 'COMMODITY_MISSING' };
  if (codes.length > 1) return choose('commodity', codes);
  const commodity = lexicon.commodities.get(codes[0]!)!;
  const unit = draft.unit ?? (isZero ? plainUnit(commodity) : null);
  if (unit === null) return choose('unit', usualUnits(commodity));
  if (!findUnit(unit, commodity))
    return { kind: 'unclear', code: 'UNIT_UNKNOWN', what: `${unit} ${commodity.code}` };
  if (draft.amounts.length > 1) return choose('amount', draft.amounts);
  const quantity = draft.amounts[0]!;
  const base = toBaseUnits(quantity, unit, commodity);
  if (base.kind === 'refused') return { kind: 'unclear', code: 'QUANTITY', what: base.code };
  const meant = draft.intents.length === 0 ? intents : draft.intents;
  if (meant.length > 1) return choose('intent', meant);
  if (isZero && meant[0] !== 'counted') return { kind: 'unclear', code: 'QUANTITY', what: 'QUANTITY_ZERO' };
  const place = placeOf(draft, commodity.code, lexicon);
  if ('slot' in place) return place;
  const said: Said = { intent: meant[0]!, commodity: commodity.code, place: place.code, quantity, unit };
  return { kind: 'said', said, doubts: doubtsAbout(place, commodity.code, base.quantity, place.isDerived) };
}

/** A draft with the answer to a question in it. */
export function chosen(draft: Draft, slot: Slot, option: string): Draft {
  switch (slot) {
    case 'commodity':
      return { ...draft, commodities: [option] };
    case 'unit':
      return { ...draft, unit: option };
    case 'amount':
      return { ...draft, amounts: [option] };
    case 'intent':
      return { ...draft, intents: [option as Intent] };
    case 'place':
      return { ...draft, places: [option] };
  }
}

function choose(slot: Slot, options: readonly string[]): Resolved & { kind: 'choose' } {
  return { kind: 'choose', slot, options: options.slice(0, optionsMax) };
}

/** What it can be about: as said, or what is kept at the place, as far as the unit fits. */
function commoditiesOf({ commodities, places, unit }: Draft, lexicon: Lexicon): string[] {
  const kept = (
    places && places.length > 0 ? lexicon.places.filter(({ code }) => places.includes(code)) : lexicon.places
  )
    .flatMap(({ capacity }) => Object.keys(capacity))
    .filter((code) => lexicon.commodities.has(code));
  const possible = commodities.length > 0 ? commodities : [...new Set(kept)];
  if (possible.length < 2 || unit === null) return possible;
  const fitting = possible.filter((code) => findUnit(unit, lexicon.commodities.get(code)!));
  return fitting.length > 0 ? fitting : possible;
}

function placeOf(
  { places }: Draft,
  commodity: string,
  lexicon: Lexicon,
): (OwnPlace & { isDerived: boolean }) | (Resolved & { kind: 'choose' }) {
  const said = lexicon.places.filter(({ code }) => places?.includes(code));
  const [only] = said;
  if (only && said.length === 1) return { ...only, isDerived: false };
  const open = said.length > 1 ? said : lexicon.places;
  if (open.length === 1 && places === null) return { ...open[0]!, isDerived: false };
  const keeping = open.filter(({ capacity }) => Object.hasOwn(capacity, commodity));
  // Where one place alone keeps it, that is it, and is shown before it counts. A place that was said and is unknown
  // is asked about in any case.
  if (keeping.length === 1 && (places === null || said.length > 1))
    return { ...keeping[0]!, isDerived: true };
  return choose(
    'place',
    (keeping.length > 1 ? keeping : open).map(({ code }) => code),
  );
}

function doubtsAbout(place: OwnPlace, commodity: string, base: number, isDerived: boolean): Doubt[] {
  const most = Object.hasOwn(place.capacity, commodity) ? place.capacity[commodity]! : null;
  const keepsOthers = most === null && Object.keys(place.capacity).length > 0;
  return [
    ...(isDerived ? (['PLACE_DERIVED'] as const) : []),
    ...(keepsOthers ? (['UNUSUAL'] as const) : []),
    ...(most !== null && base > most ? (['ABOVE_CAPACITY'] as const) : []),
  ];
}

function plainUnit({ baseUnit }: Commodity): string {
  return { g: 'kg', ml: 'ltr', piece: 'piece' }[baseUnit];
}

/** Units that one would say, those of the trade first. */
function usualUnits(commodity: Commodity): string[] {
  const plain: string[] = { g: ['kg', 'ton'], ml: ['ltr'], piece: [] }[commodity.baseUnit];
  const own = Object.keys(commodity.units).filter((unit) => !codes.has(unit) && !plain.includes(unit));
  return [...own, ...plain];
}

const codes = new Set([
  'g',
  'grm',
  'kg',
  'kgm',
  'ton',
  'tne',
  'ml',
  'mlt',
  'l',
  'ltr',
  'liter',
  'piece',
  'h87',
]);
