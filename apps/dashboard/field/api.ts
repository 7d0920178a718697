import type { Home } from './home.js';
import type { Answer, Outcome, Text } from './queue.js';
import type { ReportEvent } from './report.js';

interface Problem {
  code?: string;
  text?: Text;
  errors?: { text?: Text }[];
}

/** An answer that is a refusal; status 0: there was none. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.code ?? `status ${status}`);
  }
}

const patienceMs = 20_000;
const [unauthorised, timeout, tooMany, serverFault] = [401, 408, 429, 500];

async function ask<T>(path: string, secret: string | null, body?: object): Promise<T> {
  const headers: Record<string, string> = secret === null ? {} : { authorization: `Bearer lf_${secret}` };
  if (body) headers['content-type'] = 'application/json';
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patienceMs);
  try {
    const answer = await fetch(`/v1/field/${path}`, {
      method: body ? 'POST' : 'GET',
      headers,
      body: body && JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
      signal: stop.signal,
    });
    const json = (await answer.json()) as unknown;
    if (!answer.ok) throw new Refused(answer.status, json as Problem);
    return json as T;
  } catch (error) {
    throw error instanceof Refused ? error : new Refused(0, {});
  } finally {
    clearTimeout(timer);
  }
}

export const join = (token: string, secret: string) =>
  ask<{ deviceId: string }>('join', null, { token, secret });

export const readHome = (secret: string) => ask<Home>('home', secret);

export async function post(secret: string, event: ReportEvent): Promise<Answer> {
  try {
    await ask('reports', secret, event);
    return { kind: 'sent' };
  } catch (error) {
    const { status, problem } = error as Refused;
    if (status === 0 || status === timeout || status >= serverFault)
      return { kind: 'later', mayHaveArrived: status !== 0 || navigator.onLine };
    if (status === tooMany) return { kind: 'later', mayHaveArrived: false };
    if (status === unauthorised) return { kind: 'revoked', text: problem.text ?? null };
    return { kind: 'refused', text: problem.errors?.[0]?.text ?? problem.text ?? null };
  }
}

const states = { applied: 'taken', superseded: 'taken', held: 'held', rejected: 'refused' } as const;

/** What became of a report; null: not known now. */
export async function look(secret: string, { source, id }: ReportEvent): Promise<Outcome> {
  const party = source.split(':').at(-1)!;
  try {
    const { status, reason } = await ask<{ status: string; reason: { text: Text } | null }>(
      `reports/${party}/${encodeURIComponent(id)}`,
      secret,
    );
    const state = states[status as keyof typeof states];
    return state ? { state, text: state === 'taken' ? null : (reason?.text ?? null) } : null;
  } catch {
    return null;
  }
}

/** 256 random bits as 43 characters. */
export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '');
}
