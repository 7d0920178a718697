import * as fc from 'fast-check';
import type { TemperatureClass, Vehicle } from '../registry/registry.js';
import { together, type Burden } from './burden.js';
import { cheapestVehicles, exactEntriesMax } from './vehicle-set.js';

const vehicle = (
  code: string,
  kilograms: number,
  rupiahPerKm: number,
  temperatureClasses: TemperatureClass[] = ['ambient'],
  volumeMillilitres: number | null = null,
): Vehicle => ({
  code,
  name: code,
  payloadGrams: kilograms * 1_000,
  volumeMillilitres,
  temperatureClasses,
  rupiahPerKm,
});

/** Goods in units of so many kilograms; 0: of a milligram. */
const burden = (kilograms: number, millilitresPerKilogram = 0, unitKilograms = 0): Burden => {
  const milligrams = BigInt(Math.round(kilograms * 1e6));
  const unit = unitKilograms === 0 ? 1n : BigInt(unitKilograms) * 1_000_000n;
  const density = BigInt(millilitresPerKilogram);
  return {
    temperatureClass: 'ambient',
    milligrams,
    microVolume: milligrams * density,
    units: [{ milligrams: unit, microVolume: unit * density, count: (milligrams + unit - 1n) / unit }],
  };
};

const cde = vehicle('CDE', 2_000, 4_000, ['ambient', 'live'], 7_000_000);
const cdd = vehicle('CDD', 4_000, 5_000, ['ambient', 'live'], 15_000_000);
const reefer = vehicle('CDD-R', 4_000, 7_000, ['ambient', 'chilled', 'frozen'], 14_000_000);
const fuso = vehicle('FUSO', 8_000, 8_000, ['ambient', 'live']);
const trucks = [fuso, reefer, cdd, cde];

const shown = (load: Burden, vehicles: readonly Vehicle[]): string | null =>
  cheapestVehicles(load, vehicles)
    ?.vehicles.map(({ code, count }) => `${count}×${code}`)
    .join(' ') ?? null;

/** Whether some way to lay every unit into the trucks exists, tried out. */
function fitsWhole(
  load: Burden,
  chosen: { code: string; count: number }[],
  fleet: readonly Vehicle[],
): boolean {
  const rooms = chosen.flatMap(({ code, count }) => {
    const { payloadGrams, volumeMillilitres } = fleet.find((of) => of.code === code)!;
    return Array.from({ length: count }, () => ({
      weight: BigInt(payloadGrams) * 1_000n,
      volume: BigInt(volumeMillilitres ?? 1e12) * 1_000_000n,
    }));
  });
  const units = load.units
    .flatMap((unit) => Array.from({ length: Number(unit.count) }, () => unit))
    .sort((a, b) => Number(b.milligrams - a.milligrams));
  const lay = (k: number): boolean => {
    if (k === units.length) return true;
    const { milligrams, microVolume } = units[k]!;
    const tried = new Set<string>();
    return rooms.some((room) => {
      const key = `${room.weight} ${room.volume}`;
      if (room.weight < milligrams || room.volume < microVolume || tried.has(key)) return false;
      tried.add(key);
      room.weight -= milligrams;
      room.volume -= microVolume;
      const fits = lay(k + 1);
      room.weight += milligrams;
      room.volume += microVolume;
      return fits;
    });
  };
  return lay(0);
}

