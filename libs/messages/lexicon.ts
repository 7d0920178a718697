import { findUnit, type Commodity } from '#domain';
import { numberWords } from './number-words.js';
import { commodityNames, mendable, sharedNames, tradeUnits, unitNames, wordOf } from './vocabulary.js';

/** A place of the one who writes; its number is its position in the list, from 1. */
export interface OwnPlace {
  code: string;
  name: string;
  /** What its people call it, besides parts of its name. */
  nicknames: readonly string[];
  /** Commodities that are kept there, and the greatest plausible stock of each in base units. */
  capacity: Readonly<Record<string, number>>;
}

export type Meaning =
  | { kind: 'commodity'; codes: string[] }
  | { kind: 'unit'; unit: string }
  | { kind: 'place'; codes: string[] };

/** Every word that means something to one sender. */
export interface Lexicon {
  places: readonly OwnPlace[];
  commodities: ReadonlyMap<string, Commodity>;
  /** Words and phrases of up to four words. */
  phrases: ReadonlyMap<string, Meaning>;
  /** What a mistyped word may have been. */
  known: readonly string[];
}

export const phraseWordsMax = 4;
const generic = /^(kandang|gudang|kolam|kebun|tangki|dapur|rumah|potong|blitar|trade|center|dan|di|ii?i?)$/;

export function lexiconOf(places: readonly OwnPlace[], commodities: readonly Commodity[]): Lexicon {
  const phrases = new Map<string, Meaning>();
  for (const commodity of commodities) addUnits(phrases, commodity);
  for (const unit of tradeUnits) if (!phrases.has(unit)) phrases.set(unit, { kind: 'unit', unit });
  for (const [unit, names] of Object.entries(unitNames)) {
    for (const name of [unit, ...names])
      if (phrases.get(name)?.kind !== 'unit') phrases.set(name, { kind: 'unit', unit });
  }
  for (const commodity of commodities) addCommodity(phrases, commodity);
  const taken = new Set([...phrases.keys(), ...numberWords]);
  for (const place of places) addPlace(phrases, place, taken);
  const known = [...new Set([...phrases.keys(), ...numberWords, ...mendable])].filter(
    (word) => !word.includes(' ') && word.length >= 4,
  );
  return { places, commodities: new Map(commodities.map((each) => [each.code, each])), phrases, known };
}

/** Words for a place that mean something else to everybody cannot be its nickname. */
export function isReservedName(name: string, commodities: readonly Commodity[]): boolean {
  const folded = fold(name);
  return (
    lexiconOf([], commodities).phrases.has(folded) || numberWords.includes(folded) || wordOf(folded) !== null
  );
}

/** In small letters of a to z, as messages are compared. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9'-]+/g, ' ')
    .trim();
}

function addUnits(phrases: Map<string, Meaning>, commodity: Commodity): void {
  for (const unit of [...Object.keys(commodity.units), 'kg', 'ton', 'g', 'ltr', 'ml', 'kuintal']) {
    if (findUnit(unit, commodity) && /^[a-z]+$/.test(unit) && !/^(grm|kgm|tne|mlt|piece)$/.test(unit))
      phrases.set(unit, { kind: 'unit', unit });
  }
}

function addCommodity(phrases: Map<string, Meaning>, { code, nameId }: Commodity): void {
  const own = fold(nameId);
  for (const name of new Set([own, ...(commodityNames[code] ?? [])])) put(phrases, name, 'commodity', code);
  const [first] = own.split(' ');
  if (first && sharedNames.includes(first)) put(phrases, first, 'commodity', code);
  else if (first && first.length >= 4 && !wordOf(first)) put(phrases, first, 'commodity', code);
}

function addPlace(phrases: Map<string, Meaning>, place: OwnPlace, taken: ReadonlySet<string>): void {
  const name = fold(place.name);
  const words = name.split(' ');
  const telling = words.filter((word) => word.length >= 4 && !generic.test(word));
  for (const each of new Set([name, ...place.nicknames.map(fold), ...telling])) {
    const isTaken = taken.has(each) || wordOf(each) !== null;
    if (each !== '' && !isTaken && each.split(' ').length <= phraseWordsMax)
      put(phrases, each, 'place', place.code);
  }
}

function put(phrases: Map<string, Meaning>, name: string, kind: 'commodity' | 'place', code: string): void {
  const before = phrases.get(name);
  if (before && before.kind !== kind) return;
  const codes = before && 'codes' in before ? before.codes : [];
  phrases.set(name, { kind, codes: [...new Set([...codes, code])] });
}
