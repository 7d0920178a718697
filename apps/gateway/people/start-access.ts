import { Credentials, forgetAttempts, hubOf, People, Refusals, Sessions, SignIn } from '#access';
import type { Authenticator, RegistryCache } from '#access';
import type { Database } from '#database';
import type { Log } from '#runtime';
import { RefusedAttempts } from '../audit/refused-attempts.js';
import type { PeopleParts } from '../gateway.module.js';
import type { GatewaySettings } from '../settings.js';
import { Oidc } from './oidc.js';

interface Needed {
  settings: GatewaySettings;
  log: Log;
  database: Database;
  registry: RegistryCache;
  authenticator: Authenticator;
}

const forgetMs = 3_600_000;

/** Everything that knows people, over parts that were started before it. */
export function startAccess(needed: Needed): PeopleParts & { stop: () => Promise<void> } {
  const { settings, log, database, registry, authenticator } = needed;
  const hub = (party: string) => hubOf(party, registry.index);
  const sessions = new Sessions({
    sql: database,
    directory: registry,
    failuresPerMinute: settings.failedKeysPerMinute,
  });
  const publicOrigin = settings.publicUrl === '' ? null : new URL(settings.publicUrl).origin;
  const signIn = new SignIn({ database, perMinute: settings.signInsPerMinute, hubOf: hub });
  const refusals = new Refusals({
    database,
    onError: (err) => log.warn({ err }, 'refused attempts wait to be written to the audit'),
  });
  const forget = () =>
    forgetAttempts(database).catch((err: unknown) => log.warn({ err }, 'attempts were not forgotten'));
  const timer = setInterval(() => void forget(), forgetMs).unref();
  return {
    sessions,
    signIn,
    credentials: new Credentials({ keys: authenticator, sessions, publicOrigin }),
    people: new People(database, () => registry.index),
    oidc: new Oidc(settings, database, signIn, hub),
    refused: new RefusedAttempts(refusals, registry),
    stop: async () => {
      clearInterval(timer);
      sessions.stop();
      await refusals.stop();
    },
  };
}
