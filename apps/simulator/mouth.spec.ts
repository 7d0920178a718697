import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '#runtime';
import { httpDoor, type Door } from './door.js';
import { Keys } from './keys.js';
import { followShipments, parseFrame } from './live.js';
import { Mouth } from './mouth.js';
import { Voice, type Utterance } from './utterance.js';

const log = createLogger('test', 'fatal');
const now = { wallMs: Date.parse('2026-11-23T05:00:00Z'), day: 0, hourMs: 25_000 };
const voice = new Voice('peternakan-ponggok', 'run');
const say = (laterMs = 0): Utterance =>
  voice.say('lumbung.demand.withdrawn.v1', { demandId: 'x' }, now, { laterMs });

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !condition(); tries++) await new Promise((done) => setTimeout(done, 10));
  expect(condition()).toBe(true);
}

describe('the mouth', () => {
  it('tries again until it is heard, in order', async () => {
    const heard: string[] = [];
    let failures = 3;
    const door: Door = async ({ event }) => {
      if (failures-- > 0) return { kind: 'again', waitMs: 0 };
      heard.push(event.id);
      return { kind: 'taken' };
    };
    const mouth = new Mouth(() => door, log);
    const words = [say(), say(), say()];
    mouth.say(words, now.wallMs);
    await until(() => heard.length === 3);
    expect(heard).toEqual(words.map(({ event }) => event.id));
    await mouth.close(now.wallMs, 100);
  }, 20_000);

  it('holds back what comes late', async () => {
    const heard: string[] = [];
    const mouth = new Mouth(
      () =>
        async ({ event }) => (heard.push(event.id), { kind: 'taken' }),
      log,
    );
    mouth.say([say(1_000)], now.wallMs);
    mouth.release(now.wallMs + 999);
    expect(heard).toEqual([]);
    mouth.release(now.wallMs + 1_000);
    await until(() => heard.length === 1);
  });

  it('says at its end what takes something back, dated now', async () => {
    const heard: string[] = [];
    const mouth = new Mouth(
      () =>
        async ({ event }) => (heard.push(event.time), { kind: 'taken' }),
      log,
    );
    const price = { market: '31', commodity: 'egg.chicken', price: 1, currency: 'IDR' as const, unit: 'KGM' };
    const held = voice.say('lumbung.price.observed.v1', price, now, { laterMs: 9_000 });
    mouth.say([say(9_000), held], now.wallMs);
    await mouth.close(now.wallMs + 1, 1_000);
    expect(heard).toEqual([new Date(now.wallMs + 1).toISOString()]);
  });

  it('forgets the oldest when nobody listens, and closes in time', async () => {
    const mouth = new Mouth(() => async () => ({ kind: 'again', waitMs: 60_000 }), log);
    mouth.say(
      Array.from({ length: 500 }, () => say()),
      now.wallMs,
    );
    expect(mouth.counts.forgotten).toBeGreaterThan(250);
    const before = Date.now();
    await mouth.close(now.wallMs, 50);
    expect(Date.now() - before).toBeLessThan(2_000);
  });
});

describe('over HTTP', () => {
  it('speaks with the party’s key, follows the live feed and returns with the last id', async () => {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      seen.push(
        `${request.method} ${request.url} ${request.headers.authorization} ${request.headers['last-event-id'] ?? '-'}`,
      );
      if (request.method === 'POST') return void response.writeHead(202).end('{}');
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const data = JSON.stringify({ data: { shipmentId: `s${seen.length}` } });
      response.end(
        `id: c1\nevent: lumbung.shipment.recommended.v1\ndata: ${data}\n\nevent: heartbeat\ndata: {}\n\n`,
      );
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const folder = await mkdtemp(join(tmpdir(), 'lumbung-keys-'));
    try {
      const keys = new Keys(folder);
      expect(await keys.load()).toBe(false);
      await writeFile(join(folder, 'demo-keys.json'), '{"peternakan-ponggok":"k1","nusantara-reefer":"k2"}');
      expect(await keys.load()).toBe(true);
      const gatewayUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const stop = new AbortController();
      expect(await httpDoor(gatewayUrl, keys)(say(), stop.signal)).toEqual({ kind: 'taken' });
      const shipments: string[] = [];
      const following = followShipments(
        { gatewayUrl, party: 'nusantara-reefer', keys, log, signal: stop.signal },
        ({ shipmentId }) => shipments.push(shipmentId),
      );
      await until(() => shipments.length === 2);
      stop.abort();
      await following;
      expect(seen.slice(0, 3)).toEqual([
        'POST /v1/events Bearer k1 -',
        'GET /v1/live?topics=shipments Bearer k2 -',
        'GET /v1/live?topics=shipments Bearer k2 c1',
      ]);
    } finally {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true });
    }
  }, 20_000);

  it('asks again when nobody answers', async () => {
    const door = httpDoor('http://127.0.0.1:1', new Keys('/nowhere'));
    expect(await door(say(), new AbortController().signal)).toEqual({ kind: 'again', waitMs: 0 });
  });

  it('reads frames with several data lines', () => {
    expect(parseFrame(': hello\nevent: a.b\nid:7\ndata: {\ndata: }')).toEqual({
      event: 'a.b',
      id: '7',
      data: '{\n}',
    });
  });
});
