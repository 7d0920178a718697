import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { repositoryRoot } from '#embedded';

/** Where `npm start` keeps its data. */
export function dataFolder(env: NodeJS.ProcessEnv): string {
  return resolve(repositoryRoot, env.DATA_DIR || '.data');
}

/** What the system that `npm start` is running tells of itself. Throws when none is running there. */
export function runningSystem(folder: string): { url: string; databaseUrl: string } {
  return JSON.parse(readFileSync(join(folder, 'running.json'), 'utf8')) as {
    url: string;
    databaseUrl: string;
  };
}
