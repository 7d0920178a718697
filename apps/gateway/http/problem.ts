import type { BilingualText } from '#contracts';
import { kindOf } from './problem-codes.js';
import type { ProblemCode } from './problem-codes.js';

export interface ProblemFault {
  path: string;
  code: string;
  text: BilingualText;
}

/** RFC 9457 body. */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  detail: string;
  text: BilingualText;
  errors?: ProblemFault[];
  [extension: string]: unknown;
}

export interface ProblemOptions {
  /** Replaces the code's own sentence. */
  text?: BilingualText;
  errors?: ProblemFault[];
  headers?: Record<string, string>;
  extensions?: Record<string, unknown>;
  status?: number;
  cause?: unknown;
}

/** An answer that is not what was asked for. Thrown by handlers, written by the filter. */
export class Problem extends Error {
  readonly status: number;
  readonly headers: Record<string, string>;

  constructor(
    readonly code: ProblemCode,
    private readonly options: ProblemOptions = {},
  ) {
    super(kindOf(code).text.en, { cause: options.cause });
    this.name = 'Problem';
    this.status = options.status ?? kindOf(code).status;
    this.headers = options.headers ?? {};
  }

  body(): ProblemBody {
    const kind = kindOf(this.code);
    const text = this.options.text ?? kind.text;
    return {
      type: `urn:lumbung:problem:${this.code.toLowerCase().replaceAll('_', '-')}`,
      title: kind.title,
      status: this.status,
      code: this.code,
      detail: text.en,
      text,
      ...(this.options.errors && this.options.errors.length > 0 ? { errors: this.options.errors } : {}),
      ...this.options.extensions,
    };
  }
}

/** Header that tells a client when to come back. */
export function retryAfter(ms: number): Record<string, string> {
  return { 'retry-after': String(Math.max(1, Math.ceil(ms / 1_000))) };
}
