import { dayNumber } from '../planning/calendar.js';
import type { CarrierService, Registry, Vehicle } from '../registry/registry.js';
import { burdenOf } from './load.js';
import type { Missing } from './offer.js';
import type { Shipment, VehicleLoad } from './shipment.js';

/** A carrier that could take a shipment. */
export interface Candidate {
  carrier: string;
  vehicles: VehicleLoad[];
  /** Integer rupiah for the whole load. */
  rupiah: number;
}

export interface Fit {
  /** By code of the carrier. */
  candidates: Candidate[];
  /** What keeps the carriers that come closest from it; nothing when there are candidates. */
  missing: Missing[];
}

/** Vehicles that carriers have promised already for a lane and date: `<carrier>/<vehicle>` → count. */
export type Promises = ReadonlyMap<string, number>;

const milligramsPerKilogram = 1_000_000n;
const onTheRoad: ReadonlySet<string> = new Set(['accepted', 'dispatched', 'in_transit']);

/** What the carriers of a lane have promised for a date, from its shipments. */
export function promisesOn(pickupDate: string, shipments: readonly Shipment[]): Promises {
  const promised = new Map<string, number>();
  for (const { carrier, status, vehicles, pickupDate: date } of shipments) {
    if (carrier === null || date !== pickupDate || !onTheRoad.has(status)) continue;
    for (const { code, count } of vehicles) {
      const key = `${carrier}/${code}`;
      promised.set(key, (promised.get(key) ?? 0) + count);
    }
  }
  return promised;
}

/**
 * The carriers that fit a shipment: active, with a service on its lane, on its day of the week, in its
 * temperature class, and with enough free vehicles for its weight and its volume. The price is by the
 * started kilogram, or by the vehicle.
 */
export function carriersFor(shipment: Shipment, registry: Registry, promises: Promises): Fit {
  const active = new Set(
    registry.parties
      .filter(({ kind, status }) => kind === 'carrier' && status === 'active')
      .map((party) => party.code),
  );
  const services = registry.services.filter(
    ({ lane, carrier }) => lane === shipment.lane && active.has(carrier),
  );
  const load = weigh(shipment, registry);
  const candidates: Candidate[] = [];
  let closest: Missing[] = ['LANE'];
  for (const service of services) {
    const judged = judge(service, shipment, load, registry.vehicles, promises);
    if ('rupiah' in judged) candidates.push(judged);
    else if (closest[0] === 'LANE' || judged.missing.length < closest.length) closest = judged.missing;
  }
  candidates.sort((a, b) => (a.carrier < b.carrier ? -1 : 1));
  return { candidates, missing: candidates.length > 0 ? [] : closest };
}

interface Weight {
  milligrams: bigint;
  millilitres: bigint;
}

/** Throws for a commodity that the registry does not know. */
function weigh({ lines }: Shipment, { commodities }: Registry): Weight {
  if (lines.length === 0) return { milligrams: 0n, millilitres: 0n };
  const items = lines.map((line) => {
    const commodity = commodities.find(({ code }) => code === line.commodity);
    if (!commodity) throw new Error(`Commodity ${line.commodity} is not in the registry`);
    return { line, commodity };
  });
  const { milligrams, microVolume } = burdenOf(items);
  return { milligrams, millilitres: ceilDivide(microVolume, milligramsPerKilogram) };
}

function judge(
  service: CarrierService,
  shipment: Shipment,
  load: Weight,
  registered: readonly Vehicle[],
  promises: Promises,
): Candidate | { missing: Missing[] } {
  const missing: Missing[] = [];
  const inClass = service.temperatureClasses.some((each) => each === shipment.temperatureClass);
  if (!inClass) missing.push('CLASS');
  if (!service.days.includes(weekday(shipment.pickupDate))) missing.push('DAY');
  const able = registered.filter(({ temperatureClasses }) =>
    temperatureClasses.some((each) => each === shipment.temperatureClass),
  );
  const vehicles = inClass ? vehiclesFor(service, shipment, load, able, promises) : [];
  if (vehicles === null) missing.push('CAPACITY');
  if (vehicles === null || missing.length > 0) return { missing };
  return { carrier: service.carrier, vehicles, rupiah: priceOf(service, load, vehicles) };
}

/** What was planned if the carrier has it free, else its largest that together are enough; null when they are not. */
function vehiclesFor(
  { carrier, vehicles: owned }: CarrierService,
  { vehicles: planned }: Shipment,
  load: Weight,
  able: readonly Vehicle[],
  promises: Promises,
): VehicleLoad[] | null {
  const free = (code: string): number =>
    Math.max(0, (owned[code] ?? 0) - (promises.get(`${carrier}/${code}`) ?? 0));
  const isAble = (code: string): boolean => able.some((vehicle) => vehicle.code === code);
  if (planned.length > 0 && planned.every(({ code, count }) => isAble(code) && free(code) >= count))
    return planned;
  let { milligrams, millilitres } = load;
  const taken: VehicleLoad[] = [];
  const largestFirst = [...able].sort(
    (a, b) => b.payloadGrams - a.payloadGrams || (a.code < b.code ? -1 : 1),
  );
  for (const { code, payloadGrams, volumeMillilitres } of largestFirst) {
    let count = 0;
    while (count < free(code) && (milligrams > 0n || millilitres > 0n)) {
      milligrams -= BigInt(payloadGrams) * 1_000n;
      millilitres -= volumeMillilitres === null ? millilitres : BigInt(volumeMillilitres);
      count += 1;
    }
    if (count > 0) taken.push({ code, count });
  }
  if (milligrams > 0n || millilitres > 0n) return null;
  return taken.sort((a, b) => (a.code < b.code ? -1 : 1));
}

function priceOf(
  { rupiah, rupiahPer }: CarrierService,
  load: Weight,
  vehicles: readonly VehicleLoad[],
): number {
  const trips = BigInt(vehicles.reduce((sum, { count }) => sum + count, 0));
  const times = rupiahPer === 'trip' ? trips : ceilDivide(load.milligrams, milligramsPerKilogram);
  const price = times * BigInt(rupiah);
  return price > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(price);
}

/** 1 Monday … 7 Sunday; day 0 of the calendar, 1970-01-01, was a Thursday. */
function weekday(date: string): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

function ceilDivide(value: bigint, by: bigint): bigint {
  return (value + by - 1n) / by;
}
