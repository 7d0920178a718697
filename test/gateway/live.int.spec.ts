import { connect } from 'node:net';
import { startBench, type Bench } from './support.js';
import { LiveReader } from './sse.js';

jest.setTimeout(180_000);

let bench: Bench;
const readers: LiveReader[] = [];
let sequence = 0;

beforeAll(async () => {
  bench = await startBench({ LIVE_RECORDS_MAX: '400', LIVE_REFILL: '1000' });
});
afterEach(() => readers.splice(0).forEach((reader) => reader.close()));
afterAll(() => bench?.stop());

const regions = ['31', '32.76', '35.78'];

function balance(n: number, region = regions[n % 3]!) {
  return {
    specversion: '1.0',
    id: `btc:egg.chicken:${n}:${region}`,
    source: 'urn:lumbung:hub:btc',
    type: 'lumbung.balance.updated.v1',
    time: '2026-11-23T00:00:00.000Z',
    subject: `btc/egg.chicken/${region}`,
    sequence: String(n).padStart(20, '0'),
    data: { hub: 'btc', commodity: 'egg.chicken', region, onHand: n },
  };
}

type Event = ReturnType<typeof balance>;

/** Publishes as the outbox relay does; `as` repeats an earlier sequence. */
async function publish(events: Event[], as?: number): Promise<string[]> {
  let n = as ?? sequence + 1;
  await bench.producer.send(
    events.map((event) => ({
      topic: 'balances',
      key: event.subject,
      value: JSON.stringify(event),
      headers: { 'lumbung-stream': 'reconciler/0', 'lumbung-sequence': String(n++) },
    })),
  );
  if (as === undefined) sequence = n - 1;
  return events.map(({ id }) => id);
}

let made = 0;
const next = (count: number, region?: string) => Array.from({ length: count }, () => balance(++made, region));

async function open(query = '', headers: Record<string, string> = {}, url = bench.url): Promise<LiveReader> {
  const reader = await LiveReader.open(url, `/v1/live?topics=balances${query}`, headers);
  readers.push(reader);
  return reader;
}

/** Events after caught-up. */
function changes(reader: LiveReader): string[] {
  const from = reader.messages.findIndex(({ event }) => event === 'caught-up');
  return reader.messages
    .slice(from + 1)
    .filter(({ data }) => data['specversion'] !== undefined)
    .map(({ data }) => data['id'] as string);
}

