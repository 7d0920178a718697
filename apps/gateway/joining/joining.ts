import { createHash, randomBytes } from 'node:crypto';
import { issueKeyWith, keyPermissions, revokeKey } from '#access';
import type { Principal, RegistryCache } from '#access';
import { appendAudit } from '#database';
import type { AuditEntry, Database, Sql } from '#database';
import type { Party } from '#domain';
import type { KafkaUsers } from '../keys/kafka-users.js';
import { Problem } from '../http/problem.js';
import type { Audited } from '../keys/audited.js';
import { administers, tenancyOf } from '../scope/tenancy.js';
import type { EntryChange, RegistryChanges } from '../registry/registry-changes.js';
import type { GatewaySettings } from '../settings.js';
import { provisionParty } from './provisioning.js';
import type { Sandbox } from './sandbox.js';

export const invitationDays = 7;
const sandboxKeyDays = 90;
const dayMs = 86_400_000;

export interface Invitation {
  party: string;
  /** Shown this once. */
  token: string;
  accept: string;
  expiresAt: string;
}

export interface JoiningParts {
  database: Database;
  registry: RegistryCache;
  changes: RegistryChanges;
  audited: Audited;
  sandbox: Sandbox;
  settings: GatewaySettings;
  kafkaUsers: KafkaUsers;
}

/** How an organisation becomes a party: registered, invited, tried out, live. */
export class Joining {
  constructor(private readonly parts: JoiningParts) {}

  /** Registers a party with what belongs to it, and invites it. @throws Problem PARTY_EXISTS and those of a change */
  async register(by: Principal, party: Omit<Party, 'status'>, others: EntryChange[], reason: string) {
    if (this.parts.registry.index.parties.has(party.code)) throw new Problem('PARTY_EXISTS');
    const value = { ...party, status: 'agreed' };
    const own: EntryChange = { kind: 'party', code: party.code, value, expectedVersion: 0 };
    let invitation: Invitation | undefined;
    const { version } = await this.parts.changes.write([own, ...others], by, reason, async (sql) => {
      invitation = await invite(sql, by, party.code);
    });
    return { party: value, version, invitation: invitation! };
  }

  /** Invites a party that is registered and not live; an older invitation ends. @throws Problem NOT_FOUND or PARTY_LIVE */
  async inviteAgain(by: Principal, code: string): Promise<Invitation> {
    const party = this.notLive(by, code);
    if (party.status === 'planned')
      await this.setStatus(by, party, 'agreed', 'diundang bergabung / invited to join', () =>
        Promise.resolve(),
      );
    const deed = { action: 'party.invited', subject: `party/${code}`, details: {} };
    return this.parts.audited.run(by, deed, async (sql) => ({ answer: await invite(sql, by, code) }));
  }

  /** Turns an invitation, once, into a key for the sandbox. @throws Problem INVITATION_UNKNOWN */
  async accept(token: string) {
    return this.parts.database.transaction(async (sql) => {
      const [taken] = await sql.query<{ party: string }>(
        `UPDATE access.invitation SET accepted_at = now()
         WHERE token_hash = $1 AND accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at > now()
         RETURNING party`,
        [hashOf(token)],
      );
      if (!taken) throw new Problem('INVITATION_UNKNOWN');
      const { party } = taken;
      const expiresAt = new Date(Date.now() + sandboxKeyDays * dayMs);
      const scopes = ['sandbox:write'] as const;
      const made = await issueKeyWith(sql, party, {
        label: 'sandbox',
        scopes,
        expiresAt,
        issuedBy: 'invitation',
      });
      await replaceSandboxKey(sql, party, made.keyId);
      await appendAudit(sql, this.byInvitation('invitation.accepted', party, { key: made.keyId }));
      return { party, key: made.key, scopes, expiresAt: expiresAt.toISOString() };
    });
  }

  /** What a hub sees of a party that joins. */
  async state(by: Principal, code: string) {
    const party = this.ownParty(by, code);
    const sql = this.parts.database.within(tenancyOf(by, this.parts.registry.index));
    const [invitation] = await sql.query<{ expires_at: Date; accepted_at: Date | null }>(
      `SELECT expires_at, accepted_at FROM access.invitation
       WHERE party = $1 AND withdrawn_at IS NULL ORDER BY created_at DESC LIMIT 1`,
      [code],
    );
    return {
      party: code,
      status: party.status,
      invitation: invitation
        ? {
            expiresAt: invitation.expires_at.toISOString(),
            acceptedAt: invitation.accepted_at?.toISOString() ?? null,
          }
        : null,
      report: await this.parts.sandbox.report(by, code),
    };
  }

