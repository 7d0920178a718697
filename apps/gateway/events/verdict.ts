import { canonicalise, step } from '#domain';
import type { Fact, LifecycleEvent, Party, Registry } from '#domain';
import { factId } from '#access';
import type { References } from '#access';
import { parseEvent, refusalText } from '#contracts';
import type { BilingualText, InboundEvent } from '#contracts';
import type { ProblemFault } from '../http/problem.js';
import type { RefusalCode } from '../http/problem-codes.js';
import type { Incoming } from './incoming.js';

/** Why an event will not become a fact. */
export interface Refused {
  ok: false;
  code: RefusalCode;
  text: BilingualText;
  errors: ProblemFault[];
  /** Of a step that is not possible: the state the shipment is in. */
  state?: string;
}

export type Read = { ok: true; event: InboundEvent } | Refused;
export type Verdict = { ok: true; fact: Fact | LifecycleEvent } | Refused;

export function refusedFor(code: Parameters<typeof refusalText>[0]): Refused {
  return { ok: false, code, text: refusalText(code), errors: [] };
}

/** Asks the schema. */
export function readEvent(incoming: Incoming): Read {
  const { fault, unmapped } = incoming;
  if (unmapped)
    return { ...refusedFor('MAPPING_FAILED'), errors: [{ path: '', code: 'UNMAPPED', text: unmapped }] };
  return fault !== null ? refusedFor(fault) : parseEvent(incoming.json);
}

/** What the forecast asks about what was said before. */
export type Lookups = Pick<References, 'shipment' | 'target' | 'demand'>;

/** Forecasts what intake will decide: the same rules over the same registry, a moment earlier. */
export function forecast(
  event: InboundEvent,
  { party, person }: { party: Party; person?: string | undefined },
  registry: Registry,
  references: Lookups,
  nowMs: number,
): Verdict {
  const result = canonicalise(event, {
    party,
    person,
    registry,
    now: nowMs,
    acceptedAt: nowMs,
    identify: factId,
    shipment: references.shipment,
    target: references.target,
    demand: references.demand,
  });
  if (result.kind === 'refused') {
    const { code, text, path } = result;
    return { ok: false, code, text, errors: path === undefined ? [] : [{ path, code, text }] };
  }
  const fact = result.kind === 'fact' ? result.fact : result.event;
  return (fact.type === 'demand.declared' && ownershipFault(fact, references)) || { ok: true, fact };
}

// A demand stays with the party, hub and commodity that it was first declared with.
function ownershipFault(
  fact: { demandId: string; source: string; hub: string; commodity: string },
  references: Lookups,
): Refused | null {
  const owner = references.demand(fact.demandId);
  if (!owner) return null;
  if (owner.source !== fact.source) return refusedFor('NOT_YOUR_DEMAND');
  const same = owner.hub === fact.hub && owner.commodity === fact.commodity;
  return same ? null : refusedFor('DEMAND_CHANGED');
}

/** Asks the shipment's state machine whether what a carrier or receiver says is possible now. */
export function stateFault(fact: Fact | LifecycleEvent, references: References): Refused | null {
  // Whether two shipments can be merged hangs on both; the dispatcher has them before it.
  if ('commodity' in fact || fact.type === 'shipment.merged') return null;
  const shipment = references.wholeShipment(fact.shipmentId);
  const result = shipment && step(shipment, fact);
  if (result?.kind !== 'refused') return null;
  return { ok: false, code: result.code, text: result.text, errors: [], state: result.state };
}
