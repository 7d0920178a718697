import { step } from './lifecycle.js';
import type { LifecycleEvent, OwnEvent, ReportedLine } from './lifecycle-event.js';
import type { Shipment, ShipmentLine } from './shipment.js';

export type AnyEvent = LifecycleEvent | OwnEvent;

const line = (commodity: string, demandId: string, lot: string, quantity: number): ShipmentLine => ({
  commodity,
  demandId,
  location: 'kandang',
  lot,
  quantity,
  unit: 'g',
});

const eggs = [line('egg', 'd1', 'A', 100), line('egg', 'd1', 'B', 50), line('egg', 'd2', 'A', 40)];
const rice = line('rice', 'd3', 'C', 30);

export const recommended: Shipment = {
  shipmentId: 's',
  revision: 3,
  status: 'recommended',
  hub: 'btc',
  lane: 'l',
  origin: '35.72',
  destination: '31',
  pickupDate: '2026-11-24',
  arrivalBy: '2026-11-25',
  temperatureClass: 'ambient',
  carrier: null,
  vehicles: [{ code: 'CDE', count: 1 }],
  lines: [...eggs, rice],
  planVersion: 'btc:egg:1',
  reasons: [],
};

let serial = 0;
const base = (source = 'brantas') => {
  serial += 1;
  return {
    id: `f${serial}`,
    eventId: `e${serial}`,
    source,
    time: 1_000 + serial,
    acceptedAt: 0,
    shipmentId: 's',
    hub: 'btc',
    lane: 'l',
  };
};
export const respond = (response: 'accepted' | 'declined', source?: string): LifecycleEvent => ({
  ...base(source),
  type: 'shipment.responded',
  response,
  reason: null,
  vehicle: null,
});
export const dispatch = (lines: ReportedLine[] | null = null, source?: string): LifecycleEvent => ({
  ...base(source),
  type: 'shipment.dispatched',
  lines,
  vehicle: null,
});
export const locate = (source?: string): LifecycleEvent => ({
  ...base(source),
  type: 'shipment.located',
  latitude: 1,
  longitude: 2,
  temperatureCelsius: null,
});
export const receive = (lines: ReportedLine[] | null = null): LifecycleEvent => ({
  ...base('buyer'),
  type: 'shipment.received',
  lines,
});
export const cancel = (source?: string): LifecycleEvent => ({
  ...base(source),
  type: 'shipment.cancelled',
  reason: 'rusak',
});
export const own = (type: 'shipment.expired' | 'shipment.withdrawn'): OwnEvent => ({ ...base(), type });
export const offer = (carrier: string): OwnEvent => ({ ...base(), type: 'shipment.offered', carrier });
export const part = (demandId: string, quantity: number, lot?: string, commodity = 'egg'): ReportedLine => ({
  commodity,
  demandId,
  quantity,
  location: lot === undefined ? null : 'kandang',
  lot: lot ?? null,
  varianceReason: null,
});

/** Takes steps that must all succeed. */
export function after(...events: AnyEvent[]): Shipment {
  return events.reduce((shipment, event) => {
    const result = step(shipment, event);
    if (result.kind !== 'moved') throw new Error(JSON.stringify(result));
    return result.shipment;
  }, recommended);
}
