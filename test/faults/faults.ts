import type { ServiceName } from '../support/services.js';
import type { Passage } from './proxy.js';
import type { Random } from './random.js';
import { pause, serviceNames, type Site } from './site.js';

/** One way to break things while everybody talks. It returns when it has struck, and throws when it could not. */
export interface Fault {
  name: string;
  /** Short enough for `npm test`. */
  isQuick: boolean;
  strike(site: Site, random: Random): Promise<void>;
}

type Worker = Exclude<ServiceName, 'gateway'>;
const publishers: readonly Worker[] = ['intake', 'reconciler', 'dispatcher'];
const workers: readonly Worker[] = [...publishers, 'historian'];
const strikeWithinMs = 30_000;
const readyWithinMs = 90_000;

const fault = (name: string, isQuick: boolean, strike: Fault['strike']): Fault => ({ name, isQuick, strike });

export const faults: readonly Fault[] = [
  ...serviceNames.map((name) =>
    fault(`kill -9 ${name}`, false, async (site, random) => {
      await pause(random.integer(0, 500));
      site.kill(name);
    }),
  ),
  fault('kill -9 of all at once', true, async (site) => {
    for (const name of serviceNames) site.kill(name);
    await pause(500);
  }),
  fault('kill -9 of all, five times in a row', false, async (site) => {
    for (let i = 0; i < 5; i++) {
      for (const name of serviceNames) site.kill(name);
      await pause(500);
      await allReady(site);
    }
  }),
  fault('a service dies after COMMIT, before it publishes', true, (site, random) => {
    const name = random.pick(publishers);
    return atAnswerToCommit(site, name, 1, () => {
      site.kill(name);
      return false;
    });
  }),
  fault('a service dies after publishing, before it clears the outbox', true, (site, random) => {
    const name = random.pick(publishers);
    return atRequest(site, name, 'DELETE FROM transport.outbox', 1, () => {
      site.kill(name);
      return false;
    });
  }),
  fault('the answer to COMMIT is lost', true, (site) =>
    atAnswerToCommit(site, null, 8, (passage) => {
      passage.cut();
      return false;
    }),
  ),
  fault('COMMIT itself is lost', true, (site) =>
    atRequest(site, null, 'COMMIT\0', 8, (passage) => {
      passage.cut();
      return false;
    }),
  ),
  fault('backends terminated inside transactions', true, terminateBackends),
  fault('connections to Postgres cut at random', true, async (site, random) => {
    for (let i = 0; i < 10; i++) {
      site.toPostgres.cutAll();
      await pause(random.integer(20, 300));
    }
  }),
  fault('connections to Kafka cut at random', true, async (site, random) => {
    for (let i = 0; i < 6; i++) {
      site.toKafka.cutAll();
      await pause(random.integer(50, 400));
    }
  }),
  fault('Postgres refuses connections', false, (site, random) => away(site, 'toPostgres', 'close', random)),
  fault('Kafka refuses connections', false, (site, random) => away(site, 'toKafka', 'close', random)),
  fault('the network to Postgres swallows', false, (site, random) =>
    away(site, 'toPostgres', 'hold', random),
  ),
  fault('the network to Kafka swallows', false, (site, random) => away(site, 'toKafka', 'hold', random)),
  fault('slow answers of both servers', false, async (site) => {
    site.toPostgres.delayMs = site.toKafka.delayMs = 40;
    await pause(4_000);
  }),
  fault('Postgres killed and started again', true, (site, random) =>
    site.restartPostgres(random.integer(0, 2_000)),
  ),
  fault('Kafka killed and started again', true, (site, random) =>
    site.restartKafka(() => pause(random.integer(0, 1_000))),
  ),
  fault('a second instance joins, works and is killed', true, async (site, random) => {
    const other = await site.another(random.pick(workers));
    await pause(random.integer(1_000, 3_000));
    other.process.kill('SIGKILL');
  }),
  ...[-1, 1].map((hours) =>
    fault(`a second intake whose clock is ${hours} h off takes over`, false, async (site) => {
      const other = await site.another('intake', hours * 3_600_000);
      site.kill('intake');
      await pause(4_000);
      other.process.kill('SIGTERM');
    }),
  ),
];

/** Waits until every service says that it is ready. */
export async function allReady(site: Site): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  for (const name of serviceNames)
    for (;;) {
      const status = await fetch(`${site.services.health(name)}/health/ready`, {
        signal: AbortSignal.timeout(5_000),
      })
        .then(async (response) => (response.ok ? 'ready' : await response.text()))
        .catch((error: unknown) => String(error));
      if (status === 'ready') break;
      if (Date.now() > deadline) throw new Error(`${name} is not ready: ${status}`);
      await pause(100);
    }
}

async function away(
  site: Site,
  way: 'toKafka' | 'toPostgres',
  how: 'close' | 'hold',
  random: Random,
): Promise<void> {
  site[way][how]();
  await pause(random.integer(1_000, 6_000));
}

type Strike = (passage: Passage) => boolean;

/** Strikes when a service asks Postgres for something; `service` null means any. */
function atRequest(
  site: Site,
  service: Worker | null,
  words: string,
  times: number,
  strike: Strike,
): Promise<void> {
  return struck(site, times, (hit) => {
    site.toPostgres.onRequest = (passage, chunk) =>
      isOf(passage, service) && chunk.includes(words) && hit() ? strike(passage) : true;
  });
}

/** Strikes when Postgres has committed and says so. */
function atAnswerToCommit(site: Site, service: Worker | null, times: number, strike: Strike): Promise<void> {
  const committing = new Set<Passage>();
  return struck(site, times, (hit) => {
    site.toPostgres.onRequest = (passage, chunk) => {
      if (isOf(passage, service) && chunk.includes('COMMIT\0')) committing.add(passage);
      return true;
    };
    site.toPostgres.onAnswer = (passage) => (committing.delete(passage) && hit() ? strike(passage) : true);
  });
}

async function struck(site: Site, times: number, arm: (hit: () => boolean) => void): Promise<void> {
  let left = times;
  const done = new Promise<void>((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`struck ${times - left} of ${times} times`)),
      strikeWithinMs,
    );
    arm(() => {
      if (left === 0) return false;
      if (--left === 0) {
        clearTimeout(late);
        resolve();
      }
      return true;
    });
  });
  await done.finally(() => {
    site.toPostgres.onRequest = site.toPostgres.onAnswer = () => true;
  });
}

function isOf(passage: Passage, service: Worker | null): boolean {
  return service === null
    ? workers.some((name) => passage.client === `lumbung-${name}`)
    : passage.client === `lumbung-${service}`;
}

async function terminateBackends(site: Site, random: Random): Promise<void> {
  const deadline = Date.now() + strikeWithinMs;
  for (let ended = 0; ended < 8;) {
    const rows = await site.sql<{ done: boolean }>(
      `SELECT pg_terminate_backend(pid) AS done FROM pg_stat_activity
       WHERE application_name LIKE 'lumbung-%' AND xact_start IS NOT NULL AND pid <> pg_backend_pid() LIMIT 3`,
    );
    ended += rows.length;
    if (Date.now() > deadline) throw new Error(`ended ${ended} transactions only`);
    await pause(random.integer(1, 60));
  }
}
