import { factOfValue } from '#contracts';
import type { Fact } from '#domain';
import type { KafkaRecord } from '#kafka';

/** The facts of ledgers among some records; what carriers say about whole shipments is for the dispatcher. */
export function readFacts(records: readonly KafkaRecord[]): Fact[] {
  const facts: Fact[] = [];
  for (const record of records) {
    const fact = factOfValue(record.value!);
    if (fact.commodity !== undefined) facts.push(fact as unknown as Fact);
  }
  return facts;
}
