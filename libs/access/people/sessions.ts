import type { Sql } from '#database';
import { AccessError } from '../access-error.js';
import type { PartyDirectory } from '../authenticator.js';
import { permissionsOf } from '../permission.js';
import type { Role } from '../permission.js';
import type { Principal } from '../principal.js';
import { TokenBuckets } from '../token-bucket.js';
import { rolesOf } from './party-roles.js';
import { hashToken, isToken, newToken } from './token.js';

export const sessionLimits = { idleHours: 12, days: 7, perPersonMax: 20 } as const;

const touchMs = 5 * 60_000;
const followMs = 2_000;
const alive = `s.expires_at > now() AND s.seen_at > now() - interval '${sessionLimits.idleHours} hours'
  AND p.status = 'active'`;

/** Who a session is, as the person stands now. */
export interface SessionHolder {
  id: string;
  party: string;
  username: string;
  name: string;
  roles: Role[];
}

interface CachedSession {
  holder: SessionHolder | null;
  readAtMs: number;
}

export interface SessionsOptions {
  sql: Sql;
  directory: PartyDirectory;
  /** How long a session is believed without asking Postgres: a revocation bites within it. */
  cacheMs?: number;
  cachedMax?: number;
  failuresPerMinute?: number;
}

/** Opens a session. A person's oldest ones beyond a limit end. In a transaction, after what proved the person. */
export async function openSession(sql: Sql, person: string): Promise<string> {
  const token = newToken();
  await sql.query(
    `INSERT INTO people.session (id_hash, person, expires_at)
     VALUES ($1, $2, now() + interval '${sessionLimits.days} days')`,
    [hashToken(token), person],
  );
  await sql.query(
    `DELETE FROM people.session WHERE expires_at < now() OR id_hash IN (
       SELECT id_hash FROM people.session WHERE person = $1 ORDER BY opened_at DESC OFFSET $2)`,
    [person, sessionLimits.perPersonMax],
  );
  return token;
}

/** A session as its own person sees it. */
export interface OpenSession {
  /** Names it among the person's own; of no use to log in. */
  session: string;
  openedAt: Date;
  /** To some minutes. */
  seenAt: Date;
  /** The latest it ends. */
  expiresAt: Date;
  /** The one that asks. */
  isThis: boolean;
}

const publicName = `left(encode(s.id_hash, 'hex'), 16)`;

/** The sessions of a person that still count, the newest first. */
export function openSessions(sql: Sql, person: string, token: string): Promise<OpenSession[]> {
  return sql.query<OpenSession>(
    `SELECT ${publicName} AS session, s.opened_at AS "openedAt", s.seen_at AS "seenAt",
       s.expires_at AS "expiresAt", s.id_hash = $2 AS "isThis"
     FROM people.session s JOIN people.person p ON p.id = s.person
     WHERE s.person = $1 AND ${alive} ORDER BY s.opened_at DESC`,
    [person, hashToken(token)],
  );
}

/** Ends one session of a person; false: the person has none of that name. */
export async function endSession(sql: Sql, person: string, session: string): Promise<boolean> {
  const ended = await sql.query(
    `DELETE FROM people.session s WHERE s.person = $1 AND ${publicName} = $2 RETURNING 1`,
    [person, session],
  );
  return ended.length > 0;
}

/** Ends every session of a person. */
export async function endSessions(sql: Sql, person: string): Promise<void> {
  await sql.query('DELETE FROM people.session WHERE person = $1', [person]);
}

