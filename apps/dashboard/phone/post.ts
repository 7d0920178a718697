import { ApiError, ask, sendFile } from '../api/client.js';
import type { Entry, Posted } from './outbox.js';

const unauthorised = 401;
const tooMany = 429;
const timeout = 408;
const serverFault = 500;

/** Says it to the gateway, its photos first, with the time of the tap and not of the sending. */
export async function post({ id, shipmentId, deed, body, at, photos }: Entry): Promise<Posted> {
  const shipment = `/v1/shipments/${encodeURIComponent(shipmentId)}`;
  try {
    const ids = new Map<string, string>();
    // The same picture has the same id, so that sending it again after a lost answer makes no second.
    for (const [name, photo] of Object.entries(photos ?? {})) {
      const { photoId } = await sendFile<{ photoId: string }>(`${shipment}/photos`, photo, photo.type);
      ids.set(name, photoId);
    }
    await ask(`${shipment}/${deed}`, {
      method: 'POST',
      headers: { 'x-lumbung-request': '1', 'content-type': 'application/json', 'idempotency-key': id },
      body: JSON.stringify({ ...withPhotos(body, ids), time: new Date(at).toISOString() }),
    });
    return { kind: 'sent' };
  } catch (error) {
    return afterFailure(error);
  }
}

/** The body with the gateway's ids of its photos in place of the phone's own names. */
export function withPhotos(body: object, ids: ReadonlyMap<string, string>): object {
  const { lines } = body as { lines?: { photos?: string[] }[] };
  if (ids.size === 0 || lines === undefined) return body;
  const named = lines.map((line) =>
    line.photos ? { ...line, photos: line.photos.map((name) => ids.get(name) ?? name) } : line,
  );
  return { ...body, lines: named };
}

export function afterFailure(error: unknown): Posted {
  if (!(error instanceof ApiError) || error.status === null) return { kind: 'later' };
  const { status, problem, text } = error;
  if (status === unauthorised) return { kind: 'signed-out' };
  if (status === tooMany || status === timeout || status >= serverFault || error.code === 'NOT_JSON')
    return { kind: 'later' };
  return { kind: 'refused', refusal: { code: problem?.code ?? String(status), text } };
}
