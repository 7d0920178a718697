import { factOfEvent } from '#contracts';
import type { Fact } from '#domain';
import type { KafkaRecord } from '#kafka';

/** The facts of ledgers among some records; what carriers say about whole shipments is for the dispatcher. */
export function readFacts(records: readonly KafkaRecord[]): Fact[] {
  const facts: Fact[] = [];
  for (const record of records) {
    const event = JSON.parse(record.value!.toString('utf8')) as Parameters<typeof factOfEvent>[0];
    if (event.commodity !== undefined) facts.push(factOfEvent(event) as unknown as Fact);
  }
  return facts;
}
