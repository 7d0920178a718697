import type { BaseUnit, Commodity } from '#domain';

type Units = Commodity['units'];

const whole = (units: Record<string, number>): Units =>
  Object.fromEntries(
    Object.entries(units).map(([name, base]) => [name, { numerator: base, denominator: 1 }]),
  );

/** UN/ECE Rec 20 codes and their everyday names, by base unit. Every other unit is a commodity's own. */
const common: Record<BaseUnit, Units> = {
  g: whole({ g: 1, grm: 1, kg: 1_000, kgm: 1_000, ton: 1_000_000, tne: 1_000_000 }),
  ml: whole({ ml: 1, mlt: 1, l: 1_000, liter: 1_000, ltr: 1_000 }),
  piece: whole({ piece: 1, h87: 1 }),
};

type Row = Pick<
  Commodity,
  'code' | 'nameId' | 'nameEn' | 'baseUnit' | 'temperatureClass' | 'shelfLifeDays'
> & {
  local: Record<string, number>;
} & Partial<Commodity>;

const kilogram = 1_000;

// Assumptions, each a setting: what a count loses per day beyond its cadence, when it is left out, the
// tolerance between two sources, and the packed volume. Goods ship by the base unit, not by whole crates.
const settings = {
  agePpmPerDay: 50_000,
  ageLimitDays: 7,
  handlingUnit: 1,
  conflictPpm: 100_000,
  milligramsPerBaseUnit: 1_000,
};

// Local units, shelf lives and temperature classes: data gathered for Blitar's trade; a shelf life marked
// "assumption" has no reliable source.
const rows: Row[] = [
  {
    code: 'egg.chicken',
    nameId: 'Telur ayam',
    nameEn: 'Chicken egg',
    baseUnit: 'g',
    temperatureClass: 'ambient',
    // SNI 3926:2008: 14 days at room temperature.
    shelfLifeDays: 14,
    // A piece is one butir of 60 g, the weight that trade reckons with.
    local: { butir: 60, piece: 60, h87: 60, peti: 15 * kilogram, kuintal: 100 * kilogram },
    millilitresPerKilogram: 3_300,
  },
  {
    code: 'meat.goat',
    nameId: 'Daging kambing',
    nameEn: 'Goat meat',
    baseUnit: 'g',
    temperatureClass: 'chilled',
    // Assumption.
    shelfLifeDays: 5,
    local: {},
    millilitresPerKilogram: 1_800,
  },
  {
    code: 'meat.processed',
    nameId: 'Daging olahan',
    nameEn: 'Processed meat',
    baseUnit: 'g',
    temperatureClass: 'frozen',
    // Assumption.
    shelfLifeDays: 90,
    // Assumption.
    local: { dus: 10 * kilogram },
    millilitresPerKilogram: 1_600,
  },
  {
    code: 'fish.koi',
    nameId: 'Ikan koi',
    nameEn: 'Koi fish',
    baseUnit: 'piece',
    temperatureClass: 'live',
    shelfLifeDays: null,
    // A bag of 20 is an assumption.
    local: { ekor: 1, kantong: 20 },
    // Assumption: a fish travels in about half a litre of water.
    milligramsPerBaseUnit: 500_000,
    millilitresPerKilogram: 1_500,
    conflictPpm: 200_000,
    ageLimitDays: 30,
    agePpmPerDay: 10_000,
  },
  {
    code: 'fruit.starfruit',
    nameId: 'Belimbing',
    nameEn: 'Star fruit',
    baseUnit: 'g',
    temperatureClass: 'chilled',
    // UC Davis: 4-6 weeks at 5 °C.
    shelfLifeDays: 28,
    // Assumption.
    local: { keranjang: 20 * kilogram },
    millilitresPerKilogram: 2_500,
  },
  {
    code: 'fruit.avocado',
    nameId: 'Alpukat',
    nameEn: 'Avocado',
    baseUnit: 'g',
    temperatureClass: 'ambient',
    // agric.wa.gov.au: green 2-4 weeks.
    shelfLifeDays: 14,
    // Assumption.
    local: { keranjang: 20 * kilogram },
    millilitresPerKilogram: 2_200,
  },
  {
    code: 'milk.cow',
    nameId: 'Susu sapi',
    nameEn: 'Cow milk',
    baseUnit: 'ml',
    temperatureClass: 'chilled',
    // Assumption.
    shelfLifeDays: 3,
    // A can of 40 litres is an assumption.
    local: { can: 40_000 },
    milligramsPerBaseUnit: 1_030,
    millilitresPerKilogram: 1_100,
    ageLimitDays: 2,
    agePpmPerDay: 300_000,
  },
  {
    code: 'rice.milled',
    nameId: 'Beras',
    nameEn: 'Milled rice',
    baseUnit: 'g',
    temperatureClass: 'ambient',
    // Assumption.
    shelfLifeDays: 180,
    local: { karung: 50 * kilogram },
    millilitresPerKilogram: 1_300,
    ageLimitDays: 30,
    agePpmPerDay: 10_000,
  },
  {
    code: 'vegetable.mixed',
    nameId: 'Sayur-mayur',
    nameEn: 'Vegetables',
    baseUnit: 'g',
    temperatureClass: 'ambient',
    // Assumption.
    shelfLifeDays: 4,
    // Assumption.
    local: { ikat: 250 },
    millilitresPerKilogram: 5_000,
    ageLimitDays: 2,
    agePpmPerDay: 200_000,
  },
];

export const commodities: Commodity[] = rows.map(({ local, ...row }) => ({
  ...settings,
  millilitresPerKilogram: 2_000,
  ...row,
  units: { ...common[row.baseUnit], ...whole(local) },
}));
