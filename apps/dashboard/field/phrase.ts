import { baseOf, shown } from './amount.js';
import { nameOf, type Home, type Language } from './home.js';
import type { Said } from './report.js';
import { sayNumber } from './say-number.js';
import { textOf, unitShown, unitWord, type TextKey } from './texts.js';

const bigUnit = { g: 'kg', ml: 'l', piece: 'piece' } as const;

const typedOf = (decimal: string): string => decimal.replace('.', ',');

/** A quantity with its unit, as it is written: "1.200 kg". */
export function amountOf({ quantity, unit }: Pick<Said, 'quantity' | 'unit'>, language: Language): string {
  return `${shown(typedOf(quantity), language)} ${unitShown(unit, language)}`;
}

export interface ReadBack {
  question: string;
  words: string;
  /** The same in the unit of trade; null: it is said in that unit. */
  same: string | null;
}

/** What a person is asked before it is sent: the figure in words too, and in kilograms where it was crates. */
export function readBack(home: Home, said: Said, language: Language): ReadBack {
  const commodity = home.commodities.find(({ code }) => code === said.commodity);
  const question = textOf(language, `${said.kind}Ask`, {
    amount: amountOf(said, language),
    thing: thingOf(home, said, language),
    place: placeOf(home, said, language),
    day: said.availableFrom === undefined ? '' : dayShown(said.availableFrom, language),
  });
  const words = `${sayNumber(said.quantity, language)} ${unitWord(said.unit, language)}`;
  const big = commodity && bigUnit[commodity.baseUnit];
  const ratio = commodity?.units[said.unit];
  const base = ratio ? baseOf(said.quantity, ratio) : null;
  const own = big && (commodity.units[big] ?? { numerator: 1, denominator: 1 });
  if (!own || big === said.unit || base === null || commodity.baseUnit === 'piece')
    return { question, words, same: null };
  const quantity = String((base * own.denominator) / own.numerator);
  return { question, words, same: amountOf({ quantity, unit: big }, language) };
}

/** A report in one line, for the list. */
export function lineOf(home: Home, said: Said, language: Language): string {
  const where = `${thingOf(home, said, language)} · ${placeOf(home, said, language)}`;
  return `${textOf(language, said.kind as TextKey)}: ${amountOf(said, language)} ${where}`;
}

export function dayShown(day: string, language: Language): string {
  const format = new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  return format.format(Date.parse(day));
}

function thingOf(home: Home, { commodity }: Said, language: Language): string {
  const known = home.commodities.find(({ code }) => code === commodity);
  return known ? nameOf(known, language).toLowerCase() : commodity;
}

function placeOf(home: Home, { place }: Said, language: Language): string {
  const known = home.producers.flatMap(({ places }) => places).find(({ code }) => code === place);
  return known ? nameOf(known, language) : place;
}
