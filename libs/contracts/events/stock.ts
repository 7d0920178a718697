import { Type, type Static } from '@sinclair/typebox';
import { inbound } from '../define.js';
import { both } from '../language.js';
import { code, identifier, localDate, lotName, oneOf, quantity, signedQuantity, unit } from '../values.js';

/** What is there: counts, movements and what a harvest is expected to bring. */

const location = code(
  both(
    'Tempat terdaftar, atau kode wilayah penghasil',
    'A registered place, or the code of a producing region',
  ),
);
const commodity = code(both('Kode komoditas', 'Commodity code'));
const lot = Type.Optional(
  lotName(
    both(
      'Nama lot di tempat itu; tanpa lot berarti "default"',
      'Lot name at that place; "default" when absent',
    ),
  ),
);
const grade = Type.Optional(code(both('Mutu', 'Grade')));
const producedOn = Type.Optional(localDate(both('Tanggal produksi', 'Date of production')));
const bestBefore = Type.Optional(localDate(both('Baik digunakan sebelum', 'Best before')));

const countedData = Type.Object({
  location,
  commodity,
  lot,
  quantity: quantity(),
  unit: unit(),
  grade,
  producedOn,
  bestBefore,
});
const movedData = Type.Object({
  location,
  commodity,
  lot,
  delta: signedQuantity(
    both(
      'Perubahan; angka positif pada withdrawn dan wasted dibaca sebagai pengurangan',
      'Change; a positive number with withdrawn and wasted is read as taking away',
    ),
  ),
  unit: unit(),
  reason: oneOf(['produced', 'received', 'withdrawn', 'wasted']),
  grade,
  producedOn,
  bestBefore,
});
const forecastData = Type.Object({
  forecastId: Type.Optional(
    identifier(
      both('Pengenal prakiraan, agar dapat direvisi', 'Id of the forecast, so that it can be revised'),
    ),
  ),
  location,
  commodity,
  quantity: quantity(),
  unit: unit(),
  availableFrom: localDate(both('Tanggal mulai tersedia', 'Date from which it is there')),
  bestBefore,
  grade,
});

export type StockCountedData = Static<typeof countedData>;
export type StockMovedData = Static<typeof movedData>;
export type HarvestForecastData = Static<typeof forecastData>;

export const stockCounted = inbound('peternakan-ponggok', {
  type: 'lumbung.stock.counted.v1',
  title: { id: 'Stok dihitung', en: 'Stock counted' },
  description: {
    id: 'Hitungan mutlak satu lot di satu tempat pada satu waktu',
    en: 'An absolute count of one lot at one place at one time',
  },
  data: countedData,
  example: {
    location: 'kandang-ponggok',
    commodity: 'egg.chicken',
    quantity: 820,
    unit: 'peti',
    producedOn: '2026-11-22',
  },
});

export const stockMoved = inbound('peternakan-ponggok', {
  type: 'lumbung.stock.moved.v1',
  title: { id: 'Stok berubah', en: 'Stock moved' },
  description: {
    id: 'Perubahan stok: diproduksi, diterima, diambil atau terbuang',
    en: 'A change of stock: produced, received, withdrawn or wasted',
  },
  data: movedData,
  example: {
    location: 'kandang-ponggok',
    commodity: 'egg.chicken',
    delta: '-12.5',
    unit: 'KGM',
    reason: 'wasted',
  },
});

export const harvestForecast = inbound('agro-karangsari', {
  type: 'lumbung.harvest.forecast.v1',
  title: { id: 'Prakiraan panen', en: 'Harvest forecast' },
  description: {
    id: 'Jumlah yang diperkirakan tersedia mulai suatu tanggal',
    en: 'An amount that is expected to be there from a date on',
  },
  data: forecastData,
  example: {
    forecastId: 'karangsari-2026-48',
    location: 'kebun-karangsari',
    commodity: 'fruit.starfruit',
    quantity: 2.4,
    unit: 'TNE',
    availableFrom: '2026-11-27',
  },
});
