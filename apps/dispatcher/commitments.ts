import { factId } from '#access';
import type { OutboxMessage, Sql } from '#database';
import type { Fact, Shipment, StepResult } from '#domain';
import { factMessage } from './messages.js';
import { insertCommitment } from './store.js';

/** Numbers a promise, or its end, and answers the fact that tells the ledger of it. */
export async function commitmentMessage(
  sql: Sql,
  { shipmentId, lane, hub, pickupDate, arrivalBy, journey }: Shipment,
  { kind, commodity, lines, time }: Extract<StepResult, { kind: 'moved' }>['effects'][number],
  acceptedAt: number,
): Promise<OutboxMessage> {
  const isPart = kind === 'departed' && journey?.partOf !== undefined;
  const number = await insertCommitment(sql, { lane, commodity, shipmentId, kind, lines, at: time });
  const eventId = `${lane}:${commodity}:${number}`;
  return factMessage({
    id: factId(hub, eventId),
    type: `shipment.${kind}`,
    source: hub,
    eventId,
    time,
    acceptedAt,
    hub,
    commodity,
    shipmentId,
    lane,
    commitment: number,
    lines,
    ...(kind === 'committed' ? { pickupDate, arrivalBy } : isPart ? { arrivalBy } : {}),
  } as Fact);
}
