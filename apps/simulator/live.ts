import type { ShipmentData } from '#contracts';
import type { Log } from '#runtime';
import { Backoff } from './backoff.js';
import type { Keys } from './keys.js';

const silenceMsMax = 40_000;
const frameLengthMax = 4_000_000;

/** Follows `/v1/live` as one party until the signal ends it; reconnects with the last id it saw. */
export async function followShipments(
  options: { gatewayUrl: string; party: string; keys: Keys; log: Log; signal: AbortSignal },
  onShipment: (shipment: ShipmentData) => void,
): Promise<void> {
  const { party, keys, log, signal } = options;
  const backoff = new Backoff(500, 10_000);
  let lastId: string | undefined;
  while (!signal.aborted) {
    try {
      for await (const frame of frames(options, lastId)) {
        backoff.reset();
        if (frame.event === 'reset') lastId = undefined;
        else if (frame.id !== undefined) lastId = frame.id;
        if (frame.event.startsWith('lumbung.shipment.')) onShipment(shipmentOf(frame.data));
      }
    } catch (error) {
      if (signal.aborted) return;
      log.debug({ party, err: error }, 'live feed lost');
      await keys.load();
    }
    await backoff.wait(signal);
  }
}

interface Frame {
  event: string;
  data: string;
  id: string | undefined;
}

function shipmentOf(data: string): ShipmentData {
  return (JSON.parse(data) as { data: ShipmentData }).data;
}

async function* frames(
  { gatewayUrl, party, keys, signal }: { gatewayUrl: string; party: string; keys: Keys; signal: AbortSignal },
  lastId: string | undefined,
): AsyncGenerator<Frame> {
  const silence = new AbortController();
  let watch = setTimeout(() => silence.abort(), silenceMsMax);
  try {
    const response = await fetch(`${gatewayUrl}/v1/live?topics=shipments`, {
      headers: {
        accept: 'text/event-stream',
        authorization: `Bearer ${keys.of(party) ?? ''}`,
        ...(lastId === undefined ? {} : { 'last-event-id': lastId }),
      },
      signal: AbortSignal.any([signal, silence.signal]),
    });
    if (!response.ok || !response.body) throw new Error(`live feed answered ${response.status}`);
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      clearTimeout(watch);
      watch = setTimeout(() => silence.abort(), silenceMsMax);
      rest += decoder.decode(chunk, { stream: true });
      if (rest.length > frameLengthMax) throw new Error('a frame of the live feed is too long');
      const parts = rest.split(/\r?\n\r?\n/);
      rest = parts.pop() ?? '';
      for (const part of parts) yield parseFrame(part);
    }
  } finally {
    clearTimeout(watch);
  }
}

/** One frame of server-sent events: `event`, `id` and the lines of `data`. */
export function parseFrame(text: string): Frame {
  const frame: Frame = { event: 'message', data: '', id: undefined };
  const data: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, field, value] = /^([a-z]+):? ?(.*)$/.exec(line) ?? [];
    if (field === 'event') frame.event = value ?? '';
    else if (field === 'id') frame.id = value;
    else if (field === 'data') data.push(value ?? '');
  }
  frame.data = data.join('\n');
  return frame;
}
