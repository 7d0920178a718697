import type { OfferedShipment } from './hub-desk.js';
import type { Keys } from './keys.js';

/** What the simulator asks of the gateway besides speaking: is it there, and what was said before. */

const requestMsMax = 10_000;
const pagesMax = 50;

export async function isReady(gatewayUrl: string, signal: AbortSignal): Promise<boolean> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(requestMsMax)]);
    const response = await fetch(`${gatewayUrl}/health/ready`, { signal: limit });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

export interface KnownDemand {
  demandId: string;
  /** Base units. */
  declared: number;
  delivered: number;
}

/** The demands of a destination that the system knows. Throws when the gateway does not answer. */
export function demandsOf(reader: Reader, destination: string): Promise<KnownDemand[]> {
  return list(reader, '/v1/demands', { destination });
}

export interface KnownLot {
  lot: string;
  commodity: string;
  source: string;
  /** Base units. */
  onHand: number;
}

/** The lots of a place that the system knows. Throws when the gateway does not answer. */
export function stockAt(reader: Reader, location: string): Promise<KnownLot[]> {
  return list(reader, '/v1/stock', { location });
}

/** What a hub has on its desk of offers. Throws when the gateway does not answer. */
export function offersOf(reader: Reader): Promise<OfferedShipment[]> {
  return list(reader, '/v1/offers', {});
}

/** Whether the hub asks carriers by name. Throws when the gateway does not answer. */
export async function areOffersMade({ gatewayUrl, signal }: Reader): Promise<boolean> {
  const response = await fetch(`${gatewayUrl}/v1/meta`, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(requestMsMax)]),
  });
  if (!response.ok) throw new Error(`/v1/meta answered ${response.status}`);
  const { hub } = (await response.json()) as { hub: { offerStrategy?: string } };
  return hub.offerStrategy !== undefined;
}

/** Who reads, and until when. */
export interface Reader {
  gatewayUrl: string;
  party: string;
  keys: Keys;
  signal: AbortSignal;
}

async function list<T>(reader: Reader, path: string, filter: Record<string, string>): Promise<T[]> {
  const { gatewayUrl, party, keys, signal } = reader;
  const found: T[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < pagesMax; page++) {
    const query = new URLSearchParams({ ...filter, limit: '500', ...(cursor === null ? {} : { cursor }) });
    const response = await fetch(`${gatewayUrl}${path}?${query.toString()}`, {
      headers: { authorization: `Bearer ${keys.of(party) ?? ''}` },
      signal: AbortSignal.any([signal, AbortSignal.timeout(requestMsMax)]),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    const { items, next } = (await response.json()) as { items: T[]; next: string | null };
    found.push(...items);
    if (!next) break;
    cursor = next;
  }
  return found;
}
