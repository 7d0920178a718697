import type { Region } from '#domain';

// Codes: Kemendagri. Coordinates: city centres, WGS84. Populations: cahyadsn/wilayah, wilayah_penduduk.sql;
// none was found there for Kabupaten Blitar.
const rows: [string, string, Region['kind'], string, number, number, number | null][] = [
  ['35.72', 'Kota Blitar', 'kota', 'Asia/Jakarta', -8.0983, 112.1681, 161_204],
  ['35.05', 'Kabupaten Blitar', 'kabupaten', 'Asia/Jakarta', -8.1333, 112.2167, null],
  ['35.78', 'Kota Surabaya', 'kota', 'Asia/Jakarta', -7.2575, 112.7521, 3_018_022],
  ['32.76', 'Kota Depok', 'kota', 'Asia/Jakarta', -6.4025, 106.7942, 2_010_912],
  ['31', 'DKI Jakarta', 'provinsi', 'Asia/Jakarta', -6.2088, 106.8456, 11_038_216],
  ['32.75', 'Kota Bekasi', 'kota', 'Asia/Jakarta', -6.2383, 106.9756, 2_572_209],
  ['64.72', 'Kota Samarinda', 'kota', 'Asia/Makassar', -0.5022, 117.1536, 881_225],
  ['62.71', 'Kota Palangka Raya', 'kota', 'Asia/Pontianak', -2.2161, 113.9135, 315_153],
  ['33.72', 'Kota Surakarta', 'kota', 'Asia/Jakarta', -7.5755, 110.8243, 589_242],
  ['32.74', 'Kota Cirebon', 'kota', 'Asia/Jakarta', -6.732, 108.5523, 356_629],
  ['74.71', 'Kota Kendari', 'kota', 'Asia/Makassar', -3.9985, 122.5129, 366_454],
  ['32.73', 'Kota Bandung', 'kota', 'Asia/Jakarta', -6.9175, 107.6191, 2_591_763],
];

export const regions: Region[] = rows.map(
  ([code, name, kind, timezone, latitude, longitude, population]) => ({
    code,
    name,
    kind,
    timezone,
    latitude,
    longitude,
    population,
  }),
);
