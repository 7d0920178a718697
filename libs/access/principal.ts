import type { PartyKind } from '#domain';

/** Who is speaking, proven by a key. */
export interface Principal {
  party: string;
  kind: PartyKind;
  /** Kemendagri codes the party may speak for. */
  regions: string[];
}
