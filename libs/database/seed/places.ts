import type { Place } from '#domain';

/** Where stock lies. Coordinates are approximate centres of the districts; capacities are assumptions. */

type Where = [region: string, latitude: number, longitude: number];

function place(
  code: string,
  nameId: string,
  nameEn: string,
  party: string,
  where: Where,
  capacity: Place['capacity'],
): Place {
  const [region, latitude, longitude] = where;
  return { code, nameId, nameEn, region, hub: 'btc', party, latitude, longitude, capacity };
}

const gramsPerEgg = 60;
const daysHeld = 3;

/**
 * No hen lays more than one egg a day, and a farm keeps about three days of them. The hens of the five districts
 * are an assumed split of the 15.86 million that rmol.id (2023) gives for the regency.
 */
const eggs = (hens: number) => ({ 'egg.chicken': hens * gramsPerEgg * daysHeld });

const tonne = 1_000_000;
const litre = 1_000;

export const places: Place[] = [
  place(
    'kandang-ponggok',
    'Kandang Ponggok',
    'Ponggok Farms',
    'peternakan-ponggok',
    ['35.05', -7.9856, 112.1217],
    eggs(4_600_000),
  ),
  place(
    'kandang-srengat',
    'Kandang Srengat',
    'Srengat Farms',
    'peternakan-srengat',
    ['35.05', -8.0716, 112.0656],
    eggs(3_600_000),
  ),
  place(
    'kandang-kademangan',
    'Kandang Kademangan',
    'Kademangan Farms',
    'peternakan-kademangan',
    ['35.05', -8.155, 112.135],
    eggs(3_400_000),
  ),
  place(
    'kandang-sanankulon',
    'Kandang Sanankulon',
    'Sanankulon Farms',
    'peternakan-sanankulon',
    ['35.05', -8.0867, 112.1317],
    eggs(2_000_000),
  ),
  place(
    'kandang-udanawu',
    'Kandang Udanawu',
    'Udanawu Farms',
    'peternakan-udanawu',
    ['35.05', -7.995, 112.0533],
    eggs(2_260_000),
  ),
  // 222.4 million fish a year (antaranews, 2021) are about 610,000 a day.
  place(
    'kolam-nglegok',
    'Kolam Koi Nglegok',
    'Nglegok Koi Ponds',
    'koi-nglegok',
    ['35.05', -8.025, 112.1917],
    {
      'fish.koi': 20_000_000,
    },
  ),
  place(
    'kebun-karangsari',
    'Kebun Belimbing Karangsari',
    'Karangsari Orchard',
    'agro-karangsari',
    ['35.72', -8.105, 112.1533],
    {
      'fruit.starfruit': 60 * tonne,
    },
  ),
  place(
    'kebun-doko',
    'Kebun Alpukat Doko',
    'Doko Avocado Gardens',
    'alpukat-doko',
    ['35.05', -8.035, 112.39],
    {
      'fruit.avocado': 80 * tonne,
    },
  ),
  // 120 t of milk a day (pontas, 2018); a cooperative keeps no more than two days.
  place(
    'tangki-gandusari',
    'Tangki Susu Gandusari',
    'Gandusari Milk Tanks',
    'koperasi-susu-gandusari',
    ['35.05', -8.0083, 112.3083],
    { 'milk.cow': 240_000 * litre },
  ),
  place(
    'gudang-kanigoro',
    'Gudang Beras Kanigoro',
    'Kanigoro Rice Store',
    'penggilingan-kanigoro',
    ['35.05', -8.135, 112.213],
    { 'rice.milled': 6_000 * tonne },
  ),
  place(
    'kebun-gandusari',
    'Kebun Sayur Gandusari',
    'Gandusari Vegetable Fields',
    'tani-sayur-gandusari',
    ['35.05', -7.97, 112.34],
    {
      'vegetable.mixed': 200 * tonne,
    },
  ),
  place(
    'rph-sananwetan',
    'Rumah Potong Kambing Sananwetan',
    'Sananwetan Goat Abattoir',
    'kambing-sananwetan',
    ['35.72', -8.0958, 112.1853],
    { 'meat.goat': 20 * tonne },
  ),
  place(
    'dapur-sukorejo',
    'Dapur Olahan Sukorejo',
    'Sukorejo Kitchens',
    'olahan-sukorejo',
    ['35.72', -8.0995, 112.155],
    {
      'meat.processed': 40 * tonne,
    },
  ),
  place(
    'gudang-btc',
    'Gudang Blitar Trade Center',
    'Blitar Trade Center Store',
    'btc',
    ['35.72', -8.0983, 112.1681],
    {
      'egg.chicken': 600 * tonne,
      'rice.milled': 1_000 * tonne,
      'fruit.starfruit': 20 * tonne,
      'fruit.avocado': 20 * tonne,
      'vegetable.mixed': 40 * tonne,
    },
  ),
];
