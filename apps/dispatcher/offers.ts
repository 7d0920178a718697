import {
  breakdownAlert,
  isSame,
  noCarrierAlert,
  offerChanges,
  offerOn,
  planChangedAlert,
  promisesOn,
  turnsOf,
  type Alert,
  type Offer,
  type OfferChange,
  type Registry,
  type Shipment,
} from '#domain';
import { outboundTopic, sourceOfHub } from '#contracts';
import { clearAlert, raiseAlert } from '#database';
import type { OutboxMessage, Sql } from '#database';
import { publicShipment } from './messages.js';

/**
 * Offers on what is open on a lane, in order of the shipments' ids, each knowing what was offered before it.
 * Answers the states that are new.
 */
export function offersOnLane(shipments: readonly Shipment[], registry: Registry, now: number): Shipment[] {
  const standing = new Map(shipments.map((shipment) => [shipment.shipmentId, shipment]));
  const states: Shipment[] = [];
  for (const shipmentId of [...standing.keys()].sort()) {
    const shipment = standing.get(shipmentId)!;
    const hub = registry.hubs.find(({ code }) => code === shipment.hub);
    if (hub === undefined) continue;
    const all = [...standing.values()];
    const promises = promisesOn(shipment.pickupDate, all);
    const next = offerOn(shipment, { registry, hub, promises, turns: turnsOf(all) }, now);
    if (next === null) continue;
    standing.set(shipmentId, next);
    states.push(next);
  }
  return states;
}

const types: Readonly<Record<OfferChange['kind'], string>> = {
  offered: 'lumbung.shipment.offered.v1',
  countered: 'lumbung.shipment.countered.v1',
  closed: 'lumbung.offer.closed.v1',
};

/** What a step says to those to whom the shipment is offered; each hears of its own offers alone, the hub of all. */
export function offerMessages(
  before: Shipment | null,
  after: Shipment,
  registry: Registry,
  now: number,
): OutboxMessage[] {
  return offerChanges(before, after).flatMap(({ kind, offer }) => {
    const event = {
      specversion: '1.0',
      id: `${offer.offerId}:${after.revision}`,
      source: sourceOfHub(after.hub),
      type: types[kind],
      time: new Date(now).toISOString(),
      datacontenttype: 'application/json',
      subject: offer.offerId,
      sequence: String(after.revision).padStart(20, '0'),
      data: publicOffer(offer, after),
    };
    const value = Buffer.from(JSON.stringify(event));
    const mayHear = new Set([offer.carrier, after.hub]);
    return registry.parties
      .filter(({ code, system, status }) => system && status === 'active' && mayHear.has(code))
      .map(({ code }) => ({ topic: outboundTopic(code), key: after.lane, value }));
  });
}

function publicOffer(offer: Offer, shipment: Shipment): object {
  const { offeredAt, deadline, counter, ...rest } = offer;
  return {
    ...rest,
    shipmentId: shipment.shipmentId,
    offeredAt: new Date(offeredAt).toISOString(),
    deadline: new Date(deadline).toISOString(),
    ...(counter && { counter: { ...counter, deadline: new Date(counter.deadline).toISOString() } }),
    shipment: publicShipment(shipment, null),
  };
}

/** What people should know of a shipment in a state of its own. */
const alertsOf = [noCarrierAlert, planChangedAlert, breakdownAlert];

/** Raises and clears what is to be said of a shipment: nobody carries it, or it carries what nobody wants. */
export async function announceAlerts(
  sql: Sql,
  before: Shipment | null,
  after: Shipment,
  registry: Registry,
  now: number,
): Promise<OutboxMessage[]> {
  const messages: OutboxMessage[] = [];
  for (const alertOf of alertsOf) {
    const old = before && alertOf(before, registry);
    const alert = alertOf(after, registry);
    if (isSame(old, alert)) continue;
    const told = alert ?? old!;
    const event = alertEvent(told, alert === null ? 'cleared' : 'raised', after.revision, now);
    if (alert === null) await clearAlert(sql, told.id, event, now);
    else await raiseAlert(sql, alert, event, now);
    const value = Buffer.from(JSON.stringify(event));
    messages.push({ topic: 'alerts', key: `${told.hub}/${told.commodity}`, value });
  }
  return messages;
}

export function alertEvent(
  { id, ...rest }: Alert,
  state: 'raised' | 'cleared',
  revision: number,
  now: number,
): object {
  return {
    specversion: '1.0',
    id: `${id}:${state}:${revision}`,
    source: sourceOfHub(rest.hub),
    type: `lumbung.alert.${state}.v1`,
    time: new Date(now).toISOString(),
    datacontenttype: 'application/json',
    subject: id,
    sequence: String(revision).padStart(20, '0'),
    data: { alertId: id, ...rest },
  };
}
