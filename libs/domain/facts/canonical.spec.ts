import type { Commodity, Party, Registry } from '../registry/registry.js';
import { canonicalise } from './canonical.js';
import type { CanonicalContext, ShipmentView, TargetView } from './context.js';
import type { InboundEvent, InboundType } from './inbound.js';

const now = 1_795_500_000_000; // 2026-11-24T06:00:00Z, 13:00 in Blitar
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

const party = (code: string, kind: Party['kind'], regions: string[]): Party => ({
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

const parties = {
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
};

type Changes = Partial<CanonicalContext> & { source?: string; at?: string };

function said<T extends InboundType>(
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

function outcome<T extends InboundType>(who: Party, type: T, data: object, changes?: Changes): unknown {
  const result = said(who, type, data as InboundEvent<T>['data'], changes);
  if (result.kind === 'refused')
    return result.path === undefined ? result.code : `${result.code} ${result.path}`;
  return result.kind === 'fact' ? result.fact : result.event;
}

const base = (source: string) => ({
  id: `${source}#e1`,
  source,
  eventId: 'e1',
  time: now - 300_000,
  acceptedAt: now + 7,
  hub: 'btc',
  commodity: 'egg.chicken',
});

describe('who speaks, and when', () => {
  const count = { location: 'kandang', commodity: 'egg.chicken', quantity: 1, unit: 'kg' };
  const counted = (who: Party, changes: Changes) => outcome(who, 'lumbung.stock.counted.v1', count, changes);

  it.each([
    ['urn:lumbung:party:garum'],
    ['urn:lumbung:party:ponggok2'],
    ['urn:lumbung:party:PONGGOK'],
    ['urn:lumbung:hub:ponggok'],
    ['ponggok'],
    ['__proto__'],
  ])('refuses the source %s', (source) => {
    expect(counted(parties.farm, { source })).toBe('SOURCE_NOT_YOURS /source');
  });

  it.each(['agreed', 'planned'] as const)('refuses a party that is %s', (status) => {
    expect(counted({ ...parties.farm, status }, {})).toBe('PARTY_NOT_ACTIVE /source');
  });

  it.each([
    ['2026-11-24T06:05:00.001Z', 'TIME_IN_FUTURE /time'],
    ['2025-11-23T05:59:59.999Z', 'TIME_TOO_OLD /time'],
    ['1969-12-31T00:00:00Z', 'TIME_INVALID /time'],
    ['2026-02-30T00:00:00Z', 'TIME_INVALID /time'],
    ['2026-11-24T06:00:60Z', 'TIME_INVALID /time'],
    ['2026-11-24 06:00:00', 'TIME_INVALID /time'],
    ['', 'TIME_INVALID /time'],
  ])('refuses the time %s', (at, code) => expect(counted(parties.farm, { at })).toBe(code));

  it.each([
    ['2026-11-24T06:05:00Z', now + 300_000],
    ['2025-11-23T06:00:00Z', now - 366 * 86_400_000],
    ['2026-11-24t12:00:00.1234567+08:30', now - 9_000_000 + 123],
    ['2026-11-23T23:30:00-06:30', now],
  ])('reads the time %s', (at, expected) =>
    expect(counted(parties.farm, { at })).toMatchObject({ time: expected }),
  );

  it('takes limits of its own', () => {
    expect(counted(parties.farm, { limits: { ageDaysMax: 0 } })).toBe('TIME_TOO_OLD /time');
  });

  it('refuses a type that it does not know', () => {
    expect(outcome(parties.farm, 'lumbung.stock.guessed.v1' as InboundType, count)).toBe(
      'TYPE_UNKNOWN /type',
    );
  });

  it('tells in both languages what to do, and shows what was said without harm', () => {
    const result = said(parties.farm, 'lumbung.stock.counted.v1', {
      ...count,
      commodity: `$&\u0007${'x'.repeat(200)}`,
    });
    expect(result).toMatchObject({ kind: 'refused', code: 'COMMODITY_UNKNOWN' });
    if (result.kind !== 'refused') throw new Error();
    expect(result.text.id).toMatch(/^Komoditas "\$&\?x{77}" tidak dikenal\. Pakai /);
    expect(result.text.en).toMatch(/^The commodity "\$&\?x{77}" is not known\. Use /);
  });
});

describe('stock', () => {
  const count = { location: 'kandang', commodity: 'egg.chicken', quantity: '1.5', unit: 'peti' };
  const dates = { producedOn: '2026-11-23', bestBefore: '2026-12-07' };

  it('counts in base units, with every default filled in', () => {
    expect(outcome(parties.farm, 'lumbung.stock.counted.v1', count)).toEqual({
      ...base('ponggok'),
      type: 'stock.counted',
      location: 'kandang',
      lot: 'default',
      quantity: 22_500,
      grade: null,
      producedOn: null,
      bestBefore: null,
    });
    const full = { ...count, lot: 'A', grade: 'I', ...dates };
    expect(outcome(parties.farm, 'lumbung.stock.counted.v1', full)).toMatchObject({
      lot: 'A',
      grade: 'I',
      ...dates,
    });
  });

  it.each([
    ['the farm for its place', parties.farm, 'kandang', null],
    ['a department for its region', parties.office, 'kandang', null],
    ['the hub for its region', parties.hub, 'kandang', null],
    ['a department for a whole region', parties.office, '35.05', null],
    ['a buyer that runs the place', parties.food, 'gudang', null],
    ['another farm', parties.otherFarm, 'kandang', 'NOT_YOURS /data/location'],
    ['a farm for its whole region', parties.farm, '35.05', 'NOT_YOURS /data/location'],
    ['a department of elsewhere', parties.depokOffice, 'kandang', 'NOT_YOURS /data/location'],
    ['a carrier', parties.carrier, '35.72', 'NOT_YOURS /data/location'],
    ['a buyer for the region', parties.food, 'kandang', 'NOT_YOURS /data/location'],
    ['nowhere', parties.farm, 'nowhere', 'LOCATION_UNKNOWN /data/location'],
    ['a trap', parties.farm, '__proto__', 'LOCATION_UNKNOWN /data/location'],
    ['a region where nothing is produced', parties.office, '31', 'LOCATION_UNKNOWN /data/location'],
    ['a region of two hubs', parties.office, '35.99', 'HUB_UNKNOWN /data/location'],
  ])('hears %s', (_who, who, location, refusal) => {
    const heard = outcome(who, 'lumbung.stock.counted.v1', { ...count, location });
    if (refusal) expect(heard).toBe(refusal);
    else expect(heard).toMatchObject({ location, hub: 'btc', quantity: 22_500 });
  });

  it.each([
    [{ commodity: '__proto__' }, 'COMMODITY_UNKNOWN /data/commodity'],
    [{ commodity: 'Egg.chicken' }, 'COMMODITY_UNKNOWN /data/commodity'],
    [{ unit: '__proto__' }, 'UNIT_UNKNOWN /data/unit'],
    [{ unit: 'GRM' }, 'UNIT_NOT_EXACT /data/unit'],
    [{ quantity: -1 }, 'QUANTITY_NEGATIVE /data/quantity'],
    [{ quantity: '1,5' }, 'QUANTITY_INVALID /data/quantity'],
    [{ quantity: 1e18 }, 'QUANTITY_ABSURD /data/quantity'],
    [{ producedOn: '2026-11-31' }, 'DATE_INVALID /data/producedOn'],
    [{ bestBefore: '2026-00-10' }, 'DATE_INVALID /data/bestBefore'],
    [{ bestBefore: '2026-13-01' }, 'DATE_INVALID /data/bestBefore'],
    [{ bestBefore: '1969-12-31' }, 'DATE_INVALID /data/bestBefore'],
    [{ bestBefore: '2200-01-01' }, 'DATE_INVALID /data/bestBefore'],
    [{ bestBefore: '24-11-2026' }, 'DATE_INVALID /data/bestBefore'],
    [{ ...dates, bestBefore: '2026-11-22' }, 'BEST_BEFORE_INVALID /data/bestBefore'],
  ])('refuses a count with %p', (change, refusal) => {
    expect(outcome(parties.farm, 'lumbung.stock.counted.v1', { ...count, ...change })).toBe(refusal);
  });

  it.each([
    ['produced', '2', 30_000],
    ['received', 0, 0],
    ['withdrawn', 2, -30_000],
    ['wasted', '-2', -30_000],
    ['wasted', -0, 0],
    ['produced', -2, 'QUANTITY_NEGATIVE /data/delta'],
    ['received', '-2', 'QUANTITY_NEGATIVE /data/delta'],
    ['withdrawn', '2.00001', 'UNIT_NOT_EXACT /data/unit'],
  ])('reads %s %p peti', (reason, delta, expected) => {
    const { quantity: _, ...where } = count;
    const moved = outcome(parties.farm, 'lumbung.stock.moved.v1', { ...where, reason, delta, ...dates });
    if (typeof expected === 'string') expect(moved).toBe(expected);
    else
      expect(moved).toEqual({
        ...base('ponggok'),
        type: 'stock.moved',
        location: 'kandang',
        lot: 'default',
        reason,
        delta: expected,
        grade: null,
        ...dates,
      });
  });

  it('refuses a movement with a wrong date, and keeps its lot', () => {
    const move = {
      location: 'kandang',
      commodity: 'egg.chicken',
      reason: 'produced',
      delta: 1,
      unit: 'kg',
      lot: 'A',
      grade: 'I',
    };
    expect(outcome(parties.farm, 'lumbung.stock.moved.v1', { ...move, producedOn: 'x' })).toBe(
      'DATE_INVALID /data/producedOn',
    );
    expect(outcome(parties.farm, 'lumbung.stock.moved.v1', move)).toMatchObject({
      lot: 'A',
      grade: 'I',
      producedOn: null,
      bestBefore: null,
    });
  });

  it('reads forecasts; without an id the day is the id', () => {
    const forecast = { ...count, availableFrom: '2026-12-01' };
    expect(outcome(parties.farm, 'lumbung.harvest.forecast.v1', forecast)).toEqual({
      ...base('ponggok'),
      type: 'harvest.forecast',
      forecastId: '2026-12-01',
      location: 'kandang',
      quantity: 22_500,
      grade: null,
      availableFrom: '2026-12-01',
      bestBefore: null,
    });
    const full = { ...forecast, forecastId: 'f', grade: 'I', bestBefore: '2026-12-01' };
    expect(outcome(parties.farm, 'lumbung.harvest.forecast.v1', full)).toMatchObject({
      forecastId: 'f',
      bestBefore: '2026-12-01',
    });
    expect(outcome(parties.farm, 'lumbung.harvest.forecast.v1', { ...full, bestBefore: '2026-11-30' })).toBe(
      'BEST_BEFORE_INVALID /data/bestBefore',
    );
    expect(outcome(parties.otherFarm, 'lumbung.harvest.forecast.v1', full)).toBe('NOT_YOURS /data/location');
  });
});

describe('demand', () => {
  const demand = {
    demandId: 'd1',
    destination: '31',
    commodity: 'egg.chicken',
    quantity: 2,
    unit: 'TNE',
    window: { from: '2026-11-24', to: '2026-11-30' },
    basis: 'order',
  };
  const declared = (change: object, who = parties.food) =>
    outcome(who, 'lumbung.demand.declared.v1', { ...demand, ...change });

  it('is declared with every default filled in', () => {
    expect(declared({})).toEqual({
      ...base('food-station'),
      type: 'demand.declared',
      demandId: 'd1',
      destination: '31',
      quantity: 2_000_000,
      windowFrom: '2026-11-24',
      windowTo: '2026-11-30',
      priority: 5,
      minShelfLifeDays: 0,
      grade: null,
      basis: 'order',
    });
    expect(declared({ priority: 1, minShelfLifeDays: 7, grade: 'I', hub: 'kdr' })).toMatchObject({
      priority: 1,
      minShelfLifeDays: 7,
      grade: 'I',
      hub: 'kdr',
    });
  });

  it.each([
    [{ destination: '32.76' }, parties.food, 'NOT_YOURS /data/destination'],
    [{}, parties.farm, 'NOT_YOURS /data/destination'],
    [{}, parties.carrier, 'NOT_YOURS /data/destination'],
    [{ destination: '35.05' }, parties.hub, 'NOT_YOURS /data/destination'],
    [{ destination: 'gudang' }, parties.food, 'DESTINATION_UNKNOWN /data/destination'],
    [{ destination: '99' }, parties.wanderer, 'DESTINATION_UNKNOWN /data/destination'],
    [{ commodity: 'constructor' }, parties.food, 'COMMODITY_UNKNOWN /data/commodity'],
    [{ hub: 'nobody' }, parties.food, 'HUB_UNKNOWN /data/hub'],
    [{ destination: '33.01' }, party('x', 'buyer', ['33.01']), 'HUB_UNKNOWN /data/destination'],
    [{ destination: '33.02' }, party('x', 'buyer', ['33.02']), 'HUB_UNKNOWN /data/destination'],
    [{ quantity: -1 }, parties.food, 'QUANTITY_NEGATIVE /data/quantity'],
    [{ unit: 'LTR' }, parties.food, 'UNIT_UNKNOWN /data/unit'],
  ])('refuses %p', (change, who, refusal) => expect(declared(change, who)).toBe(refusal));

  it('takes the hub that the event names where two could serve', () => {
    expect(declared({ destination: '33.02', hub: 'kdr' }, party('x', 'department', ['33.02']))).toMatchObject(
      { hub: 'kdr' },
    );
  });

  it.each([
    ['2026-11-24', '2026-11-24', '2026-11-24', '2026-11-24'],
    ['2026-11-24T15:59:59Z', '2026-11-30T16:00:00Z', '2026-11-24', '2026-12-01'],
    ['2026-11-24T00:00:00+08:00', '2026-11-24T23:59:59+08:00', '2026-11-24', '2026-11-24'],
    ['2026-10-01', '2026-10-24', '2026-10-01', '2026-10-24'],
    ['2026-11-24', '2027-11-25', '2026-11-24', '2027-11-25'],
  ])('turns the window %s … %s into local dates of Samarinda', (from, to, windowFrom, windowTo) => {
    expect(declared({ destination: '64.72', window: { from, to } }, parties.samarinda)).toMatchObject({
      windowFrom,
      windowTo,
    });
  });

  it.each([
    ['2026-11-25', '2026-11-24', 'WINDOW_INVALID /data/window'],
    ['2026-11-24', '2027-11-26', 'WINDOW_INVALID /data/window'],
    ['2026-10-01', '2026-10-23', 'WINDOW_INVALID /data/window'],
    ['2031-11-29', '2031-11-30', 'WINDOW_INVALID /data/window'],
    ['2026-02-29', '2026-11-24', 'DATE_INVALID /data/window/from'],
    ['2026-11-24', '2026-11-24T24:00:00Z', 'DATE_INVALID /data/window/to'],
  ])('refuses the window %s … %s', (from, to, refusal) =>
    expect(declared({ window: { from, to } })).toBe(refusal),
  );

  describe('withdrawn', () => {
    const known = {
      demand: (id: string) =>
        id === 'd1' ? { hub: 'btc', commodity: 'egg.chicken', source: 'food-station' } : null,
    };
    const withdrawn = (data: object, who: Party = parties.food, changes: Changes = known) =>
      outcome(who, 'lumbung.demand.withdrawn.v1', { demandId: 'd1', ...data }, changes);

    it('takes hub and commodity from the demand, or from the event when it comes first', () => {
      const fact = { ...base('food-station'), type: 'demand.withdrawn', demandId: 'd1' };
      expect(withdrawn({})).toEqual(fact);
      expect(withdrawn({ commodity: 'egg.chicken' })).toEqual(fact);
      expect(withdrawn({ commodity: 'egg.chicken' }, parties.food, {})).toEqual(fact);
    });

    it.each([
      [{}, parties.samarinda, known, 'NOT_YOURS /data/demandId'],
      [{}, parties.farm, {}, 'NOT_YOURS /data/demandId'],
      [{}, parties.food, {}, 'DEMAND_UNKNOWN /data/demandId'],
      [{ commodity: 'nothing' }, parties.food, known, 'COMMODITY_UNKNOWN /data/commodity'],
      [{ commodity: 'egg.chicken' }, party('x', 'buyer', ['33.02']), {}, 'HUB_UNKNOWN /data/demandId'],
      [
        { commodity: 'egg.chicken' },
        parties.food,
        { demand: () => ({ hub: 'btc', commodity: 'milk', source: 'food-station' }) },
        'DEMAND_UNKNOWN /data/demandId',
      ],
    ])('refuses %p', (data, who, changes, refusal) => expect(withdrawn(data, who, changes)).toBe(refusal));
  });
});

describe('prices', () => {
  const price = { market: '31', commodity: 'egg.chicken', price: 30_500, currency: 'IDR', unit: 'KGM' };
  const observed = (change: object, who: Party = parties.food) =>
    outcome(who, 'lumbung.price.observed.v1', { ...price, ...change });

  it('are rupiah per million base units, at a region, a place or the party itself', () => {
    expect(observed({})).toEqual({
      ...base('food-station'),
      type: 'price.observed',
      market: '31',
      price: 30_500_000,
    });
    expect(observed({ market: 'gudang' })).toMatchObject({ hub: 'btc' });
    expect(observed({ market: 'food-station' })).toMatchObject({ hub: 'btc' });
    expect(observed({ market: '35.05' }, parties.office)).toMatchObject({ hub: 'btc' });
    expect(observed({ market: 'kandang' }, parties.farm)).toMatchObject({ hub: 'btc' });
  });

  it.each([
    [{ market: 'elsewhere' }, parties.food, 'LOCATION_UNKNOWN /data/market'],
    [{ market: '32.76' }, parties.food, 'NOT_YOURS /data/market'],
    [{ market: 'kandang' }, parties.food, 'NOT_YOURS /data/market'],
    [{ market: '31' }, parties.carrier, 'NOT_YOURS /data/market'],
    [{ market: '33.02' }, party('x', 'buyer', ['33.02']), 'HUB_UNKNOWN /data/market'],
    [{ market: '33.01' }, party('x', 'buyer', ['33.01']), 'HUB_UNKNOWN /data/market'],
    [{ commodity: 'gold' }, parties.food, 'COMMODITY_UNKNOWN /data/commodity'],
    [{ price: 0 }, parties.food, 'QUANTITY_ZERO /data/price'],
    [{ price: '1.500,00' }, parties.food, 'QUANTITY_INVALID /data/price'],
    [{ unit: 'LTR' }, parties.food, 'UNIT_UNKNOWN /data/unit'],
  ])('refuse %p', (change, who, refusal) => expect(observed(change, who)).toBe(refusal));
});

describe('corrections and confirmations', () => {
  const target = (code: string, id: string): TargetView | null =>
    id === 't1' && code !== 'nobody'
      ? { factId: `${code}#t1`, hub: 'btc', commodity: 'egg.chicken', source: code }
      : null;
  const corrected = (corrects: object, who: Party, changes: Changes = { target }) =>
    outcome(who, 'lumbung.fact.corrected.v1', { corrects, reason: 'salah satuan' }, changes);
  const confirmed = (confirms: object, who: Party) =>
    outcome(
      who,
      'lumbung.fact.confirmed.v1',
      { confirms, decision: 'refused', reason: 'mustahil' },
      { target },
    );

  it('one corrects oneself', () => {
    const fact = {
      ...base('ponggok'),
      type: 'fact.corrected',
      corrects: 'ponggok#t1',
      reason: 'salah satuan',
    };
    expect(corrected({ id: 't1' }, parties.farm)).toEqual(fact);
    expect(corrected({ id: 't1', source: 'ponggok' }, parties.farm)).toEqual(fact);
    expect(corrected({ id: 't1', source: 'urn:lumbung:party:ponggok' }, parties.farm)).toEqual(fact);
  });

  it('departments and the hub correct and confirm for their regions', () => {
    expect(corrected({ id: 't1', source: 'ponggok' }, parties.office)).toMatchObject({
      corrects: 'ponggok#t1',
    });
    expect(corrected({ id: 't1', source: 'ponggok' }, parties.hub)).toMatchObject({ corrects: 'ponggok#t1' });
    expect(confirmed({ id: 't1', source: 'ponggok' }, parties.hub)).toEqual({
      ...base('btc'),
      type: 'fact.confirmed',
      confirms: 'ponggok#t1',
      decision: 'refused',
      reason: 'mustahil',
    });
  });

  it.each([
    [{ id: 't1', source: 'ponggok' }, parties.otherFarm, 'NOT_YOURS /data/corrects'],
    [{ id: 't1', source: 'ponggok' }, parties.depokOffice, 'NOT_YOURS /data/corrects'],
    [{ id: 't1', source: 'stranger' }, parties.office, 'NOT_YOURS /data/corrects'],
    [{ id: 't2' }, parties.farm, 'TARGET_UNKNOWN /data/corrects'],
    [{ id: 't1', source: 'nobody' }, parties.office, 'TARGET_UNKNOWN /data/corrects'],
  ])('refuses to correct %p', (corrects, who, refusal) => expect(corrected(corrects, who)).toBe(refusal));

  it('knows no target without a lookup', () => {
    expect(corrected({ id: 't1' }, parties.farm, {})).toBe('TARGET_UNKNOWN /data/corrects');
  });

  it.each([
    [{ id: 't1', source: 'disperindag' }, parties.office, 'NOT_YOURS /data/confirms'],
    [{ id: 't1', source: 'ponggok' }, parties.farm, 'NOT_YOURS /data/confirms'],
    [{ id: 't1', source: 'garum' }, parties.farm, 'NOT_YOURS /data/confirms'],
    [{ id: 't1', source: 'ponggok' }, parties.depokOffice, 'NOT_YOURS /data/confirms'],
    [{ id: 't2', source: 'ponggok' }, parties.office, 'TARGET_UNKNOWN /data/confirms'],
  ])('refuses to confirm %p', (confirms, who, refusal) => expect(confirmed(confirms, who)).toBe(refusal));
});

describe('shipments', () => {
  const view: ShipmentView = {
    status: 'recommended',
    hub: 'btc',
    lane: 'btc-31-road',
    destination: '31',
    carrier: null,
    demandParties: ['samarinda'],
  };
  const carried: ShipmentView = { ...view, status: 'accepted', carrier: 'brantas' };
  const see = (shown: ShipmentView): Changes => ({ shipment: (id) => (id === 's1' ? shown : null) });
  const common = {
    id: 'brantas#e1',
    eventId: 'e1',
    source: 'brantas',
    time: now - 300_000,
    acceptedAt: now + 7,
    shipmentId: 's1',
    hub: 'btc',
    lane: 'btc-31-road',
  };
  const line = { commodity: 'egg.chicken', demandId: 'd1', quantity: 1, unit: 'peti' };

  it('hears answers of any carrier while nobody has it', () => {
    const yes = { shipmentId: 's1', response: 'accepted' };
    expect(outcome(parties.carrier, 'lumbung.shipment.responded.v1', yes, see(view))).toEqual({
      ...common,
      type: 'shipment.responded',
      response: 'accepted',
    });
    const full = { ...yes, reason: 'ada truk', vehicle: 'AG-1' };
    expect(outcome(parties.carrier, 'lumbung.shipment.responded.v1', full, see(carried))).toMatchObject({
      reason: 'ada truk',
      vehicle: 'AG-1',
    });
    expect(outcome(parties.otherCarrier, 'lumbung.shipment.responded.v1', yes, see(carried))).toBe(
      'SHIPMENT_NOT_YOURS /data/shipmentId',
    );
    expect(outcome(parties.food, 'lumbung.shipment.responded.v1', yes, see(view))).toBe(
      'SHIPMENT_NOT_YOURS /data/shipmentId',
    );
    expect(
      outcome(parties.carrier, 'lumbung.shipment.responded.v1', { ...yes, shipmentId: 's2' }, see(view)),
    ).toBe('SHIPMENT_UNKNOWN /data/shipmentId');
    expect(outcome(parties.carrier, 'lumbung.shipment.responded.v1', yes)).toBe(
      'SHIPMENT_UNKNOWN /data/shipmentId',
    );
  });

  it('hears the journey from its carrier alone', () => {
    const where = { shipmentId: 's1', latitude: -7.25, longitude: -0 };
    expect(outcome(parties.carrier, 'lumbung.shipment.located.v1', where, see(carried))).toEqual({
      ...common,
      type: 'shipment.located',
      latitude: -7.25,
      longitude: 0,
    });
    expect(
      outcome(
        parties.carrier,
        'lumbung.shipment.located.v1',
        { ...where, temperatureCelsius: 4 },
        see(carried),
      ),
    ).toMatchObject({ temperatureCelsius: 4 });
    expect(
      outcome(
        parties.carrier,
        'lumbung.shipment.cancelled.v1',
        { shipmentId: 's1', reason: 'rusak' },
        see(carried),
      ),
    ).toEqual({ ...common, type: 'shipment.cancelled', reason: 'rusak' });
    expect(
      outcome(parties.carrier, 'lumbung.shipment.dispatched.v1', { shipmentId: 's1' }, see(carried)),
    ).toEqual({ ...common, type: 'shipment.dispatched' });
    expect(outcome(parties.otherCarrier, 'lumbung.shipment.located.v1', where, see(carried))).toBe(
      'SHIPMENT_NOT_YOURS /data/shipmentId',
    );
    expect(
      outcome(parties.hub, 'lumbung.shipment.cancelled.v1', { shipmentId: 's1', reason: 'x' }, see(carried)),
    ).toBe('SHIPMENT_NOT_YOURS /data/shipmentId');
    expect(
      outcome(parties.carrier, 'lumbung.shipment.located.v1', { ...where, shipmentId: 's2' }, see(carried)),
    ).toBe('SHIPMENT_UNKNOWN /data/shipmentId');
  });

  it('leaves it to the state machine while its carrier may not be known yet', () => {
    expect(
      outcome(parties.carrier, 'lumbung.shipment.dispatched.v1', { shipmentId: 's1' }, see(view)),
    ).toMatchObject({ type: 'shipment.dispatched' });
  });

  it('converts what was loaded', () => {
    const lines = [
      { ...line, lotId: 'kandang/A/1' },
      { ...line, location: 'kandang' },
      { ...line, location: 'kandang', lot: 'B' },
      { ...line, lot: 'B' },
    ];
    const loaded = { commodity: 'egg.chicken', demandId: 'd1', quantity: 15_000 };
    expect(
      outcome(
        parties.carrier,
        'lumbung.shipment.dispatched.v1',
        { shipmentId: 's1', vehicle: 'AG-1', lines },
        see(carried),
      ),
    ).toEqual({
      ...common,
      type: 'shipment.dispatched',
      vehicle: 'AG-1',
      lines: [
        { ...loaded, lotId: 'kandang/A/1' },
        { ...loaded, lotId: 'kandang/default' },
        { ...loaded, lotId: 'kandang/B' },
        loaded,
      ],
    });
  });

  it.each([
    [[line, { ...line, commodity: 'gold' }], 'COMMODITY_UNKNOWN /data/lines/1/commodity'],
    [[{ ...line, quantity: -1 }], 'QUANTITY_NEGATIVE /data/lines/0/quantity'],
    [[{ ...line, unit: 'LTR' }], 'UNIT_UNKNOWN /data/lines/0/unit'],
    [new Array(501).fill(line), 'LINES_TOO_MANY /data/lines'],
  ])('refuses lines such as %p', (lines, refusal) => {
    expect(
      outcome(parties.carrier, 'lumbung.shipment.dispatched.v1', { shipmentId: 's1', lines }, see(carried)),
    ).toBe(refusal);
    expect(
      outcome(parties.food, 'lumbung.shipment.received.v1', { shipmentId: 's1', lines }, see(carried)),
    ).toBe(refusal);
  });

  it('hears receipts from the destination and from who owns a demand on board', () => {
    const receipt = { shipmentId: 's1', lines: [{ ...line, quantity: 0, varianceReason: 'hilang' }] };
    const received = {
      type: 'shipment.received',
      lines: [{ commodity: 'egg.chicken', demandId: 'd1', quantity: 0, varianceReason: 'hilang' }],
    };
    expect(outcome(parties.food, 'lumbung.shipment.received.v1', receipt, see(carried))).toMatchObject(
      received,
    );
    expect(
      outcome(parties.samarinda, 'lumbung.shipment.received.v1', { shipmentId: 's1' }, see(carried)),
    ).toEqual({ ...common, id: 'samarinda#e1', source: 'samarinda', type: 'shipment.received' });
    expect(outcome(parties.depokOffice, 'lumbung.shipment.received.v1', receipt, see(carried))).toBe(
      'SHIPMENT_NOT_YOURS /data/shipmentId',
    );
    expect(outcome(parties.carrier, 'lumbung.shipment.received.v1', receipt, see(carried))).toBe(
      'SHIPMENT_NOT_YOURS /data/shipmentId',
    );
    expect(outcome(parties.food, 'lumbung.shipment.received.v1', { shipmentId: 's2' }, see(carried))).toBe(
      'SHIPMENT_UNKNOWN /data/shipmentId',
    );
  });
});
