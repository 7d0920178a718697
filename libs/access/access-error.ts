export type AccessErrorCode =
  'KEY_MISSING' | 'KEY_MALFORMED' | 'KEY_UNKNOWN' | 'PARTY_INACTIVE' | 'TOO_MANY_ATTEMPTS';

/** Why a key was not taken. Never carries the key. */
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
