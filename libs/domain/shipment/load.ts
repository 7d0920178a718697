import type { Commodity, Vehicle } from '../registry/registry.js';
import type { ShipmentLine, VehicleLoad } from './shipment.js';
import { together, type Burden } from './burden.js';
import { cheapestVehicles, type VehicleSet } from './vehicle-set.js';

/** A line with what it weighs. */
export interface Item {
  line: ShipmentLine;
  commodity: Commodity;
  /** Its place in the canonical order of lines. */
  order: number;
}

export interface Load {
  items: Item[];
  /** Empty when no vehicle carries the class. */
  vehicles: VehicleLoad[];
  rupiahPerKm: number;
}

export interface LoadLimits {
  /** What one carrier can be asked for at once. */
  vehiclesMax: number;
  linesMax: number;
}

export const loadLimits: LoadLimits = { vehiclesMax: 10, linesMax: 500 };

/**
 * Puts items of one temperature class, in canonical order, into loads. Usually that is one load with the
 * cheapest vehicles for all of it. More than `vehiclesMax` vehicles become several loads: items go whole
 * into the first load with room, the heaviest first (first fit decreasing, Johnson 1973); only what fits
 * nowhere whole is divided, at a handling unit. Each load has the cheapest vehicles for what is in it.
 */
export function loadsOf(items: readonly Item[], vehicles: readonly Vehicle[], limits = loadLimits): Load[] {
  const loads: Load[] = [];
  for (let start = 0; start < items.length; start += limits.linesMax) {
    loads.push(...pack(items.slice(start, start + limits.linesMax), vehicles, limits.vehiclesMax));
  }
  return loads;
}

function pack(items: readonly Item[], vehicles: readonly Vehicle[], vehiclesMax: number): Load[] {
  const set = cheapestVehicles(burdenOf(items), vehicles);
  if (set === null || set.capacities.length <= vehiclesMax) return [loadWith(items, set)];
  const bins = binsOf(set.capacities, vehiclesMax);
  const heaviestFirst = [...items].sort((a, b) => Number(milligramsOf(b) - milligramsOf(a)));
  const tooLarge = heaviestFirst.filter((item) => !putWhole(item, bins));
  const over = tooLarge.flatMap((item) => putParts(item, bins));
  const filled = bins.filter((bin) => bin.items.length > 0);
  // Nothing to divide: a handling unit outweighs a whole convoy, or one convoy takes it all but for rounding.
  if (filled.length === 0 || (filled.length === 1 && over.length === 0)) return [loadWith(items, set)];
  // The mix of a bin may be bulkier than that of all: then it is divided once more.
  const loads = filled.flatMap((bin) => pack(inOrder(bin.items), vehicles, vehiclesMax));
  return over.length === 0 ? loads : [...loads, ...pack(inOrder(over), vehicles, vehiclesMax)];
}

interface Bin {
  room: bigint;
  items: Item[];
}

function binsOf(capacities: readonly bigint[], vehiclesMax: number): Bin[] {
  const bins: Bin[] = [];
  for (let start = 0; start < capacities.length; start += vehiclesMax) {
    const room = capacities.slice(start, start + vehiclesMax).reduce((sum, capacity) => sum + capacity, 0n);
    bins.push({ room, items: [] });
  }
  return bins;
}

function putWhole(item: Item, bins: readonly Bin[]): boolean {
  const weight = milligramsOf(item);
  const bin = bins.find(({ room }) => room >= weight);
  if (bin === undefined) return false;
  put(item, bin);
  return true;
}

/** Divides an item over the room that is left, in whole handling units; gives back what found none. */
function putParts(item: Item, bins: readonly Bin[]): Item[] {
  const unit = item.commodity.handlingUnit;
  const unitWeight = BigInt(unit) * BigInt(item.commodity.milligramsPerBaseUnit);
  let left = item.line.quantity;
  for (const bin of bins) {
    const units = Math.min(Number(bin.room / unitWeight), Math.ceil(left / unit));
    const part = Math.min(left, units * unit);
    if (part === 0) continue;
    put({ ...item, line: { ...item.line, quantity: part } }, bin);
    left -= part;
  }
  return left === 0 ? [] : [{ ...item, line: { ...item.line, quantity: left } }];
}

function put(item: Item, bin: Bin): void {
  bin.items.push(item);
  bin.room -= milligramsOf(item);
}

function loadWith(items: readonly Item[], set: VehicleSet | null): Load {
  return { items: inOrder(items), vehicles: set?.vehicles ?? [], rupiahPerKm: set?.rupiahPerKm ?? 0 };
}

function inOrder(items: readonly Item[]): Item[] {
  return [...items].sort((a, b) => a.order - b.order);
}

/** What a set of items, at least one, weighs and fills. */
export function burdenOf(items: readonly Omit<Item, 'order'>[]): Burden {
  return items
    .map((item): Burden => {
      const { handlingUnit, milligramsPerBaseUnit, millilitresPerKilogram, temperatureClass } =
        item.commodity;
      const milligrams = milligramsOf(item);
      const density = BigInt(millilitresPerKilogram);
      const unit = BigInt(handlingUnit) * BigInt(milligramsPerBaseUnit);
      return {
        temperatureClass,
        milligrams,
        microVolume: milligrams * density,
        units: [
          {
            milligrams: unit,
            microVolume: unit * density,
            count: BigInt(Math.ceil(item.line.quantity / handlingUnit)),
          },
        ],
      };
    })
    .reduce(together);
}

function milligramsOf({ line, commodity }: Omit<Item, 'order'>): bigint {
  return BigInt(line.quantity) * BigInt(commodity.milligramsPerBaseUnit);
}
