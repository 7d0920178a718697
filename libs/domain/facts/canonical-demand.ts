import { base, commodityOf, measure } from './base.js';
import { dateOfDay, localDay, parseDate, parseInstant } from './calendar.js';
import type { Desk } from './context.js';
import { onlyHub } from './directory.js';
import type { DemandDeclared, DemandWithdrawn } from './fact.js';
import type { DemandDeclaredData, InboundEvent } from './inbound.js';
import { isRefusal, refuse, type Refusal } from './refusal.js';

export function canonicalDemand(
  event: InboundEvent<'lumbung.demand.declared.v1'>,
  desk: Desk,
): DemandDeclared | Refusal {
  const { data } = event;
  const commodity = commodityOf(data.commodity, desk);
  if (isRefusal(commodity)) return commodity;
  const region = desk.directory.regions.get(data.destination);
  if (!region) return refuse('DESTINATION_UNKNOWN', '/data/destination', data.destination);
  const { kind, regions } = desk.party;
  if ((kind !== 'buyer' && kind !== 'department') || !regions.includes(region.code)) {
    return refuse('NOT_YOURS', '/data/destination', data.destination);
  }
  const hub = hubOfDemand(data, desk);
  if (isRefusal(hub)) return hub;
  const quantity = measure(data.quantity, data.unit, commodity, '/data/quantity');
  if (isRefusal(quantity)) return quantity;
  const window = windowOf(data.window, region.timezone, desk);
  if (isRefusal(window)) return window;
  return {
    type: 'demand.declared',
    demandId: data.demandId,
    destination: region.code,
    quantity,
    windowFrom: window.from,
    windowTo: window.to,
    priority: data.priority ?? 5,
    minShelfLifeDays: (data.minShelfLifeDays ?? 0) + 0,
    grade: data.grade ?? null,
    basis: data.basis,
    ...base(event, desk, { hub, commodity: commodity.code }),
  };
}

/**
 * A withdrawal may arrive before its demand, so an unknown demand is no error as long as the event
 * names the commodity and the party's regions have one hub.
 */
export function canonicalWithdrawal(
  event: InboundEvent<'lumbung.demand.withdrawn.v1'>,
  desk: Desk,
): DemandWithdrawn | Refusal {
  const { demandId, commodity: code } = event.data;
  const { party, directory } = desk;
  const declared = desk.demand?.(demandId) ?? null;
  const kindMay = party.kind === 'buyer' || party.kind === 'department';
  if (!kindMay || (declared && declared.source !== party.code)) {
    return refuse('NOT_YOURS', '/data/demandId', demandId);
  }
  const named = code === undefined ? null : commodityOf(code, desk);
  if (isRefusal(named)) return named;
  const commodity = declared?.commodity ?? named?.code;
  if (commodity === undefined || (named && named.code !== commodity)) {
    return refuse('DEMAND_UNKNOWN', '/data/demandId', demandId);
  }
  const supplying = party.regions.flatMap((region) => [...(directory.hubsSupplying.get(region) ?? [])]);
  const hub = declared?.hub ?? onlyHub(supplying);
  if (hub === null) return refuse('HUB_UNKNOWN', '/data/demandId', demandId);
  return { type: 'demand.withdrawn', demandId, ...base(event, desk, { hub, commodity }) };
}

function hubOfDemand({ hub, destination }: DemandDeclaredData, { directory }: Desk): string | Refusal {
  if (hub !== undefined) return directory.hubs.has(hub) ? hub : refuse('HUB_UNKNOWN', '/data/hub', hub);
  const found = onlyHub(directory.hubsSupplying.get(destination) ?? []);
  return found ?? refuse('HUB_UNKNOWN', '/data/destination', destination);
}

/** Local dates of the destination. The end is inclusive, also when it was stated as an instant. */
function windowOf(
  window: { from: string; to: string },
  timezone: string,
  { now, limits }: Desk,
): { from: string; to: string } | Refusal {
  const today = localDay(now, timezone);
  // A region whose zone is not Indonesian has no local dates here: the registry is wrong, not the event.
  if (today === null) return refuse('DESTINATION_UNKNOWN', '/data/destination', timezone);
  const from = dayOf(window.from, timezone);
  if (from === null) return refuse('DATE_INVALID', '/data/window/from', window.from);
  const to = dayOf(window.to, timezone);
  if (to === null) return refuse('DATE_INVALID', '/data/window/to', window.to);
  const valid =
    from <= to &&
    to - from <= limits.windowDaysMax &&
    to >= today - limits.windowPastDaysMax &&
    from <= today + limits.windowAheadDaysMax;
  return valid
    ? { from: dateOfDay(from), to: dateOfDay(to) }
    : refuse('WINDOW_INVALID', '/data/window', `${window.from}/${window.to}`);
}

function dayOf(text: string, timezone: string): number | null {
  const day = parseDate(text);
  if (day !== null) return day;
  const instant = parseInstant(text);
  return instant === null ? null : localDay(instant, timezone);
}
