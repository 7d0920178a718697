import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const prefix = 'whsec_';
const secretBytes = 32;
const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** The key with which secrets are kept is not the one that they were kept with, or what is kept was changed. */
export class SecretUnreadableError extends Error {
  readonly code = 'SECRET_UNREADABLE';
}

/** A new secret of a webhook, in the form of the Standard Webhooks specification. */
export function newSecret(): string {
  return prefix + randomBytes(secretBytes).toString('base64');
}

/** The bytes that a secret signs with. */
export function secretKey(secret: string): Buffer {
  return Buffer.from(secret.slice(prefix.length), 'base64');
}

/** Keeps secrets such that they can sign and that the database alone does not give them away. */
export class SecretSafe {
  private readonly key: Buffer;

  /** @param key 32 bytes in base64 @throws Error when it is anything else */
  constructor(key: string) {
    this.key = Buffer.from(key, 'base64');
    if (this.key.length !== 32) throw new Error('WEBHOOK_KEY must be 32 bytes in base64');
  }

  /** @param webhookId goes into the seal, so that a secret in another row opens nothing */
  seal(secret: string, webhookId: string): Buffer {
    const nonce = randomBytes(nonceBytes);
    const sealing = createCipheriv(cipher, this.key, nonce).setAAD(Buffer.from(webhookId));
    const sealed = Buffer.concat([sealing.update(secret, 'utf8'), sealing.final()]);
    return Buffer.concat([nonce, sealing.getAuthTag(), sealed]);
  }

  /** @throws SecretUnreadableError */
  open(kept: Buffer, webhookId: string): string {
    try {
      const opening = createDecipheriv(cipher, this.key, kept.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      });
      opening.setAAD(Buffer.from(webhookId)).setAuthTag(kept.subarray(nonceBytes, nonceBytes + tagBytes));
      return opening.update(kept.subarray(nonceBytes + tagBytes), undefined, 'utf8') + opening.final('utf8');
    } catch {
      throw new SecretUnreadableError('the secret of a webhook cannot be opened');
    }
  }
}
