import {
  additionsOf,
  lotIdOf,
  openAllocations,
  openChange,
  proposeOn,
  type PlanGap,
  type PlannedAllocation,
  type Promised,
  type Registry,
  type Shipment,
} from '#domain';
import { outboundTopic, sourceOfHub } from '#contracts';
import type { OutboxMessage } from '#database';
import { publicChange, publicShipment } from './messages.js';

export interface Proposed {
  /** States that are new. */
  states: Shipment[];
  /** What is free beside what is asked to join accepted shipments: nobody else is offered that meanwhile. */
  rows: PlannedAllocation[];
}

/** Meets a lane's accepted and moving shipments with its newest plan, in order of their ids. */
export function proposalsOnLane(
  shipments: readonly Shipment[],
  planned: readonly PlannedAllocation[],
  gaps: readonly PlanGap[],
  registry: Registry,
  now: number,
): Proposed {
  let rows = [...planned];
  const states: Shipment[] = [];
  const inOrder = [...shipments].sort((a, b) => (a.shipmentId < b.shipmentId ? -1 : 1));
  for (const shipment of inOrder) {
    const hub = registry.hubs.find(({ code }) => code === shipment.hub);
    if (hub === undefined) continue;
    const own = gaps.filter(({ shipmentId }) => shipmentId === shipment.shipmentId);
    // Where whoever accepts first has a shipment, more goes as a shipment of its own.
    const wish = { gaps: own, rows: hub.offerStrategy === undefined ? null : rows };
    const next = proposeOn(shipment, wish, { hub, registry }, now);
    if (next !== null) states.push(next);
    rows = openAllocations(rows, heldBy(next ?? shipment));
  }
  return { states, rows };
}

function heldBy(shipment: Shipment): Promised[] {
  const open = shipment.status === 'accepted' ? openChange(shipment) : null;
  if (open === null) return [];
  return additionsOf(shipment, open).map(({ commodity, location, lot, demandId, quantity }) => ({
    commodity,
    pickupDate: shipment.pickupDate,
    lines: [{ lotId: lotIdOf(location, lot), demandId, quantity }],
  }));
}

/** What a step says of a proposal to its carrier and its hub. */
export function changeMessages(
  before: Shipment | null,
  after: Shipment,
  registry: Registry,
  now: number,
): OutboxMessage[] {
  const known = new Map((before?.changes ?? []).map((change) => [change.changeId, change.status]));
  return (after.changes ?? [])
    .filter(({ changeId, status }) => known.get(changeId) !== status)
    .flatMap((change) => {
      const event = {
        specversion: '1.0',
        id: `${change.changeId}:${after.revision}`,
        source: sourceOfHub(after.hub),
        type: change.status === 'open' ? 'lumbung.change.proposed.v1' : 'lumbung.change.closed.v1',
        time: new Date(now).toISOString(),
        datacontenttype: 'application/json',
        subject: change.changeId,
        sequence: String(after.revision).padStart(20, '0'),
        data: {
          shipmentId: after.shipmentId,
          carrier: after.carrier,
          change: publicChange(change),
          shipment: publicShipment(after, null),
        },
      };
      const value = Buffer.from(JSON.stringify(event));
      const mayHear = new Set([after.carrier, after.hub]);
      return registry.parties
        .filter(({ code, system, status }) => system && status === 'active' && mayHear.has(code))
        .map(({ code }) => ({ topic: outboundTopic(code), key: after.lane, value }));
    });
}
