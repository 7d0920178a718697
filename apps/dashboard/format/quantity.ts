import { gramsToldInTons } from '#domain';
import type { Language } from './language.js';
import { isLive } from './live.js';
import { formatNumber } from './number.js';

interface Words {
  ton: string;
  litre: string;
  piece: string;
  animal: string;
}

const words: Record<Language, Words> = {
  id: { ton: 'ton', litre: 'liter', piece: 'buah', animal: 'ekor' },
  en: { ton: 't', litre: 'litres', piece: 'pcs', animal: 'head' },
};

const gramsPerKilogram = 1_000;
const gramsPerTon = 1_000_000;
const millilitresPerLitre = 1_000;

export interface QuantityStyle {
  /** Tons already from one ton on, for figures that are read at a glance. */
  compact?: boolean;
  /** Greatest figure in the same row, base units: figures that are compared are told in one unit. */
  beside?: number;
  /** Tells animals from other pieces; without it a sum over commodities is meant. */
  commodity?: string;
}

export interface QuantityParts {
  value: string;
  unit: string;
}

/** Base units (g, ml, piece) as people say them: 1.200 kg, 12,5 ton, 450 liter, 300 ekor. */
export function quantityParts(
  quantity: number,
  unit: string,
  language: Language,
  style: QuantityStyle = {},
): QuantityParts {
  if (unit === 'g') return mass(quantity, language, style);
  if (unit === 'ml') return volume(quantity, language);
  const noun = isLive(style.commodity) ? words[language].animal : words[language].piece;
  return { value: formatNumber(quantity, language), unit: unit === 'piece' ? noun : unit };
}

export function formatQuantity(
  quantity: number,
  unit: string,
  language: Language,
  style: QuantityStyle = {},
): string {
  const parts = quantityParts(quantity, unit, language, style);
  return parts.unit === '' ? parts.value : `${parts.value}\u00a0${parts.unit}`;
}

function mass(
  grams: number,
  language: Language,
  { compact = false, beside = 0 }: QuantityStyle,
): QuantityParts {
  const size = Math.abs(grams);
  if (size > 0 && size < gramsPerKilogram) return { value: formatNumber(grams, language), unit: 'g' };
  const tonsFrom = compact ? gramsPerTon : gramsToldInTons;
  // Below a tenth of a ton the one decimal would hide it.
  const alike = beside >= tonsFrom && size >= gramsPerTon / 10;
  if (size < tonsFrom && !alike) {
    const kilograms = grams / gramsPerKilogram;
    return { value: formatNumber(kilograms, language, Math.abs(kilograms) < 100 ? 1 : 0), unit: 'kg' };
  }
  const tons = grams / gramsPerTon;
  return { value: formatNumber(tons, language, Math.abs(tons) < 1000 ? 1 : 0), unit: words[language].ton };
}

function volume(millilitres: number, language: Language): QuantityParts {
  if (millilitres !== 0 && Math.abs(millilitres) < millilitresPerLitre) {
    return { value: formatNumber(millilitres, language), unit: 'ml' };
  }
  const litres = millilitres / millilitresPerLitre;
  return {
    value: formatNumber(litres, language, Math.abs(litres) < 100 ? 1 : 0),
    unit: words[language].litre,
  };
}
