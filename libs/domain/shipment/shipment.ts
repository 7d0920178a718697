import type { Reason } from '../planning/reason.js';

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

export interface ShipmentLine {
  commodity: string;
  lot: string;
  location: string;
  demandId: string;
  quantity: number;
  unit: string;
}

export interface VehicleLoad {
  code: string;
  count: number;
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
}
