import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Sql } from '#database';

// Base32 without look-alikes keeps the key id free of `_`, which separates the parts.
const idAlphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
const keyPattern = /^lk_([a-z0-9]{16})_([A-Za-z0-9_-]{43})$/;
const secretBytes = 32;

export interface KeyParts {
  keyId: string;
  secret: string;
}

/** The two parts of `lk_<keyId>_<secret>`; null when it has another shape. */
export function parseKey(key: string): KeyParts | null {
  const match = keyPattern.exec(key);
  return match ? { keyId: match[1]!, secret: match[2]! } : null;
}

export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Compares in a time that does not depend on where the hashes differ. */
export function secretMatches(secret: string, storedHash: Buffer): boolean {
  const given = hashSecret(secret);
  return given.length === storedHash.length && timingSafeEqual(given, storedHash);
}

/** Makes a key for a party and stores its hash; the key itself is shown this once and is nowhere else. */
export async function issueKey(sql: Sql, party: string, label = 'issued'): Promise<string> {
  const keyId = Array.from(randomBytes(16), (byte) => idAlphabet[byte % idAlphabet.length]).join('');
  const secret = randomBytes(secretBytes).toString('base64url');
  await sql.query('INSERT INTO access.api_key (key_id, party, secret_hash, label) VALUES ($1, $2, $3, $4)', [
    keyId,
    party,
    hashSecret(secret),
    label,
  ]);
  return `lk_${keyId}_${secret}`;
}

/** Ends a key; every instance forgets it within the seconds that keys are cached. False: there is no such live key. */
export async function revokeKey(sql: Sql, keyId: string): Promise<boolean> {
  const rows = await sql.query(
    'UPDATE access.api_key SET revoked_at = now() WHERE key_id = $1 AND revoked_at IS NULL RETURNING 1',
    [keyId],
  );
  return rows.length === 1;
}
