import { instant, integer, listOf, object, oneOf, orNull, ref, string, type Schema } from './shapes.js';

/** Schemas of what is said to producers' phones and of them. */
export const fieldAnswers: Record<string, Schema> = {
  FieldGrant: object({ party: string, places: listOf(string) }),
  FieldInvitation: object({
    invitationId: string,
    party: string,
    grants: listOf(ref('FieldGrant')),
    enteredBy: orNull(string),
    usesLeft: integer,
    createdAt: instant,
    expiresAt: instant,
  }),
  FieldInvited: object({
    invitation: ref('FieldInvitation'),
    path: { type: 'string', description: 'Where the phone goes; its secret is behind # and shown this once' },
  }),
  FieldDevice: object({
    deviceId: string,
    party: string,
    grants: listOf(ref('FieldGrant')),
    enteredBy: orNull(string),
    state: oneOf('live', 'expired', 'revoked'),
    createdAt: instant,
    expiresAt: instant,
    lastUsedAt: orNull(instant),
  }),
  FieldRevoked: object({ revoked: string }),
  FieldJoined: object({ deviceId: string, expiresAt: instant }),
  FieldHome: object({
    deviceId: string,
    time: instant,
    timezone: string,
    person: orNull(string),
    producers: listOf(
      object({
        party: string,
        nameId: string,
        nameEn: string,
        places: listOf(object({ code: string, nameId: string, nameEn: string, commodities: listOf(string) })),
      }),
    ),
    commodities: listOf(
      object({
        code: string,
        nameId: string,
        nameEn: string,
        baseUnit: oneOf('g', 'ml', 'piece'),
        units: {
          type: 'object',
          additionalProperties: object({ numerator: integer, denominator: integer }),
        },
      }),
    ),
  }),
};
