import { gramsToldInTons } from '../quantity/index.js';
import type { BaseUnit, Commodity } from '../registry/registry.js';

/** A sentence in Bahasa Indonesia and in English. */
export interface Text {
  id: string;
  en: string;
}

interface Scale {
  /** Base units in one of it. */
  factor: number;
  /** Base units from which it is used. */
  from: number;
  id: string;
  en: string;
}

/** Largest first; a quantity is told in the first scale that it reaches, with up to three decimals. */
const SCALES: Record<BaseUnit, Scale[]> = {
  g: [
    { factor: 1_000_000, from: gramsToldInTons, id: 'ton', en: 't' },
    { factor: 1000, from: 1000, id: 'kg', en: 'kg' },
    { factor: 1, from: 0, id: 'g', en: 'g' },
  ],
  ml: [
    { factor: 1000, from: 1000, id: 'liter', en: 'l' },
    { factor: 1, from: 0, id: 'ml', en: 'ml' },
  ],
  piece: [{ factor: 1, from: 0, id: 'buah', en: 'pieces' }],
};

/** A whole number with the language's thousands: 1.200 in Bahasa Indonesia, 1,200 in English. */
export function wholeNumber(value: number): Text {
  return decimal(value, 1);
}

/** A quantity in base units as people say it, rounded down: `1.200 kg`, `12,5 kg`, `2,971 kg`. The data has the rest. */
export function figure(quantity: number, commodity: Commodity): Text {
  const scales = SCALES[commodity.baseUnit];
  const scale = scales.find(({ from }) => quantity >= from) ?? scales[scales.length - 1]!;
  const number = decimal(quantity, scale.factor);
  if (commodity.temperatureClass === 'live') return { id: `${number.id} ekor`, en: `${number.en} head` };
  return { id: `${number.id} ${scale.id}`, en: `${number.en} ${scale.en}` };
}

/** Parts per million as a percentage with at most one decimal, rounded down. */
export function percent(ppm: number): Text {
  const { id, en } = decimal(Math.floor(ppm / 1000), 10);
  return { id: `${id}%`, en: `${en}%` };
}

function decimal(value: number, factor: number): Text {
  const whole = Math.floor(value / factor);
  const digits = String(factor).length - 1;
  const rest = String(value - whole * factor).padStart(digits, '0');
  const fraction = factor === 1 ? '' : rest.slice(0, decimalsOf(whole)).replace(/0+$/, '');
  const groups = whole < 1000 ? String(whole) : String(whole).replace(/\B(?=(\d{3})+$)/g, '.');
  return {
    id: fraction === '' ? groups : `${groups},${fraction}`,
    en: fraction === '' ? groups.replaceAll('.', ',') : `${groups.replaceAll('.', ',')}.${fraction}`,
  };
}

/** More digits than three or four are more than anybody reads. */
function decimalsOf(whole: number): number {
  if (whole >= 100) return 0;
  return whole >= 10 ? 1 : 3;
}

const months: Readonly<Record<keyof Text, string>> = {
  id: 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember',
  en: 'January February March April May June July August September October November December',
};

/** A date as people write it: `24 November 2026`. */
export function writtenDate(date: string): Text {
  const [year, month, day] = date.split('-').map(Number);
  const named = (language: keyof Text) => `${day} ${months[language].split(' ')[month! - 1]} ${year}`;
  return { id: named('id'), en: named('en') };
}

/** `Kota Depok` is called Depok; a Kabupaten keeps its name, because its city may share it. */
export function shortName(name: string): string {
  return name.replace(/^Kota /, '');
}

/** Names inside a sentence: `telur ayam`, but `MBG` stays. */
export function inSentence(name: string): string {
  return /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
