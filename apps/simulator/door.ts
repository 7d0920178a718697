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
    const body = JSON.stringify(event);
    const type = 'application/cloudevents+json';
    return (await send({ gatewayUrl, keys, party, signal }, { path: '/v1/events', type, body })).outcome;
  };
}

export interface Sender {
  gatewayUrl: string;
  keys: Keys;
  party: string;
  signal: AbortSignal;
}

/** Sends something to the gateway with the party's key. */
export async function send(
  { gatewayUrl, keys, party, signal }: Sender,
  {
    method = 'POST',
    path,
    type,
    body,
  }: { method?: string; path: string; type: string; body: string | Uint8Array<ArrayBuffer> },
): Promise<{ outcome: Outcome; answer: string }> {
  let response: Response;
  try {
    response = await fetch(`${gatewayUrl}${path}`, {
      method,
      headers: { 'content-type': type, authorization: `Bearer ${keys.of(party) ?? ''}` },
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(requestMsMax)]),
    });
  } catch {
    return { outcome: { kind: 'again', waitMs: 0 }, answer: '' };
  }
  const answer = await response.text().catch(() => '');
  if (response.status === 401) await keys.load();
  return { outcome: outcomeOf(response, answer), answer };
}

function outcomeOf({ ok, status, headers }: Response, answer: string): Outcome {
  if (ok) return { kind: 'taken' };
  if (status === 401) return { kind: 'again', waitMs: 2_000 };
  if (status === 429 || status >= 500)
    return { kind: 'again', waitMs: 1_000 * Number(headers.get('retry-after') ?? 0) || 0 };
  return { kind: 'refused', status, detail: answer.slice(0, 500) };
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
