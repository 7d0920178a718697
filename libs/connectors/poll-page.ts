import { FetchError } from './guarded-request.js';
import type { PollConnector } from './connector.js';
import { itemsOf } from './items.js';
import { connectorLimits as limits } from './limits.js';
import { valueAt } from './pointer.js';

export interface PollPage {
  items: unknown[];
  /** Where to go on; the same as before when the server names no other. */
  cursor: string | null;
  /** There may be more right now. */
  isMore: boolean;
}

/** The address of the page after a cursor. */
export function pageUrl({ url, cursor }: PollConnector, at: string | null): URL {
  const address = new URL(url);
  const value = at ?? cursor?.first;
  if (cursor && value !== undefined) address.searchParams.set(cursor.parameter, value);
  return address;
}

/** Reads an answer. @throws FetchError when it is not what was declared */
export function readPage(connector: PollConnector, before: string | null, json: unknown): PollPage {
  const items = itemsOf(json, connector.items);
  if (items === null) throw new FetchError('ANSWER_NOT_JSON', null, null, `nothing at ${connector.items}`);
  if (items.length > limits.itemsMax) throw new FetchError('ANSWER_TOO_LARGE');
  const named = connector.cursor ? valueAt(json, connector.cursor.next) : undefined;
  const next = typeof named === 'number' ? String(named) : named;
  const cursor =
    typeof next === 'string' && next !== '' && next.length <= limits.cursorLengthMax ? next : before;
  return { items, cursor, isMore: cursor !== before && items.length > 0 };
}

/** When a connector is due again: at its pace, or after failures ever later, never before the server asked for. */
export function nextDueMs(
  nowMs: number,
  {
    everySeconds,
    failures,
    retryAfterMs,
  }: { everySeconds: number; failures: number; retryAfterMs: number | null },
): number {
  const paceMs = everySeconds * 1_000;
  if (failures === 0) return nowMs + paceMs;
  const backoffMs = Math.min(limits.backoffMsMax, 1_000 * 2 ** Math.min(failures, 20));
  const asked = Math.min(retryAfterMs ?? 0, limits.everySecondsMax * 1_000);
  return nowMs + Math.max(backoffMs, asked);
}
