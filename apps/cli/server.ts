import { Database, DatabaseError, type DatabaseOptions } from '#database';
import { CliError } from './cli-error.js';
import { dataFolder, runningSystem } from './running.js';

/**
 * Runs something with the database of the system: `DATABASE_URL`, else the one that `npm start` is running.
 * Errors: NO_SERVER when there is neither or it does not answer.
 */
export async function withDatabase<T>(
  work: (database: Database) => Promise<T>,
  env: NodeJS.ProcessEnv = process.env,
  options: Partial<DatabaseOptions> = {},
): Promise<T> {
  const url = env.DATABASE_URL || runningDatabase(env);
  const database = await Database.connect({ connectionsMax: 2, ...options, url, name: 'cli' }).catch(
    (cause: unknown) => {
      throw cause instanceof DatabaseError ? noServer(cause) : cause;
    },
  );
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

function runningDatabase(env: NodeJS.ProcessEnv): string {
  try {
    return runningSystem(dataFolder(env)).databaseUrl;
  } catch (cause) {
    throw noServer(cause);
  }
}

function noServer(cause: unknown): CliError {
  const text = {
    id: 'Basis data tidak menjawab. Nyalakan dengan npm start, atau isi DATABASE_URL.',
    en: 'No database answers. Start one with npm start, or set DATABASE_URL.',
  };
  return new CliError('NO_SERVER', text, { cause });
}