/** Sessions as requests show them: their token is known to the browser alone, their hash to Postgres. */
export class Sessions {
  private readonly known = new Map<string, CachedSession>();
  private readonly unknown = new Map<string, CachedSession>();
  private readonly failures: TokenBuckets;
  private readonly followers = new Map<string, Set<() => void>>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly options: SessionsOptions) {
    const perMinute = options.failuresPerMinute ?? 60;
    this.failures = new TokenBuckets({ perSecond: perMinute / 60, burst: perMinute, bucketsMax: 10_000 });
  }

  /**
   * @param address where the request came from; unknown tokens are limited per address
   * Errors: SESSION_ENDED, PARTY_INACTIVE, TOO_MANY_ATTEMPTS
   */
  async find(token: string, address: string): Promise<SessionHolder> {
    if (!isToken(token)) throw this.failed(address);
    const entry = await this.look(token, address);
    if (!entry.holder) throw this.failed(address);
    return entry.holder;
  }

  async principal(token: string, address: string): Promise<Principal> {
    const { id, party, roles } = await this.find(token, address);
    const known = this.options.directory.index.parties.get(party);
    if (!known || known.status === 'planned') throw new AccessError('PARTY_INACTIVE');
    // Asked again here: a party's kind may have changed since the roles were given.
    const held = roles.filter((role) => rolesOf(known.kind).includes(role));
    return {
      party,
      kind: known.kind,
      regions: known.regions,
      actor: { kind: 'person', id },
      permissions: permissionsOf(held),
    };
  }

  async end(token: string): Promise<void> {
    await this.options.sql.query('DELETE FROM people.session WHERE id_hash = $1', [hashToken(token)]);
    this.known.delete(hashToken(token).toString('hex'));
  }

  /** Calls `onEnd` once, a few seconds after the session ended at the latest. Answers how to stop following. */
  follow(token: string, onEnd: () => void): () => void {
    const id = hashToken(token).toString('hex');
    const listeners = this.followers.get(id) ?? new Set();
    this.followers.set(id, listeners.add(onEnd));
    this.timer ??= setInterval(() => void this.lookAfter(), followMs).unref();
    return () => {
      listeners.delete(onEnd);
      if (listeners.size === 0) this.followers.delete(id);
    };
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
  }

  /** One question for all that are followed, however many streams there are. */
  private async lookAfter(): Promise<void> {
    if (this.followers.size === 0) return;
    const rows = await this.options.sql
      .query<{ id: string }>(
        `SELECT encode(s.id_hash, 'hex') AS id FROM people.session s JOIN people.person p ON p.id = s.person
         WHERE encode(s.id_hash, 'hex') = ANY($1) AND ${alive}`,
        [[...this.followers.keys()]],
      )
      // A database that does not answer is no reason to send everybody away.
      .catch(() => null);
    if (!rows) return;
    const living = new Set(rows.map(({ id }) => id));
    for (const [id, listeners] of [...this.followers]) {
      if (living.has(id)) continue;
      this.followers.delete(id);
      for (const onEnd of listeners) onEnd();
    }
  }

  private failed(address: string): AccessError {
    const answer = this.failures.take(address, 1, Date.now());
    return answer.allowed
      ? new AccessError('SESSION_ENDED')
      : new AccessError('TOO_MANY_ATTEMPTS', answer.retryAfterMs);
  }

  private async look(token: string, address: string): Promise<CachedSession> {
    const hash = hashToken(token);
    const id = hash.toString('hex');
    const cached = this.known.get(id) ?? this.unknown.get(id);
    if (cached && Date.now() - cached.readAtMs < (this.options.cacheMs ?? 500)) return cached;
    if (!this.known.has(id) && this.failures.take(address, 0, Date.now()).remaining < 1)
      throw this.failed(address);
    const entry = await this.read(hash);
    this.known.delete(id);
    this.unknown.delete(id);
    const cache = entry.holder ? this.known : this.unknown;
    cache.set(id, entry);
    if (cache.size > (this.options.cachedMax ?? 5_000)) cache.delete(cache.keys().next().value!);
    return entry;
  }

  private async read(hash: Buffer): Promise<CachedSession> {
    const readAtMs = Date.now();
    const [row] = await this.options.sql.query<SessionHolder & { seen_at: Date }>(
      `SELECT p.id, p.party, p.username, p.name, p.roles, s.seen_at
       FROM people.session s JOIN people.person p ON p.id = s.person WHERE s.id_hash = $1 AND ${alive}`,
      [hash],
    );
    if (!row) return { holder: null, readAtMs };
    const { seen_at, ...holder } = row;
    // Written seldom: reading a page must not become writing to the database.
    if (readAtMs - seen_at.getTime() > touchMs)
      await this.options.sql.query('UPDATE people.session SET seen_at = now() WHERE id_hash = $1', [hash]);
    return { holder, readAtMs };
  }
}
