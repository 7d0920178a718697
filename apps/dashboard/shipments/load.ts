import type { Shipment, ShipmentStatus } from '../api/types.js';
import type { Tracked } from '../live/board.js';

export type ShipmentGroup = 'active' | 'finished';
export type ShipmentChoice = ShipmentGroup | 'all' | ShipmentStatus;

const finished = new Set<ShipmentStatus>(['closed', 'declined', 'expired', 'withdrawn', 'cancelled']);

/** What is nearest to the road first: moving, then by pickup date; what is over comes last. */
const order: ShipmentStatus[] = [
  'in_transit',
  'dispatched',
  'accepted',
  'offered',
  'recommended',
  'received',
  'closed',
  'declined',
  'expired',
  'withdrawn',
  'cancelled',
];

export function chooseShipments(
  tracked: Iterable<Tracked<Shipment>>,
  choice: ShipmentChoice,
  commodity: string | null = null,
): Tracked<Shipment>[] {
  return [...tracked]
    .filter(({ thing }) => matches(thing.status, choice))
    .filter(({ thing }) => !commodity || thing.lines.some((line) => line.commodity === commodity))
    .sort(
      ({ thing: a }, { thing: b }) =>
        order.indexOf(a.status) - order.indexOf(b.status) ||
        a.pickupDate.localeCompare(b.pickupDate) ||
        a.shipmentId.localeCompare(b.shipmentId),
    );
}

function matches(status: ShipmentStatus, choice: ShipmentChoice): boolean {
  if (choice === 'all') return true;
  if (choice === 'finished') return finished.has(status);
  if (choice === 'active') return !finished.has(status);
  return status === choice;
}

export interface Load {
  commodity: string;
  unit: string;
  quantity: number;
  lines: number;
}

/** A shipment's lines added up by commodity, in the order of the lines. */
export function loadOf(shipment: Pick<Shipment, 'lines'>): Load[] {
  const loads = new Map<string, Load>();
  for (const { commodity, unit, quantity } of shipment.lines) {
    const load = loads.get(commodity) ?? { commodity, unit, quantity: 0, lines: 0 };
    load.quantity += quantity;
    load.lines += 1;
    loads.set(commodity, load);
  }
  return [...loads.values()];
}
