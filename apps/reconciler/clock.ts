import type { RegistryCache } from '#access';
import type { Pipeline, TopicPartition } from '#kafka';
import { Ticker, type Log } from '#runtime';
import type { OutboxMessage } from '#database';
import type { Library } from './library.js';
import { planBook } from './planner.js';

const tickMs = 500;

/** Plans anew what no fact touched: a plan whose time is over, or one made with an older registry. */
export class Clock {
  private readonly ticker = new Ticker(() => this.tick(), tickMs);
  private readonly loaded = new Set<number>();

  constructor(
    private readonly pipeline: Pipeline,
    private readonly library: Library,
    private readonly registry: RegistryCache,
    private readonly log: Log,
  ) {}

  start(): void {
    this.ticker.start();
  }

  stop(): Promise<void> {
    return this.ticker.stop();
  }

  forget(partition: number): void {
    this.loaded.delete(partition);
  }

  private async tick(): Promise<void> {
    for (const at of this.pipeline.partitions())
      try {
        if (!this.loaded.has(at.partition) || this.isDue(at.partition)) await this.replan(at);
      } catch (err) {
        this.log.warn({ err, ...at }, 'planning by the clock will be tried again');
      }
  }

  private isDue(partition: number): boolean {
    const now = Date.now();
    return this.library
      .books(partition)
      .some(
        (book) =>
          (book.validUntil !== null && book.validUntil <= now) ||
          book.registryVersion !== this.registry.registry.version,
      );
  }

  private replan(at: TopicPartition): Promise<void> {
    return this.pipeline.act(at, async (sql, position) => {
      const now = Date.now();
      const registry = this.registry.registry;
      const from = { partition: at.partition, position };
      if (!this.loaded.has(at.partition)) await this.library.loadAll(from, registry);
      this.loaded.add(at.partition);
      const messages: OutboxMessage[] = [];
      for (const known of this.library.books(at.partition)) {
        const book = await this.library.book(from, known, registry);
        const isCurrent = book.registryVersion === registry.version && (book.validUntil ?? Infinity) > now;
        if (isCurrent) continue;
        messages.push(...(await planBook(sql, book, registry, now, from, null)));
      }
      return messages;
    });
  }
}
