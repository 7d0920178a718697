import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as TlsAgent, request as httpsRequest } from 'node:https';
import type { BilingualText } from '#contracts';
import { connectorLimits } from './limits.js';
import { TargetError, type Targets } from './targets.js';

export type FetchErrorCode =
  | 'TARGET_REFUSED'
  | 'UNREACHABLE'
  | 'TOO_SLOW'
  | 'REDIRECTED'
  | 'STATUS'
  | 'ANSWER_TOO_LARGE'
  | 'ANSWER_NOT_JSON';

const texts: Record<FetchErrorCode, BilingualText> = {
  TARGET_REFUSED: {
    id: 'Alamat itu tidak boleh dihubungi: bukan alamat umum, atau tanpa enkripsi.',
    en: 'That address may not be connected to: it is not public, or not encrypted.',
  },
  UNREACHABLE: { id: 'Server tidak dapat dihubungi.', en: 'The server cannot be reached.' },
  TOO_SLOW: { id: 'Server terlalu lama menjawab.', en: 'The server took too long to answer.' },
  REDIRECTED: { id: 'Server mengalihkan ke alamat lain.', en: 'The server redirects to another address.' },
  STATUS: { id: 'Server menjawab dengan galat.', en: 'The server answered with an error.' },
  ANSWER_TOO_LARGE: { id: 'Jawaban server terlalu besar.', en: 'The answer of the server is too large.' },
  ANSWER_NOT_JSON: { id: 'Jawaban server bukan JSON.', en: 'The answer of the server is no JSON.' },
};

/** Why an answer could not be had. Nothing of the request is in it, so that no secret gets into a log. */
export class FetchError extends Error {
  readonly text: BilingualText;

  constructor(
    readonly code: FetchErrorCode,
    readonly status: number | null = null,
    /** What the server asked to wait, milliseconds. */
    readonly retryAfterMs: number | null = null,
    /** Said by the system, e.g. ECONNREFUSED. */
    detail: string | null = null,
  ) {
    const { id, en } = texts[code];
    const tail = status === null ? (detail === null ? '' : ` (${detail})`) : ` (HTTP ${status})`;
    super(en + tail);
    this.name = 'FetchError';
    this.text = { id: id + tail, en: en + tail };
  }
}

export interface GuardedRequest {
  url: URL;
  headers: Record<string, string>;
  targets: Targets;
  signal?: AbortSignal;
  answerMs?: number;
  bytesMax?: number;
  /** Keeps connections for the next request. */
  connections?: Connections;
}

/** Connections that are kept open. Each was judged when it was made, and leads to where it led then. */
export class Connections {
  readonly plain: Agent;
  readonly encrypted: TlsAgent;

  constructor({ idleMs, idleMax }: { idleMs: number; idleMax: number }) {
    const options = { keepAlive: true, timeout: idleMs, maxFreeSockets: 2, maxTotalSockets: idleMax };
    this.plain = new Agent(options);
    this.encrypted = new TlsAgent(options);
  }

  close(): void {
    this.plain.destroy();
    this.encrypted.destroy();
  }
}

export interface PostAnswer {
  status: number;
  retryAfterMs: number | null;
  /** As much of it as was wanted. */
  text: string;
}

/** GETs JSON from a partner's server within limits of time, size and address; follows nobody elsewhere. @throws FetchError */
export async function fetchJson(request: GuardedRequest): Promise<unknown> {
  const late = AbortSignal.timeout(request.answerMs ?? connectorLimits.answerMsMax);
  const signal = request.signal ? AbortSignal.any([request.signal, late]) : late;
  let text: string;
  try {
    const response = await send(request, signal);
    text = await bodyOf(response, request.bytesMax ?? connectorLimits.answerBytesMax);
  } catch (error) {
    throw fetchErrorOf(error, late);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new FetchError('ANSWER_NOT_JSON');
  }
}

/**
 * POSTs to a partner's server within the same limits, and answers whatever it says; of its answer no more is read than
 * `bytesMax`. @throws FetchError when there is no answer, or one that leads elsewhere
 */
export async function post(request: GuardedRequest & { body: string }): Promise<PostAnswer> {
  const late = AbortSignal.timeout(request.answerMs ?? connectorLimits.answerMsMax);
  const signal = request.signal ? AbortSignal.any([request.signal, late]) : late;
  try {
    const response = await send(request, signal);
    const status = response.statusCode ?? 0;
    if (status >= 300 && status < 400) {
      response.destroy();
      throw new FetchError('REDIRECTED', status);
    }
    const text = await beginningOf(response, request.bytesMax ?? connectorLimits.answerBytesMax);
    return { status, retryAfterMs: retryAfterOf(response.headers['retry-after']), text };
  } catch (error) {
    throw fetchErrorOf(error, late);
  }
}

function fetchErrorOf(error: unknown, late: AbortSignal): FetchError {
  if (error instanceof FetchError) return error;
  if (error instanceof TargetError) return new FetchError('TARGET_REFUSED');
  if (late.aborted) return new FetchError('TOO_SLOW');
  const { code } = error as { code?: unknown };
  return new FetchError('UNREACHABLE', null, null, typeof code === 'string' ? code : null);
}

async function beginningOf(response: IncomingMessage, bytesMax: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    // Left here, the loop closes the connection.
    if (bytes >= bytesMax) break;
  }
  return Buffer.concat(chunks).subarray(0, bytesMax).toString('utf8');
}

function send(asked: GuardedRequest & { body?: string }, signal: AbortSignal): Promise<IncomingMessage> {
  const { url, headers, targets, connections, body } = asked;
  const isEncrypted = url.protocol === 'https:';
  const port = Number(url.port) || (isEncrypted ? 443 : 80);
  targets.demandAddress(url.hostname, port);
  if (!isEncrypted && !targets.isNamed(url.hostname, port)) throw new TargetError('not encrypted');
  const start = isEncrypted ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = start(url, {
      agent: (isEncrypted ? connections?.encrypted : connections?.plain) ?? false,
      method: body === undefined ? 'GET' : 'POST',
      headers: { accept: 'application/json', 'accept-encoding': 'identity', ...headers },
      lookup: targets.lookupFor(url.hostname, port) as never,
      signal,
    });
    request.once('error', reject);
    request.once('response', resolve);
    request.end(body);
  });
}

async function bodyOf(response: IncomingMessage, bytesMax: number): Promise<string> {
  const status = response.statusCode ?? 0;
  if (status !== 200) {
    response.destroy();
    if (status >= 300 && status < 400) throw new FetchError('REDIRECTED', status);
    throw new FetchError('STATUS', status, retryAfterOf(response.headers['retry-after']));
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bytesMax) {
      response.destroy();
      throw new FetchError('ANSWER_TOO_LARGE');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function retryAfterOf(header: string | undefined): number | null {
  if (header === undefined) return null;
  const ms = /^\d{1,6}$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) && ms > 0 ? ms : null;
}
