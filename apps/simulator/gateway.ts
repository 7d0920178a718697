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

/** The demands of a party that the system knows. Throws when the gateway does not answer. */
export async function demandsOf(
  gatewayUrl: string,
  party: string,
  destination: string,
  keys: Keys,
  signal: AbortSignal,
): Promise<KnownDemand[]> {
  const found: KnownDemand[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < pagesMax; page++) {
    const query = new URLSearchParams({ destination, limit: '500', ...(cursor === null ? {} : { cursor }) });
    const response = await fetch(`${gatewayUrl}/v1/demands?${query.toString()}`, {
      headers: { authorization: `Bearer ${keys.of(party) ?? ''}` },
      signal: AbortSignal.any([signal, AbortSignal.timeout(requestMsMax)]),
    });
    if (!response.ok) throw new Error(`/v1/demands answered ${response.status}`);
    const { items, next } = (await response.json()) as { items: KnownDemand[]; next: string | null };
    found.push(...items.map(({ demandId, declared, delivered }) => ({ demandId, declared, delivered })));
    if (!next) break;
    cursor = next;
  }
  return found;
}
