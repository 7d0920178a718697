import { seedRegistry } from './index.js';

const registry = seedRegistry();
const codes = (rows: { code: string }[]) => rows.map(({ code }) => code);
const { hubs, regions, parties, places, commodities, lanes, vehicles, agreements, reserves } = registry;

function basesOf(code: string): Record<string, number> {
  const commodity = commodities.find((each) => each.code === code)!;
  return Object.fromEntries(
    Object.entries(commodity.units).map(([unit, { numerator, denominator }]) => [
      unit,
      numerator / denominator,
    ]),
  );
}

describe('the seeded registry', () => {
  it.each([
    ['regions', codes(regions)],
    ['parties', codes(parties)],
    ['places', codes(places)],
    ['commodities', codes(commodities)],
    ['vehicles', codes(vehicles)],
    ['lanes', lanes.map(({ id }) => id)],
    ['agreements', agreements.map(({ id }) => id)],
    ['places and regions, which share a name space', [...codes(places), ...codes(regions)]],
  ])('%s have unique codes', (_, all) => {
    expect(new Set(all).size).toBe(all.length);
  });

  it('resolves every reference', () => {
    const known = {
      hub: new Set(codes(hubs)),
      region: new Set(codes(regions)),
      party: new Set(codes(parties)),
      commodity: new Set(codes(commodities)),
    };
    for (const hub of hubs) {
      expect(hub.producingRegions[0]).toBe(hub.region);
      for (const region of hub.producingRegions) expect(known.region).toContain(region);
      expect(known.party).toContain(hub.code);
    }
    for (const party of parties) for (const region of party.regions) expect(known.region).toContain(region);
    for (const place of places) {
      expect(known.region).toContain(place.region);
      expect(known.hub).toContain(place.hub);
      expect(known.party).toContain(place.party);
      for (const commodity of Object.keys(place.capacity)) expect(known.commodity).toContain(commodity);
      expect(hubs[0]!.producingRegions).toContain(place.region);
    }
    for (const lane of lanes) {
      expect(lane.origin).toBe(hubs[0]!.region);
      expect(known.region).toContain(lane.destination);
    }
    for (const agreement of agreements) {
      expect(known.region).toContain(agreement.region);
      for (const { commodity } of agreement.terms) expect(known.commodity).toContain(commodity);
    }
    for (const reserve of reserves) expect(known.commodity).toContain(reserve.commodity);
  });

  it.each([
    ['35.72', 'active', ['btc', 'disperindag-blitar', 'dkpp-blitar', 'bappeda-blitar', 'tapem-blitar']],
    ['35.05', 'active', ['disperindag', 'dkpp', 'bappeda', 'tapem', 'disnak'].map((n) => `${n}-kab-blitar`)],
    ['35.78', 'active', ['e-peken', 'dkpp-surabaya', 'dinkopdag-surabaya', 'bappedalitbang-surabaya']],
    ['31', 'active', ['food-station', 'dharma-jaya', 'pasar-jaya']],
    ['32.76', 'active', ['depok-pangan']],
    ['32.75', 'agreed', ['bekasi-pangan']],
    ['64.72', 'agreed', ['samarinda-pangan']],
    ['62.71', 'agreed', ['palangka-raya-pangan']],
    ['33.72', 'agreed', ['surakarta-pangan']],
    ['32.74', 'planned', ['cirebon-pangan']],
    ['74.71', 'planned', ['kendari-pangan']],
    ['32.73', 'planned', ['bandung-smart-city']],
  ])('region %s has its %s parties', (region, status, expected) => {
    const there = parties.filter((party) => party.status === status && party.regions.includes(region));
    expect(codes(there)).toEqual(expect.arrayContaining(expected));
    const isSigned = agreements.some((agreement) => agreement.region === region);
    if (status === 'agreed') expect(isSigned).toBe(true);
    if (status === 'planned') expect(isSigned).toBe(false);
  });

  it('counts in integers only', () => {
    for (const commodity of commodities) {
      for (const [unit, { numerator, denominator }] of Object.entries(commodity.units)) {
        expect(unit).toBe(unit.toLowerCase());
        expect(Number.isSafeInteger(numerator) && numerator > 0).toBe(true);
        expect(Number.isSafeInteger(denominator) && denominator > 0).toBe(true);
      }
    }
    for (const place of places)
      for (const most of Object.values(place.capacity)) expect(Number.isSafeInteger(most)).toBe(true);
    for (const lane of lanes) expect(Number.isSafeInteger(lane.rupiahPerTonne)).toBe(true);
  });

  it('knows the units that people use', () => {
    const mass = { g: 1, grm: 1, kg: 1e3, kgm: 1e3, ton: 1e6, tne: 1e6 };
    expect(basesOf('egg.chicken')).toEqual({
      ...mass,
      butir: 60,
      piece: 60,
      h87: 60,
      peti: 15e3,
      kuintal: 1e5,
    });
    expect(basesOf('meat.goat')).toEqual(mass);
    expect(basesOf('meat.processed')).toEqual({ ...mass, dus: 1e4 });
    expect(basesOf('fish.koi')).toEqual({ piece: 1, h87: 1, ekor: 1, kantong: 20 });
    expect(basesOf('fruit.starfruit')).toEqual({ ...mass, keranjang: 2e4 });
    expect(basesOf('fruit.avocado')).toEqual({ ...mass, keranjang: 2e4 });
    expect(basesOf('milk.cow')).toEqual({ ml: 1, mlt: 1, l: 1e3, liter: 1e3, ltr: 1e3, can: 4e4 });
    expect(basesOf('rice.milled')).toEqual({ ...mass, karung: 5e4 });
    expect(basesOf('vegetable.mixed')).toEqual({ ...mass, ikat: 250 });
  });

  it('has a truck for every temperature that its commodities need', () => {
    const carried = new Set(vehicles.flatMap((vehicle) => vehicle.temperatureClasses));
    for (const commodity of commodities) expect(carried).toContain(commodity.temperatureClass);
  });

  it('lets active buyers be reached by a lane under a valid agreement', () => {
    for (const buyer of parties.filter(({ kind, status }) => kind === 'buyer' && status === 'active')) {
      for (const region of buyer.regions) {
        expect(lanes.map(({ destination }) => destination)).toContain(region);
        expect(agreements.map((agreement) => agreement.region)).toContain(region);
      }
    }
  });

  it('puts every producer in the region of its places, so that an office may decide on its facts', () => {
    for (const producer of parties.filter(({ kind }) => kind === 'producer')) {
      const own = places.filter(({ party }) => party === producer.code).map(({ region }) => region);
      expect(own).toEqual(producer.regions);
    }
  });

  it('agreements run five years', () => {
    for (const { validFrom, validTo } of agreements) {
      const days = (Date.parse(validTo) - Date.parse(validFrom)) / 86_400_000;
      expect(days).toBeGreaterThanOrEqual(5 * 365 - 1);
      expect(days).toBeLessThanOrEqual(5 * 366);
    }
  });

  it('ranks the producer before the departments', () => {
    const rank = Object.fromEntries(parties.map((party) => [party.code, party.rank]));
    const order = ['peternakan-ponggok', 'disnak-kab-blitar', 'disperindag-blitar', 'dkpp-blitar'];
    expect(order.map((code) => rank[code])).toEqual([10, 20, 30, 40]);
  });

  it('gives every caller a copy', () => {
    registry.hubs[0]!.pickupHour = 3;
    expect(seedRegistry().hubs[0]!.pickupHour).toBe(20);
  });
});
