import { Controller, Inject, UseFilters } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { factOfValue } from '#contracts';
import { appendHistory, ensureMonths, monthOf, type HistoryEntry } from '#database';
import { Pipeline, RethrowFilter, type RecordBatch } from '#kafka';

/** Writes down what came, as it came. */
@Controller()
@UseFilters(RethrowFilter)
export class FactsController {
  private readonly months = new Set<string>();

  constructor(@Inject(Pipeline) private readonly pipeline: Pipeline) {}

  @EventPattern('facts')
  async take(@Payload() batch: RecordBatch): Promise<void> {
    const entries = batch.records.map(({ offset, value }): HistoryEntry => {
      const fact = factOfValue(value!) as unknown as HistoryEntry['fact'];
      return { partition: batch.partition, position: offset, fact };
    });
    const isNew = ({ fact }: HistoryEntry): boolean => !this.months.has(monthOf(fact.acceptedAt));
    await this.pipeline.process(batch, async (sql) => {
      await ensureMonths(
        sql,
        entries.filter(isNew).map(({ fact }) => fact.acceptedAt),
      );
      await appendHistory(sql, entries);
      return [];
    });
    for (const { fact } of entries) this.months.add(monthOf(fact.acceptedAt));
  }
}
