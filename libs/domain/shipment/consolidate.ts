import { figure, inSentence } from '../planning/figure.js';
import type { Reason } from '../planning/reason.js';
import type { Commodity, Lane, Registry, TemperatureClass } from '../registry/registry.js';
import { loadsOf, type Item, type Load, type LoadLimits } from './load.js';
import { compareRows, type PlannedAllocation } from './open-allocations.js';
import { emptied, type Shipment } from './shipment.js';

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
  limits?: LoadLimits;
}

export interface Consolidation {
  /** New or changed, by id. */
  recommended: Shipment[];
  withdrawn: Shipment[];
  /** Ids of open shipments that stay as they are. */
  unchanged: string[];
}

interface Group {
  pickupDate: string;
  temperatureClass: TemperatureClass;
  rows: PlannedAllocation[];
}

/**
 * Puts the allocations of a lane into shipments: one pickup date and temperature class each, in the
 * cheapest vehicles. A shipment keeps its id `<lane>.<date>.<class>.<n>` while its content changes, and
 * its revision tells the change; the same content is no new revision. The k-th load of a date and class
 * has the k-th number that no taken shipment has. Same input in any order → same bytes.
 *
 * Throws when an allocation is of another lane or of a commodity that the registry does not know.
 */
export function consolidate(input: ConsolidateInput): Consolidation {
  const { lane, registry, open, taken, previousRevisions, limits } = input;
  const takenIds = new Set(taken.map(({ shipmentId }) => shipmentId));
  const openById = new Map(
    open.filter(({ shipmentId }) => !takenIds.has(shipmentId)).map((s) => [s.shipmentId, s]),
  );
  const commodities = new Map(registry.commodities.map((commodity) => [commodity.code, commodity]));
  const result: Consolidation = { recommended: [], withdrawn: [], unchanged: [] };

  for (const group of groupsOf(input.allocations, lane, commodities)) {
    let n = 0;
    for (const load of loadsOf(itemsOf(group, commodities), registry.vehicles, limits)) {
      const idOf = (): string => `${lane.id}.${group.pickupDate}.${group.temperatureClass}.${n}`;
      do n += 1;
      while (takenIds.has(idOf()));
      const shipmentId = idOf();
      const before = openById.get(shipmentId);
      openById.delete(shipmentId);
      const next = shipmentOf(shipmentId, lane, group, load);
      if (before && contentOf(before) === contentOf(next)) {
        result.unchanged.push(shipmentId);
        continue;
      }
      const revision = (before?.revision ?? previousRevisions.get(shipmentId) ?? 0) + 1;
      result.recommended.push({ ...next, revision, ...(before?.journey ? { journey: before.journey } : {}) });
    }
  }
  for (const shipment of openById.values()) {
    result.withdrawn.push({ ...emptied(shipment), revision: shipment.revision + 1 });
  }
  const byId = (a: Shipment, b: Shipment): number => compareText(a.shipmentId, b.shipmentId);
  result.recommended.sort(byId);
  result.withdrawn.sort(byId);
  result.unchanged.sort(compareText);
  return result;
}

function groupsOf(
  allocations: readonly PlannedAllocation[],
  lane: Lane,
  commodities: ReadonlyMap<string, Commodity>,
): Group[] {
  const groups = new Map<string, Group>();
  for (const row of [...allocations].sort(compareRows)) {
    const { allocation } = row;
    if (allocation.lane !== lane.id) throw new Error(`Allocation of lane ${allocation.lane}, not ${lane.id}`);
    if (allocation.quantity === 0) continue;
    const { temperatureClass } = known(commodities, row.commodity);
    const key = `${allocation.pickupDate} ${temperatureClass}`;
    const group = groups.get(key) ?? { pickupDate: allocation.pickupDate, temperatureClass, rows: [] };
    groups.set(key, group);
    group.rows.push(row);
  }
  return [...groups.values()];
}

function known(commodities: ReadonlyMap<string, Commodity>, code: string): Commodity {
  const commodity = commodities.get(code);
  if (!commodity) throw new Error(`Commodity ${code} is not in the registry`);
  return commodity;
}

/** Lines in canonical order; allocations of the same lot to the same demand are one line. */
function itemsOf({ rows }: Group, commodities: ReadonlyMap<string, Commodity>): Item[] {
  const items: Item[] = [];
  for (const [k, row] of rows.entries()) {
    const { location, lot, demandId, quantity } = row.allocation;
    const last = items[items.length - 1];
    if (last && compareRows(rows[k - 1]!, row) === 0) {
      last.line.quantity += quantity;
      continue;
    }
    const commodity = known(commodities, row.commodity);
    const line = { commodity: commodity.code, lot, location, demandId, quantity, unit: commodity.baseUnit };
    items.push({ line, commodity, order: items.length });
  }
  return items;
}

function shipmentOf(shipmentId: string, lane: Lane, group: Group, load: Load): Shipment {
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
    reasons: load.vehicles.length > 0 ? [] : noVehicle(load, group.temperatureClass),
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
    reasons.map(({ code, commodity, quantity, unit }) => [code, commodity, quantity, unit]),
  ]);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
