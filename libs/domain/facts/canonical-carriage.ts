import type { CarriageEvent, ReportedLine } from '../shipment/lifecycle-event.js';
import { baseOf, linesOf, mayCarry, notYours, shipmentOf } from './canonical-shipment.js';
import type { Desk, ShipmentView } from './context.js';
import type { InboundEvent } from './inbound.js';
import { isRefusal, refuse, type Refusal } from './refusal.js';

type Said = InboundEvent<
  | 'lumbung.shipment.split.v1'
  | 'lumbung.shipment.merged.v1'
  | 'lumbung.shipment.stopped.v1'
  | 'lumbung.shipment.transferred.v1'
  | 'lumbung.shipment.returned.v1'
  | 'lumbung.shipment.restocked.v1'
>;

/** The goods themselves are the shipment's carrier's and its hub's to speak of; what came back, its counters'. */
export function canonicalCarriage(event: Said, desk: Desk): CarriageEvent | Refusal {
  const shipment = shipmentOf(event.data.shipmentId, desk);
  if (isRefusal(shipment)) return shipment;
  const isAllowed =
    event.type === 'lumbung.shipment.restocked.v1' ? countsAtHub(shipment, desk) : mayHandle(shipment, desk);
  if (!isAllowed) return notYours(event.data.shipmentId);
  const lines = 'lines' in event.data ? linesOf(event.data.lines, desk) : null;
  if (isRefusal(lines)) return lines;
  return sayOf(event, lines, desk, shipment);
}

function sayOf(
  event: Said,
  lines: ReportedLine[] | null,
  desk: Desk,
  shipment: ShipmentView,
): CarriageEvent | Refusal {
  const base = baseOf(event, shipment, desk);
  switch (event.type) {
    case 'lumbung.shipment.split.v1': {
      const { vehicles, remaining } = event.data;
      const sets = { vehicles: vehicles ?? null, remaining: remaining ?? null };
      return { type: 'shipment.split', lines: lines ?? [], ...sets, ...base };
    }
    case 'lumbung.shipment.merged.v1': {
      const { with: other, vehicles } = event.data;
      return { type: 'shipment.merged', with: other, vehicles: vehicles ?? null, ...base };
    }
    case 'lumbung.shipment.stopped.v1': {
      const { reason, place, latitude, longitude } = event.data;
      const at = latitude === undefined || longitude === undefined ? null : { latitude, longitude };
      return {
        type: 'shipment.stopped',
        reason,
        place: place ?? null,
        latitude: at && at.latitude + 0,
        longitude: at && at.longitude + 0,
        ...base,
      };
    }
    case 'lumbung.shipment.transferred.v1': {
      const { carrier, vehicle, vehicles, reason } = event.data;
      const isCarrier = desk.registry.parties.some(
        ({ code, kind, status }) => code === carrier && kind === 'carrier' && status === 'active',
      );
      if (carrier !== undefined && !isCarrier) return refuse('CARRIER_UNKNOWN', '/data/carrier', carrier);
      return {
        type: 'shipment.transferred',
        lines,
        carrier: carrier ?? null,
        vehicle: vehicle ?? null,
        vehicles: vehicles ?? null,
        reason: reason ?? null,
        ...base,
      };
    }
    case 'lumbung.shipment.returned.v1': {
      const { place, reason } = event.data;
      const at = desk.registry.places.find(({ code }) => code === place);
      if (at === undefined || !regionsOf(shipment, desk).includes(at.region))
        return refuse('LOCATION_UNKNOWN', '/data/place', place);
      return { type: 'shipment.returned', lines, place, reason, ...base };
    }
    case 'lumbung.shipment.restocked.v1':
      return { type: 'shipment.restocked', lines, ...base };
  }
}

function mayHandle(shipment: ShipmentView, desk: Desk): boolean {
  return mayCarry(shipment, desk) || isHub(shipment, desk);
}

function isHub({ hub }: ShipmentView, { party }: Desk): boolean {
  return party.kind === 'hub' && party.code === hub;
}

/** Whoever counts stock for the hub's regions: never the carrier that brings it back. */
function countsAtHub(shipment: ShipmentView, desk: Desk): boolean {
  const { party } = desk;
  const regions = regionsOf(shipment, desk);
  return (
    isHub(shipment, desk) ||
    (party.kind !== 'carrier' && party.regions.some((code) => regions.includes(code)))
  );
}

function regionsOf({ hub }: ShipmentView, { registry }: Desk): string[] {
  return registry.hubs.find(({ code }) => code === hub)?.producingRegions ?? [];
}
