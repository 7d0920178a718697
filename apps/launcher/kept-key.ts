import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The key that secrets of webhooks are kept with. */
export const webhookKey = (dataDir: string): string => keptKey(dataDir, 'webhook-key', 'WEBHOOK_KEY');

/** The key that codes on papers are signed with. */
export const paperKey = (dataDir: string): string => keptKey(dataDir, 'paper-key', 'PAPER_KEY');

/** The key that links in mails are signed with. */
export const mailKey = (dataDir: string): string => keptKey(dataDir, 'mail-key', 'MAIL_KEY');

/** The environment's, or one of this data folder's own. */
function keptKey(dataDir: string, fileName: string, variable: string): string {
  const named = process.env[variable];
  if (named !== undefined) return named;
  // Not in the folder of connectors' secrets: declarations name files there.
  const file = join(dataDir, fileName);
  mkdirSync(dataDir, { recursive: true });
  try {
    writeFileSync(file, randomBytes(32).toString('base64'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}
