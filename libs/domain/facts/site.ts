import type { Party } from '../registry/registry.js';
import type { Desk } from './context.js';
import { onlyHub, type Site } from './directory.js';
import { refuse, type Refusal } from './refusal.js';

/** A registered place, or a producing region of exactly one hub. */
export function siteOf(location: string, desk: Desk): Site | Refusal {
  const place = desk.directory.places.get(location);
  if (place) return place;
  const hubs = desk.directory.hubsProducingIn.get(location);
  if (!hubs) return refuse('LOCATION_UNKNOWN', '/data/location', location);
  const hub = onlyHub(hubs);
  if (hub === null) return refuse('HUB_UNKNOWN', '/data/location', [...hubs].join(', '));
  return { code: location, region: location, hub, party: null };
}

/** Who runs a place reports it; departments and the hub report every place of their regions. */
export function mayReport(party: Party, site: Site): boolean {
  if (party.kind === 'carrier') return false;
  if (site.party === party.code) return true;
  return oversees(party) && party.regions.includes(site.region);
}

/** Departments and the hub may speak for others in their regions. */
export function oversees(party: Party): boolean {
  return party.kind === 'department' || party.kind === 'hub';
}
