/** The inbound events as their schemas describe them: what `canonicalise` reads. Quantities are still decimals. */

export type Decimalish = number | string;

interface Lotted {
  location: string;
  commodity: string;
  lot?: string;
  unit: string;
  grade?: string;
  producedOn?: string;
  bestBefore?: string;
}

export interface StockCountedData extends Lotted {
  quantity: Decimalish;
}

export interface StockMovedData extends Lotted {
  reason: 'produced' | 'received' | 'withdrawn' | 'wasted';
  delta: Decimalish;
}

export interface HarvestForecastData {
  forecastId?: string;
  location: string;
  commodity: string;
  quantity: Decimalish;
  unit: string;
  availableFrom: string;
  bestBefore?: string;
  grade?: string;
}

export interface DemandDeclaredData {
  demandId: string;
  destination: string;
  commodity: string;
  quantity: Decimalish;
  unit: string;
  /** Dates, or RFC 3339 date-times. */
  window: { from: string; to: string };
  priority?: number;
  minShelfLifeDays?: number;
  grade?: string;
  hub?: string;
  basis: 'order' | 'replenishment' | 'estimate';
}

export interface DemandWithdrawnData {
  demandId: string;
  commodity?: string;
  reason?: string;
}

export interface PriceObservedData {
  market: string;
  commodity: string;
  price: Decimalish;
  currency: 'IDR';
  unit: string;
}

export interface InboundLine {
  lotId?: string;
  location?: string;
  lot?: string;
  demandId: string;
  commodity: string;
  quantity: Decimalish;
  unit: string;
  /** Base units on top of `quantity`. */
  loose?: number;
  varianceReason?: string;
  variances?: InboundVariance[];
  photos?: string[];
}

export interface InboundVariance {
  kind: 'short' | 'damaged' | 'refused' | 'wrong';
  quantity: Decimalish;
  unit: string;
  loose?: number;
  reason: string;
  note?: string;
}

export interface InboundDisposition {
  lotId?: string;
  location?: string;
  lot?: string;
  demandId: string;
  commodity: string;
  quantity: Decimalish;
  unit: string;
  loose?: number;
  to: 'stock' | 'waste';
  place?: string;
  note?: string;
}

export interface ShipmentRespondedData {
  shipmentId: string;
  response: 'accepted' | 'declined' | 'countered';
  reason?: string;
  vehicle?: string;
  vehicles?: { code: string; count: number }[];
  pickupDate?: string;
}

export interface ShipmentDecidedData {
  shipmentId: string;
  about: 'offer' | 'counter';
  decision: 'approved' | 'refused';
  by: string;
  carrier?: string;
  reason?: string;
}

export interface ShipmentAnsweredData {
  shipmentId: string;
  changeId?: string;
  answer: 'accepted' | 'declined';
  reason?: string;
}

export interface ShipmentDispatchedData {
  shipmentId: string;
  lines?: InboundLine[];
  vehicle?: string;
  reason?: string;
}

export interface InboundVehicles {
  code: string;
  count: number;
}

export interface ShipmentSplitData {
  shipmentId: string;
  lines: InboundLine[];
  vehicles?: InboundVehicles[];
  remaining?: InboundVehicles[];
}

export interface ShipmentMergedData {
  shipmentId: string;
  with: string;
  vehicles?: InboundVehicles[];
}

export interface ShipmentStoppedData {
  shipmentId: string;
  reason: string;
  place?: string;
  latitude?: number;
  longitude?: number;
}

export interface ShipmentTransferredData {
  shipmentId: string;
  lines?: InboundLine[];
  carrier?: string;
  vehicle?: string;
  vehicles?: InboundVehicles[];
  reason?: string;
}

export interface ShipmentReturnedData {
  shipmentId: string;
  lines?: InboundLine[];
  place: string;
  reason: string;
}

export interface ShipmentRestockedData {
  shipmentId: string;
  lines?: InboundLine[];
}

export interface ShipmentLocatedData {
  shipmentId: string;
  latitude: number;
  longitude: number;
  temperatureCelsius?: number;
}

export interface ShipmentReceivedData {
  shipmentId: string;
  lines?: InboundLine[];
}

export interface ShipmentDisposedData {
  shipmentId: string;
  lines: InboundDisposition[];
}

export interface ShipmentCancelledData {
  shipmentId: string;
  reason: string;
}

export interface FactCorrectedData {
  /** Without a source: the party's own event. A source is a party code or its URN. */
  corrects: { source?: string; id: string };
  reason: string;
}

export interface FactConfirmedData {
  confirms: { source: string; id: string };
  decision: 'confirmed' | 'refused';
  reason: string;
}

export interface PlanOverriddenData {
  overrideId: string;
  commodity: string;
  action: 'hold' | 'cap' | 'pin';
  location?: string;
  lot?: string;
  demandId?: string;
  lane?: string;
  quantity?: Decimalish;
  unit?: string;
  until: string;
  reason: string;
}

export interface PlanReleasedData {
  overrideId: string;
  commodity: string;
  reason: string;
}

interface InboundData {
  'lumbung.stock.counted.v1': StockCountedData;
  'lumbung.stock.moved.v1': StockMovedData;
  'lumbung.harvest.forecast.v1': HarvestForecastData;
  'lumbung.demand.declared.v1': DemandDeclaredData;
  'lumbung.demand.withdrawn.v1': DemandWithdrawnData;
  'lumbung.price.observed.v1': PriceObservedData;
  'lumbung.shipment.responded.v1': ShipmentRespondedData;
  'lumbung.shipment.decided.v1': ShipmentDecidedData;
  'lumbung.shipment.answered.v1': ShipmentAnsweredData;
  'lumbung.shipment.dispatched.v1': ShipmentDispatchedData;
  'lumbung.shipment.split.v1': ShipmentSplitData;
  'lumbung.shipment.merged.v1': ShipmentMergedData;
  'lumbung.shipment.stopped.v1': ShipmentStoppedData;
  'lumbung.shipment.transferred.v1': ShipmentTransferredData;
  'lumbung.shipment.returned.v1': ShipmentReturnedData;
  'lumbung.shipment.restocked.v1': ShipmentRestockedData;
  'lumbung.shipment.located.v1': ShipmentLocatedData;
  'lumbung.shipment.received.v1': ShipmentReceivedData;
  'lumbung.shipment.disposed.v1': ShipmentDisposedData;
  'lumbung.shipment.cancelled.v1': ShipmentCancelledData;
  'lumbung.fact.corrected.v1': FactCorrectedData;
  'lumbung.fact.confirmed.v1': FactConfirmedData;
  'lumbung.plan.overridden.v1': PlanOverriddenData;
  'lumbung.plan.released.v1': PlanReleasedData;
}

export type InboundType = keyof InboundData;

/** A CloudEvent whose data its schema has accepted. */
export type InboundEvent<T extends InboundType = InboundType> = T extends InboundType
  ? { id: string; source: string; type: T; time: string; data: InboundData[T] }
  : never;
