import type { Consumption } from '#domain';

const eggGrams = 60;

/** Published consumption per head, as base units that 1,000 people eat in a year. An egg is taken as 60 g. */
export const consumption: Consumption[] = [
  {
    region: null,
    commodity: 'egg.chicken',
    perThousandPerYear: 10.09 * 12 * eggGrams * 1000,
    source: '10.09 eggs per person and month, Indonesia 2023 (kostatv.id)',
  },
  {
    region: '31',
    commodity: 'egg.chicken',
    perThousandPerYear: 12.16 * 12 * eggGrams * 1000,
    source: '12.16 eggs per person and month, DKI Jakarta 2024 (BPS via YELP-BI-2025)',
  },
  {
    region: '35.78',
    commodity: 'egg.chicken',
    perThousandPerYear: ((2.735 * 365) / 7) * eggGrams * 1000,
    source: '2.735 eggs per person and week, Surabaya 2024 (tribunnews)',
  },
  {
    region: null,
    commodity: 'rice.milled',
    perThousandPerYear: 6.5 * 12 * 1_000_000,
    source: '6.50 kg per person and month, Indonesia 2024 (Susenas, March 2024)',
  },
  {
    region: '31',
    commodity: 'rice.milled',
    perThousandPerYear: 5.46 * 12 * 1_000_000,
    source: '5.46 kg per person and month, DKI Jakarta 2024 (BPS via YELP-BI-2025)',
  },
  {
    region: null,
    commodity: 'milk.cow',
    // 1.03 kg a litre.
    perThousandPerYear: (16.27 / 1.03) * 1_000_000,
    source: '16.27 kg per person and year, Indonesia 2023 (katadata)',
  },
].map((row) => ({ ...row, perThousandPerYear: Math.floor(Number(row.perThousandPerYear.toFixed(3))) }));
