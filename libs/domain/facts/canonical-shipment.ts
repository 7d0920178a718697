import { splitLotId } from '../ledger/lot-id.js';
import type {
  LifecycleBase,
  LifecycleEvent,
  ReportedLine,
  ShipmentReceived,
} from '../shipment/lifecycle-event.js';
import { commodityOf, measure } from './base.js';
import type { Desk, ShipmentView } from './context.js';
import type { InboundEvent, InboundLine } from './inbound.js';
import { isRefusal, refuse, type Refusal } from './refusal.js';

type CarrierEvent = InboundEvent<
  | 'lumbung.shipment.answered.v1'
  | 'lumbung.shipment.dispatched.v1'
  | 'lumbung.shipment.located.v1'
  | 'lumbung.shipment.cancelled.v1'
>;

/**
 * Any carrier answers while nobody has the shipment, and whoever it was offered to; whether its state allows it
 * is `step`'s to say.
 */
export function canonicalResponse(
  event: InboundEvent<'lumbung.shipment.responded.v1'>,
  desk: Desk,
): LifecycleEvent | Refusal {
  const { response, reason, vehicle, vehicles, pickupDate } = event.data;
  const shipment = shipmentOf(event.data.shipmentId, desk);
  if (isRefusal(shipment)) return shipment;
  const wasAsked = desk.party.kind === 'carrier' && shipment.offeredTo?.includes(desk.party.code) === true;
  if (!wasAsked && !mayCarry(shipment, desk)) return notYours(event.data.shipmentId);
  const counter = { vehicles: vehicles ?? null, pickupDate: pickupDate ?? null };
  return {
    type: 'shipment.responded',
    response,
    reason: reason ?? null,
    vehicle: vehicle ?? null,
    ...(response === 'countered' ? { counter } : {}),
    ...baseOf(event, shipment, desk),
  };
}

/** What a hub decides is said in that hub's name alone. */
export function canonicalDecision(
  event: InboundEvent<'lumbung.shipment.decided.v1'>,
  desk: Desk,
): LifecycleEvent | Refusal {
  const { about, decision, by, carrier, reason } = event.data;
  const shipment = shipmentOf(event.data.shipmentId, desk);
  if (isRefusal(shipment)) return shipment;
  if (desk.party.kind !== 'hub' || desk.party.code !== shipment.hub) return notYours(event.data.shipmentId);
  return {
    type: 'shipment.decided',
    about,
    decision,
    by,
    carrier: carrier ?? null,
    reason: reason ?? null,
    ...baseOf(event, shipment, desk),
  };
}

/**
 * What happens on the way is the shipment's own carrier's to tell. While nobody has it, `step` decides: the
 * acceptance may be on its way, and a dispatch right behind it must not be refused here.
 */
export function canonicalJourney(event: CarrierEvent, desk: Desk): LifecycleEvent | Refusal {
  const shipment = shipmentOf(event.data.shipmentId, desk);
  if (isRefusal(shipment)) return shipment;
  if (!mayCarry(shipment, desk)) return notYours(event.data.shipmentId);
  const common = baseOf(event, shipment, desk);
  switch (event.type) {
    case 'lumbung.shipment.answered.v1': {
      const { changeId, answer, reason } = event.data;
      return {
        type: 'shipment.answered',
        changeId: changeId ?? null,
        answer,
        reason: reason ?? null,
        ...common,
      };
    }
    case 'lumbung.shipment.dispatched.v1': {
      const lines = linesOf(event.data.lines, desk);
      if (isRefusal(lines)) return lines;
      const { vehicle, reason } = event.data;
      const said = { vehicle: vehicle ?? null, ...(reason === undefined ? {} : { reason }) };
      return { type: 'shipment.dispatched', lines, ...said, ...common };
    }
    case 'lumbung.shipment.located.v1': {
      const { latitude, longitude, temperatureCelsius } = event.data;
      return {
        type: 'shipment.located',
        latitude: latitude + 0,
        longitude: longitude + 0,
        temperatureCelsius: temperatureCelsius === undefined ? null : temperatureCelsius + 0,
        ...common,
      };
    }
    case 'lumbung.shipment.cancelled.v1':
      return { type: 'shipment.cancelled', reason: event.data.reason, ...common };
  }
}

/** Receivers report receipts: a party of the destination, or one whose demand is on board. Never its carrier. */
export function canonicalReceipt(
  event: InboundEvent<'lumbung.shipment.received.v1'>,
  desk: Desk,
): ShipmentReceived | Refusal {
  const { party } = desk;
  const shipment = shipmentOf(event.data.shipmentId, desk);
  if (isRefusal(shipment)) return shipment;
  const receives =
    party.regions.includes(shipment.destination) || shipment.demandParties.includes(party.code);
  if (party.kind === 'carrier' || !receives) return notYours(event.data.shipmentId);
  const lines = linesOf(event.data.lines, desk);
  if (isRefusal(lines)) return lines;
  return { type: 'shipment.received', lines, ...baseOf(event, shipment, desk) };
}

export function mayCarry({ carrier }: ShipmentView, { party }: Desk): boolean {
  return party.kind === 'carrier' && (carrier === null || carrier === party.code);
}

export function shipmentOf(shipmentId: string, desk: Desk): ShipmentView | Refusal {
  return desk.shipment?.(shipmentId) ?? refuse('SHIPMENT_UNKNOWN', '/data/shipmentId', shipmentId);
}

export function notYours(shipmentId: string): Refusal {
  return refuse('SHIPMENT_NOT_YOURS', '/data/shipmentId', shipmentId);
}

export function baseOf(
  event: { id: string; data: { shipmentId: string } },
  shipment: ShipmentView,
  desk: Desk,
): LifecycleBase {
  return {
    id: desk.identify(desk.party.code, event.id),
    eventId: event.id,
    source: desk.party.code,
    time: desk.time,
    acceptedAt: desk.acceptedAt,
    shipmentId: event.data.shipmentId,
    hub: shipment.hub,
    lane: shipment.lane,
  };
}

export function linesOf(lines: InboundLine[] | undefined, desk: Desk): ReportedLine[] | null | Refusal {
  if (lines === undefined) return null;
  if (lines.length > desk.limits.linesMax) return refuse('LINES_TOO_MANY', '/data/lines', lines.length);
  const reported: ReportedLine[] = [];
  for (const [index, line] of lines.entries()) {
    const path = `/data/lines/${index}`;
    const commodity = commodityOf(line.commodity, desk, `${path}/commodity`);
    if (isRefusal(commodity)) return commodity;
    const quantity = measure(line.quantity, line.unit, commodity, `${path}/quantity`);
    if (isRefusal(quantity)) return quantity;
    reported.push({
      commodity: commodity.code,
      demandId: line.demandId,
      quantity,
      varianceReason: line.varianceReason ?? null,
      ...lotOf(line),
    });
  }
  return reported;
}

/** A lot is named by its whole id, or by place and lot, or by one of them. */
function lotOf({ lotId, location, lot }: InboundLine): { location: string | null; lot: string | null } {
  return lotId === undefined ? { location: location ?? null, lot: lot ?? null } : splitLotId(lotId);
}
