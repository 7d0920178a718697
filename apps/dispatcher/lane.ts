import { consolidate, expireUndeparted, openAllocations, type Registry, type Shipment } from '#domain';
import { recordOverShort } from '#database';
import type { OutboxMessage, Sql } from '#database';
import { audienceOf } from './audience.js';
import { commitmentMessage } from './commitments.js';
import { watchShipments } from './watch.js';
import { changeMessages, proposalsOnLane } from './changes.js';
import { announceAlerts } from './alerts.js';
import { offerMessages, offersOnLane } from './offers.js';
import { shipmentEvent, shipmentMessages, type Trigger } from './messages.js';
import {
  clearDue,
  loadDemandOwners,
  loadLaneShipments,
  loadPlanned,
  loadUnseenCommitments,
  saveShipments,
  type Planned,
} from './store.js';

const isOpen = new Set<string>(['recommended', 'offered']);

function rowsOf({ commodity, hub, planNumber, allocations }: Planned) {
  const planVersion = `${hub}:${commodity}:${planNumber}`;
  // A plan stored before rows could wait has no latest pickup: its rows leave as planned.
  return allocations.map((row) => ({
    commodity,
    allocation: { ...row, latestPickup: row.latestPickup ?? row.pickupDate },
    planVersion,
  }));
}

/**
 * Meets what is accepted on a lane with the newest plan, and puts the rest of it into shipments anew; writes
 * what changed and answers what to publish.
 */
export async function consolidateLane(
  sql: Sql,
  laneId: string,
  registry: Registry,
  now: number,
  trigger: Trigger | null,
): Promise<OutboxMessage[]> {
  const lane = registry.lanes.find((l) => l.id === laneId);
  if (!lane) return [];
  const planned = await loadPlanned(sql, laneId);
  const shipments = await loadLaneShipments(sql, laneId);
  const free = openAllocations(planned.flatMap(rowsOf), await loadUnseenCommitments(sql, laneId));
  const gaps = planned.flatMap((plan) => plan.gaps ?? []);
  const proposed = proposalsOnLane(shipments, free, gaps, registry, now);
  const result = consolidate({
    lane,
    registry,
    allocations: proposed.rows,
    open: shipments.filter(({ status }) => isOpen.has(status)),
    taken: shipments.filter(({ status }) => !isOpen.has(status) && status !== 'withdrawn'),
    previousRevisions: new Map(
      shipments.filter(({ status }) => status === 'withdrawn').map((s) => [s.shipmentId, s.revision]),
    ),
    now,
  });
  const before = new Map(shipments.map((s) => [s.shipmentId, s]));
  const changed = [...proposed.states, ...result.recommended, ...result.expired, ...result.withdrawn];
  const standing = new Map([...before, ...changed.map((s) => [s.shipmentId, s] as const)]);
  const offered = offersOnLane([...standing.values()], registry, now);
  return publishShipments(sql, [...changed, ...offered], before, registry, now, trigger);
}

/**
 * What time alone changes on a lane: offers that are over, proposals that are, and those that may be made again; and
 * what was accepted and never left.
 */
export async function timeOnLane(
  sql: Sql,
  laneId: string,
  registry: Registry,
  now: number,
): Promise<OutboxMessage[]> {
  await clearDue(sql, laneId, now);
  const expired = await expireOnLane(sql, laneId, registry, now);
  return [...expired, ...(await consolidateLane(sql, laneId, registry, now, null))];
}

async function expireOnLane(
  sql: Sql,
  laneId: string,
  registry: Registry,
  now: number,
): Promise<OutboxMessage[]> {
  const messages: OutboxMessage[] = [];
  const shipments = await loadLaneShipments(sql, laneId);
  const before = new Map(shipments.map((s) => [s.shipmentId, s]));
  for (const shipment of shipments) {
    const hub = registry.hubs.find(({ code }) => code === shipment.hub);
    const result = hub === undefined ? null : expireUndeparted(shipment, hub, now);
    if (result === null) continue;
    messages.push(...(await publishShipments(sql, result.trail, before, registry, now, null)));
    for (const effect of result.effects)
      messages.push(await commitmentMessage(sql, result.shipment, effect, now));
  }
  return messages;
}

/** Offers on what is open on a lane, as answers, time and the registry have it. */
export async function offerLane(
  sql: Sql,
  laneId: string,
  registry: Registry,
  now: number,
  trigger: Trigger | null,
): Promise<OutboxMessage[]> {
  const shipments = await loadLaneShipments(sql, laneId);
  const before = new Map(shipments.map((s) => [s.shipmentId, s]));
  return publishShipments(sql, offersOnLane(shipments, registry, now), before, registry, now, trigger);
}

/** Writes states of shipments, those of one in their order, and announces each to those who may see it. */
export async function publishShipments(
  sql: Sql,
  shipments: readonly Shipment[],
  before: Map<string, Shipment>,
  registry: Registry,
  now: number,
  trigger: Trigger | null,
): Promise<OutboxMessage[]> {
  const demandIds = shipments.flatMap((shipment) => shipment.lines.map((line) => line.demandId));
  const owners = await loadDemandOwners(sql, [...new Set(demandIds)]);
  const states = shipments.map((shipment) => {
    const last = before.get(shipment.shipmentId) ?? null;
    const event = shipmentEvent(shipment, last?.revision ?? null, now, trigger);
    before.set(shipment.shipmentId, shipment);
    return { shipment, event, last };
  });
  await saveShipments(sql, states, now, registry.hubs);
  const steps = states.map(({ shipment, last }) => ({ before: last, after: shipment, at: now }));
  await recordOverShort(sql, steps, registry, now);
  await watchShipments(sql, states, trigger, now);
  const messages: OutboxMessage[] = [];
  for (const { shipment, event, last } of states) {
    messages.push(...shipmentMessages(event, shipment.lane, audienceOf(shipment, registry, owners)));
    messages.push(...offerMessages(last, shipment, registry, now));
    messages.push(...changeMessages(last, shipment, registry, now));
    messages.push(...(await announceAlerts(sql, last, shipment, registry, now)));
  }
  return messages;
}
