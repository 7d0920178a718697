import { isToken } from './token.js';
import { sessionLimits } from './sessions.js';

const daySeconds = 86_400;

/** `__Host-` ties a cookie to this one host over TLS; browsers refuse that name without `Secure`. */
export function sessionCookieName(secure: boolean): string {
  return secure ? '__Host-lumbung' : 'lumbung';
}

/** A `Set-Cookie` that scripts cannot read and other sites cannot send along with what changes something. */
export function cookieLine(name: string, value: string, secure: boolean, seconds: number): string {
  return `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}

export function sessionCookie(token: string, secure: boolean): string {
  return cookieLine(sessionCookieName(secure), token, secure, sessionLimits.days * daySeconds);
}

export function endedCookie(secure: boolean): string {
  return cookieLine(sessionCookieName(secure), '', secure, 0);
}

/** Value of one cookie; null when it is not there. */
export function cookieOf(header: string | undefined, name: string): string | null {
  for (const part of header?.split(';') ?? []) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}

/** The session that a request shows; null when there is none. */
export function sessionTokenOf(header: string | undefined, secure: boolean): string | null {
  const value = cookieOf(header, sessionCookieName(secure));
  return value !== null && isToken(value) ? value : null;
}
