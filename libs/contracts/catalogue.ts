import type { TSchema } from '@sinclair/typebox';
import { schemaOf, schemaPath, envelopeSchema, type EventDefinition } from './envelope.js';
import * as alert from './events/alert.js';
import * as allocations from './events/allocations.js';
import * as balance from './events/balance.js';
import * as carriage from './events/carriage.js';
import * as change from './events/change.js';
import * as correction from './events/correction.js';
import * as demand from './events/demand.js';
import * as feed from './events/feed.js';
import * as lifecycle from './events/lifecycle.js';
import * as offer from './events/offer.js';
import * as price from './events/price.js';
import * as rejected from './events/rejected.js';
import * as shipment from './events/shipment.js';
import * as stock from './events/stock.js';
import * as goods from './facts/carriage.js';
import * as carried from './facts/carried.js';
import * as committed from './facts/committed.js';
import * as observed from './facts/observed.js';
import * as override from './events/override.js';
import * as overridden from './facts/overridden.js';

/** Every event there is, by what it is for. */

export const inboundEvents = {
  'lumbung.stock.counted.v1': stock.stockCounted,
  'lumbung.stock.moved.v1': stock.stockMoved,
  'lumbung.harvest.forecast.v1': stock.harvestForecast,
  'lumbung.demand.declared.v1': demand.demandDeclared,
  'lumbung.demand.withdrawn.v1': demand.demandWithdrawn,
  'lumbung.price.observed.v1': price.priceObserved,
  'lumbung.shipment.responded.v1': lifecycle.shipmentResponded,
  'lumbung.shipment.decided.v1': lifecycle.shipmentDecided,
  'lumbung.shipment.answered.v1': lifecycle.shipmentAnswered,
  'lumbung.shipment.dispatched.v1': lifecycle.shipmentDispatched,
  'lumbung.shipment.split.v1': carriage.shipmentSplit,
  'lumbung.shipment.merged.v1': carriage.shipmentMerged,
  'lumbung.shipment.stopped.v1': carriage.shipmentStopped,
  'lumbung.shipment.transferred.v1': carriage.shipmentTransferred,
  'lumbung.shipment.returned.v1': carriage.shipmentReturned,
  'lumbung.shipment.restocked.v1': carriage.shipmentRestocked,
  'lumbung.shipment.located.v1': lifecycle.shipmentLocated,
  'lumbung.shipment.received.v1': lifecycle.shipmentReceived,
  'lumbung.shipment.disposed.v1': lifecycle.shipmentDisposed,
  'lumbung.shipment.cancelled.v1': lifecycle.shipmentCancelled,
  'lumbung.fact.corrected.v1': correction.factCorrected,
  'lumbung.fact.confirmed.v1': correction.factConfirmed,
  'lumbung.plan.overridden.v1': override.planOverridden,
  'lumbung.plan.released.v1': override.planReleased,
} as const;

