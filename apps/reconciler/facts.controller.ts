import { Controller, Inject, UseFilters } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { Counter, Histogram } from 'prom-client';
import type { Fact } from '#domain';
import { REGISTRY, type RegistryCache } from '#access';
import type { OutboxMessage } from '#database';
import { Pipeline, RethrowFilter, type RecordBatch } from '#kafka';
import { Vitals } from '#runtime';
import { Library } from './library.js';
import { planBook, triggerOf } from './planner.js';
import { readFacts } from './read-facts.js';
import { countFeeds } from './store.js';

/** Facts change the ledger; each hub and commodity that they touched is planned anew, once a batch. */
@Controller()
@UseFilters(RethrowFilter)
export class FactsController {
  private readonly applied: Counter;
  private readonly planned: Histogram;

  constructor(
    @Inject(Pipeline) private readonly pipeline: Pipeline,
    @Inject(Library) private readonly library: Library,
    @Inject(REGISTRY) private readonly registry: RegistryCache,
    @Inject(Vitals) vitals: Vitals,
  ) {
    this.applied = new Counter({
      name: 'lumbung_facts_applied_total',
      help: 'Facts applied to ledgers',
      registers: [vitals.metrics],
    });
    this.planned = new Histogram({
      name: 'lumbung_accepted_to_planned_seconds',
      help: 'From the acceptance of a fact to the commit of the plan that follows from it',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [vitals.metrics],
    });
  }

  @EventPattern('facts')
  async take(@Payload() batch: RecordBatch): Promise<void> {
    const groups = byLedger(readFacts(batch.records));
    if (groups.length === 0) return this.pipeline.pass(batch);
    let applied: Fact[] = [];
    await this.pipeline.process(batch, async (sql) => {
      const registry = this.registry.registry;
      const now = Date.now();
      const at = { partition: batch.partition, position: batch.nextOffset };
      const messages: OutboxMessage[] = [];
      applied = [];
      for (const group of groups) {
        const from = { partition: batch.partition, position: batch.fromOffset };
        const { book, fresh } = await this.library.hear(from, group[0]!, registry, group);
        const news = group.filter(({ id }) => fresh.delete(id));
        if (news.length === 0) continue;
        applied.push(...news);
        messages.push(...(await planBook(sql, book, registry, now, at, triggerOf(news))));
      }
      await countFeeds(sql, applied);
      return messages;
    });
    this.applied.inc(applied.length);
    for (const fact of applied) this.planned.observe(Math.max(0, Date.now() - fact.acceptedAt) / 1_000);
  }
}

function byLedger(facts: readonly Fact[]): Fact[][] {
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) {
    const key = `${fact.hub}/${fact.commodity}`;
    const group = groups.get(key);
    if (group) group.push(fact);
    else groups.set(key, [fact]);
  }
  return [...groups.values()];
}
