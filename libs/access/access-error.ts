export type AccessErrorCode =
  | 'KEY_MISSING'
  | 'KEY_MALFORMED'
  | 'KEY_UNKNOWN'
  | 'PARTY_INACTIVE'
  | 'TOO_MANY_ATTEMPTS'
  | 'FORBIDDEN'
  | 'SESSION_ENDED'
  | 'CROSS_SITE'
  | 'SIGN_IN_FAILED'
  | 'OVERLOADED'
  | 'LINK_INVALID'
  | 'PASSWORD_WEAK'
  | 'USERNAME_NEEDED'
  | 'USERNAME_TAKEN'
  | 'PERSON_UNKNOWN'
  | 'PARTY_UNKNOWN'
  | 'ROLE_NOT_ALLOWED'
  | 'NOT_ON_YOURSELF'
  | 'LAST_ADMINISTRATOR'
  | 'OIDC_FAILED'
  | 'OIDC_EMAIL_UNVERIFIED'
  | 'OIDC_NOT_INVITED';

/** Why somebody was not let through. Never carries a key, a password or a token. */
export class AccessError extends Error {
  constructor(
    readonly code: AccessErrorCode,
    /** Milliseconds to wait before another attempt. */
    readonly retryAfterMs = 0,
    /** `subject`: what it was tried on, for the audit; `reason`: more about the code, for whoever asked. */
    readonly about: { subject?: string; reason?: string; cause?: unknown } = {},
  ) {
    super(code, { cause: about.cause });
    this.name = 'AccessError';
  }
}
