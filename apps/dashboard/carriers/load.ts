import type { Shipment, ShipmentStatus } from '../api/types.js';

export type LoadGroup = 'today' | 'moving' | 'later' | 'over';
export const loadGroups: LoadGroup[] = ['moving', 'today', 'later', 'over'];

const moving = new Set<ShipmentStatus>(['dispatched', 'in_transit']);
const over = new Set<ShipmentStatus>(['received', 'closed', 'cancelled', 'expired']);

/** This carrier's loads: what is on the road and what leaves today first, then by date; the newest that is over first. */
export function groupLoads(
  shipments: readonly Shipment[],
  carrier: string,
  today: string,
): Record<LoadGroup, Shipment[]> {
  const groups: Record<LoadGroup, Shipment[]> = { moving: [], today: [], later: [], over: [] };
  for (const shipment of shipments) {
    const { status, pickupDate } = shipment;
    if (shipment.carrier !== carrier) continue;
    if (moving.has(status)) groups.moving.push(shipment);
    else if (over.has(status)) groups.over.push(shipment);
    else if (status === 'accepted') groups[pickupDate <= today ? 'today' : 'later'].push(shipment);
  }
  const byDate = (a: Shipment, b: Shipment): number =>
    a.pickupDate.localeCompare(b.pickupDate) || a.shipmentId.localeCompare(b.shipmentId);
  for (const group of loadGroups) groups[group].sort(byDate);
  groups.over.reverse();
  return groups;
}

/** Loads that one truck could take along with this one: accepted by the same carrier, on one lane, day and class. */
export function mergeableWith(load: Shipment, shipments: readonly Shipment[]): Shipment[] {
  return shipments.filter(
    ({ shipmentId, status, carrier, lane, pickupDate, temperatureClass }) =>
      shipmentId !== load.shipmentId &&
      status === 'accepted' &&
      carrier === load.carrier &&
      lane === load.lane &&
      pickupDate === load.pickupDate &&
      temperatureClass === load.temperatureClass,
  );
}
