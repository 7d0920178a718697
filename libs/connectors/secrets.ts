import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Nobody has put the secret where it should be. */
export class SecretMissingError extends Error {
  readonly code = 'SECRET_MISSING';
}

/**
 * The secrets of connectors. Declarations name them; they are kept in the environment or a folder of the operators, a
 * party's under its own name, so that nobody can have another's sent to an address of his own.
 */
export class Secrets {
  constructor(
    private readonly folder: string,
    private readonly environment: NodeJS.ProcessEnv = process.env,
  ) {}

  /** @throws SecretMissingError naming where it was looked for */
  async read(party: string, name: string): Promise<string> {
    // A name has no separator of its own, so that two parties never share a variable.
    const variable = `CONNECTOR_SECRET_${party}__${name}`.toUpperCase().replaceAll('-', '_');
    const given = this.environment[variable];
    if (given !== undefined && given !== '') return given;
    const file = `${party}.${name}`;
    try {
      return (await readFile(join(this.folder, file), 'utf8')).trim();
    } catch {
      throw new SecretMissingError(`neither ${variable} nor the file ${file} is there`);
    }
  }
}
