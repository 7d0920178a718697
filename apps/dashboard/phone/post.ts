import { ApiError, ask } from '../api/client.js';
import type { Entry, Posted } from './outbox.js';

const unauthorised = 401;
const tooMany = 429;
const timeout = 408;
const serverFault = 500;

/** Says it to the gateway, with the time of the tap and not of the sending. */
export async function post({ id, shipmentId, deed, body, at }: Entry): Promise<Posted> {
  try {
    await ask(`/v1/shipments/${encodeURIComponent(shipmentId)}/${deed}`, {
      method: 'POST',
      headers: { 'x-lumbung-request': '1', 'content-type': 'application/json', 'idempotency-key': id },
      body: JSON.stringify({ ...body, time: new Date(at).toISOString() }),
    });
    return { kind: 'sent' };
  } catch (error) {
    return afterFailure(error);
  }
}

export function afterFailure(error: unknown): Posted {
  if (!(error instanceof ApiError) || error.status === null) return { kind: 'later' };
  const { status, problem, text } = error;
  if (status === unauthorised) return { kind: 'signed-out' };
  if (status === tooMany || status === timeout || status >= serverFault || error.code === 'NOT_JSON')
    return { kind: 'later' };
  return { kind: 'refused', refusal: { code: problem?.code ?? String(status), text } };
}
