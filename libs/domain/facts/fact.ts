/** Canonical facts: what intake accepted, in base units, milliseconds and local dates. Never changed, only followed. */

export interface FactBase {
  /** UUID derived from (source, event id): the identity for ever. */
  id: string;
  /** Party code that said it. */
  source: string;
  /** The event's own id within its source. */
  eventId: string;
  /** When it happened, epoch milliseconds. */
  time: number;
  /** When intake accepted it, epoch milliseconds. Never used to decide a state. */
  acceptedAt: number;
  hub: string;
  commodity: string;
  /** Who entered it for the source: an opaque id of a person. Absent: the source itself. */
  enteredBy?: string;
}

export interface StockCounted extends FactBase {
  type: 'stock.counted';
  location: string;
  /** Lot name within its place; `default` when the event named none. */
  lot: string;
  quantity: number;
  grade: string | null;
  producedOn: string | null;
  bestBefore: string | null;
}

export interface StockMoved extends FactBase {
  type: 'stock.moved';
  location: string;
  lot: string;
  reason: 'produced' | 'received' | 'withdrawn' | 'wasted';
  /** Signed base units: positive adds. */
  delta: number;
  grade: string | null;
  producedOn: string | null;
  bestBefore: string | null;
}

export interface HarvestForecast extends FactBase {
  type: 'harvest.forecast';
  forecastId: string;
  location: string;
  quantity: number;
  grade: string | null;
  /** Local date on which the lot begins to exist. */
  availableFrom: string;
  bestBefore: string | null;
}

export interface DemandDeclared extends FactBase {
  type: 'demand.declared';
  demandId: string;
  destination: string;
  quantity: number;
  windowFrom: string;
  windowTo: string;
  /** 1 is the most urgent; 5 when the event named none. */
  priority: number;
  minShelfLifeDays: number;
  grade: string | null;
  basis: 'order' | 'replenishment' | 'estimate';
}

export interface DemandWithdrawn extends FactBase {
  type: 'demand.withdrawn';
  demandId: string;
}

export interface PriceObserved extends FactBase {
  type: 'price.observed';
  market: string;
  /** Integer rupiah per 1,000,000 base units (pieces: per 1,000,000 pieces). */
  price: number;
}

/** A line of a shipment as the ledger needs it. `lotId` is `<location>/<lot>`. */
export interface ShipmentFactLine {
  lotId: string;
  demandId: string;
  quantity: number;
}

/** From the dispatcher: the shipment's lines of one commodity are promised. */
export interface ShipmentCommitted extends FactBase {
  type: 'shipment.committed';
  shipmentId: string;
  lane: string;
  /** Per lane and commodity, 1, 2, 3 …: lets the dispatcher know what a plan has seen. */
  commitment: number;
  pickupDate: string;
  arrivalBy: string;
  lines: ShipmentFactLine[];
}

/** From the dispatcher: the promise is given back (cancelled). */
export interface ShipmentReleased extends FactBase {
  type: 'shipment.released';
  shipmentId: string;
  lane: string;
  commitment: number;
}

/** From the dispatcher: goods left their lots at `time`. */
export interface ShipmentDeparted extends FactBase {
  type: 'shipment.departed';
  shipmentId: string;
  lane: string;
  commitment: number;
  /** Local date at the destination; of a load that was never promised under this id. */
  arrivalBy?: string;
  lines: ShipmentFactLine[];
}

/** From the dispatcher: goods reached their demands at `time`; quantity is what was really received. */
export interface ShipmentArrived extends FactBase {
  type: 'shipment.arrived';
  shipmentId: string;
  lane: string;
  commitment: number;
  lines: ShipmentFactLine[];
}

/** From the dispatcher: what had left is at places of the hub again since `time`: counted there, or not taken by its receiver. */
export interface ShipmentRegained extends FactBase {
  type: 'shipment.regained';
  shipmentId: string;
  lane: string;
  commitment: number;
  /** `lotId` is where it is now. */
  lines: ShipmentFactLine[];
}

export interface FactCorrected extends FactBase {
  type: 'fact.corrected';
  /** Fact id that is taken back; what replaces it comes as an event of its own. */
  corrects: string;
  reason: string;
}

export interface FactConfirmed extends FactBase {
  type: 'fact.confirmed';
  /** Fact id of a held fact. */
  confirms: string;
  decision: 'confirmed' | 'refused';
  reason: string;
}

/** What an officer asks of the plan, in a fact of the hub; the newest one under an id holds until its time is over. */
export interface PlanOverridden extends FactBase {
  type: 'plan.overridden';
  overrideId: string;
  /** hold: nothing is taken from, for or over it; cap: at most so much; pin: exactly so much of a lot for a demand. */
  action: 'hold' | 'cap' | 'pin';
  location: string | null;
  /** With `location`; null: every lot of the place. */
  lot: string | null;
  /** As the plan names it. */
  demandId: string | null;
  lane: string | null;
  /** Of a cap or a pin, in all: what is delivered, on the road and promised counts. */
  quantity: number | null;
  /** First instant at which it no longer holds, epoch milliseconds. */
  until: number;
  reason: string;
  /** Opaque id of the person who asked. */
  by: string;
}

/** An officer takes an override back before its time. */
export interface PlanReleased extends FactBase {
  type: 'plan.released';
  overrideId: string;
  reason: string;
  by: string;
}

export type Fact =
  | StockCounted
  | StockMoved
  | HarvestForecast
  | DemandDeclared
  | DemandWithdrawn
  | PriceObserved
  | ShipmentCommitted
  | ShipmentReleased
  | ShipmentDeparted
  | ShipmentArrived
  | ShipmentRegained
  | FactCorrected
  | FactConfirmed
  | PlanOverridden
  | PlanReleased;

export type FactType = Fact['type'];
