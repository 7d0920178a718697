import type { Principal } from '#access';
import { Problem } from '../http/problem.js';

/** Whoever administers the hub may look after everybody's connectors. @throws Problem FORBIDDEN */
export function demandOwn({ party, kind, permissions }: Principal, owner: string): void {
  const isAdministrator = kind === 'hub' && permissions.has('parties:write');
  if (party !== owner && !isAdministrator) throw new Problem('FORBIDDEN');
}

/** What a connector says, its own party says. @throws Problem FORBIDDEN */
export function demandSelf({ party }: Principal, owner: string): void {
  if (party !== owner) throw new Problem('FORBIDDEN');
}
