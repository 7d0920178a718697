import { base } from './base.js';
import type { Desk, TargetView } from './context.js';
import type { FactConfirmed, FactCorrected } from './fact.js';
import type { InboundEvent } from './inbound.js';
import { isRefusal, refuse, type Refusal } from './refusal.js';
import { oversees } from './site.js';

/** URN of a party, as the `source` of its events. */
export const partyUrn = (code: string): string => `urn:lumbung:party:${code}`;

/** One corrects one's own facts; departments and the hub also those of their regions' parties. */
export function canonicalCorrection(
  event: InboundEvent<'lumbung.fact.corrected.v1'>,
  desk: Desk,
): FactCorrected | Refusal {
  const { corrects, reason } = event.data;
  const target = targetOf(corrects, '/data/corrects', desk);
  if (isRefusal(target)) return target;
  if (target.source !== desk.party.code && !mayDecideOn(target.source, desk)) {
    return refuse('NOT_YOURS', '/data/corrects', corrects.id);
  }
  return { type: 'fact.corrected', corrects: target.factId, reason, ...base(event, desk, target) };
}

/** Somebody else than the source confirms: a department or the hub of the region. */
export function canonicalConfirmation(
  event: InboundEvent<'lumbung.fact.confirmed.v1'>,
  desk: Desk,
): FactConfirmed | Refusal {
  const { confirms, decision, reason } = event.data;
  const target = targetOf(confirms, '/data/confirms', desk);
  if (isRefusal(target)) return target;
  if (target.source === desk.party.code || !mayDecideOn(target.source, desk)) {
    return refuse('NOT_YOURS', '/data/confirms', confirms.id);
  }
  return { type: 'fact.confirmed', confirms: target.factId, decision, reason, ...base(event, desk, target) };
}

function targetOf(named: { source?: string; id: string }, path: string, desk: Desk): TargetView | Refusal {
  const stated = named.source ?? desk.party.code;
  const prefix = partyUrn('');
  const code = stated.startsWith(prefix) ? stated.slice(prefix.length) : stated;
  return desk.target?.(code, named.id) ?? refuse('TARGET_UNKNOWN', path, `${code}/${named.id}`);
}

function mayDecideOn(source: string, { party, directory }: Desk): boolean {
  const regions = directory.parties.get(source)?.regions ?? [];
  return oversees(party) && regions.some((region) => party.regions.includes(region));
}
