import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The key that secrets of webhooks are kept with: the environment's, or one of this data folder's own. */
export function webhookKey(dataDir: string): string {
  if (process.env.WEBHOOK_KEY !== undefined) return process.env.WEBHOOK_KEY;
  // Not in the folder of connectors' secrets: declarations name files there.
  const file = join(dataDir, 'webhook-key');
  mkdirSync(dataDir, { recursive: true });
  try {
    writeFileSync(file, randomBytes(32).toString('base64'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}
