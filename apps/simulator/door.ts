import type { Producer } from '#kafka';
import { inboundTopic } from '#contracts';
import type { Keys } from './keys.js';
import type { Utterance } from './utterance.js';

/** How an utterance was taken: for good, refused for good, or worth another try after `waitMs`. */
export type Outcome =
  { kind: 'taken' } | { kind: 'refused'; status: number; detail: string } | { kind: 'again'; waitMs: number };

/** One of the two public ways in. */
export type Door = (utterance: Utterance, signal: AbortSignal) => Promise<Outcome>;

const requestMsMax = 15_000;

/** `POST /v1/events` with the party's key. */
export function httpDoor(gatewayUrl: string, keys: Keys): Door {
  return async ({ party, event }, signal) => {
    let response: Response;
    try {
      response = await fetch(`${gatewayUrl}/v1/events`, {
        method: 'POST',
        headers: {
          'content-type': 'application/cloudevents+json',
          authorization: `Bearer ${keys.of(party) ?? ''}`,
        },
        body: JSON.stringify(event),
        signal: AbortSignal.any([signal, AbortSignal.timeout(requestMsMax)]),
      });
    } catch {
      return { kind: 'again', waitMs: 0 };
    }
    const detail = (await response.text().catch(() => '')).slice(0, 500);
    if (response.ok) return { kind: 'taken' };
    if (response.status === 401) {
      await keys.load();
      return { kind: 'again', waitMs: 2_000 };
    }
    if (response.status === 429 || response.status >= 500) {
      return { kind: 'again', waitMs: 1_000 * Number(response.headers.get('retry-after') ?? 0) || 0 };
    }
    return { kind: 'refused', status: response.status, detail };
  };
}

/** Straight onto the party's own topic, as a system with a Kafka client would. */
export function kafkaDoor(producer: Producer): Door {
  return async ({ party, event }) => {
    const data = event.data as { demandId?: string; shipmentId?: string };
    const record = {
      topic: inboundTopic(party),
      key: data.demandId ?? data.shipmentId ?? party,
      value: JSON.stringify(event),
      headers: { 'content-type': 'application/cloudevents+json' },
    };
    try {
      await producer.send([record]);
      return { kind: 'taken' };
    } catch {
      return { kind: 'again', waitMs: 0 };
    }
  };
}
