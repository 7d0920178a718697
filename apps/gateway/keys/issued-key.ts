import type { Permission } from '#access';

/** A key as whoever asked for it is answered. */
export interface IssuedKey {
  keyId: string;
  /** Shown this once. */
  key: string;
  party: string;
  label: string;
  scopes: Permission[];
  expiresAt: string | null;
}
