import { randomUUID } from 'node:crypto';
import { Database } from '#database';
import { tailTopics } from '#kafka';
import request from 'supertest';
import { startServices, type RunningServices } from '../support/services.js';

export const farm = 'peternakan-ponggok';
const barn = 'kandang-ponggok';
export const buyer = 'e-peken';
export const hub = 'btc';
export const trace = `00-${'7'.repeat(32)}-${'8'.repeat(16)}-01`;

export let services: RunningServices;
export let database: Database;

/** Runs the services for all tests of a file. */
export function useServices(): void {
  beforeAll(async () => {
    services = await startServices({ READ_ACCESS: 'key' });
    database = await Database.connect({ url: services.databaseUrl, name: 'test', connectionsMax: 2 });
  }, 120_000);

  afterAll(async () => {
    await database?.close();
    await services?.stop();
  }, 60_000);
}

export interface Item {
  rejectedId: string;
  party: string | null;
  eventId: string;
  type: string;
  code: string;
  state: string;
  resolvedBy: string | null;
  reason: string | null;
  resent: { source: string; id: string } | null;
  payload: string | null;
  receivedAt: string;
  history: {
    action: string;
    by: string;
    code: string | null;
    event: { id: string } | null;
    reason: string | null;
  }[];
}

export type Event = ReturnType<typeof counted>;

export function counted(data: Record<string, unknown> = {}, changes: Record<string, unknown> = {}) {
  return {
    specversion: '1.0',
    id: `count-${randomUUID()}`,
    source: `urn:lumbung:party:${farm}`,
    type: 'lumbung.stock.counted.v1',
    time: new Date().toISOString(),
    ...changes,
    data: { location: barn, commodity: 'egg.chicken', lot: randomUUID(), quantity: 10, unit: 'KGM', ...data },
  };
}

export const broken = (changes: Record<string, unknown> = {}) =>
  counted({ commodity: 'egg.dragon' }, changes);
export const mended = (event: Event): Event => ({
  ...event,
  data: { ...event.data, commodity: 'egg.chicken' },
});

export function post(party: string, path: string, body?: unknown) {
  const call = request(services.url).post(path).set('authorization', `Bearer ${services.keys[party]}`);
  if (body === undefined) return call;
  return call.set('content-type', 'application/json').send(JSON.stringify(body));
}

export function get(party: string, path: string) {
  return request(services.url).get(path).set('authorization', `Bearer ${services.keys[party]}`);
}

export const resend = (party: string, { rejectedId }: Item, event?: unknown) =>
  post(party, `/v1/rejected/${rejectedId}/resend`, event === undefined ? undefined : { event });

export const dismiss = (party: string, { rejectedId }: Item, reason: string) =>
  post(party, `/v1/rejected/${rejectedId}/dismiss`, { reason });

export async function find(query: Record<string, string>, party = farm): Promise<Item[]> {
  const answer = await get(party, `/v1/rejected?${new URLSearchParams(query)}`);
  expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
  return (answer.body as { items: Item[] }).items;
}

export async function show({ rejectedId }: Item, party = farm): Promise<Item> {
  return (await get(party, `/v1/rejected/${rejectedId}`)).body as Item;
}

export async function until<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> {
  for (const giveUpAt = Date.now() + 15_000; ;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > giveUpAt) throw new Error(`waited too long for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Sends an event that is refused, and answers its row. */
export async function rejected(event: Event = broken(), party = farm): Promise<Item> {
  const answer = await post(party, '/v1/events', event);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  return until('the rejected row', async () => (await find({ eventId: event.id }, party))[0]);
}

export const resolved = (item: Item) =>
  until('its end', async () => {
    const now = await show(item);
    return now.state !== 'open' && now;
  });

export async function factsOf(item: Item): Promise<{ event_id: string; party: string; mended_by: string }[]> {
  return database.query('SELECT event_id, party, mended_by FROM intake.identity WHERE mends = $1', [
    item.rejectedId,
  ]);
}

export async function statusOf(eventId: string, party = farm) {
  return (await get(party, `/v1/events/${farm}/${encodeURIComponent(eventId)}`)).body as Record<
    string,
    unknown
  >;
}

/** The fact of an event as topic `facts` carries it. */
export async function factEvent(eventId: string): Promise<Record<string, unknown>> {
  let stop: () => Promise<void> = async () => undefined;
  try {
    return await new Promise((resolve, reject) => {
      void tailTopics({
        brokers: services.brokers.split(','),
        clientId: 'test-tail',
        topics: ['facts'],
        from: (_topic, _partition, earliest) => earliest,
        onRecord: ({ value }) => {
          const fact = JSON.parse(value!.toString()) as Record<string, unknown>;
          if (fact['id'] === eventId) resolve(fact);
        },
        onCrash: reject,
      }).then((tail) => (stop = tail.stop), reject);
    });
  } finally {
    await stop();
  }
}
