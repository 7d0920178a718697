import type { BilingualText } from '#contracts';
import type { ProblemError, ProblemErrorCode } from '#domain';

const words: Record<ProblemErrorCode, BilingualText> = {
  NOT_INTEGER: { id: 'bukan bilangan bulat', en: 'not a whole number' },
  NEGATIVE: { id: 'kurang dari nol', en: 'below zero' },
  UNSAFE_INTEGER: { id: 'lebih besar dari 2^53 − 1', en: 'greater than 2^53 − 1' },
  TOTAL_TOO_LARGE: { id: 'jumlah seluruhnya melewati 2^53 − 1', en: 'the sum passes 2^53 − 1' },
  COST_TOO_LARGE: {
    id: 'biaya terlalu besar untuk dihitung tepat',
    en: 'the cost is too large to stay exact',
  },
  BAD_DATE: { id: 'tanggalnya salah', en: 'not a date' },
  BAD_UNIT: { id: 'satuannya salah', en: 'not a valid unit' },
  DUPLICATE_LOT: { id: 'lot tertulis dua kali', en: 'the lot occurs twice' },
  DUPLICATE_DEMAND: { id: 'kebutuhan tertulis dua kali', en: 'the demand occurs twice' },
  DUPLICATE_ARC: { id: 'pasangan tertulis dua kali', en: 'the pair occurs twice' },
  DUPLICATE_CAP: { id: 'batas tertulis dua kali', en: 'the cap occurs twice' },
  DUPLICATE_CAP_MEMBER: {
    id: 'kebutuhan tertulis dua kali dalam satu batas',
    en: 'a demand occurs twice in one cap',
  },
  UNKNOWN_LOT: { id: 'lot tidak ada di lots', en: 'the lot is not in lots' },
  UNKNOWN_DEMAND: { id: 'kebutuhan tidak ada di demands', en: 'the demand is not in demands' },
  CAPS_CROSS: {
    id: 'dua batas beririsan tanpa yang satu memuat yang lain',
    en: 'two caps overlap and neither holds the other',
  },
};

/** What the solver refuses, as a clause with row and code. */
export function wordsOf({ code, id, field }: ProblemError): BilingualText {
  const row = field === undefined ? id : `${id} (${field})`;
  return { id: `${row}: ${words[code].id} [${code}]`, en: `${row}: ${words[code].en} [${code}]` };
}
