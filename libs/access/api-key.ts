import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Sql } from '#database';
import type { Permission } from './permission.js';

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

export interface KeyTerms {
  label?: string;
  /** Null: all that a system may do. */
  scopes?: readonly Permission[] | null;
  /** Null: until it is revoked. */
  expiresAt?: Date | null;
  /** Who had it issued, e.g. `key:abc`; null: the system itself. */
  issuedBy?: string | null;
  /** The key that it comes after. */
  replaces?: string | null;
}

/** Makes a key for a party and stores its hash; the key itself is shown this once and is nowhere else. */
export async function issueKey(sql: Sql, party: string, label = 'issued'): Promise<string> {
  return (await issueKeyWith(sql, party, { label })).key;
}

/** As `issueKey`, with terms of its own. */
export async function issueKeyWith(
  sql: Sql,
  party: string,
  terms: KeyTerms,
): Promise<{ key: string; keyId: string }> {
  const keyId = Array.from(randomBytes(16), (byte) => idAlphabet[byte % idAlphabet.length]).join('');
  const secret = randomBytes(secretBytes).toString('base64url');
  const { label = 'issued', scopes = null, expiresAt = null, issuedBy = null, replaces = null } = terms;
  await sql.query(
    `INSERT INTO access.api_key (key_id, party, secret_hash, label, scopes, expires_at, issued_by, replaces)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [keyId, party, hashSecret(secret), label, scopes, expiresAt, issuedBy, replaces],
  );
  return { key: `lk_${keyId}_${secret}`, keyId };
}

/** A key without its secret. */
export interface KeyRecord {
  keyId: string;
  party: string;
  label: string;
  scopes: Permission[] | null;
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
  issuedBy: string | null;
  replaces: string | null;
}

/** Keys of a party, newest first, ended ones too. */
export async function listKeys(sql: Sql, party: string, limit: number): Promise<KeyRecord[]> {
  return sql.query<KeyRecord>(
    `SELECT key_id AS "keyId", party, label, scopes, created_at AS "createdAt", expires_at AS "expiresAt",
       revoked_at AS "revokedAt", last_used_at AS "lastUsedAt", issued_by AS "issuedBy", replaces
     FROM access.api_key WHERE party = $1 ORDER BY created_at DESC, key_id LIMIT $2`,
    [party, limit],
  );
}

/** Lets a key work until `until` at the latest. False: there is no such live key. */
export async function endKeyAt(sql: Sql, keyId: string, until: Date): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE access.api_key SET expires_at = least(coalesce(expires_at, $2), $2)
     WHERE key_id = $1 AND revoked_at IS NULL RETURNING 1`,
    [keyId, until],
  );
  return rows.length === 1;
}

/** Ends a key; every instance forgets it within a second. False: there is no such live key. */
export async function revokeKey(sql: Sql, keyId: string): Promise<boolean> {
  const rows = await sql.query(
    'UPDATE access.api_key SET revoked_at = now() WHERE key_id = $1 AND revoked_at IS NULL RETURNING 1',
    [keyId],
  );
  return rows.length === 1;
}
