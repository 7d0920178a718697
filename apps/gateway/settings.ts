import { commonSettings, integer, loadConfig, oneOf, text } from '#runtime';
import type { Config } from '#runtime';

/** Everything that can be set about the gateway. */
export const gatewaySettings = {
  ...commonSettings,
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
  trustProxy: oneOf('TRUST_PROXY', ['on', 'off'], 'off', 'take client addresses from X-Forwarded-For'),
};

export type GatewaySettings = Config<typeof gatewaySettings>;

export function readSettings(environment: NodeJS.ProcessEnv = process.env): GatewaySettings {
  return loadConfig(gatewaySettings, environment);
}
