import type { RegistryCache } from '#access';
import type { Sql } from '#database';
import type { Pipeline } from '#kafka';
import { Ticker, type Log } from '#runtime';
import { offerLane, timeOnLane } from './lane.js';
import { lanesDue, lockLanes } from './store.js';

const tickMs = 500;

/**
 * Offers on when a deadline has passed or the registry has changed. What is due is asked of the tables each time, so
 * a restart loses nothing; whoever owns any partition of the plans may do it, because a lane is locked and what
 * somebody else did meanwhile leaves nothing to do.
 */
export class OfferClock {
  private readonly ticker = new Ticker(() => this.tick(), tickMs);
  /** Of the registry with which everything open was looked at last. */
  private version: number | null = null;

  constructor(
    private readonly sql: Sql,
    private readonly pipeline: Pipeline,
    private readonly registry: RegistryCache,
    private readonly log: Log,
  ) {}

  start(): void {
    this.ticker.start();
  }

  stop(): Promise<void> {
    return this.ticker.stop();
  }

  private async tick(): Promise<void> {
    const at = this.pipeline.partitions().find(({ topic }) => topic === 'allocations');
    if (!at) return;
    const { registry } = this.registry;
    try {
      const isNew = this.version !== registry.version;
      for (const lane of await lanesDue(this.sql, Date.now(), isNew, registry.hubs))
        await this.pipeline.act(at, async (sql) => {
          const now = Date.now();
          await lockLanes(sql, [lane]);
          return isNew ? offerLane(sql, lane, registry, now, null) : timeOnLane(sql, lane, registry, now);
        });
      this.version = registry.version;
    } catch (err) {
      this.log.warn({ err }, 'offers will be looked at again');
    }
  }
}
