import { withoutOffers, type Offering } from './offer.js';
import type { ChangeProposal, PlanNote } from './change.js';
import type { Reason } from '../planning/reason.js';
import type { Tracking } from '../tracking/tracking.js';
import type { VehicleLoad } from './vehicle-load.js';

export type ShipmentStatus =
  | 'recommended'
  | 'offered'
  | 'accepted'
  | 'dispatched'
  | 'in_transit'
  | 'received'
  | 'closed'
  | 'declined'
  | 'expired'
  | 'withdrawn'
  | 'cancelled';

/**
 * What was otherwise than shipped.
 * - short: it did not come.
 * - damaged, refused, wrong: it came and was not taken; it waits for a decision.
 */
export type VarianceKind = 'short' | 'damaged' | 'refused' | 'wrong';

export interface Variance {
  kind: VarianceKind;
  /** Base units. */
  quantity: number;
  /** Code of the closed list; `unspecified` when nobody gave one. */
  reason: string;
  note?: string;
}

/** What was decided about goods that were not taken. */
export interface Disposition {
  to: 'stock' | 'waste';
  /** Base units. */
  quantity: number;
  /** Party that decided. */
  by: string;
  /** Where they are in stock again. */
  place?: string;
  note?: string;
}

export interface ShipmentLine {
  commodity: string;
  lot: string;
  location: string;
  demandId: string;
  quantity: number;
  unit: string;
  /** Base units really received; absent while nobody has reported the line. */
  received?: number;
  /** It does not arrive but goes back: code of the place of the hub; `received` is 0 then. */
  returning?: string;
  /** Base units counted when it was back there; absent while nobody has. */
  regained?: number;
  /** Why received differs from quantity; `unspecified` when the receiver gave no reason. */
  varianceReason?: string;
  /** Where not all was received in good order: with `received` they add up to what came and what is missing. */
  variances?: Variance[];
  /** What was decided about damaged, refused and wrong goods. */
  dispositions?: Disposition[];
  /** Ids of photos that show it. */
  photos?: string[];
}

export type { VehicleLoad };

export interface Decline {
  carrier: string;
  /** Epoch milliseconds. */
  time: number;
  reason?: string;
}

export interface Position {
  /** Epoch milliseconds. */
  time: number;
  latitude: number;
  longitude: number;
  temperatureCelsius?: number;
}

export interface LeftBehind {
  commodity: string;
  lot: string;
  location: string;
  demandId: string;
  quantity: number;
  reason?: string;
}

export interface Breakdown {
  /** Epoch milliseconds. */
  time: number;
  reason: string;
  /** As people say it, such as a milestone. */
  place?: string;
  latitude?: number;
  longitude?: number;
}

export interface Handover {
  time: number;
  from: string;
  to: string;
  vehicle?: string;
  reason?: string;
}

/** What has happened to a shipment since it was recommended. */
export interface Journey {
  /** Fact ids of the steps that changed it, oldest first, without positions: a repeat is known by them. */
  steps: string[];
  declines: Decline[];
  /** The carrier's own name for the truck, such as its plate. */
  vehicle?: string;
  /** Newest known position. */
  position?: Position;
  /** When each line was received, epoch milliseconds, by `lineKey`. */
  receivedAt?: Record<string, number>;
  /** Why it was cancelled. */
  cancellation?: string;
  /** When it left, epoch milliseconds. */
  departedAt?: number;
  /** Accepted, but not loaded. */
  left?: LeftBehind[];
  /** It stands; absent when it goes on. */
  breakdown?: Breakdown;
  /** From hand to hand, oldest first. */
  handovers?: Handover[];
  /** Ids of the shipments that were made of parts of it. */
  parts?: string[];
  /** Of which shipment it was a part. */
  partOf?: string;
  /** Which shipment carries its lines now. */
  mergedInto?: string;
}

/** Allocations of one lane, pickup date and temperature class, put into vehicles. */
export interface Shipment {
  shipmentId: string;
  revision: number;
  status: ShipmentStatus;
  hub: string;
  lane: string;
  origin: string;
  destination: string;
  pickupDate: string;
  arrivalBy: string;
  temperatureClass: string;
  carrier: string | null;
  vehicles: VehicleLoad[];
  lines: ShipmentLine[];
  /** Newest plan version behind its lines. */
  planVersion: string;
  reasons: Reason[];
  /** Absent while nothing has happened. */
  journey?: Journey;
  /** To whom it was offered, and what they said; absent where it is open to whoever accepts it first. */
  offering?: Offering;
  /** On the road: when it is expected, and what was noticed; absent before it left. */
  tracking?: Tracking;
  /** What the plan asked to change after it was accepted, oldest first; the last one alone may be open. */
  changes?: ChangeProposal[];
  /** On the road: what the plan no longer wants of it. */
  note?: PlanNote[];
}

/** A withdrawn shipment carries nothing: whoever adds up lines need not know its status. */
export function emptied(shipment: Shipment): Shipment {
  const over = withoutOffers(shipment);
  return { ...over, status: 'withdrawn', carrier: null, vehicles: [], lines: [], reasons: [] };
}
