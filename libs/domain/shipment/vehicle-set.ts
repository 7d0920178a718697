import type { Vehicle } from '../registry/registry.js';
import type { Burden } from './burden.js';
import { canHold } from './fit.js';
import type { VehicleLoad } from './shipment.js';

/** A vehicle with what it can take of one burden. */
interface Carrier {
  vehicle: Vehicle;
  kilograms: number;
  milligrams: bigint;
  classes: number;
}

export interface VehicleSet {
  vehicles: VehicleLoad[];
  /** What each of them can take of this burden, in milligrams, the largest first. */
  capacities: bigint[];
  rupiahPerKm: number;
}

const milligramsPerKilogram = 1_000_000n;
const microVolumePerMillilitre = 1_000_000n;
/** Entries of the table up to which the set is exact: 200 t where vehicles differ by single kilograms. */
export const exactEntriesMax = 200_000;

/**
 * The cheapest set of vehicles that carries a burden; of the cheapest the fewest, of those the ones that
 * can do the least else, so that a reefer is left for what needs it. Distance is the lane's for all of
 * them, so rupiah per kilometre decide. null when no vehicle takes anything of the class.
 *
 * Every vehicle carries the same mix in proportion to what it can take of it, so the mix's density turns its
 * volume into a weight, and the set is an unbounded covering knapsack in one dimension, solved exactly by
 * dynamic programming over whole kilograms (the burden rounded up, vehicles down), or over the greatest step
 * that divides all vehicles. Above 200,000 steps the vehicle with the least rupiah per kilogram carries the
 * excess: the cost is then at most one such vehicle above the optimum.
 *
 * Handling units stay whole. Where all are the same, each vehicle is counted by the units that it holds,
 * which is exact too. Where they differ, the cheapest set for goods that could be divided anywhere is a lower
 * bound, and it is the answer when the units can be laid into it one by one. When they cannot, each vehicle
 * is counted with room for one more unit of every kind than the mix gives it: then they certainly can.
 * Units are counted as if they could be divided only where no vehicle has room for one of every kind.
 */
export function cheapestVehicles(burden: Burden, vehicles: readonly Vehicle[]): VehicleSet | null {
  const able = vehicles.filter(({ temperatureClasses }) =>
    temperatureClasses.includes(burden.temperatureClass),
  );
  if (burden.units.length === 1) {
    const whole = cheapest(burden, carriersOf(able, burden, burden.units[0]!.milligrams));
    if (whole !== null) return setOf(whole);
  }
  const anywhere = cheapest(burden, carriersOf(able, burden));
  if (anywhere === null) return null;
  if (anywhere.length === 1 || burden.units.length === 1 || canHold(anywhere, burden)) return setOf(anywhere);
  const single = carriersOf(able, burden).filter(({ kilograms }) => kilograms >= kilogramsOf(burden));
  const sets = [cheapest(burden, single), cheapest(burden, carriersOf(withLess(able, burden), burden))];
  return setOf(sets.filter((set) => set !== null).sort(compareSets)[0] ?? anywhere);
}

function kilogramsOf({ milligrams }: Burden): number {
  return Math.max(1, Number(ceilDivide(milligrams, milligramsPerKilogram)));
}

/** The cheapest of these that carry it, one entry a vehicle; null when there are none to choose from. */
function cheapest(burden: Burden, carriers: readonly Carrier[]): Carrier[] | null {
  if (carriers.length === 0) return null;
  const step = carriers.map(({ kilograms }) => kilograms).reduce(greatestDivisor);
  let rest = Math.ceil(kilogramsOf(burden) / step);
  const excess: Carrier[] = [];
  if (rest > exactEntriesMax) {
    const best = mostEfficient(carriers);
    const steps = best.kilograms / step;
    const count = Math.ceil((rest - exactEntriesMax) / steps);
    excess.push(...new Array<Carrier>(count).fill(best));
    rest = Math.max(0, rest - count * steps);
  }
  return [...excess, ...cover(rest, carriers, step)];
}

function setOf(carriers: readonly Carrier[]): VehicleSet {
  const counts = new Map<string, number>();
  for (const { vehicle } of carriers) counts.set(vehicle.code, (counts.get(vehicle.code) ?? 0) + 1);
  return {
    vehicles: [...counts]
      .map(([code, count]) => ({ code, count }))
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
    capacities: carriers.map(({ milligrams }) => milligrams).sort((a, b) => (a > b ? -1 : a < b ? 1 : 0)),
    rupiahPerKm: costOf(carriers),
  };
}

