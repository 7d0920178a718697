import { base, commodityOf, measure } from './base.js';
import { dayMilliseconds, parseInstant } from './calendar.js';
import type { Desk } from './context.js';
import type { PlanOverridden, PlanReleased } from './fact.js';
import type { InboundEvent, PlanOverriddenData } from './inbound.js';
import { isRefusal, refuse, type Refusal } from './refusal.js';
import { siteOf } from './site.js';

/** The hub's own plan, overridden by a person whom a session proved. */
export function canonicalOverride(
  event: InboundEvent<'lumbung.plan.overridden.v1'>,
  desk: Desk,
): PlanOverridden | Refusal {
  const { data } = event;
  const asked = askedBy(data, desk);
  if (isRefusal(asked)) return asked;
  if (!isComplete(data)) return refuse('OVERRIDE_INCOMPLETE', '/data/action', data.action);
  const { location, lot, demandId, lane } = data;
  const site = location === undefined ? null : siteOf(location, desk);
  if (isRefusal(site)) return site;
  if (site !== null && site.hub !== desk.party.code) return refuse('NOT_YOURS', '/data/location', location);
  const isLane = ({ id, hub }: { id: string; hub: string }) => id === lane && hub === desk.party.code;
  if (lane !== undefined && !desk.registry.lanes.some(isLane))
    return refuse('LANE_UNKNOWN', '/data/lane', lane);
  const until = untilOf(data.until, desk);
  if (isRefusal(until)) return until;
  const quantity =
    data.quantity === undefined
      ? null
      : measure(data.quantity, data.unit!, asked.commodity, '/data/quantity');
  if (isRefusal(quantity)) return quantity;
  return {
    type: 'plan.overridden',
    overrideId: data.overrideId,
    action: data.action,
    location: site?.code ?? null,
    lot: lot ?? (data.action === 'pin' ? 'default' : null),
    demandId: demandId ?? null,
    lane: lane ?? null,
    quantity,
    until,
    reason: data.reason,
    by: asked.by,
    ...base(event, desk, { hub: desk.party.code, commodity: asked.commodity.code }),
  };
}

export function canonicalRelease(
  event: InboundEvent<'lumbung.plan.released.v1'>,
  desk: Desk,
): PlanReleased | Refusal {
  const { overrideId, reason } = event.data;
  const asked = askedBy(event.data, desk);
  if (isRefusal(asked)) return asked;
  const about = { hub: desk.party.code, commodity: asked.commodity.code };
  return { type: 'plan.released', overrideId, reason, by: asked.by, ...base(event, desk, about) };
}

function askedBy(data: { overrideId: string; commodity: string }, desk: Desk) {
  if (desk.party.kind !== 'hub') return refuse('NOT_YOURS', '/data/overrideId', data.overrideId);
  if (desk.person === undefined) return refuse('PERSON_REQUIRED', '/source', desk.party.code);
  const commodity = commodityOf(data.commodity, desk);
  return isRefusal(commodity) ? commodity : { commodity, by: desk.person };
}

/** What each action names, and nothing else. */
function isComplete({ action, location, lot, demandId, lane, quantity, unit }: PlanOverriddenData): boolean {
  const isGiven = (value: unknown): boolean => value !== undefined;
  const measured = isGiven(quantity) && isGiven(unit);
  const named = [location, demandId, lane].filter(isGiven).length;
  switch (action) {
    case 'hold':
      return named === 1 && (!isGiven(lot) || isGiven(location)) && !isGiven(quantity) && !isGiven(unit);
    case 'cap':
      return named === 1 && isGiven(demandId) && !isGiven(lot) && measured;
    case 'pin':
      return named === 2 && !isGiven(lane) && measured;
  }
}

function untilOf(text: string, { time, limits }: Desk): number | Refusal {
  const until = parseInstant(text);
  const isInTime = until !== null && until > time && until <= time + limits.overrideDaysMax * dayMilliseconds;
  return isInTime ? until : refuse('UNTIL_INVALID', '/data/until', text);
}
