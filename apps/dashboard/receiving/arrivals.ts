import type { Shipment, ShipmentStatus } from '../api/types.js';

export type ArrivalGroup = 'moving' | 'coming' | 'received';
export const arrivalGroups: ArrivalGroup[] = ['moving', 'coming', 'received'];

const groupOf: Partial<Record<ShipmentStatus, ArrivalGroup>> = {
  dispatched: 'moving',
  in_transit: 'moving',
  accepted: 'coming',
  received: 'received',
  closed: 'received',
};

/** What comes to these regions: on the road first, by arrival; the newest receipt first. */
export function groupArrivals(
  shipments: readonly Shipment[],
  regions: readonly string[],
): Record<ArrivalGroup, Shipment[]> {
  const groups: Record<ArrivalGroup, Shipment[]> = { moving: [], coming: [], received: [] };
  for (const shipment of shipments) {
    const group = groupOf[shipment.status];
    if (group && regions.includes(shipment.destination)) groups[group].push(shipment);
  }
  for (const group of arrivalGroups)
    groups[group].sort(
      (a, b) => a.arrivalBy.localeCompare(b.arrivalBy) || a.shipmentId.localeCompare(b.shipmentId),
    );
  groups.received.reverse();
  return groups;
}

/** What is said of a receipt makes its id: the same again is the same event, a correction another one. */
export function receiptId(shipmentId: string, lines: readonly object[] | null): string {
  if (lines === null) return `${shipmentId}/received`;
  return `${shipmentId}/received/${hashOf(JSON.stringify(lines))}`;
}

/** FNV-1a, 32 bits: tells reports of one shipment apart. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const sign of text) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
