import { splitLotId } from '../ledger/lot-id.js';
import type {
  LifecycleBase,
  LifecycleEvent,
  DisposedLine,
  ReportedLine,
  ShipmentDisposed,
  ShipmentReceived,
} from '../shipment/lifecycle-event.js';
import type { QuantityRange } from '../quantity/convert.js';
import { quantityMax } from '../quantity/convert.js';
import type { Variance } from '../shipment/shipment.js';
import { commodityOf, measure } from './base.js';
import type { Desk, ShipmentView } from './context.js';
import type { Commodity } from '../registry/registry.js';
import type {
  Decimalish,
  InboundDisposition,
  InboundEvent,
  InboundLine,
  InboundVariance,
} from './inbound.js';
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
  const shipment = shipmentOf(event.data.shipmentId, desk);
  if (isRefusal(shipment)) return shipment;
  if (!mayReceive(shipment, desk)) return notYours(event.data.shipmentId);
  const lines = linesOf(event.data.lines, desk, true);
  if (isRefusal(lines)) return lines;
  return { type: 'shipment.received', lines, ...baseOf(event, shipment, desk) };
}

/** The hub decides about its goods; their receiver, who has them in hand, may only say that they are waste. */
export function canonicalDisposal(
  event: InboundEvent<'lumbung.shipment.disposed.v1'>,
  desk: Desk,
): ShipmentDisposed | Refusal {
  const shipment = shipmentOf(event.data.shipmentId, desk);
  if (isRefusal(shipment)) return shipment;
  const { party } = desk;
  const isHub = party.kind === 'hub' && party.code === shipment.hub;
  const isWaste = event.data.lines.every(({ to }) => to === 'waste');
  if (!isHub && !(isWaste && mayReceive(shipment, desk))) return notYours(event.data.shipmentId);
  const { lines } = event.data;
  if (lines.length > desk.limits.linesMax) return refuse('LINES_TOO_MANY', '/data/lines', lines.length);
  const decided: DisposedLine[] = [];
  for (const [index, line] of lines.entries()) {
    const disposed = disposalOf(line, shipment, desk, `/data/lines/${index}`);
    if (isRefusal(disposed)) return disposed;
    decided.push(disposed);
  }
  return { type: 'shipment.disposed', lines: decided, ...baseOf(event, shipment, desk) };
}

function disposalOf(
  line: InboundDisposition,
  { hub }: ShipmentView,
  desk: Desk,
  path: string,
): DisposedLine | Refusal {
  const commodity = commodityOf(line.commodity, desk, `${path}/commodity`);
  if (isRefusal(commodity)) return commodity;
  const quantity = measureUnits(line, commodity, path, 'positive');
  if (isRefusal(quantity)) return quantity;
  const { to, place = null, demandId, note = null } = line;
  if (place !== null && desk.directory.places.get(place)?.hub !== hub)
    return refuse('LOCATION_UNKNOWN', `${path}/place`, place);
  return { commodity: commodity.code, demandId, quantity, to, place, note, ...lotOf(line) };
}

/** A city's buyers and departments, and whoever's demand is on board. */
function mayReceive({ destination, demandParties }: ShipmentView, { party }: Desk): boolean {
  const isCity = party.kind === 'buyer' || party.kind === 'department';
  if (party.kind === 'carrier') return false;
  return (isCity && party.regions.includes(destination)) || demandParties.includes(party.code);
}

/** Handling units and what is loose beside them, as one quantity. */
function measureUnits(
  { quantity, unit, loose = 0 }: { quantity: Decimalish; unit: string; loose?: number },
  commodity: Commodity,
  path: string,
  range: QuantityRange = 'zero-or-more',
): number | Refusal {
  // What is loose may be all there is.
  const whole = measure(quantity, unit, commodity, `${path}/quantity`, loose > 0 ? 'zero-or-more' : range);
  if (isRefusal(whole)) return whole;
  const sum = whole + loose;
  return sum > quantityMax ? refuse('QUANTITY_ABSURD', `${path}/loose`, loose) : sum;
}

function variancesOf(
  variances: readonly InboundVariance[],
  commodity: Commodity,
  path: string,
): Variance[] | Refusal {
  const measured: Variance[] = [];
  for (const [index, variance] of variances.entries()) {
    const quantity = measureUnits(variance, commodity, `${path}/${index}`, 'positive');
    if (isRefusal(quantity)) return quantity;
    const { kind, reason, note } = variance;
    measured.push({ kind, quantity, reason, ...(note === undefined ? {} : { note }) });
  }
  return measured;
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

export function linesOf(
  lines: InboundLine[] | undefined,
  desk: Desk,
  isReceipt = false,
): ReportedLine[] | null | Refusal {
  if (lines === undefined) return null;
  if (lines.length > desk.limits.linesMax) return refuse('LINES_TOO_MANY', '/data/lines', lines.length);
  const reported: ReportedLine[] = [];
  for (const [index, line] of lines.entries()) {
    const path = `/data/lines/${index}`;
    const commodity = commodityOf(line.commodity, desk, `${path}/commodity`);
    if (isRefusal(commodity)) return commodity;
    const quantity = measureUnits(line, commodity, path);
    if (isRefusal(quantity)) return quantity;
    const variances = variancesOf((isReceipt && line.variances) || [], commodity, `${path}/variances`);
    if (isRefusal(variances)) return variances;
    reported.push({
      commodity: commodity.code,
      demandId: line.demandId,
      quantity,
      varianceReason: line.varianceReason ?? null,
      ...lotOf(line),
      ...(variances.length === 0 ? {} : { variances }),
      ...(isReceipt && line.photos !== undefined ? { photos: line.photos } : {}),
    });
  }
  return reported;
}

/** A lot is named by its whole id, or by place and lot, or by one of them. */
function lotOf({ lotId, location, lot }: Pick<InboundLine, 'lotId' | 'location' | 'lot'>): {
  location: string | null;
  lot: string | null;
} {
  return lotId === undefined ? { location: location ?? null, lot: lot ?? null } : splitLotId(lotId);
}
