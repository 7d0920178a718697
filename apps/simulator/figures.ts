/** The real figures that the play is made of. What has no source is an assumption and says so. */

const kilogram = 1_000;
const tonne = 1_000_000;
const litre = 1_000;

/** A way in which people state amounts: `base` base units make one. */
export interface StatedUnit {
  name: string;
  base: number;
  decimals: number;
}

/** One commodity at one place. Base units. */
export interface StockProfile {
  party: string;
  place: string;
  commodity: string;
  dailyProduction: number;
  /** What usually lies there; above it more goes to local traders. */
  usualStock: number;
  /** Named lots, newest first; empty: counted as one. */
  lots: string[];
  units: StatedUnit[];
  reportsPerDay: number;
  /** How long ago the first count was taken that is reported when the play begins. */
  openingAgeHours: number;
}

const unit = (name: string, base: number, decimals = 0): StatedUnit => ({ name, base, decimals });
const kg = unit('kg', kilogram);
const KGM = unit('KGM', kilogram);
const TNE = unit('TNE', tonne, 2);

/** 462.85 t a day from 15.86 million hens (rmol.id, 2023): 29 g a hen and day. */
const gramsPerHenAndDay = 29;
const blocks = ['blok-1', 'blok-2', 'blok-3'];

/** Hens by district: an assumed split of the 15.86 million. */
function eggFarm(district: string, hens: number): StockProfile {
  const dailyProduction = hens * gramsPerHenAndDay;
  return {
    party: `peternakan-${district}`,
    place: `kandang-${district}`,
    commodity: 'egg.chicken',
    dailyProduction,
    usualStock: dailyProduction,
    lots: blocks,
    units: [
      unit('peti', 15 * kilogram),
      unit('Peti', 15 * kilogram),
      kg,
      KGM,
      unit('butir', 60),
      unit('ton', tonne, 2),
    ],
    reportsPerDay: 9,
    openingAgeHours: 0,
  };
}

function stock(
  where: [party: string, place: string, commodity: string],
  dailyProduction: number,
  usualStock: number,
  units: StatedUnit[],
  [reportsPerDay, openingAgeHours]: [number, number],
): StockProfile {
  const [party, place, commodity] = where;
  return {
    party,
    place,
    commodity,
    dailyProduction,
    usualStock,
    lots: [],
    units,
    reportsPerDay,
    openingAgeHours,
  };
}

/**
 * What is offered to the hub. Eggs: all of it. Koi 222.4 million a year, milk 120 t a day and paddy 375,490 t a
 * year are published; the part of them that is offered here, and every other amount, is an assumption.
 */
export const stockProfiles: StockProfile[] = [
  eggFarm('ponggok', 4_600_000),
  eggFarm('srengat', 3_600_000),
  eggFarm('kademangan', 3_400_000),
  eggFarm('sanankulon', 2_000_000),
  eggFarm('udanawu', 2_260_000),
  stock(
    ['koi-nglegok', 'kolam-nglegok', 'fish.koi'],
    6_000,
    20_000,
    [unit('ekor', 1), unit('kantong', 20)],
    [4, 190],
  ),
  stock(
    ['agro-karangsari', 'kebun-karangsari', 'fruit.starfruit'],
    10 * tonne,
    18 * tonne,
    [kg, unit('keranjang', 20 * kilogram), unit('ton', tonne, 2)],
    [6, 4],
  ),
  stock(
    ['alpukat-doko', 'kebun-doko', 'fruit.avocado'],
    13 * tonne,
    24 * tonne,
    [kg, unit('keranjang', 20 * kilogram)],
    [6, 60],
  ),
  stock(
    ['koperasi-susu-gandusari', 'tangki-gandusari', 'milk.cow'],
    16_000 * litre,
    22_000 * litre,
    [unit('liter', litre), unit('can', 40 * litre), unit('LTR', litre)],
    [8, 0],
  ),
  stock(
    ['penggilingan-kanigoro', 'gudang-kanigoro', 'rice.milled'],
    180 * tonne,
    900 * tonne,
    [unit('karung', 50 * kilogram), unit('ton', tonne, 1), TNE],
    [6, 1],
  ),
  stock(
    ['tani-sayur-gandusari', 'kebun-gandusari', 'vegetable.mixed'],
    45 * tonne,
    40 * tonne,
    [kg, unit('ikat', 250), unit('ton', tonne, 2)],
    [8, 0],
  ),
  stock(['kambing-sananwetan', 'rph-sananwetan', 'meat.goat'], 1.6 * tonne, 2 * tonne, [kg, KGM], [6, 2]),
  stock(
    ['olahan-sukorejo', 'dapur-sukorejo', 'meat.processed'],
    5 * tonne,
    14 * tonne,
    [unit('dus', 10 * kilogram), kg],
    [4, 80],
  ),
  stock(
    ['btc', 'gudang-btc', 'egg.chicken'],
    4 * tonne,
    12 * tonne,
    [unit('peti', 15 * kilogram), kg],
    [4, 0],
  ),
];

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

/** Offices that count what producers count too, and do not always agree. */
export const offices = ['disnak-kab-blitar', 'disperindag-blitar', 'dkpp-blitar'] as const;

/** Parties whose systems speak on Kafka; everybody else comes by HTTP. */
export const kafkaParties: ReadonlySet<string> = new Set([
  'e-peken',
  'food-station',
  'pasar-jaya',
  'brantas-logistik',
]);

/** Who signs for goods at a destination when no demand on board tells. */
export const receivers: Readonly<Record<string, string>> = {
  '35.78': 'e-peken',
  '31': 'pasar-jaya',
  '32.76': 'depok-pangan',
};

export interface CarrierProfile {
  party: string;
  temperatureClasses: string[];
  plate: string;
}

export const carriers: CarrierProfile[] = [
  { party: 'koperasi-angkutan-blitar', temperatureClasses: ['ambient', 'live'], plate: 'AG' },
  { party: 'brantas-logistik', temperatureClasses: ['ambient', 'live', 'chilled'], plate: 'N' },
  { party: 'nusantara-reefer', temperatureClasses: ['chilled', 'frozen', 'ambient'], plate: 'B' },
];

/** City centres (WGS84) and typical hours from Blitar, for driving. */
export const roads: Readonly<Record<string, { latitude: number; longitude: number; hours: number }>> = {
  '35.72': { latitude: -8.0983, longitude: 112.1681, hours: 0 },
  '35.78': { latitude: -7.2575, longitude: 112.7521, hours: 4 },
  '32.76': { latitude: -6.4025, longitude: 106.7942, hours: 18 },
  '31': { latitude: -6.2088, longitude: 106.8456, hours: 18 },
};
