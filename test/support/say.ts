import { randomUUID } from 'node:crypto';
import request from 'supertest';
import type { RunningServices } from './services.js';

/** Today in western Indonesia, or so many days from it. */
export const day = (n: number): string =>
  new Date(Date.now() + (7 * 60 + n * 1_440) * 60_000).toISOString().slice(0, 10);

/** Asks until the answer is something, at most thirty seconds. */
export async function until<T>(read: () => Promise<T | undefined | false>): Promise<T> {
  for (const giveUpAt = Date.now() + 30_000; ;) {
    const found = await read();
    if (found) return found;
    if (Date.now() > giveUpAt) throw new Error('it never came');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Posts an event and waits until a plan has seen it. */
export async function sayTo(
  { url, keys }: RunningServices,
  party: string,
  type: string,
  data: object,
): Promise<void> {
  const id = randomUUID();
  const source = `urn:lumbung:party:${party}`;
  const time = new Date().toISOString();
  const response = await request(url)
    .post('/v1/events')
    .set('authorization', `Bearer ${keys[party]}`)
    .set('content-type', 'application/cloudevents+json')
    .send(JSON.stringify({ specversion: '1.0', id, source, time, type: `lumbung.${type}.v1`, data }));
  expect([response.status, response.body]).toEqual([202, expect.anything()]);
  await until(async () => {
    const { body } = await request(url)
      .get(`/v1/events/${party}/${id}`)
      .set('authorization', `Bearer ${keys[party]}`);
    return (body as { status: string }).status === 'applied';
  });
}
