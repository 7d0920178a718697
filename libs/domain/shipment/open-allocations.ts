import type { ShipmentFactLine } from '../facts/fact.js';
import type { Allocation } from '../planning/plan.js';

/** An allocation with the plan it comes from. */
export interface PlannedAllocation {
  commodity: string;
  allocation: Allocation;
  /** `<hub>:<commodity>:<n>` */
  planVersion: string;
}

/** Lines that an accepted shipment promises; `ShipmentCommitted` is one. */
export interface Promised {
  commodity: string;
  pickupDate: string;
  lines: readonly ShipmentFactLine[];
}

/**
 * What of a plan may still be recommended when newer commitments than it has seen exist: nothing is
 * promised twice, neither a lot nor a demand's need. Each promise is taken from the same lot and demand
 * first, then from whatever else the plan does with that lot, and with that demand. Of the same lot and
 * demand the rows of the promised date come first, then those of earlier dates that could have waited for it
 * (they left on that date for the sake of the minimum load), the latest first, then all others. This may
 * hide for a moment what could ship; the plan that has seen the commitment brings it back.
 *
 * `commitmentsAfterSeen`: those in force with a number above the plan's `commitmentsSeen`, of any lane of
 * the commodity. Quantities never fall below 0; what reaches 0 is left out. The order of the rest stays.
 */
export function openAllocations(
  planned: readonly PlannedAllocation[],
  commitmentsAfterSeen: readonly Promised[],
): PlannedAllocation[] {
  const rows = planned.map((row) => ({ ...row, allocation: { ...row.allocation } }));
  const promises = commitmentsAfterSeen.flatMap(({ commodity, pickupDate, lines }) =>
    lines.map((line) => ({ commodity, pickupDate, ...line })),
  );
  const latestFirst = [...rows].sort((a, b) => -compareRows(a, b));
  const rests = promises.map((promise) => {
    const same = latestFirst.filter((row) => sameLot(row, promise) && sameDemand(row, promise));
    const onDay = same.filter(({ allocation }) => allocation.pickupDate === promise.pickupDate);
    const waited = same.filter((row) => couldWaitFor(row, promise.pickupDate));
    return { promise, rest: take([...onDay, ...waited, ...same], promise.quantity) };
  });
  for (const { promise, rest } of rests) {
    take(
      latestFirst.filter((row) => sameLot(row, promise)),
      rest,
    );
    take(
      latestFirst.filter((row) => sameDemand(row, promise)),
      rest,
    );
  }
  return rows.filter(({ allocation }) => allocation.quantity > 0);
}

interface PromisedLine extends ShipmentFactLine {
  commodity: string;
}

function sameLot(row: PlannedAllocation, line: PromisedLine): boolean {
  return row.commodity === line.commodity && row.allocation.lotId === line.lotId;
}

function sameDemand(row: PlannedAllocation, line: PromisedLine): boolean {
  return row.commodity === line.commodity && row.allocation.demandId === line.demandId;
}

function couldWaitFor(
  { allocation: { pickupDate, latestPickup } }: PlannedAllocation,
  date: string,
): boolean {
  return pickupDate < date && date <= latestPickup;
}

/** Takes up to `quantity` from the rows in turn and says what is left of it. */
function take(rows: readonly PlannedAllocation[], quantity: number): number {
  let rest = quantity;
  for (const { allocation } of rows) {
    const taken = Math.min(rest, allocation.quantity);
    allocation.quantity -= taken;
    rest -= taken;
  }
  return rest;
}

/** One order for one set of allocations: by day, commodity, demand and lot. */
export function compareRows(a: PlannedAllocation, b: PlannedAllocation): number {
  const order = (row: PlannedAllocation): string[] => [
    row.allocation.pickupDate,
    row.commodity,
    row.allocation.demandId,
    row.allocation.location,
    row.allocation.lot,
  ];
  const [left, right] = [order(a), order(b)];
  for (const [k, value] of left.entries()) {
    if (value !== right[k]) return value < right[k]! ? -1 : 1;
  }
  return 0;
}
