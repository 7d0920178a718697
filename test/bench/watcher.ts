import type { Consumer } from 'kafkajs';
import { plainClient } from './broker.js';
import type { SentFact } from './fact-feed.js';

/** Reads the topics on which plans are announced and keeps when each plan was first readable. */
export class Watcher {
  /** Plan → performance.now() of its first record. */
  readonly arrivals = new Map<string, number>();

  private crash: Error | undefined;

  private constructor(private readonly consumer: Consumer) {
    consumer.on(consumer.events.CRASH, ({ payload }) => (this.crash ??= payload.error));
  }

  /** @param planOf names the plan that a record belongs to */
  static async open(
    brokers: string,
    topics: string[],
    planOf: (value: Buffer) => string | undefined,
  ): Promise<Watcher> {
    // Reads what is committed and nothing else: kafkajs' default.
    const consumer = plainClient(brokers).consumer({
      groupId: `bench-watcher-${process.pid}-${Math.round(performance.now())}`,
      maxWaitTimeInMs: 500,
    });
    const watcher = new Watcher(consumer);
    await consumer.connect();
    await consumer.subscribe({ topics, fromBeginning: true });
    const joined = new Promise<void>((resolve) => consumer.on(consumer.events.GROUP_JOIN, () => resolve()));
    await consumer.run({
      autoCommit: false,
      eachBatch: ({ batch }) => {
        const now = performance.now();
        for (const { value } of batch.messages) {
          const plan = value === null ? undefined : planOf(value);
          if (plan !== undefined && !watcher.arrivals.has(plan)) watcher.arrivals.set(plan, now);
        }
        return Promise.resolve();
      },
    });
    await joined;
    return watcher;
  }

  /** @throws Error when it has stopped reading: what it has not seen says nothing then */
  demandRunning(): void {
    if (this.crash !== undefined) throw this.crash;
  }

  async close(): Promise<void> {
    await this.consumer.disconnect();
  }
}

/** What a plan has seen: facts of its key on its partition below an offset. */
export interface PlanReach {
  key: string;
  position: number;
}

export interface SeenFact extends SentFact {
  /** performance.now() of the first plan that has seen it; undefined when none arrived. */
  seenAt: number | undefined;
}

/** For each fact the first readable plan that has seen it. Facts that are repeats change nothing and are left out. */
export function matchPlans(
  sent: readonly SentFact[],
  arrivals: ReadonlyMap<string, number>,
  reachOf: (plan: string) => PlanReach | undefined,
): SeenFact[] {
  const plans = new Map<string, { position: number; at: number }[]>();
  for (const [plan, at] of arrivals) {
    const reach = reachOf(plan);
    if (reach === undefined) continue;
    const list = plans.get(reach.key);
    if (list) list.push({ position: reach.position, at });
    else plans.set(reach.key, [{ position: reach.position, at }]);
  }
  for (const list of plans.values()) {
    list.sort((a, b) => a.position - b.position);
    // A later plan has seen the fact too, and may be readable first.
    for (let i = list.length - 2; i >= 0; i--) list[i]!.at = Math.min(list[i]!.at, list[i + 1]!.at);
  }
  return sent
    .filter(({ isRepeat }) => !isRepeat)
    .map((fact) => ({ ...fact, seenAt: firstAfter(plans.get(fact.key) ?? [], fact.offset)?.at }));
}

function firstAfter<T extends { position: number }>(list: readonly T[], offset: number): T | undefined {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list[middle]!.position > offset) high = middle;
    else low = middle + 1;
  }
  return list[low];
}
