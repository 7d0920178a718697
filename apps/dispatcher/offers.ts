import {
  offerChanges,
  offerOn,
  promisesOn,
  turnsOf,
  type Offer,
  type OfferChange,
  type Registry,
  type Shipment,
} from '#domain';
import { outboundTopic, sourceOfHub } from '#contracts';
import type { OutboxMessage } from '#database';
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
