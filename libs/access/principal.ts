import type { PartyKind } from '#domain';
import type { Permission } from './permission.js';

/** The key or the person that speaks for a party; goes into the audit. */
export type Actor = { kind: 'key'; id: string } | { kind: 'person'; id: string };

/** The party in whose name something is said. */
export interface Speaker {
  party: string;
  kind: PartyKind;
  /** Kemendagri codes the party may speak for. */
  regions: string[];
}

/** Who is speaking, proven by a key or a session. */
export interface Principal extends Speaker {
  actor: Actor;
  permissions: ReadonlySet<Permission>;
}
