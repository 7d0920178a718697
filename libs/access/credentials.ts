import { AccessError } from './access-error.js';
import type { Authenticator } from './authenticator.js';
import { sessionTokenOf } from './people/cookie.js';
import { changesState, isFromOurPages, type Headers } from './people/same-site.js';
import type { Sessions } from './people/sessions.js';
import type { Principal } from './principal.js';

/** What a request shows of who sent it. */
export interface ShownCredentials {
  ip: string;
  method: string;
  headers: Headers & { authorization?: string; cookie?: string };
}

export interface CredentialsOptions {
  keys: Authenticator;
  sessions: Sessions;
  /** Where people reach us, e.g. `https://lumbung.example`; null: wherever the request says. */
  publicOrigin: string | null;
}

/** Turns what a request shows, a key or a session, into a Principal. A key comes first: it was sent on purpose. */
export class Credentials {
  constructor(private readonly options: CredentialsOptions) {}

  /** Cookies carry `Secure` where people reach us by https. */
  get secure(): boolean {
    return this.options.publicOrigin?.startsWith('https:') ?? false;
  }

  sessionToken(request: ShownCredentials): string | null {
    return sessionTokenOf(request.headers.cookie, this.secure);
  }

  /** Errors: AccessError */
  async prove(request: ShownCredentials): Promise<Principal> {
    const { keys, sessions } = this.options;
    const token = request.headers.authorization === undefined ? this.sessionToken(request) : null;
    if (token === null) return keys.authenticate(request.headers.authorization, request.ip);
    if (changesState(request.method)) this.demandOurPages(request);
    return sessions.principal(token, request.ip);
  }

  /** For reading that is open to all: a session that has ended is as none, a key that is given is always proven. */
  async proveIfShown(request: ShownCredentials): Promise<Principal | undefined> {
    if (request.headers.authorization !== undefined) return this.prove(request);
    if (this.sessionToken(request) === null) return undefined;
    return this.prove(request).catch((error: unknown) => {
      if (error instanceof AccessError) return undefined;
      throw error;
    });
  }

  /** Errors: CROSS_SITE */
  demandOurPages({ headers }: ShownCredentials): void {
    if (!isFromOurPages(headers, this.options.publicOrigin)) throw new AccessError('CROSS_SITE');
  }
}
