import type { FactItem } from '../api/types.js';

/** What an officer says about a report: the type and data of the event that says it. */
export interface Said {
  type: string;
  data: Record<string, unknown>;
}

const urn = (party: string): string => `urn:lumbung:party:${party}`;

export function confirmation(
  { source, eventId }: Pick<FactItem, 'source' | 'eventId'>,
  decision: 'confirmed' | 'refused',
  reason: string,
): Said {
  const confirms = { source: urn(source), id: eventId };
  return { type: 'lumbung.fact.confirmed.v1', data: { confirms, decision, reason } };
}

export function correction({ source, eventId }: Pick<FactItem, 'source' | 'eventId'>, reason: string): Said {
  return {
    type: 'lumbung.fact.corrected.v1',
    data: { corrects: { source: urn(source), id: eventId }, reason },
  };
}

/** The CloudEvent that a party says at an instant. */
export function eventOf(
  { type, data }: Said,
  { party, id, time }: { party: string; id: string; time: string },
) {
  return { specversion: '1.0', id, source: urn(party), type, time, data };
}

/** Reports by who said them, in the order of the newest count of each. */
export function bySource(facts: readonly FactItem[]): [source: string, facts: FactItem[]][] {
  const groups = new Map<string, FactItem[]>();
  for (const fact of facts) groups.set(fact.source, [...(groups.get(fact.source) ?? []), fact]);
  return [...groups];
}

/** The newest count that stands. */
export function newestCount(facts: readonly FactItem[]): FactItem | undefined {
  return facts.find(({ type, state }) => type === 'stock.counted' && state === 'stated');
}
