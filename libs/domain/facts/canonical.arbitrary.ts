/** A small world for the tests: one farm, its departments, buyers and carriers. */
import type { Commodity, Party, Registry } from '../registry/registry.js';
import { canonicalise } from './canonical.js';
import type { CanonicalContext } from './context.js';
import type { InboundEvent, InboundType } from './inbound.js';

export const now = 1_795_500_000_000; // 2026-11-24T06:00:00Z, 13:00 in Blitar
const time = '2026-11-24T12:55:00+07:00';

const egg: Commodity = {
  code: 'egg.chicken',
  nameId: 'Telur ayam',
  nameEn: 'Chicken egg',
  baseUnit: 'g',
  temperatureClass: 'ambient',
  shelfLifeDays: 14,
  units: { peti: { numerator: 15_000, denominator: 1 } },
  agePpmPerDay: 0,
  ageLimitDays: 7,
  handlingUnit: 1,
  conflictPpm: 100_000,
  milligramsPerBaseUnit: 1_000,
  millilitresPerKilogram: 2_500,
};

export const party = (code: string, kind: Party['kind'], regions: string[]): Party => ({
  code,
  nameId: code,
  nameEn: code,
  kind,
  regions,
  system: false,
  rank: 1,
  cadenceHours: 24,
  status: 'active',
});

const region = (code: string, timezone = 'Asia/Jakarta'): Registry['regions'][number] => ({
  code,
  name: code,
  kind: 'kota',
  timezone,
  latitude: 0,
  longitude: 0,
  population: null,
});

const hub = (code: string, producingRegions: string[]): Registry['hubs'][number] => ({
  code,
  nameId: code,
  nameEn: code,
  region: producingRegions[0]!,
  producingRegions,
  timezone: 'Asia/Jakarta',
  pickupHour: 18,
  cutoffHours: 4,
  horizonDays: 7,
  frozenHours: 0,
  tolerancePpm: 0,
  minimumLoadPpm: 0,
  estimateDays: 0,
  estimatePpm: 0,
});

const lane = (hubCode: string, destination: string): Registry['lanes'][number] => ({
  id: `${hubCode}-${destination}-road`,
  hub: hubCode,
  origin: '35.72',
  destination,
  mode: 'road',
  roadKm: 100,
  leadHoursTypical: 4,
  leadHoursLate: 8,
  rupiahPerTonne: 1,
});

const place = (code: string, owner: string, regionCode = '35.05'): Registry['places'][number] => ({
  code,
  nameId: code,
  nameEn: code,
  region: regionCode,
  hub: 'btc',
  party: owner,
  latitude: 0,
  longitude: 0,
  capacity: {},
});

export const parties = {
  farm: party('ponggok', 'producer', ['35.05']),
  otherFarm: party('garum', 'producer', ['35.05']),
  office: party('disperindag', 'department', ['35.05', '35.72']),
  depokOffice: party('depok', 'department', ['32.76']),
  hub: party('btc', 'hub', ['35.05', '35.72']),
  food: party('food-station', 'buyer', ['31']),
  samarinda: party('samarinda', 'buyer', ['64.72']),
  wanderer: party('wanderer', 'buyer', ['31', '99']),
  carrier: party('brantas', 'carrier', ['35.72', '31']),
  otherCarrier: party('kelud', 'carrier', []),
};

const registry: Registry = {
  version: 1,
  hubs: [hub('btc', ['35.72', '35.05', '35.99']), hub('kdr', ['35.71', '35.99'])],
  regions: [
    region('35.72'),
    region('35.05'),
    region('31'),
    region('32.76'),
    region('64.72', 'Asia/Makassar'),
    region('99', 'Europe/Paris'),
    region('33.01'),
    region('33.02'),
  ],
  parties: Object.values(parties),
  places: [place('kandang', 'ponggok'), place('gudang', 'food-station', '31')],
  commodities: [egg],
  lanes: [
    lane('btc', '31'),
    lane('btc', '32.76'),
    lane('btc', '64.72'),
    lane('btc', '99'),
    lane('btc', '33.02'),
    lane('kdr', '33.02'),
  ],
  vehicles: [],
  agreements: [],
  reserves: [],
  services: [],
  consumption: [],
};

export type Changes = Partial<CanonicalContext> & { source?: string; at?: string };

export function said<T extends InboundType>(
  who: Party,
  type: T,
  data: InboundEvent<T>['data'],
  { source = `urn:lumbung:party:${who.code}`, at = time, ...changes }: Changes = {},
) {
  const event = { id: 'e1', source, type, time: at, data } as unknown as InboundEvent;
  return canonicalise(event, {
    party: who,
    registry,
    now,
    acceptedAt: now + 7,
    identify: (code, id) => `${code}#${id}`,
    ...changes,
  });
}

export function outcome<T extends InboundType>(
  who: Party,
  type: T,
  data: object,
  changes?: Changes,
): unknown {
  const result = said(who, type, data as InboundEvent<T>['data'], changes);
  if (result.kind === 'refused')
    return result.path === undefined ? result.code : `${result.code} ${result.path}`;
  return result.kind === 'fact' ? result.fact : result.event;
}

export const base = (source: string) => ({
  id: `${source}#e1`,
  source,
  eventId: 'e1',
  time: now - 300_000,
  acceptedAt: now + 7,
  hub: 'btc',
  commodity: 'egg.chicken',
});
