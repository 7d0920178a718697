import { localeOf, type Language } from './language.js';

const formats = new Map<string, Intl.NumberFormat>();

/** `digits` is the most decimals shown; trailing zeros are left away. Intl formats are dear, so each is made once. */
export function formatNumber(value: number, language: Language, digits = 0): string {
  const key = `${language}${digits}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(localeOf[language], { maximumFractionDigits: digits });
    formats.set(key, format);
  }
  return format.format(value);
}

/** A ratio of 0–1 as whole percents, never rounded up to 100 % nor down to 0 % when it is neither. */
export function formatPercent(ratio: number, language: Language): string {
  const rounded = Math.round(ratio * 100);
  const honest = rounded === 100 && ratio < 1 ? 99 : rounded === 0 && ratio > 0 ? 1 : rounded;
  return `${formatNumber(honest, language)}%`;
}
