import { Controller, Inject, UseFilters } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { Allocation } from '#domain';
import { REGISTRY, type RegistryCache } from '#access';
import type { AllocationsPlannedData } from '#contracts';
import type { OutboxMessage } from '#database';
import { Pipeline, RethrowFilter, type KafkaRecord, type RecordBatch } from '#kafka';
import { consolidateLane } from './lane.js';
import type { Trigger } from './messages.js';
import { lockLanes, savePlanned } from './store.js';

/** Plans of lanes become shipments. */
@Controller()
@UseFilters(RethrowFilter)
export class AllocationsController {
  constructor(
    @Inject(Pipeline) private readonly pipeline: Pipeline,
    @Inject(REGISTRY) private readonly registry: RegistryCache,
  ) {}

  @EventPattern('allocations')
  async take(@Payload() batch: RecordBatch): Promise<void> {
    const plans = newestPlans(batch.records);
    await this.pipeline.process(batch, async (sql) => {
      const now = Date.now();
      await lockLanes(
        sql,
        plans.map((plan) => plan.lane),
      );
      const touched = new Map<string, Trigger | null>();
      for (const plan of plans) {
        const { planNumber, commitmentSeen, allocations, ...rest } = plan;
        const isNew = await savePlanned(sql, {
          ...rest,
          planNumber,
          commitmentSeen,
          allocations: allocations as Allocation[],
        });
        if (isNew) touched.set(plan.lane, newer(touched.get(plan.lane) ?? null, triggerOf(plan)));
      }
      const messages: OutboxMessage[] = [];
      for (const [lane, trigger] of touched)
        messages.push(...(await consolidateLane(sql, lane, this.registry.registry, now, trigger)));
      return messages;
    });
  }
}

/** A plan replaces the one before, so only the newest of each lane and commodity is worth the work. */
function newestPlans(records: KafkaRecord[]): AllocationsPlannedData[] {
  const newest = new Map<string, AllocationsPlannedData>();
  for (const record of records) {
    const { data } = JSON.parse(record.value!.toString('utf8')) as { data: AllocationsPlannedData };
    const key = `${data.lane}/${data.commodity}`;
    if (data.planNumber > (newest.get(key)?.planNumber ?? 0)) newest.set(key, data);
  }
  return [...newest.values()];
}

function triggerOf({ factTime, acceptedAt }: AllocationsPlannedData): Trigger | null {
  return factTime === null || acceptedAt === null
    ? null
    : { time: Date.parse(factTime), acceptedAt: Date.parse(acceptedAt) };
}

function newer(a: Trigger | null, b: Trigger | null): Trigger | null {
  if (a === null || b === null) return a ?? b;
  return a.acceptedAt >= b.acceptedAt ? a : b;
}
