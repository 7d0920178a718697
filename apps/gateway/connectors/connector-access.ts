import type { Principal } from '#access';
import type { Registry } from '#domain';
import { Problem } from '../http/problem.js';
import { administers } from '../scope/tenancy.js';

/** Whoever administers the hub may look after the connectors of all that deal with it. @throws Problem FORBIDDEN */
export function demandOwn(by: Principal, owner: string, registry: Registry): void {
  if (by.party !== owner && !administers(by, owner, registry)) throw new Problem('FORBIDDEN');
}

/** What a connector says, its own party says. @throws Problem FORBIDDEN */
export function demandSelf({ party }: Principal, owner: string): void {
  if (party !== owner) throw new Problem('FORBIDDEN');
}
