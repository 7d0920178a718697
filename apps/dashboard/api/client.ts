import type { Bilingual, ItemList, Problem } from './types.js';

export type ApiErrorCode = 'UNREACHABLE' | 'NOT_JSON' | 'REFUSED' | 'TOO_LONG';

/** Every way in which a question to the gateway can fail. `text` is the gateway's own explanation, when it gave one. */
export class ApiError extends Error {
  constructor(
    readonly code: ApiErrorCode,
    readonly status: number | null,
    readonly text: Bilingual | null,
    options?: ErrorOptions,
    /** All that the gateway said of it. */
    readonly problem: Problem | null = null,
  ) {
    super(`${code}${status === null ? '' : ` ${status}`}`, options);
    this.name = 'ApiError';
  }
}

const secondsMax = 15;
const pagesMax = 20;

export function getJson<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  return ask<Answer>(path, {}, signal);
}

/** Changes something. The header says that a page of ours asks: no other site can send it. */
export function sendJson<Answer>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
): Promise<Answer> {
  const content = body && { body: JSON.stringify(body), type: { 'content-type': 'application/json' } };
  const headers = { 'x-lumbung-request': '1', ...content?.type };
  return ask<Answer>(path, { method, headers, body: content?.body ?? null });
}

/** Sends a file as it is. */
export function sendFile<Answer>(path: string, file: Blob, type: string): Promise<Answer> {
  const headers = { 'x-lumbung-request': '1', 'content-type': type };
  return ask<Answer>(path, { method: 'POST', headers, body: file });
}

/** Any request, for those who ask with a key of their own. */
export async function ask<Answer>(path: string, request: RequestInit, signal?: AbortSignal): Promise<Answer> {
  return (await send<Answer>(path, request, signal)).answer;
}

export interface Kept<Answer> {
  answer: Answer;
  /** When the phone last heard it, where the network did not answer now; null: just now. RFC 3339. */
  keptAt: string | null;
}

/** As `getJson`, telling whether the answer is of now or one that the phone kept. */
export async function getKept<Answer>(path: string, signal?: AbortSignal): Promise<Kept<Answer>> {
  const { answer, headers } = await send<Answer>(path, {}, signal);
  return { answer, keptAt: headers.get('x-lumbung-kept-at') };
}

async function send<Answer>(
  path: string,
  request: RequestInit,
  signal?: AbortSignal,
): Promise<{ answer: Answer; headers: Headers }> {
  const limit = AbortSignal.timeout(secondsMax * 1000);
  let response: Response;
  try {
    response = await fetch(path, {
      ...request,
      headers: { accept: 'application/json', ...request.headers },
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
  } catch (cause) {
    throw new ApiError('UNREACHABLE', null, null, { cause });
  }
  const { headers } = response;
  if (response.status === 204) return { answer: null as Answer, headers };
  const body: unknown = await response.json().catch((cause: unknown) => {
    throw new ApiError('NOT_JSON', response.status, null, { cause });
  });
  if (!response.ok) {
    const problem = typeof body === 'object' && body !== null ? (body as Problem) : null;
    throw new ApiError('REFUSED', response.status, problemText(body), {}, problem);
  }
  return { answer: body as Answer, headers };
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
