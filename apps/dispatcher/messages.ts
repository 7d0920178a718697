import { isOnRoad, type ChangeProposal, type Fact, type Shipment } from '#domain';
import { eventOfFact, factKey, outboundTopic, sourceOfHub, type ShipmentData } from '#contracts';
import type { OutboxMessage } from '#database';
import { publicTracking } from './public-tracking.js';

/** How live a change is: the newest fact behind it. */
export interface Trigger {
  time: number;
  acceptedAt: number;
}

/** A shipment as everybody sees it: without the ids of the events that moved it, and offers. */
export function publicShipment(shipment: Shipment, supersedes: number | null): ShipmentData {
  const { journey, offering: _offering, tracking, changes, note: _note, ...rest } = shipment;
  const change = changes?.at(-1);
  return {
    ...rest,
    supersedes,
    ...sideOf(shipment),
    ...(change && { change: publicChange(change) }),
    ...(journey?.position === undefined ? {} : { position: publicPosition(journey.position) }),
    ...(tracking === undefined ? {} : { tracking: publicTracking(tracking, isOnRoad(shipment)) }),
  } as ShipmentData;
}

/** What has become of it on its way, as everybody who sees it reads it. */
function sideOf({ journey }: Shipment) {
  const { left, breakdown, handovers, parts, partOf, mergedInto } = journey ?? {};
  const told = (time: number) => new Date(time).toISOString();
  return {
    ...(left && { left }),
    ...(breakdown && { breakdown: { ...breakdown, time: told(breakdown.time) } }),
    ...(handovers && { handovers: handovers.map((each) => ({ ...each, time: told(each.time) })) }),
    ...(parts && { parts }),
    ...(partOf && { partOf }),
    ...(mergedInto && { mergedInto }),
  };
}

/** A proposal for change as the carrier and everybody else who sees the shipment reads it. */
export function publicChange({ proposedAt, deadline, endedAt, ...rest }: ChangeProposal) {
  return {
    ...rest,
    proposedAt: new Date(proposedAt).toISOString(),
    deadline: new Date(deadline).toISOString(),
    ...(endedAt === undefined ? {} : { endedAt: new Date(endedAt).toISOString() }),
  };
}

function publicPosition({ time, ...position }: NonNullable<NonNullable<Shipment['journey']>['position']>) {
  return { ...position, time: new Date(time).toISOString() };
}

/** The CloudEvent that announces a state of a shipment. */
export function shipmentEvent(
  shipment: Shipment,
  supersedes: number | null,
  now: number,
  trigger: Trigger | null,
) {
  const kind = ['recommended', 'withdrawn'].includes(shipment.status) ? shipment.status : 'updated';
  return {
    specversion: '1.0',
    id: `${shipment.shipmentId}:${shipment.revision}`,
    source: sourceOfHub(shipment.hub),
    type: `lumbung.shipment.${kind}.v1`,
    time: new Date(now).toISOString(),
    datacontenttype: 'application/json',
    subject: shipment.shipmentId,
    sequence: String(shipment.revision).padStart(20, '0'),
    ...(trigger === null
      ? {}
      : {
          facttime: new Date(trigger.time).toISOString(),
          acceptedat: new Date(trigger.acceptedAt).toISOString(),
        }),
    data: publicShipment(shipment, supersedes),
  };
}

export function shipmentMessages(event: object, lane: string, audience: string[]): OutboxMessage[] {
  const value = Buffer.from(JSON.stringify(event));
  return ['shipments', ...audience.map(outboundTopic)].map((topic) => ({ topic, key: lane, value }));
}

/** What the dispatcher tells the ledger of one commodity. */
export function factMessage(fact: Fact): OutboxMessage {
  const event = eventOfFact(fact, { source: sourceOfHub(fact.hub) });
  return { topic: 'facts', key: factKey(fact), value: Buffer.from(JSON.stringify(event)) };
}
