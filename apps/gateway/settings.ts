import { mailSettings, webhookSettings } from '#outbound';
import { commonSettings, integer, loadConfig, oneOf, optional, text, trackPace } from '#runtime';
import type { Config } from '#runtime';
import { messageSettings } from './messages/message-settings.js';

/** Everything that can be set about the gateway. */
export const gatewaySettings = {
  ...commonSettings,
  ...webhookSettings,
  ...mailSettings,
  trackPace,
  ...messageSettings,
  port: integer('PORT', 8_080, 'port of the HTTP door', { max: 65_535 }),
  host: text('HOST', '0.0.0.0', 'address to listen on'),
  readAccess: oneOf(
    'READ_ACCESS',
    ['public', 'key'],
    'key',
    'who may read: everybody, or each key what is its own',
  ),
  dashboardDir: text('DASHBOARD_DIR', 'dist/apps/dashboard', 'folder of the built dashboard'),
  simulator: oneOf('SIMULATOR', ['on', 'off'], 'off', 'whether a simulator feeds this installation'),
  version: text('npm_package_version', '0.1.0', 'version shown at /v1/meta'),
  kafkaAccounts: oneOf(
    'KAFKA_ACCOUNTS',
    ['on', 'off'],
    'off',
    'whether keys of parties get users and rights on Kafka',
  ),
  eventsPerSecond: integer('EVENTS_PER_SECOND', 20_000, 'events a party may send per second', {
    min: 1,
    max: 1_000_000,
  }),
  failedKeysPerMinute: integer('FAILED_KEYS_PER_MINUTE', 60, 'failed keys per address and minute', {
    min: 1,
    max: 100_000,
  }),
  connectionsMax: integer('CONNECTIONS_MAX', 10_000, 'open HTTP connections', { min: 1, max: 1_000_000 }),
  liveClientsMax: integer('LIVE_CLIENTS_MAX', 2_000, 'clients of the live feed', { min: 1, max: 100_000 }),
  liveRecordsMax: integer('LIVE_RECORDS_MAX', 20_000, 'records per topic that clients can resume from', {
    min: 100,
    max: 10_000_000,
  }),
  liveBytesMax: integer('LIVE_BYTES_MAX', 16 * 1024 * 1024, 'bytes of those records per topic', {
    min: 1_000_000,
  }),
  liveRefill: integer('LIVE_REFILL', 2_000, 'records per partition read again at the start', {
    max: 1_000_000,
  }),
  heartbeatMs: integer('LIVE_HEARTBEAT_MS', 10_000, 'milliseconds between heartbeats', {
    min: 100,
    max: 15_000,
  }),
  publicUrl: optional(
    'PUBLIC_URL',
    'where people reach this, e.g. https://lumbung.example: cookies are for it alone, Secure when it is https',
  ),
  paperKey: optional(
    'PAPER_KEY',
    '32 bytes in base64 that codes on papers are signed with; several with commas: the first signs, all prove; empty: no papers',
    true,
  ),
  signInsPerMinute: integer('SIGN_INS_PER_MINUTE', 30, 'log-ins tried per address and minute', {
    min: 1,
    max: 100_000,
  }),
  oidcIssuer: optional('OIDC_ISSUER', 'issuer of single sign-on (OpenID Connect); needs PUBLIC_URL'),
  oidcClientId: optional('OIDC_CLIENT_ID', 'our name at that issuer'),
  oidcClientSecret: optional('OIDC_CLIENT_SECRET', 'our secret there, or in a file:', true),
  oidcClientSecretFile: optional('OIDC_CLIENT_SECRET_FILE', 'file that holds OIDC_CLIENT_SECRET'),
  oidcScopes: text('OIDC_SCOPES', 'openid email profile', 'what is asked for; the e-mail address is needed'),
  trustProxy: oneOf('TRUST_PROXY', ['on', 'off'], 'off', 'take client addresses from X-Forwarded-For'),
};

export type GatewaySettings = Config<typeof gatewaySettings>;

export function readSettings(environment: NodeJS.ProcessEnv = process.env): GatewaySettings {
  return loadConfig(gatewaySettings, environment);
}
