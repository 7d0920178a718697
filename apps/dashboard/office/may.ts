import { useSession, type SessionPerson } from '../access/session.js';

export interface May {
  /** Null: nobody is logged in; undefined: not known yet. */
  person: SessionPerson | null | undefined;
  may: (permission: string) => boolean;
}

/** What the person at the screen may do. The gateway decides; this only offers nothing else. */
export function useMay(): May {
  const person = useSession()?.person;
  const held = person?.permissions ?? [];
  return { person, may: (permission) => held.includes(permission) };
}
