import {
  changeRegistry,
  Database,
  loadRegistry,
  registryDrafts,
  registryVersion,
  seedRegistry,
  type SeedSettings,
} from '#database';
import { parseKey, issueKey, secretMatches } from './api-key.js';

/**
 * Brings a database to this version: schema, a first registry when there is none, and a key for each active
 * party. Safe to repeat: nothing that exists is changed, and of `known` (party → key) those that still work stay.
 * @param played settings of the first registry's hub where a day is played
 * @returns party → key
 */
export async function prepareDatabase(
  url: string,
  known: Record<string, string> = {},
  played: SeedSettings = {},
): Promise<Record<string, string>> {
  const database = await Database.connect({ url, name: 'prepare', connectionsMax: 2 });
  try {
    await database.migrate();
    if ((await registryVersion(database)) === 0)
      await changeRegistry(database, registryDrafts(seedRegistry(played)), {
        party: 'btc',
        reason: 'data awal',
      });
    const { parties } = await loadRegistry(database);
    const keys: Record<string, string> = {};
    for (const { code, status } of parties) {
      if (status !== 'active') continue;
      const kept = known[code];
      keys[code] =
        kept && (await isValid(database, code, kept)) ? kept : await issueKey(database, code, 'demo');
    }
    return keys;
  } finally {
    await database.close();
  }
}

async function isValid(database: Database, party: string, key: string): Promise<boolean> {
  const parts = parseKey(key);
  if (!parts) return false;
  const [row] = await database.query<{ secret_hash: Buffer }>(
    `SELECT secret_hash FROM access.api_key WHERE key_id = $1 AND party = $2 AND revoked_at IS NULL`,
    [parts.keyId, party],
  );
  return row !== undefined && secretMatches(parts.secret, row.secret_hash);
}