  /** @throws Problem NOT_FOUND, PARTY_LIVE, CONFORMANCE_OPEN or KAFKA_UNAVAILABLE */
  async goLive(by: Principal, code: string, reason: string) {
    const deed = { action: 'party.live', subject: `party/${code}`, details: {} };
    // What is refused here is written down like what is done.
    const party = await this.parts.audited.run(by, { ...deed, action: 'party.live-asked' }, async () => {
      const known = this.notLive(by, code);
      const open = (await this.parts.sandbox.report(by, code)).checks.filter(({ passed }) => !passed);
      if (open.length > 0)
        throw new Problem('CONFORMANCE_OPEN', { extensions: { open: open.map((check) => check.code) } });
      return { answer: known };
    });
    const topics = await provisionParty(this.parts.settings, party);
    const { version } = await this.setStatus(by, party, 'active', reason, async (sql) => {
      await sql.query('UPDATE access.onboarding SET live_at = now() WHERE party = $1', [code]);
    });
    return { party: code, status: 'active', version, topics };
  }

  /** The first key of a live party, once, for whoever holds its sandbox key. @throws Problem PARTY_NOT_LIVE or KEY_DRAWN */
  async drawKey(by: Principal) {
    const { party } = by;
    // Another instance may have let it go live a moment ago.
    await this.parts.registry.refresh();
    if (this.parts.registry.index.parties.get(party)?.status !== 'active')
      throw new Problem('PARTY_NOT_LIVE');
    const deed = { action: 'key.drawn', subject: `party/${party}`, details: {} };
    return this.parts.audited.run(by, deed, async (sql) => {
      const drawn = await sql.query(
        `UPDATE access.onboarding SET key_drawn_at = now()
         WHERE party = $1 AND sandbox_key = $2 AND live_at IS NOT NULL AND key_drawn_at IS NULL RETURNING 1`,
        [party, by.actor.id],
      );
      if (drawn.length === 0) throw new Problem('KEY_DRAWN');
      const terms = { label: 'first', scopes: keyPermissions, issuedBy: `key:${by.actor.id}` };
      const made = await issueKeyWith(sql, party, terms);
      const answer = { ...made, party, label: terms.label, scopes: [...keyPermissions], expiresAt: null };
      await this.parts.kafkaUsers.grant(sql, answer);
      return { answer, deed: { subject: `key/${made.keyId}`, details: { party } } };
    });
  }

  /** A party that deals with other hubs alone is none of this hub's. */
  private ownParty(by: Principal, code: string): Party {
    const party = this.parts.registry.index.parties.get(code);
    if (!party || !administers(by, code, this.parts.registry.registry)) throw new Problem('NOT_FOUND');
    return party;
  }

  private notLive(by: Principal, code: string): Party {
    const party = this.ownParty(by, code);
    if (party.status === 'active') throw new Problem('PARTY_LIVE');
    return party;
  }

  private async setStatus(
    by: Principal,
    party: Party,
    status: Party['status'],
    reason: string,
    also: (sql: Sql) => Promise<void>,
  ) {
    const [row] = await this.parts.database.query<{ version: string }>(
      `SELECT max(version) AS version FROM registry.change WHERE kind = 'party' AND code = $1`,
      [party.code],
    );
    const change: EntryChange = {
      kind: 'party',
      code: party.code,
      value: { ...party, status },
      expectedVersion: Number(row!.version),
    };
    return this.parts.changes.write([change], by, reason, also);
  }

  private byInvitation(action: string, party: string, details: AuditEntry['details']): AuditEntry {
    const hub = this.parts.registry.registry.hubs[0]?.code ?? party;
    const actor = { kind: 'anonymous' as const, id: 'invitation' };
    return { hub, actor, party, action, subject: `party/${party}`, outcome: 'done', details };
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

async function invite(sql: Sql, by: Principal, party: string): Promise<Invitation> {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(Date.now() + invitationDays * dayMs);
  await sql.query(
    'UPDATE access.invitation SET withdrawn_at = now() WHERE party = $1 AND accepted_at IS NULL AND withdrawn_at IS NULL',
    [party],
  );
  await sql.query(
    'INSERT INTO access.invitation (token_hash, party, created_by, expires_at) VALUES ($1, $2, $3, $4)',
    [hashOf(token), party, `${by.actor.kind}:${by.actor.id}`, expiresAt],
  );
  await sql.query(
    'INSERT INTO access.onboarding (party, hub) VALUES ($1, $2) ON CONFLICT (party) DO NOTHING',
    [party, by.party],
  );
  return {
    party,
    token,
    accept: `/v1/invitations/${token}/accept`,
    expiresAt: expiresAt.toISOString(),
  };
}

// Whoever was invited again is the one who speaks: the key of the invitation before ends.
async function replaceSandboxKey(sql: Sql, party: string, keyId: string): Promise<void> {
  const [row] = await sql.query<{ sandbox_key: string | null }>(
    'SELECT sandbox_key FROM access.onboarding WHERE party = $1 FOR UPDATE',
    [party],
  );
  if (row?.sandbox_key) await revokeKey(sql, row.sandbox_key);
  await sql.query('UPDATE access.onboarding SET sandbox_key = $2 WHERE party = $1', [party, keyId]);
}
