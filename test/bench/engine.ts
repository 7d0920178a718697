import { setTimeout as sleep } from 'node:timers/promises';
import { endOf } from './broker.js';
import type { PlanReach } from './watcher.js';

/** Something that turns topic `facts` into plans: our reconciler, or its peer. */
export interface Engine {
  readonly name: string;
  readonly brokers: string;
  /** Topics on which its plans appear. */
  readonly planTopics: string[];
  /** Forgets all: the next start begins with what is on `facts` now. */
  prepare(): Promise<void>;
  /** Starts one instance; resolves when it says that it works. @returns its number */
  start(): Promise<number>;
  /** kill −9 */
  kill(instance: number): Promise<void>;
  stop(): Promise<void>;
  /** @throws Error when an instance that should run does not */
  demandRunning(): void;
  /** Partition → offset of the first fact that is not processed, as committed. */
  reach(): Promise<Map<number, bigint>>;
  planOf(value: Buffer): string | undefined;
  /** What each plan of the present state has seen. */
  reaches(): Promise<(plan: string) => PlanReach | undefined>;
  /** Process ids of its instances; none when it lives in this process. */
  pids(): number[];
}

const everyMs = 20;
const atMostMs = 600_000;

/** Waits until an engine has processed what is now on `facts`; answers when that was, performance.now(). */
export async function caughtUp(engine: Engine): Promise<number> {
  const end = await endOf(engine.brokers, 'facts');
  for (const giveUpAt = performance.now() + atMostMs; performance.now() < giveUpAt;) {
    engine.demandRunning();
    if (behind(end, await engine.reach()) === 0) return performance.now();
    await sleep(everyMs);
  }
  throw new Error(`${engine.name} did not reach the end of facts within ${atMostMs / 60_000} minutes`);
}

/** Facts between where an engine stands and an end. */
export function behind(end: ReadonlyMap<number, bigint>, reach: ReadonlyMap<number, bigint>): number {
  let sum = 0;
  for (const [partition, offset] of end) {
    const missing = offset - (reach.get(partition) ?? 0n);
    if (missing > 0n) sum += Number(missing);
  }
  return sum;
}
