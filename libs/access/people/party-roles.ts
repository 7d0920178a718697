import type { PartyKind } from '#domain';
import type { Role } from '../permission.js';

const ofKind: Record<PartyKind, readonly Role[]> = {
  hub: ['administrator', 'officer', 'viewer', 'auditor', 'field'],
  department: ['officer', 'viewer', 'field'],
  buyer: ['officer', 'viewer'],
  producer: ['officer', 'producer', 'viewer'],
  carrier: ['officer', 'carrier', 'viewer'],
};

/** What the people of a party can be: only a hub's own administer it or read its audit. */
export function rolesOf(kind: PartyKind): readonly Role[] {
  return ofKind[kind];
}
