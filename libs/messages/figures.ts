/** How digits are read where a point parts thousands and a comma the decimals, and people also write otherwise. */

export interface Figure {
  /** Decimals with a point, the likeliest first. Two: the text can be either. None: it is no number. */
  readings: string[];
}

const charactersMax = 18;
const exactDenominators = new Set([2, 4, 5, 8, 10, 20]);
const none: Figure = { readings: [] };
const one = (reading: string): Figure => ({ readings: [tidy(reading)] });
const two = (first: string, second: string): Figure => ({ readings: [tidy(first), tidy(second)] });

/** Reads `1.200`, `1,5`, `1.200,5`, `1.5`, `3/4`. What has two meanings has two readings. */
export function readFigure(text: string): Figure {
  if (text.length > charactersMax) return none;
  const fraction = /^(\d{1,2})\/(\d{1,2})$/.exec(text);
  if (fraction) return readFraction(Number(fraction[1]), Number(fraction[2]));
  if (/^\d+$/.test(text)) return /^0\d/.test(text) ? none : one(text);
  const points = text.split('.').length - 1;
  const commas = text.split(',').length - 1;
  if (points > 0 && commas > 0) return readMixed(text);
  return points > 0 ? readPoints(text, points) : readCommas(text, commas);
}

// The only meaning that a mixture can have is that the last mark parts the decimals.
function readMixed(text: string): Figure {
  const local = /^(\d{1,3}(?:\.\d{3})+),(\d{1,6})$/.exec(text);
  if (local && !local[1]!.startsWith('0')) return one(`${local[1]!.replaceAll('.', '')}.${local[2]!}`);
  const english = /^(\d{1,3}(?:,\d{3})+)\.(\d{1,6})$/.exec(text);
  if (english && !english[1]!.startsWith('0'))
    return one(`${english[1]!.replaceAll(',', '')}.${english[2]!}`);
  return none;
}

function readPoints(text: string, points: number): Figure {
  if (/^0\.\d{1,6}$/.test(text)) return one(text);
  if (text.startsWith('0')) return none;
  if (/^\d{1,3}(\.\d{3})+$/.test(text)) return one(text.replaceAll('.', ''));
  if (points > 1) return none;
  // One and a half in English, or a point that slipped in: 1.5 is 1,5 or 15.
  return two(text, text.replace('.', ''));
}

function readCommas(text: string, commas: number): Figure {
  if (/^0,\d{1,6}$/.test(text)) return one(text.replace(',', '.'));
  if (text.startsWith('0')) return none;
  const isGrouped = /^\d{1,3}(,\d{3})+$/.test(text);
  if (commas > 1) return isGrouped ? one(text.replaceAll(',', '')) : none;
  // Three decimals here, a thousand in English.
  if (isGrouped) return two(text.replace(',', '.'), text.replace(',', ''));
  return /^\d+,\d{1,6}$/.test(text) ? one(text.replace(',', '.')) : none;
}

function readFraction(above: number, below: number): Figure {
  if (above === 0 || above >= below || !exactDenominators.has(below)) return none;
  return one((above / below).toFixed(3));
}

/** Without zeros that say nothing. */
export function tidy(decimal: string): string {
  const [whole, fraction = ''] = decimal.split('.');
  const kept = fraction.replace(/0+$/, '');
  const bare = whole!.replace(/^0+(?=\d)/, '');
  return kept === '' ? bare : `${bare}.${kept}`;
}

/** A decimal times a whole number, exactly. */
export function times(decimal: string, factor: number): string {
  const [whole, fraction = ''] = decimal.split('.');
  const product = (BigInt(whole! + fraction) * BigInt(factor)).toString().padStart(fraction.length + 1, '0');
  if (fraction === '') return product;
  const cut = product.length - fraction.length;
  return tidy(`${product.slice(0, cut)}.${product.slice(cut)}`);
}

/** A whole number and a fraction of one: `1` and `0.5` are `1.5`. Null when the first is no whole number. */
export function plusFraction(whole: string, fraction: string): string | null {
  return whole.includes('.') || !fraction.startsWith('0.') ? null : tidy(whole + fraction.slice(1));
}

/** As people here write it: 1200.5 is `1.200,5`. */
export function written(decimal: string): string {
  const [whole, fraction] = decimal.split('.');
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, '.');
  return fraction === undefined ? grouped : `${grouped},${fraction}`;
}
