import { randomUUID } from 'node:crypto';
import { hashToken, newToken } from '#access';
import type { Principal, RegistryCache } from '#access';
import type { Database } from '#database';
import { Problem } from '../http/problem.js';
import type { Audited } from '../keys/audited.js';
import { foreignTo, tenancyOf } from '../scope/tenancy.js';
import { fieldLimits } from './field-limits.js';
import type { InviteFieldRequest } from './field.dto.js';
import {
  countOpen,
  insertInvitation,
  listDevices,
  openInvitations,
  revokeDevice,
  withdrawInvitation,
  type DeviceRow,
  type Grant,
  type InvitationRow,
} from './field-store.js';

const hourMs = 3_600_000;
/** Where the entry page lives; what is behind # reaches no server. */
const entryPath = '/lapor/';

/** What field officers do: let producers' phones in, see them, and end them. */
export class FieldDesk {
  constructor(
    private readonly database: Database,
    private readonly registry: RegistryCache,
    private readonly audited: Audited,
  ) {}

  /** @throws Problem FIELD_GRANT_INVALID or FIELD_INVITATIONS_TOO_MANY */
  invite(by: Principal, request: InviteFieldRequest) {
    const id = randomUUID();
    const deed = { action: 'field.invited', subject: `field-invitation/${id}`, details: {} };
    return this.audited.run(by, deed, async (sql) => {
      const enteredBy = this.proxyOf(by, request);
      const grants = request.grants.map((grant) => this.grantOf(by, grant));
      const parties = grants.map(({ party }) => party);
      if (new Set(parties).size < parties.length) throw new Problem('FIELD_GRANT_INVALID');
      if ((await countOpen(sql, by.party)) >= fieldLimits.openMax)
        throw new Problem('FIELD_INVITATIONS_TOO_MANY');
      const token = newToken();
      const now = new Date();
      const row: InvitationRow = {
        invitation_id: id,
        party: by.party,
        grants,
        entered_by: enteredBy,
        uses_left: request.uses ?? 1,
        created_at: now,
        expires_at: new Date(now.getTime() + (request.hours ?? fieldLimits.hoursDefault) * hourMs),
      };
      const created_by = `${by.actor.kind}:${by.actor.id}`;
      await insertInvitation(sql, { ...row, token_hash: hashToken(token), created_by });
      const details = {
        producers: parties.length,
        producer: parties[1] ? null : parties[0]!,
        uses: row.uses_left,
        proxy: String(enteredBy !== null),
      };
      const answer = { invitation: invitationOf(row), path: `${entryPath}#${token}` };
      return { answer, deed: { details } };
    });
  }

  async invitations(by: Principal) {
    const rows = await openInvitations(this.sqlFor(by), fieldLimits.listedMax);
    return { items: rows.map(invitationOf), next: null };
  }

  async devices(by: Principal) {
    const rows = await listDevices(this.sqlFor(by), fieldLimits.listedMax);
    return { items: rows.map(deviceOf), next: null };
  }

  /** @throws Problem NOT_FOUND */
  withdraw(by: Principal, id: string): Promise<{ revoked: string }> {
    const deed = { action: 'field.withdrawn', subject: `field-invitation/${id}`, details: {} };
    return this.audited.run(by, deed, async (sql) => {
      if (!(await withdrawInvitation(sql, id))) throw new Problem('NOT_FOUND');
      return { answer: { revoked: id } };
    });
  }

  /** @throws Problem NOT_FOUND */
  revoke(by: Principal, id: string): Promise<{ revoked: string }> {
    const deed = { action: 'field.device-revoked', subject: `field-device/${id}`, details: {} };
    return this.audited.run(by, deed, async (sql) => {
      if (!(await revokeDevice(sql, id))) throw new Problem('NOT_FOUND');
      return { answer: { revoked: id } };
    });
  }

  private sqlFor(by: Principal) {
    return this.database.within(tenancyOf(by, this.registry.index));
  }

  /** The person who will enter for others; a phone of a producer's own has one producer. */
  private proxyOf({ actor }: Principal, { forMyself, grants }: InviteFieldRequest): string | null {
    if (forMyself === true && actor.kind === 'person') return actor.id;
    if (forMyself === true || grants.length !== 1) throw new Problem('FIELD_GRANT_INVALID');
    return null;
  }

  private grantOf(by: Principal, { party: code, places }: { party: string; places?: string[] }): Grant {
    const { registry, parties } = this.registry.index;
    const party = parties.get(code);
    const own = registry.places.filter((place) => place.party === code);
    const wanted = places ?? own.map((place) => place.code);
    const known = own.filter((place) => wanted.includes(place.code));
    const isWhole = known.length === wanted.length && wanted.length > 0;
    const isActive = party?.kind === 'producer' && party.status === 'active';
    if (!isWhole || !isActive || !known.every(({ region }) => this.serves(by, code, region)))
      throw new Problem('FIELD_GRANT_INVALID');
    return { party: code, places: known.map((place) => place.code) };
  }

  /** A department serves its regions; a hub all that deal with it. */
  private serves(by: Principal, producer: string, region: string): boolean {
    if (by.kind === 'department') return by.regions.includes(region);
    const foreign = foreignTo(by, this.registry.registry);
    return foreign !== null && !foreign.has(producer);
  }
}

function invitationOf(row: InvitationRow) {
  return {
    invitationId: row.invitation_id,
    party: row.party,
    grants: row.grants,
    enteredBy: row.entered_by,
    usesLeft: row.uses_left,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  };
}

function deviceOf(row: DeviceRow) {
  const isOver = row.expires_at.getTime() <= Date.now();
  return {
    deviceId: row.device_id,
    party: row.party,
    grants: row.grants,
    enteredBy: row.entered_by,
    state: row.revoked_at !== null ? 'revoked' : isOver ? 'expired' : 'live',
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  };
}
