import type { Shipment, ShipmentStatus } from '../api/types.js';
import { dateAt } from '../format/time.js';

export const columns = ['waiting', 'ready', 'moving', 'arrived', 'closed', 'over'] as const;
export type Column = (typeof columns)[number];

const columnOfStatus: Record<ShipmentStatus, Column> = {
  recommended: 'waiting',
  offered: 'waiting',
  accepted: 'ready',
  dispatched: 'moving',
  in_transit: 'moving',
  received: 'arrived',
  closed: 'closed',
  declined: 'over',
  expired: 'over',
  withdrawn: 'over',
  cancelled: 'over',
};

/** Whose way has ended: the last one is asked for first. */
const endedColumns: readonly Column[] = ['arrived', 'closed', 'over'];

/** Shipments by where they stand: what is to come by pickup date, what has ended the newest first. */
export function byColumn(shipments: readonly Shipment[]): Record<Column, Shipment[]> {
  const found: Record<Column, Shipment[]> = {
    waiting: [],
    ready: [],
    moving: [],
    arrived: [],
    closed: [],
    over: [],
  };
  const sorted = [...shipments].sort(
    (a, b) => a.pickupDate.localeCompare(b.pickupDate) || a.shipmentId.localeCompare(b.shipmentId),
  );
  for (const shipment of sorted) found[columnOfStatus[shipment.status]].push(shipment);
  for (const column of endedColumns) found[column].reverse();
  return found;
}

/** What the live board has, and what a list has besides: of the same shipment the live board knows more. */
export function withListed(live: readonly Shipment[], listed: readonly Shipment[]): Shipment[] {
  const known = new Set(live.map(({ shipmentId }) => shipmentId));
  return [...live, ...listed.filter(({ shipmentId }) => !known.has(shipmentId))];
}

export interface Bar {
  shipment: Shipment;
  /** Columns of days from 0, the last one included. */
  from: number;
  to: number;
  /** It had to be there before today and is not. */
  isOverdue: boolean;
}

const daysBefore = 1;
export const daysShown = 9;

/** The days of the timeline: yesterday and a week ahead. */
export function daysOf(now: number): string[] {
  return Array.from({ length: daysShown }, (_, day) => dateAt(now, day - daysBefore));
}

/** What is on each lane on these days, by lane; what was cancelled is on none. */
export function lanesOf(shipments: readonly Shipment[], days: readonly string[]): [lane: string, Bar[]][] {
  const [first, today, last] = [days[0]!, days[daysBefore]!, days.at(-1)!];
  const lanes = new Map<string, Bar[]>();
  for (const shipment of shipments) {
    const { status, pickupDate, arrivalBy, lane = '' } = shipment;
    const column = columnOfStatus[status];
    if (column === 'over' || pickupDate > last || arrivalBy < first) continue;
    const from = Math.max(0, days.indexOf(pickupDate));
    const to = arrivalBy > last ? days.length - 1 : Math.max(from, days.indexOf(arrivalBy));
    const isOverdue =
      arrivalBy < today && (column === 'waiting' || column === 'ready' || column === 'moving');
    lanes.set(lane, [...(lanes.get(lane) ?? []), { shipment, from, to, isOverdue }]);
  }
  for (const bars of lanes.values())
    bars.sort(
      (a, b) =>
        a.shipment.pickupDate.localeCompare(b.shipment.pickupDate) ||
        a.shipment.shipmentId.localeCompare(b.shipment.shipmentId),
    );
  return [...lanes].sort(([a], [b]) => a.localeCompare(b));
}
