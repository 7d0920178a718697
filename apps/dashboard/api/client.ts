import type { Bilingual, ItemList } from './types.js';

export type ApiErrorCode = 'UNREACHABLE' | 'NOT_JSON' | 'REFUSED' | 'TOO_LONG';

/** Every way in which a question to the gateway can fail. `text` is the gateway's own explanation, when it gave one. */
export class ApiError extends Error {
  constructor(
    readonly code: ApiErrorCode,
    readonly status: number | null,
    readonly text: Bilingual | null,
    options?: ErrorOptions,
  ) {
    super(`${code}${status === null ? '' : ` ${status}`}`, options);
    this.name = 'ApiError';
  }
}

const secondsMax = 15;
const pagesMax = 20;

export async function getJson<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  const limit = AbortSignal.timeout(secondsMax * 1000);
  let response: Response;
  try {
    response = await fetch(path, {
      headers: { accept: 'application/json' },
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
  } catch (cause) {
    throw new ApiError('UNREACHABLE', null, null, { cause });
  }
  const body: unknown = await response.json().catch((cause: unknown) => {
    throw new ApiError('NOT_JSON', response.status, null, { cause });
  });
  if (!response.ok) throw new ApiError('REFUSED', response.status, problemText(body));
  return body as Answer;
}

/** Follows `next` to the end of a list that is known to be short; a list beyond 20 pages is an error, not a hang. */
export async function getAll<Item>(path: string, signal?: AbortSignal): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < pagesMax; page += 1) {
    const query = new URLSearchParams({ limit: '500', ...(cursor ? { cursor } : {}) });
    const answer: ItemList<Item> = await getJson(`${path}${path.includes('?') ? '&' : '?'}${query}`, signal);
    items.push(...answer.items);
    cursor = answer.next;
    if (!cursor) return items;
  }
  throw new ApiError('TOO_LONG', null, null);
}

function problemText(body: unknown): Bilingual | null {
  const text = (body as { text?: Partial<Bilingual> } | null)?.text;
  return text?.id && text.en ? { id: text.id, en: text.en } : null;
}
