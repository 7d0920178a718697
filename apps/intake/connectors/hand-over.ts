import { eventsOf, moveCursor, type RunCounts } from '#connectors';
import type { ProducerRecord } from '#kafka';
import { gatewayTopic } from '../mend.js';
import { leaseSeconds, type RunnerParts, type Turn } from './turn.js';

/** Another instance runs the connector now. */
export class LeaseLostError extends Error {
  readonly code = 'LEASE_LOST';
}

/** A record of a partner that nobody can read, as it came: intake puts it on record. */
export interface Unreadable {
  raw: Buffer | null;
}

/**
 * Maps items, hands their events to the broker where the gateway's own go, and only then moves the cursor: a crash in
 * between repeats them with the same ids and loses none.
 * @throws LeaseLostError; KafkaError when the broker did not take them
 */
export async function handOver(
  { sandbox, producer, database }: RunnerParts,
  { connector, lease }: Turn,
  items: unknown[],
  cursor: unknown,
  unreadable: Unreadable[] = [],
): Promise<void> {
  const { party, configuration } = connector;
  const at = new Date().toISOString();
  const mapped = await sandbox.map(party, configuration.mapping, items, at);
  const counts: RunCounts = {
    items: items.length + unreadable.length,
    events: 0,
    refused: unreadable.length,
  };
  const records: ProducerRecord[] = [];
  const headers = { 'lumbung-party': party, 'lumbung-received-at': at };
  mapped.forEach((item, index) => {
    const made = eventsOf(party, item);
    if (made.ok) {
      counts.events += made.events.length;
      for (const event of made.events)
        records.push({ topic: gatewayTopic, key: party, value: JSON.stringify(event), headers });
      return;
    }
    counts.refused++;
    const told = {
      ...headers,
      'lumbung-refused': 'MAPPING_FAILED',
      'lumbung-unmapped': JSON.stringify(made.text),
    };
    records.push({
      topic: gatewayTopic,
      key: party,
      value: JSON.stringify(items[index] ?? null),
      headers: told,
    });
  });
  for (const { raw } of unreadable) records.push({ topic: gatewayTopic, key: party, value: raw, headers });
  await producer.send(records);
  if (!(await moveCursor(database, lease, cursor, counts, leaseSeconds)))
    throw new LeaseLostError(`${party}/${connector.kind} is run by another instance`);
}
