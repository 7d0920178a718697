import { createHmac, timingSafeEqual } from 'node:crypto';

const idBytes = 16;
const macBytes = 16;
const keyBytes = 32;
const tokenPattern = /^[A-Za-z0-9_-]{43}$/;

/** Keys that codes on papers are signed with: the first signs, all of them prove. */
export class ProofKeys {
  private readonly keys: Buffer[];

  /** @param keys each 32 bytes in base64, with commas @throws Error when one is anything else */
  constructor(keys: string) {
    this.keys = keys.split(',').map((key) => Buffer.from(key.trim(), 'base64'));
    if (this.keys.some(({ length }) => length !== keyBytes))
      throw new Error('PAPER_KEY must be 32 bytes in base64, several with commas between them');
  }

  /** The token of a document: its random id, and a signature over that and what the paper says. */
  sign(documentId: string, hash: Buffer): string {
    const id = bytesOf(documentId);
    return Buffer.concat([id, macOf(this.keys[0]!, id, hash)]).toString('base64url');
  }

  /** True when the token was made by us for just this content. */
  proves(token: string, documentId: string, hash: Buffer): boolean {
    const given = Buffer.from(token, 'base64url').subarray(idBytes);
    const id = bytesOf(documentId);
    return given.length === macBytes && this.keys.some((key) => timingSafeEqual(given, macOf(key, id, hash)));
  }
}

/** Whose token it says it is; null: it is none. */
export function documentOf(token: string): string | null {
  if (!tokenPattern.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  // The last digit has bits to spare: only one way of writing a token is one.
  if (bytes.toString('base64url') !== token) return null;
  return bytes
    .subarray(0, idBytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function bytesOf(documentId: string): Buffer {
  return Buffer.from(documentId.replaceAll('-', ''), 'hex');
}

function macOf(key: Buffer, id: Buffer, hash: Buffer): Buffer {
  return createHmac('sha256', key)
    .update('lumbung-paper-1')
    .update(id)
    .update(hash)
    .digest()
    .subarray(0, macBytes);
}
