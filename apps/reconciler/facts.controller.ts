import { Controller, Inject, UseFilters } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { Counter, Histogram } from 'prom-client';
import type { Fact } from '#domain';
import { REGISTRY, type RegistryCache } from '#access';
import { factOfEvent } from '#contracts';
import type { OutboxMessage } from '#database';
import { Pipeline, RethrowFilter, type KafkaRecord, type RecordBatch } from '#kafka';
import { Vitals } from '#runtime';
import { Library } from './library.js';
import { planBook, triggerOf } from './planner.js';
import { countFeeds, insertEntries } from './store.js';

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
    const facts = readFacts(batch.records);
    let applied: Fact[] = [];
    await this.pipeline.process(batch, async (sql) => {
      const registry = this.registry.registry;
      const now = Date.now();
      const at = { partition: batch.partition, position: batch.nextOffset };
      const messages: OutboxMessage[] = [];
      const entries: { fact: Fact; partition: number; position: bigint }[] = [];
      applied = [];
      for (const group of byLedger(facts)) {
        const { hub, commodity } = group[0]!.fact;
        const book = await this.library.book(batch.partition, hub, commodity);
        const fresh = book.apply(group.map(({ fact }) => fact));
        const entered = group.filter(({ fact }) => fresh.delete(fact.id));
        if (entered.length === 0) continue;
        for (const { fact, position } of entered)
          entries.push({ fact, position, partition: batch.partition });
        const news = entered.map(({ fact }) => fact);
        applied.push(...news);
        messages.push(...(await planBook(sql, book, registry, now, at, triggerOf(news))));
      }
      await insertEntries(sql, entries);
      await countFeeds(sql, applied);
      return messages;
    });
    this.applied.inc(applied.length);
    for (const fact of applied) this.planned.observe(Math.max(0, Date.now() - fact.acceptedAt) / 1_000);
  }
}

interface Placed {
  fact: Fact;
  position: bigint;
}

/** Facts of ledgers; what carriers say about whole shipments is for the dispatcher. */
function readFacts(records: KafkaRecord[]): Placed[] {
  const facts: Placed[] = [];
  for (const record of records) {
    const event = JSON.parse(record.value!.toString('utf8')) as Parameters<typeof factOfEvent>[0];
    if (event.commodity !== undefined)
      facts.push({ fact: factOfEvent(event) as unknown as Fact, position: record.offset });
  }
  return facts;
}

function byLedger(facts: Placed[]): Placed[][] {
  const groups = new Map<string, Placed[]>();
  for (const placed of facts) {
    const key = `${placed.fact.hub}/${placed.fact.commodity}`;
    const group = groups.get(key);
    if (group) group.push(placed);
    else groups.set(key, [placed]);
  }
  return [...groups.values()];
}
