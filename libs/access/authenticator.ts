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
  /** Reads again what changed since. */
  refresh(): Promise<unknown>;
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
  /** Epoch milliseconds; Infinity: until it is revoked. */
  endsAtMs: number;
  hash: Buffer;
  permissions: ReadonlySet<Permission>;
  readAtMs: number;
}

const noHash = Buffer.alloc(32);
const bearer = /^Bearer +(\S+) *$/i;

// A key that is revoked stops everywhere within a second: its change is looked for so often, and what is cached is
// trusted only while that look succeeds.
const lookMs = 300;
const trustMs = 900;
const usesFlushMs = 60_000;
const usesMax = 20_000;

/**
 * Turns an Authorization header into a Principal. Keys are cached for at most `cacheMs` (default 5 s), and once
 * started not beyond any change of a key.
 */
export class Authenticator {
  private readonly known = new Map<string, CachedKey>();
  // Unknown key ids have a cache of their own, so that guessing never pushes out a real one.
  private readonly unknown = new Map<string, CachedKey>();
  private readonly reading = new Map<string, Promise<CachedKey>>();
  private readonly failures: TokenBuckets;
  private readonly now: () => number;
  private readonly used = new Set<string>();
  private readonly listeners = new Set<() => void>();
  private timers: NodeJS.Timeout[] = [];
  private looking: Promise<void> | null = null;
  /** Of all keys, when it was last looked at; null: not started. */
  private seen: { version: string; atMs: number } | null = null;

  constructor(private readonly options: AuthenticatorOptions) {
    const perMinute = options.failuresPerMinute ?? 60;
    this.failures = new TokenBuckets({ perSecond: perMinute / 60, burst: perMinute, bucketsMax: 10_000 });
    this.now = options.now ?? Date.now;
  }

  /** Begins to look for changed keys, and to write down when keys are used. */
  async start(): Promise<void> {
    await this.look();
    this.timers = [
      setInterval(() => void this.look(), lookMs),
      setInterval(() => void this.writeUses(), usesFlushMs),
    ];
    for (const timer of this.timers) timer.unref();
  }

  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    this.timers = [];
    await this.looking;
    await this.writeUses();
  }

  /** Tells when any key has changed, so that what a key has opened may be closed. Answers how to stop being told. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
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
    if (!matches || key.party === null || key.endsAtMs <= this.now())
      throw this.failed('KEY_UNKNOWN', address);
    if (this.used.size < usesMax) this.used.add(parts.keyId);
    const { directory } = this.options;
    // A key may be here before its party is: another instance registered it a moment ago.
    if (!directory.index.parties.has(key.party)) await directory.refresh();
    const party = directory.index.parties.get(key.party);
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
    if (cached && this.isFresh(cached)) return cached;
    // An address that has failed too often costs the database nothing more.
    if (!this.known.has(keyId) && this.failures.take(address, 0, this.now()).remaining < 1)
      throw this.failed('KEY_UNKNOWN', address);
    const running = this.reading.get(keyId) ?? this.read(keyId).finally(() => this.reading.delete(keyId));
    this.reading.set(keyId, running);
    return running;
  }

  private isFresh({ readAtMs }: CachedKey): boolean {
    const nowMs = this.now();
    const isTrusted = this.seen === null || nowMs - this.seen.atMs < trustMs;
    return isTrusted && nowMs - readAtMs < (this.options.cacheMs ?? 5_000);
  }

  /** Forgets every key when one has changed. */
  private look(): Promise<void> {
    this.looking ??= this.lookOnce().finally(() => (this.looking = null));
    return this.looking;
  }

  private async lookOnce(): Promise<void> {
    const atMs = this.now();
    try {
      const [row] = await this.options.sql.query<{ version: string }>(
        'SELECT version FROM access.key_version',
      );
      const version = row!.version;
      const isChanged = this.seen !== null && this.seen.version !== version;
      this.seen = { version, atMs };
      if (!isChanged) return;
      this.known.clear();
      this.unknown.clear();
      this.reading.clear();
      for (const listener of this.listeners) listener();
    } catch {
      // Nothing is trusted until a look succeeds; the reads of keys then say what is wrong.
    }
  }

  /** When keys were last used, at most once a minute and never while somebody waits. */
  private async writeUses(): Promise<void> {
    const keys = [...this.used];
    this.used.clear();
    if (keys.length === 0) return;
    await this.options.sql
      .query('UPDATE access.api_key SET last_used_at = now() WHERE key_id = ANY($1)', [keys])
      .catch(() => undefined);
  }

  private async read(keyId: string): Promise<CachedKey> {
    const readAtMs = this.now();
    const seen = this.seen?.version;
    const [row] = await this.options.sql.query<{
      party: string;
      secret_hash: Buffer;
      scopes: Permission[] | null;
      expires_at: Date | null;
    }>(
      'SELECT party, secret_hash, scopes, expires_at FROM access.api_key WHERE key_id = $1 AND revoked_at IS NULL',
      [keyId],
    );
    this.known.delete(keyId);
    this.unknown.delete(keyId);
    const entry = row
      ? {
          party: row.party,
          hash: row.secret_hash,
          permissions: heldBy(row.scopes),
          endsAtMs: row.expires_at?.getTime() ?? Infinity,
          readAtMs,
        }
      : { party: null, hash: noHash, permissions: heldBy([]), endsAtMs: Infinity, readAtMs };
    // Read before a change and answered after it: true for this request, and for no later one.
    if (seen !== this.seen?.version) return entry;
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
