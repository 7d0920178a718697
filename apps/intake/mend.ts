import type { KafkaRecord } from '#kafka';

/** The gateway's own topic: only there a header says who spoke, since the gateway has proved it. */
export const gatewayTopic = 'inbound.gateway';
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A rejected event in whose place a record comes, and the party that mended it. */
export interface Mend {
  rejectedId: string;
  by: string;
}

/** The person who speaks for a record's party: an opaque id that the gateway has proved; nobody else's header counts. */
export function personOf(topic: string, { headers }: KafkaRecord): string | undefined {
  const id = headers['lumbung-person'];
  return topic === gatewayTopic && id !== undefined && uuid.test(id) ? id : undefined;
}

/** What the gateway says a record mends. Nobody else's headers count: the gateway has proved who may. */
export function mendOf(topic: string, { headers }: KafkaRecord): Mend | null {
  const id = headers['lumbung-mends'];
  const by = headers['lumbung-mended-by'];
  if (topic !== gatewayTopic || id === undefined || by === undefined || !uuid.test(id)) return null;
  return { rejectedId: id, by };
}
