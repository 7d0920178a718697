import { eventsOf } from '#connectors';
import type { MappingSandbox } from '#connectors';
import { SandboxBusyError } from '#connectors';
import { limits } from '#contracts';
import type { Incoming } from '../events/incoming.js';
import { Problem, retryAfter } from '../http/problem.js';

/** What a partner sent, as it comes to the door: its events, or itself when its mapping made nothing of it. */
export interface MappedInput {
  incoming: Incoming[];
  isMapped: boolean;
}

/** Maps each item alone. @throws Problem OVERLOADED when the party has too much under way */
export async function mapItems(
  sandbox: MappingSandbox,
  party: string,
  mapping: string,
  items: unknown[],
  at: string,
): Promise<MappedInput[]> {
  const mapped = await sandbox.map(party, mapping, items, at).catch((cause: unknown) => {
    if (!(cause instanceof SandboxBusyError)) throw cause;
    throw new Problem('OVERLOADED', { cause, headers: retryAfter(2_000) });
  });
  return mapped.map((item, index) => {
    const made = eventsOf(party, item);
    if (made.ok) return { isMapped: true, incoming: made.events.map((event) => incomingOf(event)) };
    return { isMapped: false, incoming: [{ ...incomingOf(items[index] ?? null), unmapped: made.text }] };
  });
}

function incomingOf(json: unknown): Incoming {
  const value = JSON.stringify(json);
  return { value, json, fault: Buffer.byteLength(value) > limits.eventBytesMax ? 'TOO_LARGE' : null };
}
