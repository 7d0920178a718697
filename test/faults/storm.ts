import { Database } from '#database';
import {
  checkAllocations,
  checkFates,
  checkLedgers,
  checkPoison,
  checkRepeats,
  checkSums,
} from './checker.js';
import { gather, publicTopics, type Evidence } from './evidence.js';
import { allReady, type Fault } from './faults.js';
import { Follower } from './follower.js';
import { Load } from './load.js';
import { checkFollower, checkPlans, settled } from './outcome.js';
import { Random } from './random.js';
import { pause, serviceNames, Site, type SiteOptions } from './site.js';

const hearWithinMs = 45_000;

export interface Verdict {
  wrong: Record<string, string[]>;
  events: number;
  acknowledged: number;
  facts: number;
  repeats: number;
  requests: number;
  failures: number;
  cuts: number;
}

/** Lumbung under load with faults, two readers, and a judge. */
export class Storm {
  readonly survived: string[] = [];
  private readonly started: Map<string, bigint>;
  private readonly steady: Follower;
  private readonly cutting: Follower;
  readonly gateways: readonly string[];
  readonly load: Load;

  private constructor(
    readonly site: Site,
    readonly random: Random,
    start: Map<string, bigint>,
    gateways: readonly string[],
  ) {
    const { keys } = site.services;
    const feeds = gateways.map((gateway) => `${gateway}/v1/live?topics=${publicTopics.join(',')}`);
    this.started = start;
    this.gateways = gateways;
    this.steady = new Follower(feeds.slice(0, 1), null);
    this.cutting = new Follower(feeds, new Random(random.seed + 1));
    this.load = new Load({ urls: gateways, keys, brokers: site.brokers, seed: random.seed });
  }

  /** With two `gateways` the load goes to both, and the reader that cuts itself goes on at the other one each time. */
  static async begin(seed: number, options: SiteOptions & { gateways?: 1 | 2 } = {}): Promise<Storm> {
    const site = await Site.start(options);
    try {
      await settled(site);
      const gateways = [site.services.url];
      if (options.gateways === 2) gateways.push((await site.another('gateway')).url);
      const storm = new Storm(site, new Random(seed), await site.ends(publicTopics), gateways);
      while (!storm.steady.isLive || !storm.cutting.isLive) await pause(20);
      return storm;
    } catch (error) {
      await site.stop();
      throw error;
    }
  }

  async strike(fault: Fault): Promise<void> {
    const since = Date.now();
    await pause(this.random.integer(100, 600));
    try {
      await fault.strike(this.site, this.random);
    } catch (error) {
      throw new Error(`"${fault.name}": ${(error as Error).message}`, { cause: error });
    } finally {
      this.site.toKafka.open();
      this.site.toPostgres.open();
    }
    await allReady(this.site);
    this.survived.push(fault.name);
    say(`  ${fault.name}: back after ${((Date.now() - since) / 1_000).toFixed(1)} s`);
  }

  /** When a reader heard of a new plan, in epoch milliseconds; by commodity, which is by ledger. */
  get plansHeardAt(): Map<string, number[]> {
    const instants = new Map<string, number[]>();
    for (const { topic, subject, at } of this.steady.heard) {
      if (topic !== 'balances') continue;
      const commodity = subject.split('/')[1]!;
      instants.set(commodity, [...(instants.get(commodity) ?? []), at]);
    }
    return instants;
  }

  /** Lets everything come to rest and compares all of it. */
  async judge(): Promise<Verdict> {
    await this.load.stop();
    await settled(this.site);
    const evidence = await gather(this.site);
    const { history } = this.load;
    const database = await Database.connect({ url: this.site.databaseUrl, name: 'judge', connectionsMax: 1 });
    try {
      const { wrong, repeats } = checkRepeats(evidence);
      return {
        wrong: {
          fates: checkFates(history, evidence),
          poison: checkPoison(history, evidence),
          repeats: wrong,
          ledgers: checkLedgers(evidence, this.random.seed),
          sums: checkSums(evidence),
          plans: await checkPlans(database, evidence),
          allocations: checkAllocations(evidence),
          steadyReader: await this.heardBy(this.steady, evidence),
          cutReader: await this.heardBy(this.cutting, evidence),
        },
        events: history.sent.size,
        acknowledged: [...history.sent.values()].filter(({ acknowledged }) => acknowledged).length,
        facts: evidence.entries.length,
        repeats,
        requests: history.requests,
        failures: history.failures,
        cuts: this.cutting.connections,
      };
    } finally {
      await database.close();
    }
  }

  /** What the services said last, for whoever has to find out why. */
  tell(): void {
    for (const name of serviceNames) say(`--- ${name}\n${this.site.services.lastWords(name, 40)}`);
  }

  async end(): Promise<void> {
    await Promise.all([this.steady.stop(), this.cutting.stop()]);
    await this.load.close();
    await this.site.stop();
  }

  /** Readers may be late after a fault, and never wrong for good. */
  private async heardBy(follower: Follower, evidence: Evidence): Promise<string[]> {
    for (const deadline = Date.now() + hearWithinMs; ;) {
      const wrong = checkFollower(follower, evidence, this.started);
      if (wrong.length === 0 || Date.now() > deadline) return wrong;
      await pause(500);
    }
  }
}

export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** The longest time between two of some instants in a stretch of time, its ends included. Milliseconds. */
export function longestGap(instants: readonly number[], from: number, to: number): number {
  const within = instants.filter((at) => at >= from && at <= to).sort((a, b) => a - b);
  const marks = [from, ...within, to];
  return marks.slice(1).reduce((longest, at, i) => Math.max(longest, at - marks[i]!), 0);
}
