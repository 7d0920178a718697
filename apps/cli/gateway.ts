import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BilingualText } from '#contracts';
import { CliError } from './cli-error.js';
import { dataFolder, runningSystem } from './running.js';

const answerWithinMs = 30_000;

export interface GatewayCall {
  method?: 'GET' | 'POST';
  body?: unknown;
}

/** The HTTP door of a running system, with the key of one party. */
export class Gateway {
  private constructor(
    private readonly url: string,
    private readonly key: string,
  ) {}

  /**
   * `GATEWAY_URL`, else the system that `npm start` is running; `LUMBUNG_KEY`, else the demo key of `party`, which
   * is the hub when nobody is named. Errors: NO_SERVER, NO_KEY.
   */
  static async reach(party?: string, env: NodeJS.ProcessEnv = process.env): Promise<Gateway> {
    const folder = dataFolder(env);
    const url = (env.GATEWAY_URL || runningUrl(folder)).replace(/\/+$/, '');
    if (env.LUMBUNG_KEY) return new Gateway(url, env.LUMBUNG_KEY);
    const keys = demoKeys(folder);
    const anyKey = Object.values(keys)[0] ?? '';
    const speaker = party ?? (await new Gateway(url, anyKey).call<Meta>('/v1/meta')).hub.code;
    const key = keys[speaker];
    if (key === undefined) throw noKey(speaker);
    return new Gateway(url, key);
  }

  /** The answer's JSON. Errors: NO_SERVER, NOT_FOUND, REFUSED with the code and the sentence of the answer. */
  async call<T>(path: string, { method = 'GET', body }: GatewayCall = {}): Promise<T> {
    const response = await fetch(this.url + path, {
      method,
      signal: AbortSignal.timeout(answerWithinMs),
      headers: {
        authorization: `Bearer ${this.key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((cause: unknown) => {
      throw noServer(this.url, cause);
    });
    const answer: unknown = await response.json().catch((cause: unknown) => {
      throw noServer(this.url, cause);
    });
    if (!response.ok) throw refused(response.status, answer as ProblemAnswer);
    return answer as T;
  }
}

interface Meta {
  hub: { code: string };
}

interface ProblemAnswer {
  code: string;
  text: BilingualText;
  errors?: { path: string; text: BilingualText }[];
}

function runningUrl(folder: string): string {
  try {
    return runningSystem(folder).url;
  } catch (cause) {
    throw noServer(null, cause);
  }
}

function demoKeys(folder: string): Record<string, string> {
  try {
    return JSON.parse(readFileSync(join(folder, 'demo-keys.json'), 'utf8')) as Record<string, string>;
  } catch (cause) {
    throw noKey(null, cause);
  }
}

function refused(status: number, { code, text, errors = [] }: ProblemAnswer): CliError {
  const told = (language: keyof BilingualText): string => {
    const faults = errors.map((fault) => fault.text[language]).join('; ');
    return `${code}: ${text?.[language] ?? status}${faults === '' ? '' : ` (${faults})`}`;
  };
  return new CliError(status === 404 ? 'NOT_FOUND' : 'REFUSED', { id: told('id'), en: told('en') });
}

function noServer(url: string | null, cause: unknown): CliError {
  const at = url === null ? '' : ` (${url})`;
  const text = {
    id: `Gerbang tidak menjawab${at}. Nyalakan dengan npm start, atau isi GATEWAY_URL.`,
    en: `No gateway answers${at}. Start one with npm start, or set GATEWAY_URL.`,
  };
  return new CliError('NO_SERVER', text, { cause });
}

function noKey(party: string | null, cause?: unknown): CliError {
  const text =
    party === null
      ? {
          id: 'Tidak ada kunci. Isi LUMBUNG_KEY, atau tunjuk DATA_DIR yang memuat demo-keys.json.',
          en: 'There is no key. Set LUMBUNG_KEY, or let DATA_DIR name the folder of demo-keys.json.',
        }
      : {
          id: `demo-keys.json tidak memuat kunci untuk ${party}. Isi LUMBUNG_KEY.`,
          en: `demo-keys.json holds no key of ${party}. Set LUMBUNG_KEY.`,
        };
  return new CliError('NO_KEY', text, { cause });
}
