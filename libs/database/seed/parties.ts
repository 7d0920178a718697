import type { Party } from '#domain';

/** Who speaks and listens. Cadences are assumptions until each party agrees to one. */

const blitar = ['35.72', '35.05'];
const unranked = 100;

type Words = [code: string, nameId: string, nameEn: string];

function party(
  [code, nameId, nameEn]: Words,
  rest: Omit<Party, 'code' | 'nameId' | 'nameEn' | 'status'> & Partial<Party>,
): Party {
  return { code, nameId, nameEn, status: 'active', ...rest };
}

const department = (words: Words, regions: string[], rank: number, cadenceHours: number | null = null) =>
  party(words, { kind: 'department', regions, system: false, rank, cadenceHours });

// A producer reports its own places alone; its region says which offices may decide on what it reported.
const producer = (words: Words, cadenceHours = 24, region = '35.05') =>
  party(words, { kind: 'producer', regions: [region], system: false, rank: 10, cadenceHours });

const buyer = (words: Words, region: string, cadenceHours: number, rest: Partial<Party> = {}) =>
  party(words, { kind: 'buyer', regions: [region], system: true, rank: unranked, cadenceHours, ...rest });

const carrier = (words: Words) =>
  party(words, { kind: 'carrier', regions: [], system: true, rank: unranked, cadenceHours: null });

const later = (words: Words, region: string, status: 'agreed' | 'planned', kind: 'buyer' | 'department') =>
  party(words, { kind, regions: [region], system: true, rank: unranked, cadenceHours: 24, status });

// The regency's offices speak for the regency alone, after the city's: BTC is the city's.
const office = (code: string, nameId: string, nameEn: string, rank: number) =>
  department(
    [`${code}-kab-blitar`, `${nameId} Kabupaten Blitar`, `${nameEn}, Blitar Regency`],
    ['35.05'],
    rank,
  );

const producers = [
  producer(['peternakan-ponggok', 'Peternak Telur Ponggok', 'Ponggok Egg Farmers']),
  producer(['peternakan-srengat', 'Peternak Telur Srengat', 'Srengat Egg Farmers']),
  producer(['peternakan-kademangan', 'Peternak Telur Kademangan', 'Kademangan Egg Farmers']),
  producer(['peternakan-sanankulon', 'Peternak Telur Sanankulon', 'Sanankulon Egg Farmers']),
  producer(['peternakan-udanawu', 'Peternak Telur Udanawu', 'Udanawu Egg Farmers']),
  producer(['koi-nglegok', 'Pembudidaya Koi Nglegok', 'Nglegok Koi Breeders'], 168),
  producer(
    ['agro-karangsari', 'Agrowisata Belimbing Karangsari', 'Karangsari Star Fruit Orchard'],
    48,
    '35.72',
  ),
  producer(['alpukat-doko', 'Kelompok Tani Alpukat Doko', 'Doko Avocado Growers'], 48),
  producer(['koperasi-susu-gandusari', 'Koperasi Susu Gandusari', 'Gandusari Milk Cooperative'], 12),
  producer(['penggilingan-kanigoro', 'Penggilingan Padi Kanigoro', 'Kanigoro Rice Mill'], 72),
  producer(['tani-sayur-gandusari', 'Kelompok Tani Sayur Gandusari', 'Gandusari Vegetable Growers']),
  producer(['kambing-sananwetan', 'Jagal Kambing Sananwetan', 'Sananwetan Goat Butchers'], 24, '35.72'),
  producer(['olahan-sukorejo', 'UMKM Daging Olahan Sukorejo', 'Sukorejo Processed Meat Makers'], 72, '35.72'),
];

