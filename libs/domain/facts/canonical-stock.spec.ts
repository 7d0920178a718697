import { base, outcome, parties } from './canonical.arbitrary.js';

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
