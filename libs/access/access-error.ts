export type AccessErrorCode =
  'KEY_MISSING' | 'KEY_MALFORMED' | 'KEY_UNKNOWN' | 'PARTY_INACTIVE' | 'TOO_MANY_ATTEMPTS' | 'FORBIDDEN';

/** Why somebody was not let through. Never carries the key. */
export class AccessError extends Error {
  constructor(
    readonly code: AccessErrorCode,
    /** Milliseconds to wait before another attempt. */
    readonly retryAfterMs = 0,
  ) {
    super(code);
    this.name = 'AccessError';
  }
}
