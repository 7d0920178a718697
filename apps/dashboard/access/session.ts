import { useQuery } from '@tanstack/react-query';
import { getJson, sendJson } from '../api/client.js';

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

/** Which roles the people of a kind of party can have; the gateway decides, this only offers nothing else. */
export const rolesOfKind: Record<string, readonly Role[]> = {
  hub: ['administrator', 'officer', 'viewer', 'auditor', 'field'],
  department: ['officer', 'viewer', 'field'],
  buyer: ['officer', 'viewer'],
  producer: ['officer', 'producer', 'viewer'],
  carrier: ['officer', 'carrier', 'viewer'],
};

export interface SessionPerson {
  id: string;
  username: string;
  name: string;
  party: string;
  roles: Role[];
  permissions: string[];
}

export interface Session {
  person: SessionPerson | null;
  signIn: { password: boolean; oidc: boolean };
}

export interface Person {
  id: string;
  party: string;
  username: string;
  name: string;
  roles: Role[];
  status: 'invited' | 'active' | 'disabled';
  signIn: { password: boolean; oidc: boolean };
  createdAt: string;
}

export interface Invited {
  person: Person;
  link: { path: string; expiresAt: string };
}

/** Who is logged in; undefined until the gateway has said. */
export function useSession(): Session | undefined {
  return useQuery({
    queryKey: ['/v1/session'],
    queryFn: ({ signal }) => getJson<Session>('/v1/session', signal),
    staleTime: 60_000,
  }).data;
}

/** Begins anew with other rights: everything on the page was read with the old ones. */
export function startOver(hash = '#/'): void {
  location.hash = hash;
  location.reload();
}

/** Ends the session and forgets what this phone kept of it; asks first where something was not sent yet. */
export async function leave(path: string, mayLose: (count: number) => boolean): Promise<void> {
  const { countWaiting, forgetPhone } = await import('../phone/forget.js');
  const count = await countWaiting();
  if (count > 0 && !mayLose(count)) return;
  await forgetPhone();
  await sendJson<null>('DELETE', path);
  startOver();
}
