import { randomUUID } from 'node:crypto';
import { hashToken, isToken } from '#access';
import type { RegistryCache } from '#access';
import { appendAudit } from '#database';
import type { Database } from '#database';
import type { Commodity } from '#domain';
import { Problem } from '../http/problem.js';
import { deviceOf, insertDevice, joinedBefore, markUsed, takeInvitation, type Grant } from './field-store.js';

const deviceDays = 365;
const dayMs = 86_400_000;
const credential = /^Bearer lf_([A-Za-z0-9_-]{43})$/;

/** A phone that has proved itself, and what it may report as the registry stands now. */
export interface Device {
  deviceId: string;
  grants: Grant[];
  /** Opaque id of the officer who enters for others; null: the producer's own phone. */
  enteredBy: string | null;
  /** That officer's name, for the officer's own screen. */
  person: string | null;
}

/** Lets phones in by a link, and proves them afterwards. */
export class FieldDevices {
  constructor(
    private readonly database: Database,
    private readonly registry: RegistryCache,
  ) {}

  /**
   * The phone makes its own secret, so that a join whose answer was lost on a bad network can be repeated.
   * @throws Problem FIELD_LINK_INVALID
   */
  join(token: string, secret: string): Promise<{ deviceId: string; expiresAt: string }> {
    return this.database.transaction(async (sql) => {
      const secretHash = hashToken(secret);
      const before = await joinedBefore(sql, hashToken(token), secretHash);
      if (before) return { deviceId: before.device_id, expiresAt: before.expires_at.toISOString() };
      const invitation = isToken(token) ? await takeInvitation(sql, hashToken(token)) : null;
      if (!invitation) throw new Problem('FIELD_LINK_INVALID');
      const deviceId = randomUUID();
      const now = new Date();
      const expiresAt = new Date(now.getTime() + deviceDays * dayMs);
      await insertDevice(sql, invitation, { id: deviceId, secretHash, now, expiresAt });
      await appendAudit(sql, {
        hub: this.registry.registry.hubs[0]?.code ?? invitation.party,
        actor: { kind: 'anonymous', id: 'field-invitation' },
        party: invitation.party,
        action: 'field.joined',
        subject: `field-device/${deviceId}`,
        outcome: 'done',
        details: { invitation: invitation.invitation_id, producers: invitation.grants.length },
      });
      return { deviceId, expiresAt: expiresAt.toISOString() };
    });
  }

  /** @throws Problem DEVICE_UNKNOWN or DEVICE_REVOKED */
  async prove(header: string | undefined): Promise<Device> {
    const secret = credential.exec(header ?? '')?.[1];
    const row = secret === undefined ? null : await deviceOf(this.database, hashToken(secret));
    if (!row) throw new Problem('DEVICE_UNKNOWN');
    if (row.revoked_at !== null || row.expires_at.getTime() <= Date.now() || !row.is_served)
      throw new Problem('DEVICE_REVOKED');
    const grants = this.presentGrants(row.grants);
    if (grants.length === 0) throw new Problem('DEVICE_REVOKED');
    await markUsed(this.database, row.device_id);
    return { deviceId: row.device_id, grants, enteredBy: row.entered_by, person: row.person };
  }

  /** What the phone needs to ask its questions without a network. */
  home({ deviceId, grants, person }: Device) {
    const { registry, parties, places, commodities } = this.registry.index;
    const producers = grants.map(({ party, places: codes }) => ({
      party,
      nameId: parties.get(party)!.nameId,
      nameEn: parties.get(party)!.nameEn,
      places: codes.map((code) => {
        const { nameId, nameEn, capacity } = places.get(code)!;
        const known = Object.keys(capacity).filter((commodity) => commodities.has(commodity));
        return { code, nameId, nameEn, commodities: known };
      }),
    }));
    // A place of which nothing is known may hold anything.
    const isAny = producers.some(({ places: own }) => own.some((place) => place.commodities.length === 0));
    const named = new Set(producers.flatMap(({ places: own }) => own.flatMap((place) => place.commodities)));
    const shown = registry.commodities.filter(({ code }) => isAny || named.has(code));
    return {
      deviceId,
      time: new Date().toISOString(),
      timezone: registry.hubs[0]?.timezone ?? 'Asia/Jakarta',
      person,
      producers,
      commodities: shown.map(commodityOf),
    };
  }

  // A place that has changed hands is no longer the phone's, whatever its link said.
  private presentGrants(grants: Grant[]): Grant[] {
    const { parties, places } = this.registry.index;
    return grants
      .filter(({ party }) => parties.get(party)?.status === 'active')
      .map(({ party, places: codes }) => ({
        party,
        places: codes.filter((code) => places.get(code)?.party === party),
      }))
      .filter(({ places: codes }) => codes.length > 0);
  }
}

function commodityOf({ code, nameId, nameEn, baseUnit, units }: Commodity) {
  return { code, nameId, nameEn, baseUnit, units };
}
