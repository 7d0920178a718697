import type { SessionPerson } from '../access/session.js';
import type { Address } from '../shell/route.js';

export const sections = [
  { page: 'plan', needs: 'read' },
  { page: 'parties', needs: 'read' },
  { page: 'agreements', needs: 'read' },
  { page: 'keys', needs: 'keys:write' },
  { page: 'connectors', needs: 'read' },
  { page: 'webhooks', needs: 'webhooks:write' },
  { page: 'offers', needs: 'shipments:report' },
  { page: 'waiting', needs: 'shipments:report' },
  { page: 'ledger', needs: 'read' },
  { page: 'registry', needs: 'read' },
  { page: 'fieldwork', needs: 'field:write' },
  { page: 'people', needs: 'people:write' },
  { page: 'audit', needs: 'audit:read' },
] as const satisfies { page: Address; needs: string }[];

export type Section = (typeof sections)[number]['page'];

/** The rooms that are open to a person; who is nobody in particular sees no doors. */
export function openSections(person: Pick<SessionPerson, 'permissions'> | null | undefined): Section[] {
  if (!person) return [];
  return sections.filter(({ needs }) => person.permissions.includes(needs)).map(({ page }) => page);
}
