import { randomUUID } from 'node:crypto';

export interface StatedEvent {
  type: string;
  /** RFC 3339. */
  time: string;
  data: Record<string, unknown>;
}

/** Speaks for a party at the public door, as its own system would. Returns the HTTP status. */
export async function postEvents(
  url: string,
  keys: Record<string, string>,
  party: string,
  events: StatedEvent[],
): Promise<number> {
  const key = keys[party];
  if (key === undefined) throw new Error(`no demo key for ${party}`);
  const response = await fetch(`${url}/v1/events`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/cloudevents-batch+json',
    },
    body: JSON.stringify(
      events.map((event) => ({
        specversion: '1.0',
        id: randomUUID(),
        source: `urn:lumbung:party:${party}`,
        ...event,
      })),
    ),
  });
  await response.body?.cancel();
  return response.status;
}
