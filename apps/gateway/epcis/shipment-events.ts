import type { Shipment, ShipmentLine } from '#domain';
import type { EpcisEvent, QuantityElement } from './epcis-event.js';
import { demandUri, eventUri, lotUri, partyUri, placeUri, regionUri, shipmentUri } from './identifiers.js';

/** A state of a shipment, with the one before, and when what led to it happened. */
export interface Revision {
  shipment: Shipment;
  before: Shipment | null;
  /** When it happened, and when it was written down. */
  happenedAt: Date;
  recordedAt: Date;
  /** Minutes east of UTC where the hub is. */
  offsetMinutes: number;
}

/** What EPCIS calls the steps of a shipment's life; most revisions are none. The same revision gives the same events. */
export function eventsOf(revision: Revision): EpcisEvent[] {
  const { shipment, before } = revision;
  const was = before?.status;
  if (shipment.status === was && !['in_transit'].includes(shipment.status)) return [];
  switch (shipment.status) {
    case 'accepted':
      return [transaction(revision, 'accepted', 'ADD')];
    case 'cancelled':
    case 'expired':
      return was === 'accepted' ? [transaction(revision, 'ended', 'DELETE')] : [];
    case 'dispatched':
      return [packing(revision), shipping(revision)];
    case 'in_transit':
    case 'received':
      return receiving(revision);
    default:
      return [];
  }
}

function transaction(revision: Revision, kind: string, action: 'ADD' | 'DELETE'): EpcisEvent {
  return {
    ...headOf(revision, 'TransactionEvent', kind),
    action,
    ...partiesOf(revision.shipment),
    quantityList: quantities(revision.shipment.lines),
  };
}

/** The load of a shipment is the unit that its lots are packed into. */
function packing(revision: Revision): EpcisEvent {
  const { lines, origin, shipmentId } = revision.shipment;
  return {
    ...headOf(revision, 'AggregationEvent', 'packing'),
    action: 'ADD',
    bizStep: 'packing',
    disposition: 'in_progress',
    parentID: shipmentUri(shipmentId),
    childQuantityList: quantities(lines),
    readPoint: { id: regionUri(origin) },
    bizTransactionList: transactionsOf(revision.shipment),
  };
}

function shipping(revision: Revision): EpcisEvent {
  const { lines, origin } = revision.shipment;
  return {
    ...headOf(revision, 'ObjectEvent', 'shipping'),
    action: 'OBSERVE',
    bizStep: 'shipping',
    disposition: 'in_transit',
    epcList: [shipmentUri(revision.shipment.shipmentId)],
    quantityList: quantities(lines),
    readPoint: { id: regionUri(origin) },
    ...partiesOf(revision.shipment),
  };
}

/** Lines of which it was said only now what arrived. */
function receiving(revision: Revision): EpcisEvent[] {
  const { shipment, before } = revision;
  const told = shipment.lines.filter(
    ({ received }, n) => received !== undefined && before?.lines[n]?.received === undefined,
  );
  if (told.length === 0) return [];
  return [
    {
      ...headOf(revision, 'ObjectEvent', 'receiving'),
      action: 'OBSERVE',
      bizStep: 'receiving',
      disposition: 'in_progress',
      epcList: [],
      quantityList: quantities(told, ({ received }) => received!),
      readPoint: { id: regionUri(shipment.destination) },
      bizLocation: { id: regionUri(shipment.destination) },
      ...partiesOf(shipment),
    },
  ];
}

function headOf({ shipment, happenedAt, recordedAt, offsetMinutes }: Revision, type: string, kind: string) {
  const sign = offsetMinutes < 0 ? '-' : '+';
  const two = (n: number) => String(Math.floor(Math.abs(n))).padStart(2, '0');
  return {
    type,
    eventID: eventUri(shipment.shipmentId, shipment.revision, kind),
    eventTime: happenedAt.toISOString(),
    eventTimeZoneOffset: `${sign}${two(offsetMinutes / 60)}:${two(Math.abs(offsetMinutes) % 60)}`,
    recordTime: recordedAt.toISOString(),
  };
}

function transactionsOf({ shipmentId, lines }: Shipment) {
  const demands = [...new Set(lines.map(({ demandId }) => demandId))];
  return [
    { type: 'desadv', bizTransaction: shipmentUri(shipmentId) },
    ...demands.map((demandId) => ({ type: 'po', bizTransaction: demandUri(demandId) })),
  ];
}

function partiesOf(shipment: Shipment) {
  const places = [...new Set(shipment.lines.map(({ location }) => location))];
  return {
    bizTransactionList: transactionsOf(shipment),
    sourceList: [
      { type: 'possessing_party', source: partyUri(shipment.hub) },
      ...places.map((place) => ({ type: 'location', source: placeUri(place) })),
    ],
    destinationList: [{ type: 'location', destination: regionUri(shipment.destination) }],
  };
}

const measures: Record<string, { uom?: string; size: number }> = {
  g: { uom: 'KGM', size: 1_000 },
  ml: { uom: 'LTR', size: 1_000 },
  piece: { size: 1 },
};

function quantities(
  lines: readonly ShipmentLine[],
  of: (line: ShipmentLine) => number = ({ quantity }) => quantity,
): QuantityElement[] {
  const sums = new Map<string, { base: number; unit: string }>();
  for (const line of lines) {
    const epcClass = lotUri(line);
    sums.set(epcClass, { base: (sums.get(epcClass)?.base ?? 0) + of(line), unit: line.unit });
  }
  return [...sums].map(([epcClass, { base, unit }]) => {
    const { uom, size } = measures[unit] ?? { size: 1 };
    return { epcClass, quantity: base / size, ...(uom === undefined ? {} : { uom }) };
  });
}
