import { addDays } from '../planning/calendar.js';
import type { Commodity, Hub, Lane, Registry, TemperatureClass, Vehicle } from '../registry/registry.js';
import { consolidate, type ConsolidateInput } from './consolidate.js';
import type { PlannedAllocation } from './open-allocations.js';

/** A small world for the specs of consolidation: one lane, four trucks, goods of three classes. */

export const commodity = (code: string, temperatureClass: TemperatureClass, handlingUnit = 1): Commodity => ({
  code,
  nameId: `Bahan ${code}`,
  nameEn: `Goods ${code}`,
  baseUnit: 'g',
  temperatureClass,
  shelfLifeDays: 14,
  units: {},
  agePpmPerDay: 0,
  ageLimitDays: 7,
  handlingUnit,
  conflictPpm: 0,
  milligramsPerBaseUnit: 1_000,
  millilitresPerKilogram: 2_500,
});

export const vehicle = (
  code: string,
  tonnes: number,
  rupiahPerKm: number,
  temperatureClasses: TemperatureClass[],
  litres: number | null,
): Vehicle => ({
  code,
  name: code,
  payloadGrams: tonnes * 1_000_000,
  volumeMillilitres: litres === null ? null : litres * 1_000,
  temperatureClasses,
  rupiahPerKm,
});

export const lane: Lane = {
  id: '35.72-31-road',
  hub: 'btc',
  origin: '35.72',
  destination: '31',
  mode: 'road',
  roadKm: null,
  leadHoursTypical: 18,
  leadHoursLate: 26,
  rupiahPerTonne: 1,
};

export const hub: Hub = {
  code: 'btc',
  nameId: 'Pusat',
  nameEn: 'Centre',
  region: '35.72',
  producingRegions: ['35.72'],
  timezone: 'Asia/Jakarta',
  pickupHour: 20,
  cutoffHours: 2,
  horizonDays: 14,
  frozenHours: 0,
  tolerancePpm: 0,
  minimumLoadPpm: 0,
  estimateDays: 0,
  estimatePpm: 0,
};

export const registry: Registry = {
  version: 1,
  hubs: [hub],
  regions: [],
  parties: [],
  places: [],
  commodities: [
    commodity('egg', 'ambient', 15_000),
    commodity('rice', 'ambient'),
    commodity('fruit', 'chilled'),
    commodity('ice', 'frozen'),
  ],
  lanes: [lane],
  vehicles: [
    vehicle('CDE', 2, 4_000, ['ambient', 'live'], 7_000),
    vehicle('CDD', 4, 5_000, ['ambient', 'live'], 15_000),
    vehicle('CDD-R', 4, 7_000, ['ambient', 'chilled'], 14_000),
    vehicle('FUSO', 8, 8_000, ['ambient', 'live'], null),
  ],
  agreements: [],
  reserves: [],
  services: [],
  consumption: [],
};

export const row = (
  code: string,
  lot: string,
  demandId: string,
  quantity: number,
  pickupDate = '2026-11-24',
  version = 1,
  latestPickup = pickupDate,
): PlannedAllocation => ({
  commodity: code,
  planVersion: `btc:${code}:${version}`,
  allocation: {
    lotId: `k/${lot}`,
    location: 'k',
    lot,
    demandId,
    destination: '31',
    quantity,
    lane: lane.id,
    pickupDate,
    latestPickup,
    arrivalBy: addDays(pickupDate, 2),
  },
});

export const run = (allocations: readonly PlannedAllocation[], changes: Partial<ConsolidateInput> = {}) =>
  consolidate({
    lane,
    registry,
    allocations,
    open: [],
    taken: [],
    previousRevisions: new Map(),
    now: Date.parse('2026-11-24T10:59:59.999Z'),
    ...changes,
  });

export const id = (n: number, day = '2026-11-24', temperatureClass = 'ambient') =>
  `${lane.id}.${day}.${temperatureClass}.${n}`;
export const tonne = 1_000_000;
