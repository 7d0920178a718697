import type { Commodity, Lane, Party, Place, Region, Registry } from '../registry/registry.js';

/** Blitar and its partner cities as the tests know them: figures of the real registry, made small. */

export const NOW = Date.parse('2026-11-24T01:00:00Z'); // 08:00 in Blitar
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const KG = 1000;
export const TONNE = 1_000_000;

export const EGG: Commodity = {
  code: 'egg.chicken',
  nameId: 'Telur ayam',
  nameEn: 'Chicken egg',
  baseUnit: 'g',
  temperatureClass: 'ambient',
  shelfLifeDays: 14,
  units: { kgm: { numerator: 1000, denominator: 1 } },
  agePpmPerDay: 100_000,
  ageLimitDays: 3,
  handlingUnit: 1,
  conflictPpm: 100_000,
  milligramsPerBaseUnit: 1000,
  millilitresPerKilogram: 2500,
};

const region = (code: string, name: string, kind: Region['kind'], timezone = 'Asia/Jakarta'): Region => ({
  code,
  name,
  kind,
  timezone,
  latitude: -8,
  longitude: 112,
  population: null,
});

const party = (code: string, rank: number, kind: Party['kind'], cadenceHours: number | null): Party => ({
  code,
  nameId: `Pihak ${code}`,
  nameEn: `Party ${code}`,
  kind,
  regions: [],
  system: true,
  rank,
  cadenceHours,
  status: 'active',
});

const place = (code: string, regionCode: string, capacity: number): Place => ({
  code,
  nameId: `Gudang ${code}`,
  nameEn: `Store ${code}`,
  region: regionCode,
  hub: 'btc',
  party: 'koperasi',
  latitude: -8,
  longitude: 112,
  capacity: { 'egg.chicken': capacity },
});

export const lane = (
  destination: string,
  leadHoursLate: number,
  rupiahPerTonne: number,
  mode = 'road',
): Lane => ({
  id: `35.72-${destination}-${mode}`,
  hub: 'btc',
  origin: '35.72',
  destination,
  mode,
  roadKm: null,
  leadHoursTypical: Math.floor((leadHoursLate * 2) / 3),
  leadHoursLate,
  rupiahPerTonne,
});

export const agreement = (regionCode: string, more: Partial<Registry['agreements'][number]> = {}) => ({
  id: `mou-${regionCode}`,
  hub: 'btc',
  region: regionCode,
  titleId: 'Nota kesepahaman',
  titleEn: 'Memorandum of understanding',
  commodities: [],
  signedOn: '2025-10-01',
  validFrom: '2025-10-15',
  validTo: '2030-10-14',
  status: 'active' as const,
  terms: [],
  ...more,
});

export function registry(more: Partial<Registry> = {}): Registry {
  return {
    version: 1,
    hubs: [
      {
        code: 'btc',
        nameId: 'Blitar Trade Center',
        nameEn: 'Blitar Trade Center',
        region: '35.72',
        producingRegions: ['35.72', '35.05'],
        timezone: 'Asia/Jakarta',
        pickupHour: 16,
        cutoffHours: 4,
        horizonDays: 7,
        frozenHours: 0,
        tolerancePpm: 0,
        minimumLoadPpm: 0,
        estimateDays: 0,
        estimatePpm: 0,
      },
    ],
    regions: [
      region('35.72', 'Kota Blitar', 'kota'),
      region('35.05', 'Kabupaten Blitar', 'kabupaten'),
      region('35.78', 'Kota Surabaya', 'kota'),
      region('32.76', 'Kota Depok', 'kota'),
      region('31', 'DKI Jakarta', 'provinsi'),
      region('64.72', 'Kota Samarinda', 'kota', 'Asia/Makassar'),
    ],
    parties: [
      party('koperasi', 10, 'producer', 24),
      party('dinas', 20, 'department', 48),
      party('depok', 50, 'buyer', null),
      party('jakarta', 50, 'buyer', null),
      party('btc', 1, 'hub', null),
    ],
    places: [place('gudang', '35.72', 500 * TONNE), place('kandang', '35.05', 900 * TONNE)],
    commodities: [EGG],
    lanes: [
      lane('35.78', 8, 300_000),
      lane('32.76', 26, 900_000),
      lane('31', 26, 950_000),
      lane('64.72', 96, 2_000_000),
    ],
    vehicles: [],
    agreements: ['35.78', '32.76', '31', '64.72'].map((code) => agreement(code)),
    reserves: [],
    services: [],
    consumption: [],
    ...more,
  };
}

/** The same world with people who eat 7.3 kg of eggs a year, of whose need in so many days a tenth may be planned unasked. */
export function peopled(estimateDays: number): Partial<Registry> {
  const { hubs, regions } = registry();
  return {
    hubs: hubs.map((hub) => ({ ...hub, estimateDays, estimatePpm: 100_000 })),
    regions: regions.map((row) => ({ ...row, population: 100_000 })),
    consumption: [{ region: null, commodity: EGG.code, perThousandPerYear: 7_300_000, source: 'test' }],
  };
}
