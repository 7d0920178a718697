import { figure, inSentence } from '../planning/figure.js';
import type { Reason } from '../planning/reason.js';
import { cutoffAt } from '../planning/trip.js';
import type { Commodity, Hub, Lane, Registry, TemperatureClass } from '../registry/registry.js';
import { groupsOf, itemsOf, type Commodities } from './group.js';
import { leadTimeReasons } from './lead-time-reason.js';
import { step } from './lifecycle.js';
import { burdenOf, loadsOf, type Load, type LoadLimits } from './load.js';
import { fillOf, minimumLoadReasons, reaches } from './minimum-load.js';
import type { PlannedAllocation } from './open-allocations.js';
import { emptied, type Shipment } from './shipment.js';
import { together, type Burden } from './burden.js';
import { cheapestVehicles } from './vehicle-set.js';
import { pickupsOf, type LoadRule, type Pickup } from './waiting.js';

export interface ConsolidateInput {
  lane: Lane;
  registry: Registry;
  /** Of this lane, every commodity, after `openAllocations`. */
  allocations: readonly PlannedAllocation[];
  /** Recommended or offered shipments of this lane. */
  open: readonly Shipment[];
  /** All others of this lane that were not withdrawn: accepted and later, cancelled, expired. Their ids are used up. */
  taken: readonly Shipment[];
  /** Newest revision of withdrawn shipments by id: an id that comes back goes on from there. */
  previousRevisions: ReadonlyMap<string, number>;
  /** Epoch milliseconds. */
  now: number;
  limits?: LoadLimits;
}

export interface Consolidation {
  /** New or changed, by id. */
  recommended: Shipment[];
  withdrawn: Shipment[];
  expired: Shipment[];
  /** Ids of open shipments that stay as they are. */
  unchanged: string[];
}

/**
 * Puts the allocations of a lane into shipments: one pickup date and temperature class each, in the
 * cheapest vehicles. What is below the hub's minimum load waits for a later date as `pickupsOf` says. A
 * shipment keeps its id `<lane>.<date>.<class>.<n>` while its content changes, and its revision tells the
 * change; the same content is no new revision. The k-th load of a date and class has the k-th number that no
 * taken shipment has. Same input in any order → same bytes.
 *
 * What the plan no longer holds is withdrawn, or has expired when its day can no longer be loaded (the hub's
 * cutoff). While the plan still holds it, it stays open after the cutoff too: the reconciler plans anew at
 * that instant, and a carrier who says yes in between has a truck before the pickup hour.
 *
 * Throws when an allocation is of another lane or of a commodity that the registry does not know, or when
 * it does not know the lane's hub.
 */
export function consolidate(input: ConsolidateInput): Consolidation {
  const { lane, registry, open, taken, previousRevisions, limits } = input;
  const hub = registry.hubs.find(({ code }) => code === lane.hub);
  if (!hub) throw new Error(`Hub ${lane.hub} of lane ${lane.id} is not in the registry`);
  const takenIds = new Set(taken.map(({ shipmentId }) => shipmentId));
  const openById = new Map(
    open.filter(({ shipmentId }) => !takenIds.has(shipmentId)).map((s) => [s.shipmentId, s]),
  );
  const commodities = new Map(registry.commodities.map((commodity) => [commodity.code, commodity]));
  const result: Consolidation = { recommended: [], withdrawn: [], expired: [], unchanged: [] };

  for (const pickup of plannedPickups(input, hub, commodities)) {
    let n = 0;
    for (const load of loadsOf(itemsOf(pickup.rows, commodities), registry.vehicles, limits)) {
      const idOf = (): string => `${lane.id}.${pickup.pickupDate}.${pickup.temperatureClass}.${n}`;
      do n += 1;
      while (takenIds.has(idOf()));
      const shipmentId = idOf();
      const before = openById.get(shipmentId);
      openById.delete(shipmentId);
      const reasons = [...reasonsOf(load, pickup, registry, hub), ...leadTimeReasons(lane)];
      const next = shipmentOf(shipmentId, lane, pickup, load, reasons);
      if (before && contentOf(before) === contentOf(next)) {
        result.unchanged.push(shipmentId);
        continue;
      }
      const revision = (before?.revision ?? previousRevisions.get(shipmentId) ?? 0) + 1;
      // What was offered already is brought up to this revision by `offerOn`.
      const { journey, offering } = before ?? {};
      result.recommended.push({
        ...next,
        revision,
        ...(journey && { journey }),
        ...(offering && { offering }),
      });
    }
  }
  for (const shipment of openById.values()) {
    if (input.now < cutoffAt(shipment.pickupDate, hub))
      result.withdrawn.push({ ...emptied(shipment), revision: shipment.revision + 1 });
    else result.expired.push(expired(shipment, input.now));
  }
  const byId = (a: Shipment, b: Shipment): number => compareText(a.shipmentId, b.shipmentId);
  for (const list of [result.recommended, result.withdrawn, result.expired]) list.sort(byId);
  result.unchanged.sort(compareText);
  return result;
}

