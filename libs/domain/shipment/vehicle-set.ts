import type { TemperatureClass, Vehicle } from '../registry/registry.js';
import type { VehicleLoad } from './shipment.js';

/** A load as a vehicle sees it. */
export interface Burden {
  temperatureClass: TemperatureClass;
  milligrams: bigint;
  /** Millionths of a millilitre: milligrams × millilitres per kilogram. */
  microVolume: bigint;
  /** Weight of the unit that may not be divided between two vehicles, when all of the load has the same; else 1. */
  unitMilligrams: bigint;
}

/** A vehicle with what it can take of one burden. */
interface Carrier {
  code: string;
  kilograms: number;
  milligrams: bigint;
  rupiahPerKm: number;
  classes: number;
}

export interface VehicleSet {
  vehicles: VehicleLoad[];
  /** What each of them can take of this burden, in milligrams, the largest first. */
  capacities: bigint[];
  rupiahPerKm: number;
}

const milligramsPerKilogram = 1_000_000n;
/** Entries of the table up to which the set is exact: 200 t where vehicles differ by single kilograms. */
export const exactEntriesMax = 200_000;

/**
 * The cheapest set of vehicles that carries a burden; of the cheapest the fewest, of those the ones that
 * can do the least else, so that a reefer is left for what needs it. Distance is the lane's for all of
 * them, so rupiah per kilometre decide. null when no vehicle takes anything of the class.
 *
 * Every vehicle is taken to carry the same mix, so the mix's density turns its volume into a weight, and
 * the set is an unbounded covering knapsack in one dimension, solved exactly by dynamic programming over
 * whole kilograms (the burden rounded up, vehicles down), or over the greatest step that divides all
 * vehicles. Above 200,000 steps the vehicle with the least rupiah per kilogram carries the excess: the
 * cost is then at most one such vehicle above the optimum.
 */
export function cheapestVehicles(burden: Burden, vehicles: readonly Vehicle[]): VehicleSet | null {
  const carriers = carriersOf(burden, vehicles);
  if (carriers.length === 0) return null;
  const kilograms = Math.max(1, Number(ceilDivide(burden.milligrams, milligramsPerKilogram)));
  const step = carriers.map((carrier) => carrier.kilograms).reduce(greatestDivisor);
  let rest = Math.ceil(kilograms / step);
  const counts = new Array<number>(carriers.length).fill(0);
  if (rest > exactEntriesMax) {
    const best = mostEfficient(carriers);
    const steps = carriers[best]!.kilograms / step;
    counts[best] = Math.ceil((rest - exactEntriesMax) / steps);
    rest = Math.max(0, rest - counts[best]! * steps);
  }
  for (const k of cover(rest, carriers, step)) counts[k]! += 1;

  const chosen = carriers
    .map((carrier, k) => ({ carrier, count: counts[k]! }))
    .filter(({ count }) => count > 0);
  return {
    vehicles: chosen
      .map(({ carrier, count }) => ({ code: carrier.code, count }))
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
    capacities: chosen
      .flatMap(({ carrier, count }) => new Array<bigint>(count).fill(carrier.milligrams))
      .sort((a, b) => (a > b ? -1 : a < b ? 1 : 0)),
    rupiahPerKm: chosen.reduce((sum, { carrier, count }) => sum + count * carrier.rupiahPerKm, 0),
  };
}

function carriersOf(burden: Burden, vehicles: readonly Vehicle[]): Carrier[] {
  return vehicles
    .filter((vehicle) => vehicle.temperatureClasses.includes(burden.temperatureClass))
    .map((vehicle) => {
      const milligrams = capacity(vehicle, burden);
      return {
        code: vehicle.code,
        milligrams,
        kilograms: Number(milligrams / milligramsPerKilogram),
        rupiahPerKm: vehicle.rupiahPerKm,
        classes: vehicle.temperatureClasses.length,
      };
    })
    .filter(({ kilograms }) => kilograms > 0)
    .sort((a, b) => a.classes - b.classes || (a.code < b.code ? -1 : 1));
}

/** What one vehicle takes of a burden by weight and by volume, in whole handling units when it takes any. */
function capacity(vehicle: Vehicle, { milligrams, microVolume, unitMilligrams }: Burden): bigint {
  let most = BigInt(vehicle.payloadGrams) * 1_000n;
  if (vehicle.volumeMillilitres !== null && microVolume > 0n) {
    const byVolume = (BigInt(vehicle.volumeMillilitres) * 1_000_000n * milligrams) / microVolume;
    if (byVolume < most) most = byVolume;
  }
  return most < unitMilligrams ? most : most - (most % unitMilligrams);
}

function mostEfficient(carriers: readonly Carrier[]): number {
  let best = 0;
  for (const [k, carrier] of carriers.entries()) {
    const { rupiahPerKm, kilograms } = carriers[best]!;
    if (carrier.rupiahPerKm * kilograms < rupiahPerKm * carrier.kilograms) best = k;
  }
  return best;
}

/** Indices of the carriers that cover `needed` steps of so many kilograms best. */
function cover(needed: number, carriers: readonly Carrier[], step: number): number[] {
  const steps = carriers.map(({ kilograms }) => kilograms / step);
  const cost = new Float64Array(needed + 1);
  const count = new Int32Array(needed + 1);
  const classes = new Int32Array(needed + 1);
  const choice = new Int16Array(needed + 1);
  for (let weight = 1; weight <= needed; weight++) {
    let best = -1;
    for (let k = 0; k < carriers.length; k++) {
      const carrier = carriers[k]!;
      const rest = Math.max(0, weight - steps[k]!);
      const rupiah = cost[rest]! + carrier.rupiahPerKm;
      const vehicles = count[rest]! + 1;
      const able = classes[rest]! + carrier.classes;
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
  const chosen: number[] = [];
  for (let weight = needed; weight > 0; weight = Math.max(0, weight - steps[choice[weight]!]!)) {
    chosen.push(choice[weight]!);
  }
  return chosen;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

function ceilDivide(value: bigint, by: bigint): bigint {
  return (value + by - 1n) / by;
}
