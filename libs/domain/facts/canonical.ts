import type { LifecycleEvent } from '../shipment/lifecycle-event.js';
import { dayMilliseconds, parseInstant } from './calendar.js';
import { canonicalCarriage } from './canonical-carriage.js';
import { canonicalConfirmation, canonicalCorrection, partyUrn } from './canonical-decision.js';
import { canonicalDemand, canonicalWithdrawal } from './canonical-demand.js';
import { canonicalOverride, canonicalRelease } from './canonical-override.js';
import { canonicalPrice } from './canonical-price.js';
import {
  canonicalDecision,
  canonicalDisposal,
  canonicalJourney,
  canonicalReceipt,
  canonicalResponse,
} from './canonical-shipment.js';
import { canonicalCount, canonicalForecast, canonicalMovement } from './canonical-stock.js';
import { canonicalLimits, type CanonicalContext, type CanonicalLimits, type Desk } from './context.js';
import { directoryOf } from './directory.js';
import type { Fact } from './fact.js';
import type { InboundEvent } from './inbound.js';
import { isRefusal, refuse, type Refusal } from './refusal.js';

export type CanonicalResult =
  | { readonly kind: 'fact'; readonly fact: Fact }
  | { readonly kind: 'lifecycle'; readonly event: LifecycleEvent }
  | Refusal;

/**
 * Gives a schema-valid inbound event its canonical form, in base units, epoch milliseconds and local
 * dates, or says why it may not become a fact. Pure; throws only for a registry that is broken.
 */
export function canonicalise(event: InboundEvent, context: CanonicalContext): CanonicalResult {
  const { party, now } = context;
  const limits = context.limits ? { ...canonicalLimits, ...context.limits } : canonicalLimits;
  if (event.source !== partyUrn(party.code)) return refuse('SOURCE_NOT_YOURS', '/source', event.source);
  if (party.status !== 'active') return refuse('PARTY_NOT_ACTIVE', '/source', party.code);
  const time = parseInstant(event.time);
  if (time === null) return refuse('TIME_INVALID', '/time', event.time);
  if (time > now + limits.futureMinutesMax * 60_000) return refuse('TIME_IN_FUTURE', '/time', event.time);
  if (time < now - limits.ageDaysMax * dayMilliseconds) return refuse('TIME_TOO_OLD', '/time', event.time);

  const canonical = byType(event, deskOf(context, limits, time));
  if (isRefusal(canonical)) return canonical;
  return isLifecycle(canonical) ? { kind: 'lifecycle', event: canonical } : { kind: 'fact', fact: canonical };
}

function deskOf(context: CanonicalContext, limits: CanonicalLimits, time: number): Desk {
  const { party, person, registry, now, acceptedAt, identify, shipment, target, demand } = context;
  const directory = directoryOf(registry);
  return {
    party,
    person,
    registry,
    now,
    acceptedAt,
    identify,
    shipment,
    target,
    demand,
    limits,
    time,
    directory,
  };
}

function byType(event: InboundEvent, desk: Desk): Fact | LifecycleEvent | Refusal {
  switch (event.type) {
    case 'lumbung.stock.counted.v1':
      return canonicalCount(event, desk);
    case 'lumbung.stock.moved.v1':
      return canonicalMovement(event, desk);
    case 'lumbung.harvest.forecast.v1':
      return canonicalForecast(event, desk);
    case 'lumbung.demand.declared.v1':
      return canonicalDemand(event, desk);
    case 'lumbung.demand.withdrawn.v1':
      return canonicalWithdrawal(event, desk);
    case 'lumbung.price.observed.v1':
      return canonicalPrice(event, desk);
    case 'lumbung.fact.corrected.v1':
      return canonicalCorrection(event, desk);
    case 'lumbung.fact.confirmed.v1':
      return canonicalConfirmation(event, desk);
    case 'lumbung.plan.overridden.v1':
      return canonicalOverride(event, desk);
    case 'lumbung.plan.released.v1':
      return canonicalRelease(event, desk);
    case 'lumbung.shipment.responded.v1':
      return canonicalResponse(event, desk);
    case 'lumbung.shipment.decided.v1':
      return canonicalDecision(event, desk);
    case 'lumbung.shipment.answered.v1':
    case 'lumbung.shipment.dispatched.v1':
    case 'lumbung.shipment.located.v1':
    case 'lumbung.shipment.cancelled.v1':
      return canonicalJourney(event, desk);
    case 'lumbung.shipment.disposed.v1':
      return canonicalDisposal(event, desk);
    case 'lumbung.shipment.split.v1':
    case 'lumbung.shipment.merged.v1':
    case 'lumbung.shipment.stopped.v1':
    case 'lumbung.shipment.transferred.v1':
    case 'lumbung.shipment.returned.v1':
    case 'lumbung.shipment.restocked.v1':
      return canonicalCarriage(event, desk);
    case 'lumbung.shipment.received.v1':
      return canonicalReceipt(event, desk);
    default:
      return refuse('TYPE_UNKNOWN', '/type', (event as { type: string }).type);
  }
}

const lifecycleTypes: ReadonlySet<string> = new Set([
  'shipment.responded',
  'shipment.decided',
  'shipment.answered',
  'shipment.dispatched',
  'shipment.split',
  'shipment.merged',
  'shipment.stopped',
  'shipment.transferred',
  'shipment.returned',
  'shipment.restocked',
  'shipment.located',
  'shipment.received',
  'shipment.disposed',
  'shipment.cancelled',
]);

function isLifecycle(canonical: Fact | LifecycleEvent): canonical is LifecycleEvent {
  return lifecycleTypes.has(canonical.type);
}
