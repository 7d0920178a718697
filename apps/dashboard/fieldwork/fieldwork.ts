export interface Grant {
  party: string;
  places: string[];
}

export interface FieldDevice {
  deviceId: string;
  party: string;
  grants: Grant[];
  /** Id of the officer whose phone it is; null: the producer's own. */
  enteredBy: string | null;
  state: 'live' | 'expired' | 'revoked';
  createdAt: string;
  expiresAt: string;
  lastUsedAt: string | null;
}

export interface FieldInvitation {
  invitationId: string;
  grants: Grant[];
  enteredBy: string | null;
  usesLeft: number;
  expiresAt: string;
}

export interface FieldInvited {
  invitation: FieldInvitation;
  path: string;
}

interface Served {
  code: string;
  kind: string;
  status: string;
}

/** Producers whom somebody of `party` may let in, as far as the page knows; the gateway decides. */
export function servedBy<P extends Served>(
  party: { kind: string; regions: readonly string[] } | undefined,
  parties: readonly P[],
  places: readonly { party: string; region: string }[],
): P[] {
  return parties.filter(({ code, kind, status }) => {
    const own = places.filter((place) => place.party === code);
    const isProducer = kind === 'producer' && status === 'active' && own.length > 0;
    if (!isProducer || party?.kind === 'hub') return isProducer;
    return own.every(({ region }) => party?.regions.includes(region));
  });
}
