import { endKeyAt, issueKeyWith, keyPermissions, listKeys, revokeKey } from '#access';
import type { KeyRecord, Permission, Principal, RegistryCache } from '#access';
import type { Database, Sql } from '#database';
import { Problem } from '../http/problem.js';
import { administers, tenancyOf } from '../scope/tenancy.js';
import type { Audited } from './audited.js';
import type { IssuedKey } from './issued-key.js';
import type { KafkaUsers } from './kafka-users.js';

export const keyLimits = {
  liveMax: 20,
  listedMax: 200,
  daysMax: 731,
  overlapHoursDefault: 24,
  overlapHoursMax: 720,
} as const;

export interface KeyWish {
  label: string;
  scopes?: Permission[];
  expiresAt?: Date;
}

const hourMs = 3_600_000;

/** Keys of a party: managed by itself, or by the administrator of a hub, and never with more rights than the manager's. */
export class PartyKeys {
  constructor(
    private readonly database: Database,
    private readonly registry: RegistryCache,
    private readonly audited: Audited,
    private readonly kafkaUsers: KafkaUsers,
  ) {}

  /** @throws Problem NOT_YOUR_PARTY */
  async list(by: Principal, party: string) {
    this.demandOwn(by, party);
    const keys = await listKeys(
      this.database.within(tenancyOf(by, this.registry.index)),
      party,
      keyLimits.listedMax,
    );
    return { items: keys.map(shown), next: null };
  }

  /** @throws Problem NOT_YOUR_PARTY, SCOPE_NOT_HELD or KEYS_TOO_MANY */
  issue(by: Principal, party: string, wish: KeyWish): Promise<IssuedKey> {
    const deed = { action: 'key.issued', subject: `party/${party}`, details: {} };
    return this.audited.run(by, deed, async (sql) => {
      this.demandOwn(by, party);
      const scopes = wish.scopes ?? keyPermissions.filter((scope) => by.permissions.has(scope));
      demandHeld(by, scopes);
      await demandRoom(sql, party);
      const answer = await issue(sql, by, party, { ...wish, scopes }, null);
      await this.kafkaUsers.grant(sql, answer);
      return {
        answer,
        deed: { subject: `key/${answer.keyId}`, details: { party, scopes: scopes.join(' ') } },
      };
    });
  }

  /** A key after another one; the old one works until `overlapUntil`. @throws Problem as `issue`, and NOT_FOUND */
  rotate(
    by: Principal,
    party: string,
    keyId: string,
    overlapHours: number,
  ): Promise<IssuedKey & { oldKeyUntil: string }> {
    const deed = { action: 'key.rotated', subject: `key/${keyId}`, details: { party } };
    return this.audited.run(by, deed, async (sql) => {
      this.demandOwn(by, party);
      const old = await liveKey(sql, party, keyId);
      const scopes = [...(old.scopes ?? keyPermissions)];
      demandHeld(by, scopes);
      await demandRoom(sql, party);
      const lifetimeMs = old.expiresAt === null ? null : old.expiresAt.getTime() - old.createdAt.getTime();
      const expiresAt = lifetimeMs === null ? undefined : new Date(Date.now() + lifetimeMs);
      const issued = await issue(sql, by, party, { label: old.label, scopes, expiresAt }, keyId);
      await this.kafkaUsers.grant(sql, issued);
      const until = new Date(Date.now() + overlapHours * hourMs);
      await endKeyAt(sql, keyId, until);
      const answer = { ...issued, oldKeyUntil: until.toISOString() };
      return { answer, deed: { details: { party, newKey: issued.keyId, overlapHours } } };
    });
  }

  /** Ends a key, and those that it issued if `issued` says so. @throws Problem NOT_YOUR_PARTY or NOT_FOUND */
  async revoke(by: Principal, party: string, keyId: string, issued: boolean): Promise<{ revoked: string[] }> {
    const deed = { action: 'key.revoked', subject: `key/${keyId}`, details: { party } };
    const answer = await this.audited.run(by, deed, async (sql) => {
      this.demandOwn(by, party);
      await liveKey(sql, party, keyId);
      const revoked = [keyId, ...(issued ? await issuedBy(sql, party, keyId) : [])];
      for (const each of revoked) await revokeKey(sql, each);
      return { answer: { revoked }, deed: { details: { party, keys: revoked.length } } };
    });
    // Not waited for: what cannot be ended now is ended by a sweep.
    void this.kafkaUsers.sweep();
    return answer;
  }

  private demandOwn(by: Principal, party: string): void {
    if (by.party !== party && !administers(by, party, this.registry.registry))
      throw new Problem('NOT_YOUR_PARTY');
    if (!this.registry.index.parties.has(party)) throw new Problem('NOT_FOUND');
  }
}

function demandHeld(by: Principal, scopes: readonly Permission[]): void {
  const missing = scopes.filter((scope) => !by.permissions.has(scope) || !keyPermissions.includes(scope));
  if (missing.length > 0) throw new Problem('SCOPE_NOT_HELD', { extensions: { scopes: missing } });
}

const live = 'revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())';

// The party's keys are counted one request at a time.
async function demandRoom(sql: Sql, party: string): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock(7165004, hashtext($1))', [party]);
  const [row] = await sql.query<{ count: string }>(
    `SELECT count(*) AS count FROM access.api_key WHERE party = $1 AND ${live}`,
    [party],
  );
  if (Number(row!.count) >= keyLimits.liveMax) throw new Problem('KEYS_TOO_MANY');
}

async function issue(
  sql: Sql,
  by: Principal,
  party: string,
  { label, scopes, expiresAt }: KeyWish & { scopes: readonly Permission[] },
  replaces: string | null,
): Promise<IssuedKey> {
  const issuedBy = `${by.actor.kind}:${by.actor.id}`;
  const made = await issueKeyWith(sql, party, { label, scopes, expiresAt, issuedBy, replaces });
  return { ...made, party, label, scopes: [...scopes], expiresAt: expiresAt?.toISOString() ?? null };
}

async function liveKey(sql: Sql, party: string, keyId: string): Promise<KeyRecord> {
  const keys = await listKeys(sql, party, keyLimits.listedMax);
  const key = keys.find((each) => each.keyId === keyId);
  if (!key || stateOf(key) !== 'live') throw new Problem('NOT_FOUND');
  return key;
}

/** Live keys that a key issued or was rotated into, and theirs. */
async function issuedBy(sql: Sql, party: string, keyId: string): Promise<string[]> {
  const rows = await sql.query<{ key_id: string }>(
    `WITH RECURSIVE made AS (
       SELECT key_id FROM access.api_key WHERE party = $1 AND (issued_by = 'key:' || $2 OR replaces = $2)
       UNION
       SELECT k.key_id FROM access.api_key k JOIN made ON k.issued_by = 'key:' || made.key_id OR k.replaces = made.key_id
     ) SELECT key_id FROM made JOIN access.api_key USING (key_id) WHERE ${live}`,
    [party, keyId],
  );
  return rows.map(({ key_id }) => key_id);
}

function stateOf({ revokedAt, expiresAt }: KeyRecord): 'live' | 'expired' | 'revoked' {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && expiresAt.getTime() <= Date.now() ? 'expired' : 'live';
}

function shown(key: KeyRecord) {
  return {
    ...key,
    scopes: key.scopes ?? [...keyPermissions],
    state: stateOf(key),
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  };
}
