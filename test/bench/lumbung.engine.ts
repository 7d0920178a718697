import pg from 'pg';
import { forgetGroup } from './broker.js';
import type { Engine } from './engine.js';
import type { Rig } from './rig.js';
import type { PlanReach } from './watcher.js';
import type { World } from './world.js';

const versionMark = Buffer.from('"planVersion":"');

export interface LumbungOptions {
  world: World;
  /** Runs the historian beside it: a restarted reconciler leans on the long memory. */
  withHistorian: boolean;
  env?: NodeJS.ProcessEnv;
}

/** Our reconciler as the launcher runs it. */
export class LumbungEngine implements Engine {
  readonly name = 'Lumbung';
  readonly planTopics = ['allocations', 'balances'];
  private readonly running: string[] = [];
  private databaseUrl = '';
  private client: pg.Client | undefined;
  private started = 0;

  constructor(
    private readonly rig: Rig,
    private readonly options: LumbungOptions,
  ) {}

  get brokers(): string {
    return this.rig.brokers;
  }

  async prepare(): Promise<void> {
    this.databaseUrl = await this.rig.preparedDatabase(this.options.world.registry);
    this.client = new pg.Client(this.databaseUrl);
    await this.client.connect();
  }

  async start(): Promise<number> {
    const { rig, options } = this;
    const as = `reconciler-${++this.started}`;
    const starts = [rig.start('reconciler', this.databaseUrl, { as, env: options.env })];
    if (options.withHistorian && this.started === 1) starts.push(rig.start('historian', this.databaseUrl));
    await Promise.all(starts);
    this.running.push(as);
    return this.started;
  }

  async kill(instance: number): Promise<void> {
    const as = `reconciler-${instance}`;
    this.running.splice(this.running.indexOf(as), 1);
    await this.rig.kill(as);
  }

  async stop(): Promise<void> {
    await Promise.all(this.running.splice(0).map((as) => this.rig.stop(as)));
    await this.rig.stop('historian');
    await this.client?.end();
    this.started = 0;
    await forgetGroup(this.brokers, 'lumbung-reconciler');
    if (this.options.withHistorian) await forgetGroup(this.brokers, 'lumbung-historian');
  }

  demandRunning(): void {
    this.rig.demandRunning();
  }

  async reach(): Promise<Map<number, bigint>> {
    const { rows } = await this.client!.query<{ partition: number; next_offset: string }>(
      `SELECT partition, next_offset FROM transport.cursor WHERE consumer = 'reconciler' AND topic = 'facts'`,
    );
    return new Map(rows.map(({ partition, next_offset }) => [partition, BigInt(next_offset)]));
  }

  planOf(value: Buffer): string | undefined {
    const at = value.indexOf(versionMark);
    if (at < 0) return undefined;
    const begin = at + versionMark.length;
    return value.toString('latin1', begin, value.indexOf('"', begin));
  }

  async reaches(): Promise<(plan: string) => PlanReach | undefined> {
    const { rows } = await this.client!.query<{
      hub: string;
      commodity: string;
      number: string;
      position: string;
    }>('SELECT hub, commodity, number, position FROM reconciler.plan');
    const plans = new Map(
      rows.map(({ hub, commodity, number, position }) => [
        `${hub}:${commodity}:${number}`,
        { key: `${hub}/${commodity}`, position: Number(position) },
      ]),
    );
    return (plan) => plans.get(plan);
  }

  pids(): number[] {
    const pids = new Map(this.rig.pids);
    return this.running.map((as) => pids.get(as)!);
  }
}
