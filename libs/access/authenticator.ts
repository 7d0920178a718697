import type { Sql } from '#database';
import type { PartyKind } from '#domain';
import { AccessError } from './access-error.js';
import { parseKey, secretMatches } from './api-key.js';
import type { KeyParts } from './api-key.js';
import { keyPermissions } from './permission.js';
import type { Permission } from './permission.js';
import type { Principal } from './principal.js';
import { TokenBuckets } from './token-bucket.js';

/** What the authenticator asks of the registry. */
export interface PartyDirectory {
  index: { parties: Map<string, { kind: PartyKind; regions: string[]; status: string }> };
}

export interface AuthenticatorOptions {
  sql: Sql;
  directory: PartyDirectory;
  cacheMs?: number;
  cachedKeysMax?: number;
  /** Failed attempts allowed per address and minute. */
  failuresPerMinute?: number;
  now?: () => number;
}

interface CachedKey {
  party: string | null;
  hash: Buffer;
  permissions: ReadonlySet<Permission>;
  readAtMs: number;
}

const noHash = Buffer.alloc(32);
const bearer = /^Bearer +(\S+) *$/i;

/** Turns an Authorization header into a Principal. Keys are cached for at most `cacheMs` (default 5 s). */
export class Authenticator {
  private readonly known = new Map<string, CachedKey>();
  // Unknown key ids have a cache of their own, so that guessing never pushes out a real one.
  private readonly unknown = new Map<string, CachedKey>();
  private readonly reading = new Map<string, Promise<CachedKey>>();
  private readonly failures: TokenBuckets;
  private readonly now: () => number;

  constructor(private readonly options: AuthenticatorOptions) {
    const perMinute = options.failuresPerMinute ?? 60;
    this.failures = new TokenBuckets({ perSecond: perMinute / 60, burst: perMinute, bucketsMax: 10_000 });
    this.now = options.now ?? Date.now;
  }

  /**
   * @param header value of `Authorization`
   * @param address where the request came from; failed attempts are limited per address
   * @throws AccessError
   */
  async authenticate(header: string | undefined, address: string): Promise<Principal> {
    if (header === undefined || header === '') throw new AccessError('KEY_MISSING');
    const parts = parseKey(bearer.exec(header)?.[1] ?? '');
    if (!parts) throw this.failed('KEY_MALFORMED', address);
    const key = await this.lookUp(parts, address);
    const matches = secretMatches(parts.secret, key.hash);
    if (!matches || key.party === null) throw this.failed('KEY_UNKNOWN', address);
    const party = this.options.directory.index.parties.get(key.party);
    if (!party || party.status === 'planned') throw this.failed('PARTY_INACTIVE', address);
    return {
      party: key.party,
      kind: party.kind,
      regions: party.regions,
      actor: { kind: 'key', id: parts.keyId },
      permissions: key.permissions,
    };
  }

  private failed(code: AccessError['code'], address: string): AccessError {
    const answer = this.failures.take(address, 1, this.now());
    return answer.allowed ? new AccessError(code) : new AccessError('TOO_MANY_ATTEMPTS', answer.retryAfterMs);
  }

  private async lookUp({ keyId }: KeyParts, address: string): Promise<CachedKey> {
    const cached = this.known.get(keyId) ?? this.unknown.get(keyId);
    if (cached && this.now() - cached.readAtMs < (this.options.cacheMs ?? 5_000)) return cached;
    // An address that has failed too often costs the database nothing more.
    if (!this.known.has(keyId) && this.failures.take(address, 0, this.now()).remaining < 1)
      throw this.failed('KEY_UNKNOWN', address);
    const running = this.reading.get(keyId) ?? this.read(keyId).finally(() => this.reading.delete(keyId));
    this.reading.set(keyId, running);
    return running;
  }

  private async read(keyId: string): Promise<CachedKey> {
    const readAtMs = this.now();
    const [row] = await this.options.sql.query<{
      party: string;
      secret_hash: Buffer;
      scopes: Permission[] | null;
    }>('SELECT party, secret_hash, scopes FROM access.api_key WHERE key_id = $1 AND revoked_at IS NULL', [
      keyId,
    ]);
    this.known.delete(keyId);
    this.unknown.delete(keyId);
    const entry = row
      ? { party: row.party, hash: row.secret_hash, permissions: heldBy(row.scopes), readAtMs }
      : { party: null, hash: noHash, permissions: heldBy([]), readAtMs };
    const cache = row ? this.known : this.unknown;
    cache.set(keyId, entry);
    if (cache.size > (this.options.cachedKeysMax ?? 5_000)) cache.delete(cache.keys().next().value!);
    return entry;
  }
}

/** A key without scopes of its own carries all that a system may do. */
function heldBy(scopes: Permission[] | null): ReadonlySet<Permission> {
  return new Set(scopes === null ? keyPermissions : scopes.filter((scope) => keyPermissions.includes(scope)));
}
