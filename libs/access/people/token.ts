import { createHash, randomBytes } from 'node:crypto';

const tokenBytes = 32;
const shape = /^[A-Za-z0-9_-]{43}$/;

/** 256 random bits as 43 characters: of a session or of a one-time link. Only its hash is ever stored. */
export function newToken(): string {
  return randomBytes(tokenBytes).toString('base64url');
}

export function isToken(text: string): boolean {
  return shape.test(text);
}

/** SHA-256 is enough here: nobody guesses 256 random bits. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