export const parties: Party[] = [
  party(['btc', 'Blitar Trade Center', 'Blitar Trade Center'], {
    kind: 'hub',
    regions: blitar,
    system: true,
    rank: 50,
    cadenceHours: null,
  }),
  department(
    [
      'disnak-kab-blitar',
      'Dinas Peternakan dan Perikanan Kabupaten Blitar',
      'Livestock and Fisheries Office, Blitar Regency',
    ],
    ['35.05'],
    20,
    168,
  ),
  department(
    [
      'disperindag-blitar',
      'Dinas Perindustrian dan Perdagangan Kota Blitar',
      'Industry and Trade Office, Blitar City',
    ],
    blitar,
    30,
    24,
  ),
  department(
    [
      'dkpp-blitar',
      'Dinas Ketahanan Pangan dan Pertanian Kota Blitar',
      'Food Security and Agriculture Office, Blitar City',
    ],
    blitar,
    40,
    24,
  ),
  department(
    [
      'bappeda-blitar',
      'Badan Perencanaan Pembangunan Daerah Kota Blitar',
      'Development Planning Agency, Blitar City',
    ],
    blitar,
    60,
  ),
  department(
    [
      'tapem-blitar',
      'Bagian Tata Pemerintahan Kota Blitar',
      'Governance and Cooperation Division, Blitar City',
    ],
    blitar,
    70,
  ),
  ...[
    office('disperindag', 'Dinas Perindustrian dan Perdagangan', 'Industry and Trade Office', 35),
    office('dkpp', 'Dinas Ketahanan Pangan dan Pertanian', 'Food Security and Agriculture Office', 45),
    office('bappeda', 'Badan Perencanaan Pembangunan Daerah', 'Development Planning Agency', 65),
    office('tapem', 'Bagian Tata Pemerintahan', 'Governance and Cooperation Division', 75),
  ],
  ...producers,
  buyer(['e-peken', 'e-Peken Surabaya', 'e-Peken Surabaya'], '35.78', 6),
  department(
    [
      'dkpp-surabaya',
      'Dinas Ketahanan Pangan dan Pertanian Kota Surabaya',
      'Food Security and Agriculture Office, Surabaya',
    ],
    ['35.78'],
    unranked,
    168,
  ),
  department(
    [
      'dinkopdag-surabaya',
      'Dinas Koperasi, Usaha Kecil dan Menengah dan Perdagangan Kota Surabaya',
      'Cooperatives, Small Business and Trade Office, Surabaya',
    ],
    ['35.78'],
    unranked,
  ),
  department(
    [
      'bappedalitbang-surabaya',
      'Badan Perencanaan Pembangunan Daerah, Penelitian dan Pengembangan Kota Surabaya',
      'Development Planning and Research Agency, Surabaya',
    ],
    ['35.78'],
    unranked,
  ),
  buyer(['food-station', 'Food Station Tjipinang Jaya', 'Food Station Tjipinang Jaya'], '31', 24),
  buyer(['dharma-jaya', 'Perumda Dharma Jaya', 'Dharma Jaya'], '31', 24),
  buyer(['pasar-jaya', 'Perumda Pasar Jaya', 'Pasar Jaya'], '31', 24),
  buyer(['depok-pangan', 'Dinas Ketahanan Pangan Kota Depok', 'Food Security Office, Depok'], '32.76', 24, {
    kind: 'department',
  }),
  carrier(['koperasi-angkutan-blitar', 'Koperasi Angkutan Blitar', 'Blitar Transport Cooperative']),
  carrier(['brantas-logistik', 'Brantas Logistik', 'Brantas Logistik']),
  carrier(['nusantara-reefer', 'Nusantara Reefer', 'Nusantara Reefer']),
  later(
    ['bekasi-pangan', 'Dinas Ketahanan Pangan Kota Bekasi', 'Food Security Office, Bekasi'],
    '32.75',
    'agreed',
    'department',
  ),
  later(
    ['samarinda-pangan', 'Dinas Ketahanan Pangan Kota Samarinda', 'Food Security Office, Samarinda'],
    '64.72',
    'agreed',
    'department',
  ),
  later(
    [
      'palangka-raya-pangan',
      'Dinas Ketahanan Pangan Kota Palangka Raya',
      'Food Security Office, Palangka Raya',
    ],
    '62.71',
    'agreed',
    'department',
  ),
  later(
    ['surakarta-pangan', 'Dinas Ketahanan Pangan Kota Surakarta', 'Food Security Office, Surakarta'],
    '33.72',
    'agreed',
    'department',
  ),
  later(
    ['cirebon-pangan', 'Dinas Ketahanan Pangan Kota Cirebon', 'Food Security Office, Cirebon'],
    '32.74',
    'planned',
    'department',
  ),
  later(
    ['kendari-pangan', 'Dinas Ketahanan Pangan Kota Kendari', 'Food Security Office, Kendari'],
    '74.71',
    'planned',
    'department',
  ),
  later(
    ['bandung-smart-city', 'Pertukaran Data Bandung Smart City', 'Bandung Smart City Data Exchange'],
    '32.73',
    'planned',
    'buyer',
  ),
];
