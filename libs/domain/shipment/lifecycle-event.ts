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
}

export interface ShipmentResponded extends LifecycleBase {
  type: 'shipment.responded';
  response: 'accepted' | 'declined';
  reason: string | null;
  vehicle: string | null;
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

export interface ShipmentCancelled extends LifecycleBase {
  type: 'shipment.cancelled';
  reason: string;
}

export type LifecycleEvent =
  ShipmentResponded | ShipmentDispatched | ShipmentLocated | ShipmentReceived | ShipmentCancelled;

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
