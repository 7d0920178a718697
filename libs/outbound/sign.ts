import { createHmac } from 'node:crypto';
import { secretKey } from './secret.js';

/** What a delivery says of itself beside its body. */
export interface SignedHeaders {
  'webhook-id': string;
  'webhook-timestamp': string;
  'webhook-signature': string;
}

/**
 * Headers of a delivery by the Standard Webhooks specification 1.0.0: one signature for each secret that is good now,
 * over `id.timestamp.body`.
 * @param at milliseconds
 */
export function signedHeaders(
  id: string,
  at: number,
  body: string,
  secrets: readonly string[],
): SignedHeaders {
  const timestamp = String(Math.floor(at / 1_000));
  const signatures = secrets.map(
    (secret) =>
      `v1,${createHmac('sha256', secretKey(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')}`,
  );
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