export const factEvents = {
  'lumbung.stock.counted.v1': observed.stockCountedFact,
  'lumbung.stock.moved.v1': observed.stockMovedFact,
  'lumbung.harvest.forecast.v1': observed.harvestForecastFact,
  'lumbung.demand.declared.v1': observed.demandDeclaredFact,
  'lumbung.demand.withdrawn.v1': observed.demandWithdrawnFact,
  'lumbung.price.observed.v1': observed.priceObservedFact,
  'lumbung.fact.corrected.v1': observed.factCorrectedFact,
  'lumbung.fact.confirmed.v1': observed.factConfirmedFact,
  'lumbung.plan.overridden.v1': overridden.planOverriddenFact,
  'lumbung.plan.released.v1': overridden.planReleasedFact,
  'lumbung.shipment.responded.v1': carried.shipmentRespondedFact,
  'lumbung.shipment.decided.v1': carried.shipmentDecidedFact,
  'lumbung.shipment.answered.v1': carried.shipmentAnsweredFact,
  'lumbung.shipment.dispatched.v1': carried.shipmentDispatchedFact,
  'lumbung.shipment.split.v1': goods.shipmentSplitFact,
  'lumbung.shipment.merged.v1': goods.shipmentMergedFact,
  'lumbung.shipment.stopped.v1': goods.shipmentStoppedFact,
  'lumbung.shipment.transferred.v1': goods.shipmentTransferredFact,
  'lumbung.shipment.returned.v1': goods.shipmentReturnedFact,
  'lumbung.shipment.restocked.v1': goods.shipmentRestockedFact,
  'lumbung.shipment.located.v1': carried.shipmentLocatedFact,
  'lumbung.shipment.received.v1': carried.shipmentReceivedFact,
  'lumbung.shipment.disposed.v1': carried.shipmentDisposedFact,
  'lumbung.shipment.cancelled.v1': carried.shipmentCancelledFact,
  'lumbung.shipment.committed.v1': committed.shipmentCommittedFact,
  'lumbung.shipment.released.v1': committed.shipmentReleasedFact,
  'lumbung.shipment.departed.v1': committed.shipmentDepartedFact,
  'lumbung.shipment.arrived.v1': committed.shipmentArrivedFact,
  'lumbung.shipment.regained.v1': committed.shipmentRegainedFact,
} as const;

export const publishedEvents = {
  'lumbung.allocations.planned.v1': allocations.allocationsPlanned,
  'lumbung.shipment.recommended.v1': shipment.shipmentRecommended,
  'lumbung.shipment.withdrawn.v1': shipment.shipmentWithdrawn,
  'lumbung.shipment.updated.v1': shipment.shipmentUpdated,
  'lumbung.shipment.offered.v1': offer.shipmentOffered,
  'lumbung.shipment.countered.v1': offer.shipmentCountered,
  'lumbung.offer.closed.v1': offer.offerClosed,
  'lumbung.change.proposed.v1': change.changeProposed,
  'lumbung.change.closed.v1': change.changeClosed,
  'lumbung.balance.updated.v1': balance.balanceUpdated,
  'lumbung.alert.raised.v1': alert.alertRaised,
  'lumbung.alert.cleared.v1': alert.alertCleared,
  'lumbung.event.rejected.v1': rejected.eventRejected,
  'lumbung.feed.updated.v1': feed.feedUpdated,
} as const;

export type InboundType = keyof typeof inboundEvents;
export type FactEventType = keyof typeof factEvents;
export type PublishedType = keyof typeof publishedEvents;

export const inboundTypes = Object.keys(inboundEvents) as InboundType[];

export const allDefinitions: EventDefinition[] = [
  ...Object.values(inboundEvents),
  ...Object.values(factEvents),
  ...Object.values(publishedEvents),
];

const schemas = new Map<EventDefinition, TSchema>(allDefinitions.map((each) => [each, schemaOf(each)]));

/** The whole-event schema of a definition, built once. */
export function schemaFor(definition: EventDefinition): TSchema {
  const schema = schemas.get(definition);
  if (schema === undefined) throw new Error(`${definition.type} is not in the catalogue`);
  return schema;
}

/** Event type → schema as the world sees it: what parties send and what we publish. */
export const eventSchemas: ReadonlyMap<string, TSchema> = new Map(
  [...Object.values(factEvents), ...Object.values(publishedEvents), ...Object.values(inboundEvents)].map(
    // Inbound definitions come last: where a type is both said and canonical, the public schema is the inbound one.
    (definition) => [definition.type, schemaFor(definition)],
  ),
);

/** Path → plain JSON document, for serving: `/schemas/<type>.json`, `/schemas/facts/<type>.json`, the envelope. */
export const schemaDocuments: ReadonlyMap<string, object> = new Map<string, object>([
  ['/schemas/cloudevent.json', plain(envelopeSchema)],
  ...allDefinitions.map((each): [string, object] => [schemaPath(each), plain(schemaFor(each))]),
]);

/** TypeBox marks its objects with symbols; a JSON round trip leaves the schema alone. */
function plain(schema: TSchema): object {
  return JSON.parse(JSON.stringify(schema)) as object;
}
