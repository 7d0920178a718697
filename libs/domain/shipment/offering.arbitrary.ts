import type { CarrierService, Hub, Registry } from '../registry/registry.js';
import { recommended } from './lifecycle.arbitrary.js';
import { step } from './lifecycle.js';
import type { ShipmentDecided, ShipmentResponded } from './lifecycle-event.js';
import type { Market } from './offering.js';
import { offerOn } from './offering.js';
import type { Shipment } from './shipment.js';

export const minute = 60_000;
/** Two days before the pickup of 2026-11-24, a Tuesday, at 6:00 in Blitar. */
export const morning = Date.parse('2026-11-22T01:00:00Z');
export const pickupAt = Date.parse('2026-11-23T23:00:00Z');

export const service = (carrier: string, change: Partial<CarrierService> = {}): CarrierService => ({
  carrier,
  lane: 'l',
  hub: 'btc',
  vehicles: { CDE: 2 },
  temperatureClasses: ['ambient'],
  days: [1, 2, 3, 4, 5, 6, 7],
  rupiah: 1_000,
  rupiahPer: 'kilogram',
  ...change,
});

export function marketOf(services: CarrierService[], settings: Partial<Hub> = {}): Market {
  const hub = {
    code: 'btc',
    timezone: 'Asia/Jakarta',
    pickupHour: 6,
    offerStrategy: 'cheapest',
    offerMinutes: 60,
    counterMinutes: 30,
    ...settings,
  } as Hub;
  const goods = { temperatureClass: 'ambient', handlingUnit: 1, milligramsPerBaseUnit: 1_000 };
  const commodity = { ...goods, baseUnit: 'g', millilitresPerKilogram: 1_000 };
  const registry = {
    hubs: [hub],
    regions: [{ code: '31', name: 'DKI Jakarta' }],
    parties: services.map(({ carrier }) => ({ code: carrier, kind: 'carrier', status: 'active' })),
    commodities: ['egg', 'rice'].map((code) => ({ ...commodity, code })),
    vehicles: [
      { code: 'CDE', payloadGrams: 150, volumeMillilitres: null, temperatureClasses: ['ambient'] },
      { code: 'CDD', payloadGrams: 300, volumeMillilitres: 100, temperatureClasses: ['ambient', 'chilled'] },
    ],
    services,
  } as unknown as Registry;
  return { registry, hub, promises: new Map(), turns: new Map() };
}

let serial = 0;
const base = (source: string, at: number) => {
  serial += 1;
  const ids = { id: `g${serial}`, eventId: `e${serial}`, shipmentId: 's', hub: 'btc', lane: 'l' };
  return { ...ids, source, time: at, acceptedAt: at };
};

export const says = (
  carrier: string,
  response: ShipmentResponded['response'],
  at: number,
  counter?: ShipmentResponded['counter'],
): ShipmentResponded => ({
  ...base(carrier, at),
  type: 'shipment.responded',
  response,
  reason: response === 'declined' ? 'Armada penuh' : null,
  vehicle: null,
  ...(counter === undefined ? {} : { counter }),
});

export const decides = (
  about: 'offer' | 'counter',
  decision: 'approved' | 'refused',
  at: number,
  source = 'btc',
): ShipmentDecided => ({
  ...base(source, at),
  type: 'shipment.decided',
  about,
  decision,
  by: 'Sri Wahyuni',
  carrier: null,
  reason: null,
});

/** Offers it on, as the dispatcher does after every step and at every deadline. */
export function onward(shipment: Shipment, market: Market, now: number): Shipment {
  return offerOn(shipment, market, now) ?? shipment;
}

/** Takes a step that must succeed, and offers on. */
export function told(
  shipment: Shipment,
  event: ShipmentResponded | ShipmentDecided,
  market: Market,
): Shipment {
  const result = step(shipment, event);
  if (result.kind !== 'moved') throw new Error(JSON.stringify(result));
  return onward(result.shipment, market, event.acceptedAt);
}

export const offerOf = (market: Market, now = morning): Shipment => onward(recommended, market, now);
