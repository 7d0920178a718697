import { Controller, Inject, UseFilters } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { step, type LifecycleEvent, type StepResult } from '#domain';
import { REGISTRY, type RegistryCache } from '#access';
import { factOfValue, isLedgerKey } from '#contracts';
import type { OutboxMessage, Sql } from '#database';
import { Pipeline, quarantineRecord, RethrowFilter, type KafkaRecord, type RecordBatch } from '#kafka';
import { consolidateLane, offerLane, publishShipments } from './lane.js';
import { commitmentMessage } from './commitments.js';
import type { Trigger } from './messages.js';
import { keepReading, PACE } from './watch.js';
import { insertLifecycle, loadShipment, lockLanes, setOutcome } from './store.js';

interface Said {
  event: LifecycleEvent;
  record: KafkaRecord;
}

/** After these the next carrier may have to be asked. */
const isAnswer: ReadonlySet<string> = new Set(['shipment.responded', 'shipment.decided']);

/** What carriers and receivers say moves shipments, and goes back to the ledger as facts. */
@Controller()
@UseFilters(RethrowFilter)
export class LifecycleController {
  constructor(
    @Inject(Pipeline) private readonly pipeline: Pipeline,
    @Inject(REGISTRY) private readonly registry: RegistryCache,
    @Inject(PACE) private readonly pace: number,
  ) {}

  @EventPattern('facts')
  async take(@Payload() batch: RecordBatch): Promise<void> {
    const said = readLifecycle(batch.records);
    if (said.length === 0) return this.pipeline.pass(batch);
    await this.pipeline.process(batch, async (sql) => {
      const now = Date.now();
      await lockLanes(
        sql,
        said.map(({ event }) => event.lane),
      );
      const messages: OutboxMessage[] = [];
      const touched = new Map<string, Trigger>();
      const answered = new Map<string, Trigger>();
      for (const { event, record } of said) {
        if (!(await insertLifecycle(sql, event))) continue;
        const moved = await this.move(sql, batch, event, record, now, messages);
        if (moved) touched.set(event.lane, event);
        else if (isAnswer.has(event.type)) answered.set(event.lane, event);
      }
      for (const [lane, trigger] of touched)
        messages.push(...(await consolidateLane(sql, lane, this.registry.registry, now, trigger)));
      for (const [lane, trigger] of answered)
        if (!touched.has(lane))
          messages.push(...(await offerLane(sql, lane, this.registry.registry, now, trigger)));
      return messages;
    });
  }

  private async move(
    sql: Sql,
    at: RecordBatch,
    event: LifecycleEvent,
    record: KafkaRecord,
    now: number,
    messages: OutboxMessage[],
  ): Promise<boolean> {
    const shipment = await loadShipment(sql, event.shipmentId);
    if (!shipment) throw new Error(`shipment ${event.shipmentId} was accepted by intake but does not exist`);
    const other = event.type === 'shipment.merged' ? await loadShipment(sql, event.with) : null;
    const result = step(shipment, event, other);
    await setOutcome(sql, event.id, result.kind);
    if (result.kind === 'unchanged') return false;
    if (result.kind === 'refused') {
      messages.push(...(await this.refuse(sql, at, event, record, result)));
      return false;
    }
    if (event.type === 'shipment.located') {
      await keepReading(sql, event, now, this.pace);
      return false;
    }
    const before = new Map([[shipment.shipmentId, shipment]]);
    messages.push(...(await publishShipments(sql, result.trail, before, this.registry.registry, now, event)));
    const others = result.others ?? [];
    if (other !== null) before.set(other.shipmentId, other);
    messages.push(...(await publishShipments(sql, others, before, this.registry.registry, now, event)));
    for (const effect of result.effects) {
      const its = others.find(({ shipmentId }) => shipmentId === effect.of) ?? result.shipment;
      messages.push(await commitmentMessage(sql, its, effect, event.acceptedAt));
    }
    // An answer to a proposal may leave to others what it held.
    return result.effects.length > 0 || event.type === 'shipment.answered';
  }

  /** An illegal step is a refused event: its sender finds it, with the state the shipment is in. */
  private refuse(
    sql: Sql,
    at: RecordBatch,
    event: LifecycleEvent,
    record: KafkaRecord,
    { code, text }: Extract<StepResult, { kind: 'refused' }>,
  ): Promise<OutboxMessage[]> {
    const json: unknown = JSON.parse(record.value!.toString('utf8'));
    return quarantineRecord(sql, at, record, event.source, json, { code, text, details: [] });
  }
}

/** Facts of a whole shipment have their lane as key, and no commodity; those of ledgers are the reconciler's. */
function readLifecycle(records: KafkaRecord[]): Said[] {
  const said: Said[] = [];
  for (const record of records) {
    if (isLedgerKey(record.key)) continue;
    const fact = factOfValue(record.value!);
    if (fact.commodity === undefined) said.push({ event: fact as unknown as LifecycleEvent, record });
  }
  return said;
}
