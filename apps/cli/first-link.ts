import { firstAdministratorLink, linkPath } from '#access';
import { CliError } from './cli-error.js';
import type { Context } from './context.js';
import { withDatabase } from './server.js';

/** Prints a link, on standard output alone. Errors: CliError REFUSED when there is an administrator. */
export async function printFirstLink(url: string, context: Context): Promise<void> {
  const link = await withDatabase((database) => database.transaction(firstAdministratorLink));
  if (!link)
    throw new CliError('REFUSED', {
      id: 'Sudah ada administrator; orang lain diundang olehnya.',
      en: 'There is an administrator already, who invites the others.',
    });
  await context.answer(`${url.replace(/\/$/, '')}${linkPath(link.token)}\n`);
}