describe('the live feed', () => {
  it('begins with the present, then tells every change once, with the time of publication', async () => {
    await publish(next(6));
    const latest = [made - 2, made - 1, made].map((n) => balance(n).id).sort();
    const reader = await open();
    await reader.until(() => reader.names.includes('caught-up'), 'caught-up');
    // The last of the six may still be on their way to the gateway: then they are changes.
    await reader.until(() => latest.every((id) => reader.eventIds.includes(id)), 'the present');
    const news = await publish(next(3));
    await reader.until(() => news.every((id) => reader.eventIds.includes(id)), 'changes');
    expect(changes(reader).slice(-3).sort()).toEqual([...news].sort());
    const last = reader.messages.filter(({ event }) => event !== 'heartbeat').at(-1)!;
    expect(last.event).toBe('lumbung.balance.updated.v1');
    expect(Math.abs(Date.parse(last.data['publishedat'] as string) - Date.now())).toBeLessThan(30_000);
    await reader.until(() => reader.messages.some(({ event }) => event === 'heartbeat'), 'a heartbeat');
  });

  it('resumes exactly, over restarts, other instances and repeats of the relay', async () => {
    const first = await open();
    await first.caughtUp();
    const expected: string[] = [];
    const got: string[] = [];
    let id = first.lastId!;
    first.close();
    for (let round = 0; round < 6; round++) {
      const before = sequence;
      expected.push(...(await publish(next(7))));
      if (round % 2 === 1)
        await publish(
          Array.from({ length: 3 }, (_, i) => balance(made - 2 + i)),
          sequence - 2,
        );
      expect(sequence).toBe(before + 7);
      if (round === 3) await bench.restart();
      const other = round === 4 ? await bench.another() : null;
      const url = other ? `http://127.0.0.1:${other.port}` : bench.url;
      const reader = await open('', { 'last-event-id': id }, url);
      expected.push(...(await publish(next(5))));
      const wanted = expected.length - (round === 5 ? 0 : 2);
      await reader.until(() => got.length + reader.eventIds.length >= wanted, `${wanted} events`);
      expect(reader.names).not.toContain('reset');
      got.push(...reader.eventIds);
      id = reader.lastId!;
      reader.close();
      await other?.stop();
    }
    expect(new Set(got).size).toBe(got.length);
    expect([...got].sort()).toEqual([...expected].sort());
  });

  it('keeps the order of a subject', async () => {
    const reader = await open('&region=31');
    await reader.caughtUp();
    const ids = await publish(next(20, '31'));
    await reader.until(() => changes(reader).length >= 20, '20 events');
    expect(changes(reader)).toEqual(ids);
  });

  it('moves the cursor on while a filter lets nothing through', async () => {
    const reader = await open('&region=35.78');
    await reader.caughtUp();
    const before = reader.lastId;
    await publish(next(3, '31'));
    await reader.until(() => reader.lastId !== before, 'a heartbeat with another id');
    expect(changes(reader)).toEqual([]);
  });

  it('says reset and begins anew when what was asked for is gone, or is no id', async () => {
    const old = await open();
    await old.caughtUp();
    const id = old.lastId!;
    old.close();
    await publish(next(900, '31'));
    const newest = balance(made, '31').id;
    // A watcher that is there while more than the log holds goes by may itself be reset, so each looks anew.
    for (const giveUpAt = Date.now() + 20_000; ;) {
      const watcher = await open();
      await watcher.caughtUp();
      if (watcher.eventIds.includes(newest)) break;
      watcher.close();
      expect(Date.now()).toBeLessThan(giveUpAt);
    }
    for (const lastEventId of [id, 'no-id']) {
      const reader = await open(`&lastEventId=${lastEventId}`);
      await reader.caughtUp();
      expect(reader.names[0]).toBe('reset');
      expect(reader.eventIds).toContain(newest);
    }
  });

  it('never waits for a slow client', async () => {
    const { port } = new URL(bench.url);
    const slow = connect(Number(port), '127.0.0.1');
    slow.write('GET /v1/live?topics=balances HTTP/1.1\r\nHost: test\r\n\r\n');
    slow.pause();
    const quick = await open();
    await quick.caughtUp();
    const padding = 'x'.repeat(20_000);
    for (let round = 0; round < 8; round++) {
      const events = next(100, '31').map((event) => ({ ...event, data: { ...event.data, padding } }));
      const last = (await publish(events)).at(-1)!;
      await quick.until(() => quick.eventIds.includes(last), `round ${round}`);
    }
    let received = '';
    slow.on('data', (chunk: Buffer) => (received = (received + chunk.toString()).slice(-2_000)));
    slow.resume();
    await new Promise((resolve) => slow.once('close', resolve));
    expect(received).toContain('event: reset');
    expect(quick.ended).toBe(false);
  });

  it('shows the feeds and follows them', async () => {
    const reader = await LiveReader.open(bench.url, '/v1/live?topics=feeds');
    readers.push(reader);
    await reader.caughtUp();
    expect(reader.messages[0]).toMatchObject({
      event: 'lumbung.feed.updated.v1',
      data: { data: { state: 'silent' } },
    });
    await bench.database.query(
      `INSERT INTO reconciler.feed VALUES ('e-peken', 'btc', 'egg.chicken', now(), now(), 1)`,
    );
    const fresh = () =>
      reader.messages.some(({ data }) => (data['data'] as { facts?: number } | undefined)?.facts === 1);
    await reader.until(fresh, 'the feed that came to life');
  });

  it('ends its streams in order and refuses wrong questions', async () => {
    await expect(open('&hub=%20')).rejects.toThrow('status 400');
    await expect(LiveReader.open(bench.url, '/v1/live?topics=secrets')).rejects.toThrow('status 400');
    const reader = await open();
    await reader.caughtUp();
    const stopped = Date.now();
    await bench.restart();
    expect(reader.ended).toBe(true);
    expect(Date.now() - stopped).toBeLessThan(20_000);
  });
});

describe('with keys', () => {
  it('each party sees its own regions, the hub sees all', async () => {
    const closed = await bench.another({ READ_ACCESS: 'key' });
    const url = `http://127.0.0.1:${closed.port}`;
    await expect(open('', {}, url)).rejects.toThrow('status 401');
    const as = (party: string) => open('', { authorization: `Bearer ${bench.keys[party]}` }, url);
    const hub = await as('btc');
    const surabaya = await as('e-peken');
    await Promise.all([hub.caughtUp(), surabaya.caughtUp()]);
    const [far] = await publish(next(1, '31'));
    const [own] = await publish(next(1, '35.78'));
    await surabaya.until(() => surabaya.eventIds.includes(own!), 'its own');
    await hub.until(() => hub.eventIds.includes(own!) && hub.eventIds.includes(far!), 'all');
    expect(
      surabaya.messages.every(({ data }) => regionOf(data) === undefined || regionOf(data) === '35.78'),
    ).toBe(true);
    hub.close();
    surabaya.close();
    await closed.stop();
  });
});

function regionOf(data: Record<string, unknown>): string | undefined {
  return (data['data'] as { region?: string } | undefined)?.region;
}
