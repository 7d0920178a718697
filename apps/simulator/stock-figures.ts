import { kilogram, litre, tonne, unit, type StatedUnit } from './stated-unit.js';

/** The real figures that the play is made of. What has no source is an assumption and says so. */

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