/** Nobody accepted it in time. What it would have carried stays to be seen. */
function expired(shipment: Shipment, now: number): Shipment {
  const { shipmentId } = shipment;
  const result = step(shipment, {
    type: 'shipment.expired',
    id: `${shipmentId}.expired`,
    time: now,
    shipmentId,
  });
  if (result.kind !== 'moved') throw new Error(`${shipmentId} is ${shipment.status} and cannot expire`);
  return result.shipment;
}

/** Each temperature class for itself, by date. */
function plannedPickups(
  { lane, registry: { vehicles }, allocations }: ConsolidateInput,
  { minimumLoadPpm }: Hub,
  commodities: Commodities,
): Pickup[] {
  const groups = groupsOf(allocations, lane, commodities);
  const classes = [...new Set(groups.map(({ temperatureClass }) => temperatureClass))];
  const rule: LoadRule<Burden> = {
    loadOf: (rows) => burdenOf(itemsOf(rows, commodities)),
    together,
    isEnough: (burden) => reaches(fillOf(burden, vehicles), minimumLoadPpm),
    costOf: (burden) => cheapestVehicles(burden, vehicles)?.rupiahPerKm ?? 0,
  };
  return classes.flatMap((of) =>
    pickupsOf(
      groups.filter(({ temperatureClass }) => temperatureClass === of),
      rule,
    ),
  );
}

function reasonsOf(load: Load, pickup: Pickup, { vehicles }: Registry, { minimumLoadPpm }: Hub): Reason[] {
  if (load.vehicles.length === 0) return noVehicle(load, pickup.temperatureClass);
  return minimumLoadReasons(load, pickup, fillOf(burdenOf(load.items), vehicles), minimumLoadPpm);
}

function shipmentOf(shipmentId: string, lane: Lane, group: Pickup, load: Load, reasons: Reason[]): Shipment {
  const lines = load.items.map(({ line }) => line);
  const inLoad = new Set(lines.map(({ commodity }) => commodity));
  const rows = group.rows.filter(({ commodity }) => inLoad.has(commodity));
  return {
    shipmentId,
    revision: 1,
    status: 'recommended',
    hub: lane.hub,
    lane: lane.id,
    origin: lane.origin,
    destination: lane.destination,
    pickupDate: group.pickupDate,
    arrivalBy: rows.map(({ allocation }) => allocation.arrivalBy).reduce((a, b) => (a > b ? a : b)),
    temperatureClass: group.temperatureClass,
    carrier: null,
    vehicles: load.vehicles,
    lines,
    planVersion: rows.map(({ planVersion }) => planVersion).reduce(newer),
    reasons,
  };
}

/** Versions of several commodities have no order in time; the greater number is as good as any, and always the same. */
function newer(a: string, b: string): string {
  const number = (version: string): number => Number(version.slice(version.lastIndexOf(':') + 1));
  return (number(a) - number(b) || compareText(a, b)) >= 0 ? a : b;
}

const classNames: Readonly<Record<TemperatureClass, { id: string; en: string }>> = {
  ambient: { id: 'suhu ruang', en: 'ambient' },
  chilled: { id: 'dingin', en: 'chilled' },
  frozen: { id: 'beku', en: 'frozen' },
  live: { id: 'hidup', en: 'live' },
};

/** One reason per commodity; together they are the whole load. */
function noVehicle({ items }: Load, temperatureClass: TemperatureClass): Reason[] {
  const sums = new Map<Commodity, number>();
  for (const { line, commodity } of items) sums.set(commodity, (sums.get(commodity) ?? 0) + line.quantity);
  return [...sums].map(([commodity, quantity]) => {
    const amount = figure(quantity, commodity);
    const { id, en } = classNames[temperatureClass];
    return {
      code: 'CAPACITY',
      commodity: commodity.code,
      quantity,
      unit: commodity.baseUnit,
      text: {
        id: `Tidak ada kendaraan kelas ${id} terdaftar untuk ${amount.id} ${inSentence(commodity.nameId)}. Daftarkan kendaraannya, atau minta pengangkut membawa miliknya.`,
        en: `No registered vehicle takes ${amount.en} of ${inSentence(commodity.nameEn)} (${en}). Register one, or ask a carrier to bring its own.`,
      },
    };
  });
}

/** All that a reader would see change; plan versions alone change nothing. */
function contentOf(shipment: Shipment): string {
  const { hub, origin, destination, arrivalBy, vehicles, lines, reasons } = shipment;
  return JSON.stringify([
    [hub, origin, destination, arrivalBy],
    vehicles.map(({ code, count }) => [code, count]),
    lines.map((line) => [line.commodity, line.lot, line.location, line.demandId, line.quantity, line.unit]),
    reasons.map(({ code, commodity, quantity, unit, text }) => [code, commodity, quantity, unit, text.id]),
  ]);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
