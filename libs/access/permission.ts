/** What may be done at the door. Reading what is one's own needs `read`; the rest is writing of one sort each. */
export const permissions = [
  'read',
  'events:write',
  'sandbox:write',
  'rejected:mend',
  'shipments:report',
  'plan:override',
  'connectors:write',
  'webhooks:write',
  'keys:write',
  'registry:write',
  'parties:write',
  'people:write',
  'field:write',
  'audit:read',
] as const;

export type Permission = (typeof permissions)[number];

/** What people are to the hub or to their party. */
export const roles = [
  'administrator',
  'officer',
  'producer',
  'carrier',
  'viewer',
  'auditor',
  'field',
] as const;

export type Role = (typeof roles)[number];

const ofRole: Record<Role, readonly Permission[]> = {
  administrator: permissions,
  officer: [
    'read',
    'events:write',
    'sandbox:write',
    'rejected:mend',
    'shipments:report',
    'plan:override',
    'connectors:write',
    'webhooks:write',
    'keys:write',
  ],
  producer: ['read', 'events:write', 'shipments:report'],
  carrier: ['read', 'shipments:report'],
  viewer: ['read'],
  auditor: ['read', 'audit:read'],
  // A field officer lets producers' phones in, and says nothing in the name of the office.
  field: ['read', 'field:write'],
};

/** The most that a key may carry: systems never administer the hub or people, nor override what a plan decides. */
export const keyPermissions: readonly Permission[] = ofRole.officer.filter(
  (held) => held !== 'plan:override',
);

export function permissionsOf(held: readonly Role[]): ReadonlySet<Permission> {
  return new Set(held.flatMap((role) => ofRole[role]));
}