function compareSets(a: readonly Carrier[], b: readonly Carrier[]): number {
  const classes = (set: readonly Carrier[]): number => set.reduce((sum, carrier) => sum + carrier.classes, 0);
  return costOf(a) - costOf(b) || a.length - b.length || classes(a) - classes(b);
}

function costOf(carriers: readonly Carrier[]): number {
  return carriers.reduce((sum, { vehicle }) => sum + vehicle.rupiahPerKm, 0);
}

/** What each vehicle takes of a burden by weight and by volume, in whole units of so many milligrams. */
function carriersOf(vehicles: readonly Vehicle[], burden: Burden, unitMilligrams = 1n): Carrier[] {
  return vehicles
    .map((vehicle) => {
      const most = capacity(vehicle, burden);
      const milligrams = most - (most % unitMilligrams);
      const kilograms = Number(milligrams / milligramsPerKilogram);
      return { vehicle, milligrams, kilograms, classes: vehicle.temperatureClasses.length };
    })
    .filter(({ kilograms }) => kilograms > 0)
    .sort((a, b) => a.classes - b.classes || (a.vehicle.code < b.vehicle.code ? -1 : 1));
}

function capacity({ payloadGrams, volumeMillilitres }: Vehicle, { milligrams, microVolume }: Burden): bigint {
  const byWeight = BigInt(payloadGrams) * 1_000n;
  if (volumeMillilitres === null || microVolume === 0n) return byWeight;
  const byVolume = (BigInt(volumeMillilitres) * microVolumePerMillilitre * milligrams) / microVolume;
  return byVolume < byWeight ? byVolume : byWeight;
}

/** The vehicles as if one unit of each kind were in them already. */
function withLess(vehicles: readonly Vehicle[], { units }: Burden): Vehicle[] {
  const weight = units.reduce((sum, { milligrams }) => sum + milligrams, 0n);
  const volume = units.reduce((sum, { microVolume }) => sum + microVolume, 0n);
  return vehicles.map((vehicle) => {
    const { payloadGrams, volumeMillilitres } = vehicle;
    return {
      ...vehicle,
      payloadGrams: payloadGrams - Number(ceilDivide(weight, 1_000n)),
      volumeMillilitres:
        volumeMillilitres && volumeMillilitres - Number(ceilDivide(volume, microVolumePerMillilitre)),
    };
  });
}

function mostEfficient(carriers: readonly Carrier[]): Carrier {
  return carriers.reduce((best, carrier) =>
    carrier.vehicle.rupiahPerKm * best.kilograms < best.vehicle.rupiahPerKm * carrier.kilograms
      ? carrier
      : best,
  );
}

/** The carriers that cover `needed` steps of so many kilograms best. */
function cover(needed: number, carriers: readonly Carrier[], step: number): Carrier[] {
  const steps = carriers.map(({ kilograms }) => kilograms / step);
  const rupiahOf = carriers.map(({ vehicle }) => vehicle.rupiahPerKm);
  const cost = new Float64Array(needed + 1);
  const count = new Int32Array(needed + 1);
  const classes = new Int32Array(needed + 1);
  const choice = new Int16Array(needed + 1);
  for (let weight = 1; weight <= needed; weight++) {
    let best = -1;
    for (let k = 0; k < carriers.length; k++) {
      const rest = weight > steps[k]! ? weight - steps[k]! : 0;
      const rupiah = cost[rest]! + rupiahOf[k]!;
      const vehicles = count[rest]! + 1;
      const able = classes[rest]! + carriers[k]!.classes;
      const difference =
        best < 0 ? -1 : rupiah - cost[weight]! || vehicles - count[weight]! || able - classes[weight]!;
      if (difference >= 0) continue;
      best = k;
      cost[weight] = rupiah;
      count[weight] = vehicles;
      classes[weight] = able;
    }
    choice[weight] = best;
  }
  const chosen: Carrier[] = [];
  for (let weight = needed; weight > 0; weight -= steps[choice[weight]!]!) {
    chosen.push(carriers[choice[weight]!]!);
  }
  return chosen;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

function ceilDivide(value: bigint, by: bigint): bigint {
  return (value + by - 1n) / by;
}
