/** Grams from which people read a mass in tons: below it kilograms say more. Sentences and screens follow it alike. */
export const gramsToldInTons = 10_000_000;