describe('cheapestVehicles', () => {
  it.each([
    [0.001, '1×CDE'],
    [0, '1×CDE'],
    [2_000, '1×CDE'],
    [2_000.001, '1×CDD'],
    [4_001, '1×FUSO'],
    [8_001, '1×CDE 1×FUSO'],
    [10_001, '1×CDD 1×FUSO'],
    [12_001, '2×FUSO'],
    [60_000, '1×CDD 7×FUSO'],
  ])('carries %p kg in %s', (kilograms, expected) => expect(shown(burden(kilograms), trucks)).toBe(expected));

  it('counts volume, where a vehicle has one', () => {
    expect(shown(burden(2_000, 4_000), [cde])).toBe('2×CDE');
    expect(shown(burden(2_000, 3_500), [cde])).toBe('1×CDE');
    expect(shown(burden(8_000, 4_000), [fuso])).toBe('1×FUSO');
  });

  it('loads whole handling units when all of the load has the same', () => {
    expect(shown(burden(4_000, 0, 15), [vehicle('A', 2_000, 1)])).toBe('3×A');
    expect(shown(burden(3_990, 0, 15), [vehicle('A', 2_000, 1)])).toBe('2×A');
    expect(shown(burden(4_000, 0, 3_000), [vehicle('A', 2_000, 1)])).toBe('2×A');
  });

  it('uses only what carries the class, and says when nothing does', () => {
    expect(shown({ ...burden(100), temperatureClass: 'frozen' }, trucks)).toBe('1×CDD-R');
    expect(shown({ ...burden(100), temperatureClass: 'frozen' }, [cde, cdd])).toBeNull();
    expect(shown(burden(100, 2_000_000_000), [cde])).toBeNull();
  });

  it('takes a reefer for ambient goods only when it is cheaper', () => {
    expect(shown(burden(3_000), [reefer, cdd])).toBe('1×CDD');
    expect(shown(burden(3_000), [{ ...reefer, rupiahPerKm: 5_000 }, cdd])).toBe('1×CDD');
    expect(shown(burden(3_000), [{ ...reefer, rupiahPerKm: 4_999 }, cdd])).toBe('1×CDD-R');
  });

  it('takes fewer vehicles at the same cost, and always the same of equal ones', () => {
    const [small, large] = [vehicle('small', 1_000, 10), vehicle('large', 2_000, 20)];
    expect(shown(burden(2_000), [small, large])).toBe('1×large');
    const able = vehicle('able', 2_000, 20, ['ambient', 'chilled', 'frozen']);
    expect(shown(burden(2_000), [small, able])).toBe('1×able');
    const [a, b] = [vehicle('a', 1_000, 10), vehicle('b', 1_000, 10)];
    expect(shown(burden(1_500), [b, a])).toBe(shown(burden(1_500), [a, b]));
  });

  it('costs what a search through all sets costs, and fits', () => {
    const fleet = fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 20 })), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(fleet, fc.integer({ min: 1, max: 40 }), (kinds, needed) => {
        const vehicles = kinds.map(([kilograms, cost], k) => vehicle(`v${k}`, kilograms, cost));
        const set = cheapestVehicles(burden(needed), vehicles)!;
        const search = (k: number, left: number): [number, number] => {
          if (left <= 0) return [0, 0];
          if (k === kinds.length) return [Infinity, Infinity];
          let best: [number, number] = [Infinity, Infinity];
          for (let count = 0; count <= Math.ceil(left / kinds[k]![0]); count++) {
            const [cost, vehiclesUsed] = search(k + 1, left - count * kinds[k]![0]);
            const found: [number, number] = [cost + count * kinds[k]![1], vehiclesUsed + count];
            if (found[0] < best[0] || (found[0] === best[0] && found[1] < best[1])) best = found;
          }
          return best;
        };
        const [cost, count] = search(0, needed);
        expect(set.rupiahPerKm).toBe(cost);
        expect(set.vehicles.reduce((sum, v) => sum + v.count, 0)).toBe(count);
        expect(set.capacities.reduce((sum, c) => sum + c, 0n)).toBeGreaterThanOrEqual(
          BigInt(needed) * 1_000_000n,
        );
        expect(set.capacities).toHaveLength(count);
      }),
    );
  });

  it('holds units of several kinds whole, at no less than goods that could be divided anywhere', () => {
    const kind = fc.tuple(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 8 }),
    );
    const truck = fc.tuple(
      fc.integer({ min: 26, max: 50 }),
      fc.integer({ min: 1, max: 9 }),
      fc.option(fc.integer({ min: 100, max: 180 })),
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(kind, { selector: ([kilograms]) => kilograms, minLength: 2, maxLength: 3 }),
        fc.array(truck, { minLength: 1, maxLength: 3 }),
        (kinds, trucksOf) => {
          const load = kinds
            .map(([kilograms, litres, count]) => burden(kilograms * count, litres * 1_000, kilograms))
            .reduce(together);
          const fleet = trucksOf.map(([kilograms, cost, litres], k) =>
            vehicle(`v${k}`, kilograms, cost, ['ambient'], litres && litres * 1_000),
          );
          const set = cheapestVehicles(load, fleet)!;
          expect(fitsWhole(load, set.vehicles, fleet)).toBe(true);
          const units = [{ milligrams: 1n, microVolume: 0n, count: load.milligrams }];
          expect(set.rupiahPerKm).toBeGreaterThanOrEqual(
            cheapestVehicles({ ...load, units }, fleet)!.rupiahPerKm,
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('adds a truck when the units of two kinds do not fit where their weight would', () => {
    const small = vehicle('small', 10, 10);
    // 4 of 3 kg and 1 of 8 kg weigh what two trucks of ten kilograms carry, but no two trucks hold them.
    const mixed = together(burden(12, 0, 3), burden(8, 0, 8));
    expect(shown(burden(20), [small])).toBe('2×small');
    expect(fitsWhole(mixed, [{ code: 'small', count: 2 }], [small])).toBe(false);
    const large = vehicle('large', 25, 25);
    expect(shown(mixed, [small, large])).toBe('1×large');
    const huge = vehicle('huge', 21, 60);
    expect(shown(mixed, [vehicle('small', 14, 10), huge])).toBe('2×small');
    const one = vehicle('one', 30, 500);
    expect(shown(together(burden(16, 0, 8), burden(3, 0, 3)), [small, one])).toBe('1×one');
  });

  it('takes no vehicle that holds no whole unit, unless none does', () => {
    const load = burden(3_000, 0, 3_000);
    expect(shown(load, [vehicle('A', 2_000, 1), vehicle('B', 4_000, 9)])).toBe('1×B');
    expect(shown(load, [vehicle('A', 2_000, 1)])).toBe('2×A');
    expect(shown(together(load, burden(2, 0, 1)), [vehicle('A', 2_000, 1)])).toBe('2×A');
  });

  it('stays within one vehicle of the optimum above the exact bound', () => {
    const odd = [...trucks, vehicle('odd', 1_999, 3_900)];
    const needed = 3 * exactEntriesMax + 1;
    const set = cheapestVehicles(burden(needed), odd)!;
    expect(set.capacities.reduce((sum, c) => sum + c, 0n)).toBeGreaterThanOrEqual(
      BigInt(needed) * 1_000_000n,
    );
    const perKilogram = Math.min(...odd.map((v) => v.rupiahPerKm / (v.payloadGrams / 1_000)));
    expect(set.rupiahPerKm).toBeLessThanOrEqual(needed * perKilogram + fuso.rupiahPerKm);
    const huge = [vehicle('huge', 1_000_001, 1), vehicle('small', 2, 1)];
    expect(shown(burden(exactEntriesMax + 1), huge)).toBe('1×huge');
  });
});
