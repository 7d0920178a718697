import { keyPermissions } from '#access';
import { entryKinds, entrySchemas } from '#contracts';
import { boolean, date, instant, integer, listOf, object, oneOf, orNull, ref, string } from './shapes.js';
import type { Schema } from './shapes.js';

const kind = oneOf(...entryKinds);
const anything: Schema = {};
const difference = object({ path: string, before: anything, after: anything });
const entry = (of: string): Schema => JSON.parse(JSON.stringify(entrySchemas[of as 'party'])) as Schema;

const changedEntry = {
  kind,
  code: string,
  version: integer,
  action: oneOf('added', 'changed', 'removed', 'unchanged'),
  difference: listOf(difference),
};

const scopes = listOf(oneOf(...keyPermissions));
const invitation = object({ party: string, token: string, accept: string, expiresAt: instant });
const issuedKey = {
  keyId: string,
  key: string,
  party: string,
  label: string,
  scopes,
  expiresAt: orNull(instant),
};

const report = object({
  party: string,
  run: integer,
  green: boolean,
  sandboxShipment: string,
  speaksFor: listOf(string),
  checks: listOf(object({ code: string, passed: boolean, text: ref('Bilingual') })),
  counts: object({ right: integer, repeated: integer, wrong: integer }),
  lines: listOf(
    object({
      line: integer,
      at: instant,
      eventId: orNull(string),
      type: orNull(string),
      outcome: oneOf('right', 'repeated', 'wrong'),
      code: orNull(string),
      text: ref('Bilingual'),
      errors: listOf(ref('Fault')),
      advice: orNull(ref('Bilingual')),
    }),
  ),
});

/** Answers about the registry's entries, keys and joining. */
export function partySchemas(): Record<string, Schema> {
  return {
    RegistryEntry: object({
      kind,
      code: string,
      version: integer,
      value: { anyOf: entryKinds.map(entry) },
    }),
    RegistryVersion: object({
      version: integer,
      at: instant,
      by: { ...string, description: 'Party' },
      actor: orNull(string),
      reason: string,
      value: { description: 'Null: taken away' },
      difference: listOf(difference),
    }),
    RegistryChanged: object({ version: integer, changes: listOf(object(changedEntry)) }),
    RegistryImported: object({
      preview: boolean,
      version: orNull(integer),
      changes: listOf(object({ line: integer, ...changedEntry })),
      errors: listOf(object({ line: integer, column: orNull(string), code: string, text: ref('Bilingual') })),
    }),
    Fulfilment: object({
      agreement: string,
      from: date,
      to: date,
      items: listOf(
        object({
          commodity: string,
          unit: string,
          period: oneOf('day', 'week', 'month', 'year'),
          from: date,
          to: date,
          status: oneOf('active', 'suspended', 'ended'),
          promised: orNull(integer),
          promisedPpm: orNull(integer),
          cap: orNull(integer),
          delivered: integer,
          missing: integer,
        }),
      ),
      delivered: listOf(object({ commodity: string, unit: string, quantity: integer })),
    }),
    Key: object({
      keyId: string,
      party: string,
      label: string,
      scopes,
      state: oneOf('live', 'expired', 'revoked'),
      createdAt: instant,
      expiresAt: orNull(instant),
      revokedAt: orNull(instant),
      lastUsedAt: { ...orNull(instant), description: 'To the minute' },
      issuedBy: orNull(string),
      replaces: orNull(string),
    }),
    IssuedKey: object({ ...issuedKey, 'oldKeyUntil?': instant }),
    RevokedKeys: object({ revoked: listOf(string) }),
    Invitation: invitation,
    Registered: object({ party: ref('Party'), version: integer, invitation: ref('Invitation') }),
    SandboxKey: object({ party: string, key: string, scopes, expiresAt: instant }),
    SandboxReport: report,
    JoiningState: object({
      party: string,
      status: oneOf('active', 'agreed', 'planned'),
      invitation: orNull(object({ expiresAt: instant, acceptedAt: orNull(instant) })),
      report: ref('SandboxReport'),
    }),
    WentLive: object({ party: string, status: oneOf('active'), version: integer, topics: listOf(string) }),
  };
}
