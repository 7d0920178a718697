import { mayRead } from '../scope/scope.js';
import type { Scope } from '../scope/scope.js';
import type { LiveEvent } from './live-event.js';

/** What a client of the feed asked for. Empty filters let everything through. */
export interface LiveFilter {
  hub: string | null;
  commodity: string | null;
  region: string | null;
  scope: Scope;
}

export function passes(filter: LiveFilter, event: LiveEvent): boolean {
  if (filter.hub !== null && event.hub !== filter.hub) return false;
  // An event of a whole shipment that names no commodity concerns all of them.
  if (
    filter.commodity !== null &&
    event.commodities.length > 0 &&
    !event.commodities.includes(filter.commodity)
  )
    return false;
  if (filter.region !== null && !event.visible.regions.includes(filter.region)) return false;
  return mayRead(filter.scope, event.visible);
}
