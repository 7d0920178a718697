import type { Tone } from '../office/Tag.js';

export const scopes = [
  'read',
  'events:write',
  'sandbox:write',
  'rejected:mend',
  'shipments:report',
  'connectors:write',
  'webhooks:write',
  'keys:write',
] as const;

export interface Key {
  keyId: string;
  party: string;
  label: string;
  scopes: string[];
  state: 'live' | 'expired' | 'revoked';
  createdAt: string;
  expiresAt: string | null;
  revokedAt: string | null;
  lastUsedAt: string | null;
  issuedBy: string | null;
  replaces: string | null;
}

export interface IssuedKey {
  keyId: string;
  key: string;
  oldKeyUntil?: string;
}

const soonMs = 14 * 86_400_000;

/** How a key stands, and whether its end needs somebody's attention. */
export function standingOf(key: Key, now: number): { state: Key['state'] | 'ending'; tone: Tone } {
  if (key.state === 'revoked') return { state: 'revoked', tone: 'quiet' };
  const end = key.expiresAt === null ? Infinity : Date.parse(key.expiresAt);
  if (key.state === 'expired' || end <= now) return { state: 'expired', tone: 'quiet' };
  return end - now < soonMs ? { state: 'ending', tone: 'warn' } : { state: 'live', tone: 'good' };
}

/** Live keys first; the API gives each group newest first. */
export function orderKeys(keys: readonly Key[]): Key[] {
  return [...keys].sort((a, b) => Number(b.state === 'live') - Number(a.state === 'live'));
}
