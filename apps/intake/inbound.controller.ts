import { Controller, Inject, UseFilters } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { REGISTRY, References, type RegistryCache } from '#access';
import { eventOfFact, factKey } from '#contracts';
import { Database, type OutboxMessage } from '#database';
import {
  insertRejected,
  Pipeline,
  rejectedMessage,
  rejectedRow,
  RethrowFilter,
  type RecordBatch,
} from '#kafka';
import { Vitals } from '#runtime';
import { Counter } from 'prom-client';
import { admitBatch, readBatch, type Accepted } from './admission.js';
import { byNewest } from './by-newest.js';
import { admitMends, settleMends } from './mends.js';
import { claimIdentities } from './store.js';

/** Turns what parties say into facts, or into refusals with a reason. */
@Controller()
@UseFilters(RethrowFilter)
export class InboundController {
  private readonly counted: Counter<'outcome'>;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Pipeline) private readonly pipeline: Pipeline,
    @Inject(REGISTRY) private readonly registry: RegistryCache,
    @Inject(Vitals) vitals: Vitals,
  ) {
    this.counted = new Counter({
      name: 'lumbung_events_total',
      help: 'Inbound events by outcome',
      labelNames: ['outcome'],
      registers: [vitals.metrics],
    });
  }

  @EventPattern('inbound.*')
  async take(@Payload() batch: RecordBatch): Promise<void> {
    const now = Date.now();
    const readings = readBatch(batch);
    const events = readings.flatMap(({ party, event }) =>
      party !== null && event ? [{ party, event }] : [],
    );
    const { accepted, refused } = await byNewest(this.registry, async (index) =>
      admitBatch(readings, index, await References.load(this.database, events), now),
    );
    const outcome = { accepted: 0, repeated: 0, rejected: 0 };
    await this.pipeline.process(batch, async (sql) => {
      const mends = await admitMends(sql, accepted);
      const sorted = await claimIdentities(sql, mends.open);
      const conflicting = [...mends.conflicting, ...sorted.conflicting];
      await settleMends(sql, [...sorted.fresh, ...sorted.repeated], conflicting, refused);
      const rows = refused.map((r) => rejectedRow(batch, r.record, r.party, r.json, r.refusal, now));
      for (const { item, refusal } of conflicting)
        rows.push(rejectedRow(batch, item.record, item.fact.source, item.event, refusal, now));
      await insertRejected(sql, rows);
      outcome.accepted = sorted.fresh.length;
      outcome.repeated = sorted.repeated.length;
      outcome.rejected = rows.length;
      return [...sorted.fresh.map(factMessage), ...rows.map(rejectedMessage)];
    });
    for (const [name, count] of Object.entries(outcome)) this.counted.inc({ outcome: name }, count);
  }
}

function factMessage({ fact, event, record, mend }: Accepted): OutboxMessage {
  const own = (event as { traceparent?: string }).traceparent;
  const given = record.headers['traceparent'];
  // A mended event goes on in the trace of the one that was rejected, whatever its text names now.
  const trace = mend ? (given ?? own) : (own ?? given);
  const canonical = eventOfFact(fact, {
    source: event.source,
    stated: statedBy(event.data),
    traceparent: trace,
    mend,
  });
  return { topic: 'facts', key: factKey(fact), value: Buffer.from(JSON.stringify(canonical)) };
}

function statedBy(data: object): { quantity: unknown; unit: string } | undefined {
  const { quantity, delta, price, unit } = data as Record<string, unknown>;
  const amount = quantity ?? delta ?? price;
  return amount !== undefined && typeof unit === 'string' ? { quantity: amount, unit } : undefined;
}
