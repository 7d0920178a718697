import type { Party } from '../registry/registry.js';
import { base, outcome, parties, party, type Changes } from './canonical.arbitrary.js';

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
