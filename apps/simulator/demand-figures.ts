import { kilogram, litre, tonne, unit, type StatedUnit } from './stated-unit.js';

/** The real figures that the play is made of. What has no source is an assumption and says so. */

/** What one buyer needs of one commodity. Base units. */
export interface DemandProfile {
  party: string;
  destination: string;
  commodity: string;
  /** The word in its demand ids. */
  word: string;
  dailyNeed: number;
  minShelfLifeDays: number;
  unit: StatedUnit;
  basis: 'order' | 'replenishment' | 'estimate';
}

const words: Record<string, [word: string, minShelfLifeDays: number, unit: StatedUnit]> = {
  'egg.chicken': ['telur', 7, unit('KGM', kilogram)],
  'rice.milled': ['beras', 60, unit('TNE', tonne, 1)],
  'vegetable.mixed': ['sayur', 1, unit('KGM', kilogram)],
  'milk.cow': ['susu', 1, unit('LTR', litre)],
  'fruit.starfruit': ['belimbing', 10, unit('KGM', kilogram)],
  'fruit.avocado': ['alpukat', 5, unit('KGM', kilogram)],
  'meat.goat': ['kambing', 2, unit('KGM', kilogram)],
  'meat.processed': ['olahan', 30, unit('KGM', kilogram)],
  'fish.koi': ['koi', 0, unit('H87', 1)],
};

function needs(
  party: string,
  destination: string,
  basis: DemandProfile['basis'],
  daily: Record<string, number>,
): DemandProfile[] {
  return Object.entries(daily).map(([commodity, dailyNeed]) => {
    const [word, minShelfLifeDays, stated] = words[commodity]!;
    return { party, destination, commodity, word, dailyNeed, minShelfLifeDays, unit: stated, basis };
  });
}

/**
 * Blitar's part of what the cities eat, an assumption: Surabaya needs about 1,900 t of eggs a month (63 t a day;
 * tribunnews, 2024), Jakarta about 268 t a day and 5.46 kg of rice a person and month (BPS, 2024).
 */
export const demandProfiles: DemandProfile[] = [
  ...needs('e-peken', '35.78', 'replenishment', {
    'egg.chicken': 50 * tonne,
    'rice.milled': 45 * tonne,
    'vegetable.mixed': 22 * tonne,
    'milk.cow': 14_000 * litre,
    'fruit.starfruit': 4 * tonne,
    'fruit.avocado': 5 * tonne,
    'fish.koi': 2_500,
  }),
  ...needs('food-station', '31', 'order', { 'rice.milled': 100 * tonne }),
  ...needs('pasar-jaya', '31', 'replenishment', {
    'egg.chicken': 160 * tonne,
    'vegetable.mixed': 30 * tonne,
    'fruit.starfruit': 6 * tonne,
    'fruit.avocado': 6 * tonne,
  }),
  ...needs('dharma-jaya', '31', 'order', { 'meat.goat': 1.8 * tonne, 'meat.processed': 3.5 * tonne }),
  ...needs('depok-pangan', '32.76', 'estimate', {
    // The first shipment to Depok was 10 t (15 October 2025).
    'egg.chicken': 10 * tonne,
    'rice.milled': 25 * tonne,
    'fruit.avocado': 2 * tonne,
    'meat.processed': 1 * tonne,
  }),
];

/** One cooking of a school-meal kitchen (cnnindonesia, 2026); how many announce themselves at once is assumed. */
export const kitchen = {
  party: 'dkpp-surabaya',
  destination: '35.78',
  kitchensMin: 12,
  kitchensMax: 40,
  needs: [
    { commodity: 'egg.chicken', word: 'telur', quantity: 3_000, unit: 'butir', minShelfLifeDays: 3 },
    { commodity: 'vegetable.mixed', word: 'sayur', quantity: 350, unit: 'kg', minShelfLifeDays: 1 },
    { commodity: 'milk.cow', word: 'susu', quantity: 450, unit: 'liter', minShelfLifeDays: 1 },
  ],
} as const;

/** Prices in rupiah per kilogram or litre: assumptions near those of 2025. */
export const priceProfiles = [
  { party: 'pasar-jaya', market: '31', commodity: 'egg.chicken', price: 30_500, unit: 'KGM' },
  { party: 'e-peken', market: '35.78', commodity: 'egg.chicken', price: 28_800, unit: 'KGM' },
  { party: 'food-station', market: '31', commodity: 'rice.milled', price: 15_200, unit: 'KGM' },
  { party: 'e-peken', market: '35.78', commodity: 'rice.milled', price: 14_600, unit: 'KGM' },
] as const;
