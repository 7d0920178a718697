import { Controller, Inject, UseFilters } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { REGISTRY, type RegistryCache } from '#access';
import { outboundTopic } from '#contracts';
import type { OutboxMessage } from '#database';
import { Pipeline, RethrowFilter, type KafkaRecord, type RecordBatch } from '#kafka';
import { regionAudience } from './audience.js';

interface Regional {
  data: { hub: string; region?: string; subject?: string };
}

/** Balances and alerts reach the systems that may see them. */
@Controller()
@UseFilters(RethrowFilter)
export class OutboundController {
  constructor(
    @Inject(Pipeline) private readonly pipeline: Pipeline,
    @Inject(REGISTRY) private readonly registry: RegistryCache,
  ) {}

  @EventPattern('balances')
  async takeBalances(@Payload() batch: RecordBatch): Promise<void> {
    await this.route(batch);
  }

  @EventPattern('alerts')
  async takeAlerts(@Payload() batch: RecordBatch): Promise<void> {
    await this.route(batch);
  }

  private async route(batch: RecordBatch): Promise<void> {
    await this.pipeline.process(batch, () =>
      Promise.resolve(batch.records.flatMap((record) => this.copiesOf(record))),
    );
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
