import type { Commodity, Lane, TemperatureClass } from '../registry/registry.js';
import type { Item } from './load.js';
import { compareRows, type PlannedAllocation } from './open-allocations.js';

/** What goes on one lane on one date in one temperature class. */
export interface Group {
  pickupDate: string;
  temperatureClass: TemperatureClass;
  /** In canonical order. */
  rows: PlannedAllocation[];
}

export type Commodities = ReadonlyMap<string, Commodity>;

/** Groups in order of date. Throws for another lane and for a commodity that is not known. */
export function groupsOf(
  allocations: readonly PlannedAllocation[],
  lane: Lane,
  commodities: Commodities,
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

/** Lines in canonical order; allocations of the same lot to the same demand are one line. */
export function itemsOf(rows: readonly PlannedAllocation[], commodities: Commodities): Item[] {
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

function known(commodities: Commodities, code: string): Commodity {
  const commodity = commodities.get(code);
  if (!commodity) throw new Error(`Commodity ${code} is not in the registry`);
  return commodity;
}
