import { ApiError } from './client.js';

export interface Failure {
  key: string;
  values?: Record<string, unknown>;
  text: ApiError['text'];
}

/** What to tell a person about a failed question: the gateway's own words, or a key of our texts. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof ApiError)) return { key: 'common/unreachable', text: null };
  switch (error.code) {
    case 'REFUSED':
      return { key: 'common/refused', values: { status: error.status }, text: error.text };
    case 'NOT_JSON':
      return { key: 'common/notJson', text: null };
    case 'TOO_LONG':
      return { key: 'common/tooLong', text: null };
    case 'UNREACHABLE':
      return { key: 'common/unreachable', text: null };
  }
}
