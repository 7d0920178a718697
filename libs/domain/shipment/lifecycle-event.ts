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
  /** Why less was loaded than was accepted. */
  reason?: string | null;
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

/** Some lines of an accepted shipment go as a shipment of their own, with the same carrier. */
export interface ShipmentSplit extends LifecycleBase {
  type: 'shipment.split';
  lines: ReportedLine[];
  /** Of the new shipment; null: the same ones. */
  vehicles: VehicleLoad[] | null;
  /** What is left for the first one; null: as it was. */
  remaining: VehicleLoad[] | null;
}

/** Another accepted shipment of the same lane, date, class and carrier joins this one. */
export interface ShipmentMerged extends LifecycleBase {
  type: 'shipment.merged';
  with: string;
  /** null: those of both. */
  vehicles: VehicleLoad[] | null;
}

/** It stands, and cannot go on by itself. */
export interface ShipmentStopped extends LifecycleBase {
  type: 'shipment.stopped';
  reason: string;
  place: string | null;
  latitude: number | null;
  longitude: number | null;
}

/** What is on the road changes hands: all of it, or some lines that go on as a shipment of their own. */
export interface ShipmentTransferred extends LifecycleBase {
  type: 'shipment.transferred';
  lines: ReportedLine[] | null;
  /** null: the same carrier. */
  carrier: string | null;
  vehicle: string | null;
  vehicles: VehicleLoad[] | null;
  reason: string | null;
}

/** Lines that nobody has received go back to a place of the hub. */
export interface ShipmentReturned extends LifecycleBase {
  type: 'shipment.returned';
  /** null: all that was not received. */
  lines: ReportedLine[] | null;
  /** Code of the place. */
  place: string;
  reason: string;
}

/** What was on its way back has been counted at its place. */
export interface ShipmentRestocked extends LifecycleBase {
  type: 'shipment.restocked';
  /** null: all of it. */
  lines: ReportedLine[] | null;
}

/** What carriers and their hub say of the goods themselves. */
export type CarriageEvent =
  | ShipmentSplit
  | ShipmentMerged
  | ShipmentStopped
  | ShipmentTransferred
  | ShipmentReturned
  | ShipmentRestocked;

export type LifecycleEvent =
  | CarriageEvent
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
