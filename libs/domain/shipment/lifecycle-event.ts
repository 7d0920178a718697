import type { Disposition, Variance, VehicleLoad } from './shipment.js';

/** What carriers and receivers say about a shipment, in canonical form: base units, epoch milliseconds. */

export interface LifecycleBase {
  /** UUID derived from (source, event id). */
  id: string;
  eventId: string;
  /** Party code that said it. */
  source: string;
  time: number;
  acceptedAt: number;
  shipmentId: string;
  hub: string;
  lane: string;
}

/** A line as reported. Where place or lot is null it means each of that commodity and demand. */
export interface ReportedLine {
  commodity: string;
  demandId: string;
  location: string | null;
  lot: string | null;
  /** Base units, 0 or more. */
  quantity: number;
  varianceReason: string | null;
  /** Of a receipt: what was not taken as good, and why. */
  variances?: Variance[];
  /** Of a receipt: ids of photos. */
  photos?: string[];
}

/** A decision about goods that wait. Where place or lot is null it means each of that commodity and demand. */
export interface DisposedLine {
  commodity: string;
  demandId: string;
  location: string | null;
  lot: string | null;
  /** Base units, above 0. */
  quantity: number;
  to: Disposition['to'];
  /** Where they go back into stock; null: where they came from. */
  place: string | null;
  note: string | null;
}

export interface ShipmentResponded extends LifecycleBase {
  type: 'shipment.responded';
  /** countered: it would rather come with other vehicles or on another date. */
  response: 'accepted' | 'declined' | 'countered';
  reason: string | null;
  vehicle: string | null;
  /** Of a counter-offer. */
  counter?: { vehicles: VehicleLoad[] | null; pickupDate: string | null };
}

/** What the hub says: whether a shipment may be offered, or whether a carrier's counter-offer is taken. */
export interface ShipmentDecided extends LifecycleBase {
  type: 'shipment.decided';
  about: 'offer' | 'counter';
  decision: 'approved' | 'refused';
  /** Name of the person who decided. */
  by: string;
  /** Whose counter-offer; null where there is only one. */
  carrier: string | null;
  reason: string | null;
}

/** The carrier answers a proposal for change of what it has accepted. */
export interface ShipmentAnswered extends LifecycleBase {
  type: 'shipment.answered';
  /** null: the one that is open. */
  changeId: string | null;
  answer: 'accepted' | 'declined';
  reason: string | null;
}

export interface ShipmentDispatched extends LifecycleBase {
  type: 'shipment.dispatched';
  /** null: everything as accepted. */
  lines: ReportedLine[] | null;
  vehicle: string | null;
}

export interface ShipmentLocated extends LifecycleBase {
  type: 'shipment.located';
  latitude: number;
  longitude: number;
  temperatureCelsius: number | null;
}

export interface ShipmentReceived extends LifecycleBase {
  type: 'shipment.received';
  /** null: every line not yet reported, as shipped. */
  lines: ReportedLine[] | null;
}

/** What becomes of goods that were not taken. */
export interface ShipmentDisposed extends LifecycleBase {
  type: 'shipment.disposed';
  lines: DisposedLine[];
}

export interface ShipmentCancelled extends LifecycleBase {
  type: 'shipment.cancelled';
  reason: string;
}

export type LifecycleEvent =
  | ShipmentResponded
  | ShipmentDecided
  | ShipmentAnswered
  | ShipmentDispatched
  | ShipmentLocated
  | ShipmentReceived
  | ShipmentDisposed
  | ShipmentCancelled;

interface OwnBase {
  /** Deterministic id of the decision, so that a repeat is recognised. */
  id: string;
  time: number;
  shipmentId: string;
}

/** The dispatcher's own decisions, under the same state machine. */
export type OwnEvent =
  | (OwnBase & { type: 'shipment.offered'; carrier: string })
  | (OwnBase & { type: 'shipment.expired' })
  | (OwnBase & { type: 'shipment.withdrawn' });
