import type { Party, Registry } from '../registry/registry.js';
import type { ShipmentStatus } from '../shipment/shipment.js';
import type { Directory } from './directory.js';

/** What `canonicalise` must know of a shipment to say who may speak about it. */
export interface ShipmentView {
  status: ShipmentStatus;
  hub: string;
  lane: string;
  destination: string;
  carrier: string | null;
  /** Carriers that it was offered to, ever. */
  offeredTo?: string[];
  /** Parties whose demands the shipment serves. */
  demandParties: string[];
}

/** An accepted fact that another event points at. */
export interface TargetView {
  factId: string;
  hub: string;
  commodity: string;
  /** Party code that said it. */
  source: string;
}

export interface DemandView {
  hub: string;
  commodity: string;
  /** Party code that declared it first. */
  source: string;
}

export interface CanonicalLimits {
  futureMinutesMax: number;
  ageDaysMax: number;
  windowDaysMax: number;
  windowPastDaysMax: number;
  windowAheadDaysMax: number;
  overrideDaysMax: number;
  linesMax: number;
}

/** The texts of the refusals name these figures. */
export const canonicalLimits: CanonicalLimits = {
  futureMinutesMax: 5,
  ageDaysMax: 366,
  windowDaysMax: 366,
  windowPastDaysMax: 31,
  windowAheadDaysMax: 1_830,
  overrideDaysMax: 366,
  linesMax: 500,
};

export interface CanonicalContext {
  /** Who really speaks, proved by topic or key. */
  party: Party;
  /** Opaque id of the person who speaks for it, proved by a session; absent: a system. */
  person?: string | undefined;
  registry: Registry;
  /** Epoch milliseconds. */
  now: number;
  /** Epoch milliseconds. */
  acceptedAt: number;
  /** UUID of the fact with this identity. */
  identify: (partyCode: string, eventId: string) => string;
  /** Without it every shipment is unknown; likewise the lookups below. */
  shipment?: (shipmentId: string) => ShipmentView | null;
  target?: (partyCode: string, eventId: string) => TargetView | null;
  demand?: (demandId: string) => DemandView | null;
  limits?: Partial<CanonicalLimits>;
}

/** The context as the parts of `canonicalise` share it. */
export interface Desk extends Omit<CanonicalContext, 'limits'> {
  directory: Directory;
  limits: CanonicalLimits;
  /** When the event happened, epoch milliseconds, already checked. */
  time: number;
}
