import type { Commodity } from '#domain';
import { lexiconOf, type Lexicon, type OwnPlace } from './lexicon.js';

/** Senders of the corpus: one hen house, three places of two sorts, a store of many things, koi, milk. */

const whole = (units: Record<string, number>): Commodity['units'] =>
  Object.fromEntries(Object.entries(units).map(([name, numerator]) => [name, { numerator, denominator: 1 }]));
const solid = { g: 1, grm: 1, kg: 1_000, kgm: 1_000, ton: 1_000_000, tne: 1_000_000 };

function commodity(
  code: string,
  nameId: string,
  units: Record<string, number>,
  baseUnit: Commodity['baseUnit'] = 'g',
): Commodity {
  return {
    code,
    nameId,
    nameEn: nameId,
    baseUnit,
    temperatureClass: 'ambient',
    shelfLifeDays: null,
    units: whole(baseUnit === 'g' ? { ...solid, ...units } : units),
    agePpmPerDay: 0,
    ageLimitDays: 7,
    handlingUnit: 1,
    conflictPpm: 100_000,
    milligramsPerBaseUnit: 1_000,
    millilitresPerKilogram: 1_000,
  };
}

export const commodities = [
  commodity('egg.chicken', 'Telur ayam', { butir: 60, peti: 15_000, kuintal: 100_000 }),
  commodity('meat.goat', 'Daging kambing', {}),
  commodity('meat.processed', 'Daging olahan', { dus: 10_000 }),
  commodity('fish.koi', 'Ikan koi', { piece: 1, ekor: 1, kantong: 20 }, 'piece'),
  commodity('fruit.starfruit', 'Belimbing', { keranjang: 20_000 }),
  commodity('fruit.avocado', 'Alpukat', { keranjang: 20_000 }),
  commodity('milk.cow', 'Susu sapi', { ml: 1, l: 1_000, liter: 1_000, ltr: 1_000, can: 40_000 }, 'ml'),
  commodity('rice.milled', 'Beras', { karung: 50_000 }),
  commodity('vegetable.mixed', 'Sayur-mayur', { ikat: 250 }),
];

const place = (
  code: string,
  name: string,
  capacity: OwnPlace['capacity'],
  ...nicknames: string[]
): OwnPlace => ({
  code,
  name,
  nicknames,
  capacity,
});
const eggs = { 'egg.chicken': 360_000_000 };

export const senders: Record<string, Lexicon> = {
  satu: lexiconOf([place('sanankulon', 'Kandang Sanankulon', eggs)], commodities),
  tiga: lexiconOf(
    [
      place('ponggok', 'Kandang Ponggok', eggs, 'kandang depan'),
      place('belakang', 'Kandang Srengat', eggs, 'kandang belakang', 'mburi'),
      place('doko', 'Kebun Alpukat Doko', { 'fruit.avocado': 80_000_000 }),
    ],
    commodities,
  ),
  aneka: lexiconOf(
    [
      place('btc', 'Gudang Blitar Trade Center', {
        'egg.chicken': 600_000_000,
        'rice.milled': 1_000_000_000,
        'fruit.starfruit': 20_000_000,
        'fruit.avocado': 20_000_000,
        'vegetable.mixed': 40_000_000,
      }),
    ],
    commodities,
  ),
  koi: lexiconOf([place('nglegok', 'Kolam Koi Nglegok', { 'fish.koi': 20_000_000 })], commodities),
  susu: lexiconOf([place('gandusari', 'Tangki Susu Gandusari', { 'milk.cow': 240_000_000 })], commodities),
};
