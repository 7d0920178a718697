import { Controller, Inject, UseFilters } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { REGISTRY, type RegistryCache } from '#access';
import { outboundTopic } from '#contracts';
import type { OutboxMessage, Sql } from '#database';
import { Pipeline, RethrowFilter, type KafkaRecord, type RecordBatch } from '#kafka';
import { recordAlerts, type AlertEvent } from '#outbound';
import { regionAudience } from './audience.js';
import { NOTICES, type NoticesOptions } from './notices.js';

interface Regional {
  data: { hub: string; region?: string; subject?: string };
}

/** Balances and alerts reach the systems that may see them, and alerts the people who want to know. */
@Controller()
@UseFilters(RethrowFilter)
export class OutboundController {
  constructor(
    @Inject(Pipeline) private readonly pipeline: Pipeline,
    @Inject(REGISTRY) private readonly registry: RegistryCache,
    @Inject(NOTICES) private readonly notices: NoticesOptions,
  ) {}

  @EventPattern('balances')
  async takeBalances(@Payload() batch: RecordBatch): Promise<void> {
    await this.route(batch);
  }

  @EventPattern('alerts')
  async takeAlerts(@Payload() batch: RecordBatch): Promise<void> {
    await this.route(batch, (sql) => this.tellPeople(sql, batch));
  }

  private async route(batch: RecordBatch, also?: (sql: Sql) => Promise<void>): Promise<void> {
    await this.pipeline.process(batch, async (sql) => {
      await also?.(sql);
      return batch.records.flatMap((record) => this.copiesOf(record));
    });
  }

  private tellPeople(sql: Sql, { records }: RecordBatch): Promise<void> {
    const events = records.map(({ value }) => JSON.parse(value!.toString('utf8')) as AlertEvent);
    const { registry } = this.registry;
    return recordAlerts(sql, events, { ...this.notices, registry, now: Date.now() });
  }

  private copiesOf(record: KafkaRecord): OutboxMessage[] {
    const { data } = JSON.parse(record.value!.toString('utf8')) as Regional;
    const region = data.region ?? data.subject ?? '';
    return regionAudience(region, data.hub, this.registry.registry).map((party) => ({
      topic: outboundTopic(party),
      key: record.key,
      value: record.value,
    }));
  }
}
