import pg from 'pg';
import { forgetGroup, produceAll } from './broker.js';
import { drained } from './cursor.js';
import { processorOf } from './processes.js';
import type { Rig } from './rig.js';
import type { Sizes } from './sizes.js';
import { repeated } from './stats.js';
import { factRecords } from './traffic.js';

export interface ReconcilerFigures {
  /** Facts per second from the start of the process to its cursor at the end, a round each. */
  fromStart: number[];
  /** The same from the first step of its cursor: without starting Node and joining the group. */
  fromFirstStep: number[];
  /** Plans computed and written in the last round. */
  plans: number;
  /** Processor milliseconds of the reconciler in the last round, its start included. */
  processorMs: number;
}

/**
 * Facts wait on `facts`; a reconciler that knows nothing is started and works them off. Every round has a fresh
 * database, so that each does the same work from the first record on.
 */
export async function measureReconciler(rig: Rig, sizes: Sizes): Promise<ReconcilerFigures> {
  const databases = await repeated(sizes.rounds, () => rig.preparedDatabase());
  await produceAll(rig.brokers, 'facts', factRecords(sizes.facts, Date.now()));
  const rounds = await repeated(sizes.rounds, async (round) => {
    const databaseUrl = databases[round]!;
    const begin = performance.now();
    const end = drained(rig, databaseUrl, 'reconciler', 'facts');
    // The long memory is written beside it, as it always is.
    await Promise.all([rig.start('reconciler', databaseUrl), rig.start('historian', databaseUrl), end]);
    const { movedAt, endAt } = await end;
    const processorMs = processorOf(rig)['reconciler'] ?? NaN;
    await Promise.all([rig.stop('reconciler'), rig.stop('historian')]);
    for (const name of ['reconciler', 'historian'] as const)
      await forgetGroup(rig.brokers, `lumbung-${name}`);
    const perSecond = (from: number): number => (sizes.facts * 1_000) / (endAt - from);
    return {
      fromStart: perSecond(begin),
      fromFirstStep: perSecond(movedAt),
      plans: await plansIn(databaseUrl),
      processorMs,
    };
  });
  return {
    fromStart: rounds.map(({ fromStart }) => fromStart),
    fromFirstStep: rounds.map(({ fromFirstStep }) => fromFirstStep),
    plans: rounds.at(-1)?.plans ?? 0,
    processorMs: rounds.at(-1)?.processorMs ?? NaN,
  };
}

async function plansIn(databaseUrl: string): Promise<number> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const { rows } = await client.query<{ plans: string }>('SELECT count(*) AS plans FROM reconciler.plan');
  await client.end();
  return Number(rows[0]?.plans);
}
