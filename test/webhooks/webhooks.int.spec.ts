import { spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import dns from 'node:dns';
import { join } from 'node:path';
import { Webhook as Verifier } from 'standardwebhooks';
import { Targets } from '#connectors';
import { Database, readAudit, type OutboxMessage } from '#database';
import {
  changeWebhook,
  endOutbound,
  findWebhook,
  insertWebhook,
  newSecret,
  outboundEnds,
  outboundLimits,
  queueTest,
  readOutbound,
  recordOutbound,
  redeliver,
  removeWebhook,
  rotateSecret,
  SecretSafe,
} from '#outbound';
import { Webhooks, type WebhooksOptions } from '../../apps/dispatcher/webhooks.js';
import { testDatabase, type TestDatabase } from '../support/platform.js';
import { Receiver, says, taken, type Got } from './receiver.js';

jest.setTimeout(60_000);

let store: TestDatabase;
let database: Database;
let receiver: Receiver;
let webhooks: Webhooks;
const safe = new SecretSafe(randomBytes(32).toString('base64'));
const quiet = { warn: () => undefined, debug: () => undefined };
const minute = 60_000;
const day = 24 * 60 * minute;
let now = Date.parse('2026-11-23T00:00:00Z');

beforeAll(async () => {
  store = await testDatabase();
  const owner = await Database.connect({ url: store.url, name: 'test', connectionsMax: 2 });
  await owner.migrate();
  await owner.close();
  database = await Database.connect({ url: store.url, name: 'test', as: 'service', connectionsMax: 4 });
  receiver = await Receiver.start();
}, 120_000);

afterAll(async () => {
  await receiver?.stop();
  await database?.close();
  await store?.drop();
}, 30_000);

function dispatcher(own: Partial<WebhooksOptions> = {}): Webhooks {
  const targets = new Targets([`127.0.0.1:${receiver.port}`]);
  return new Webhooks({
    ...{ database, safe, targets, log: quiet, hub: () => 'btc', clock: () => now, chance: () => 0.5 },
    ...own,
  });
}

beforeEach(async () => {
  await database.query(`UPDATE outbound.webhook SET state = 'removed'`);
  receiver.got.length = 0;
  webhooks = dispatcher();
});

afterEach(() => webhooks.stop());

interface Made {
  webhookId: string;
  secret: string;
  party: string;
  path: string;
}

/** A webhook of a party of its own. */
async function hook(url?: string, types: string[] | null = null): Promise<Made> {
  const webhookId = randomUUID();
  const party = `p-${webhookId.slice(0, 8)}`;
  const path = `/${party}`;
  const secret = newSecret();
  const sealed = safe.seal(secret, webhookId);
  const made = { webhookId, party, url: url ?? receiver.url(path), description: '', types, secret: sealed };
  await insertWebhook(database, made, now);
  return { webhookId, secret, party, path };
}

let counted = 0;
/** Publishes one event for parties, as the dispatcher does. */
async function publish(parties: string | string[], key = 'lane', id = `ev-${++counted}`): Promise<string> {
  const event = { specversion: '1.0', id, type: 'lumbung.shipment.updated.v1', data: { note: 'Telur é ñ' } };
  const value = Buffer.from(JSON.stringify(event));
  const topics = ['shipments', ...[parties].flat().map((party) => `outbound.${party}`)];
  const messages: OutboxMessage[] = topics.map((topic) => ({ topic, key, value }));
  await database.transaction((sql) => recordOutbound(sql, messages, now));
  return id;
}

/** Makes every attempt that is due now, until none is. */
async function deliver(by: Webhooks = webhooks): Promise<void> {
  while ((await by.turn()) > 0) await by.settled();
}

const stateOf = async ({ webhookId }: Made) => {
  const { state, disabledBecause, failures } = (await findWebhook(database, webhookId))!;
  return [state, disabledBecause, failures];
};
const rowsOf = ({ webhookId }: Made) =>
  database.query<{
    event_id: string;
    state: string;
    attempts: number;
    history: { status: number | null; code: string | null; answer: string | null }[];
    due_at: Date;
  }>(
    'SELECT event_id, state, attempts, history, due_at FROM outbound.delivery WHERE webhook_id = $1 ORDER BY sequence',
    [webhookId],
  );
const codesOf = async (made: Made) =>
  (await rowsOf(made)).flatMap((row) => row.history.map(({ code }) => code));
const headersOf = ({ headers }: Got) => headers as Record<string, string>;

describe('a delivery', () => {
  it('is what another library and another language accept, and altered, stale or unsigned they refuse it', async () => {
    now = Date.now();
    const made = await hook();
    const id = await publish(made.party);
    await deliver();
    const [got] = receiver.got;
    expect(got).toMatchObject({
      id,
      headers: { 'content-type': 'application/cloudevents+json; charset=utf-8' },
    });
    expect(JSON.parse(got!.body)).toMatchObject({ id, data: { note: 'Telur é ñ' } });
    const requests: { name: string; secret: string; headers: Record<string, string>; body: string }[] = [];
    const add = (name: string, change: object, secret = made.secret) =>
      requests.push({ name, secret, headers: headersOf(got!), body: got!.body, ...change });
    const sent = Number(got!.headers['webhook-timestamp']);
    const { 'webhook-signature': _, ...unsigned } = headersOf(got!);
    add('as it came', {});
    add('altered', { body: got!.body.replace('updated', 'delayed') });
    add('another id', { headers: { ...headersOf(got!), 'webhook-id': 'ev-0' } });
    add('another time', { headers: { ...headersOf(got!), 'webhook-timestamp': String(sent + 1) } });
    add('unsigned', { headers: unsigned });
    add('of another sender', {}, newSecret());
    const byLibrary = requests.map(({ secret, headers, body }) => {
      try {
        new Verifier(secret).verify(body, headers);
        return 'ok';
      } catch {
        return 'refused';
      }
    });
    const expected = ['ok', 'refused', 'refused', 'refused', 'refused', 'refused'];
    expect(byLibrary).toEqual(expected);
    // The same bytes an hour later are a replay.
    jest.useFakeTimers({ now: now + 60 * minute, doNotFake: ['nextTick', 'setImmediate'] });
    expect(() => new Verifier(made.secret).verify(got!.body, headersOf(got!))).toThrow(/too old/);
    jest.useRealTimers();
    const lines = [...requests, { ...requests[0]!, now: sent + 3_600 }].map((each) => JSON.stringify(each));
    const example = join(process.cwd(), 'docs/partners/examples/webhook.py');
    const python = spawnSync('python3', [example], { input: `${lines.join('\n')}\n`, encoding: 'utf8' });
    if (python.error) return;
    expect(
      python.stdout
        .trim()
        .split('\n')
        .map((line) => line.split(' ')[0]),
    ).toEqual([...expected, 'refused']);
  });

  it('is signed by both secrets while one is rotated, and by the new one alone after', async () => {
    now = Date.now();
    const made = await hook();
    const secret = newSecret();
    const until = new Date(now + 60 * minute);
    await rotateSecret(database, made.webhookId, safe.seal(secret, made.webhookId), until, now);
    await publish(made.party);
    await deliver();
    const [got] = receiver.got;
    expect(headersOf(got!)['webhook-signature']!.split(' ')).toHaveLength(2);
    for (const each of [secret, made.secret]) new Verifier(each).verify(got!.body, headersOf(got!));
    now += 61 * minute;
    await publish(made.party);
    await deliver();
    expect(headersOf(receiver.got[1]!)['webhook-signature']!.split(' ')).toHaveLength(1);
    now = Date.now();
  });

  it('goes to those alone whose event it is, of the types that they asked for, and in the order of its key', async () => {
    const [mine, other, picky] = [
      await hook(),
      await hook(),
      await hook(undefined, ['lumbung.alert.raised.v1']),
    ];
    const ids = [];
    for (let n = 0; n < 6; n++) ids.push(await publish([mine.party, picky.party]));
    await deliver();
    expect([receiver.ids(mine.path), receiver.got.length]).toEqual([ids, 6]);
    expect([await rowsOf(other), await rowsOf(picky)]).toEqual([[], []]);
  });

  it('is made once by several dispatchers', async () => {
    const made = await hook();
    const ids = [];
    for (let n = 0; n < 40; n++) ids.push(await publish(made.party, `lane-${n % 7}`));
    const others = [webhooks, dispatcher(), dispatcher()];
    for (let turns = 0; turns < 30; turns++) {
      await Promise.all(others.map((each) => each.turn()));
      await Promise.all(others.map((each) => each.settled()));
    }
    await Promise.all([others[1]!.stop(), others[2]!.stop()]);
    expect([...receiver.ids(made.path)].sort()).toEqual([...ids].sort());
    for (let k = 0; k < 7; k++) {
      const ofKey = new Set(ids.filter((_, n) => n % 7 === k));
      expect(receiver.ids(made.path).filter((id) => ofKey.has(id))).toEqual([...ofKey]);
    }
  });
});

describe('a receiver that fails', () => {
  it('is asked again, later each time, with the same id; the next of the key waits, others do not', async () => {
    const made = await hook();
    receiver.answer(made.path, (response, got) =>
      (got.body.includes('"bad"') ? says(503) : taken)(response, got),
    );
    await publish(made.party, 'a', 'bad');
    await deliver();
    const behind = await publish(made.party, 'a');
    const beside = await publish(made.party, 'b');
    await deliver();
    expect(receiver.ids(made.path).sort()).toEqual(['bad', beside].sort());
    const waits: number[] = [];
    for (let n = 0; n < 4; n++) {
      const [row] = await rowsOf(made);
      waits.push(row!.due_at.getTime() - now);
      now = row!.due_at.getTime() - 1;
      await deliver();
      now += 1;
      await deliver();
    }
    expect(waits).toEqual([5_000, 15_000, 45_000, 135_000]);
    expect(receiver.ids(made.path).filter((id) => id === 'bad')).toHaveLength(5);
    // The fifth attempt holds nobody up any more.
    expect(receiver.ids(made.path)).toContain(behind);
    expect((await rowsOf(made))[0]).toMatchObject({
      attempts: 5,
      history: Array(5).fill({ status: 503, code: 'STATUS' }),
    });
  });

  it('is left alone for as long as it asks, within bounds', async () => {
    const made = await hook();
    receiver.answer(made.path, says(429, { 'retry-after': '600' }));
    await publish(made.party, 'a');
    await deliver();
    await publish(made.party, 'b');
    now += 599_000;
    await deliver();
    expect(receiver.got).toHaveLength(1);
    now += 1_000;
    receiver.answer(made.path, says(503, { 'retry-after': '864000' }));
    await deliver();
    expect(receiver.got).toHaveLength(3);
    now += outboundLimits.retryAfterMsMax;
    receiver.answer(made.path, taken);
    await deliver();
    expect((await rowsOf(made)).map(({ state }) => state)).toEqual(['delivered', 'delivered']);
  });

  it('is disabled when it says that it is gone; what waited goes on when it is back', async () => {
    const made = await hook();
    receiver.answer(made.path, says(410));
    const first = await publish(made.party);
    await deliver();
    expect(await stateOf(made)).toEqual(['disabled', 'GONE', 1]);
    const second = await publish(made.party);
    now += day;
    await deliver();
    expect(receiver.got).toHaveLength(1);
    const audit = await readAudit(database, 'btc', 0, 100);
    expect(audit.at(-1)).toMatchObject({
      action: 'webhook.disabled',
      subject: `webhook/${made.webhookId}`,
      details: { reason: 'GONE' },
    });
    receiver.answer(made.path, taken);
    const change = { url: receiver.url(made.path), description: '', types: null, state: 'active' as const };
    await changeWebhook(database, made.webhookId, change, { isRestart: true, now });
    await deliver();
    expect(receiver.ids(made.path)).toEqual([first, first, second]);
    expect(await stateOf(made)).toEqual(['active', null, 0]);
  });

  it('is not followed elsewhere', async () => {
    const [made, elsewhere] = [await hook(), await hook()];
    receiver.answer(made.path, says(307, { location: receiver.url(elsewhere.path) }));
    await publish(made.party);
    await deliver();
    expect([receiver.ids(elsewhere.path), await codesOf(made)]).toEqual([[], ['REDIRECTED']]);
    expect((await rowsOf(made))[0]).toMatchObject({ state: 'pending' });
  });

  it('is disabled after three days of failures, and not before; one poor event alone is given up', async () => {
    const [dead, poor] = [await hook(), await hook()];
    receiver.answer(dead.path, says(500));
    receiver.answer(poor.path, (response, got) => (got.id === 'poor' ? says(400) : taken)(response, got));
    await publish(dead.party);
    await publish(poor.party, 'p', 'poor');
    const began = now;
    let attempts = 0;
    while ((await stateOf(dead))[0] === 'active' && now - began < 5 * day) {
      if (now - began < 4 * day) await publish(poor.party, 'q');
      await deliver();
      now += 60 * minute;
      attempts++;
    }
    expect((await stateOf(dead)).slice(0, 2)).toEqual(['disabled', 'FAILING']);
    const days = (now - began) / day;
    expect([days >= 3, days < 3.5, attempts > 50]).toEqual([true, true, true]);
    expect((await rowsOf(dead))[0]).toMatchObject({ state: 'pending' });
    now += 7 * 60 * minute;
    await deliver();
    expect((await rowsOf(poor))[0]).toMatchObject({ event_id: 'poor', state: 'failed' });
    expect((await stateOf(poor)).slice(0, 2)).toEqual(['active', null]);
  });

  it('by hanging delays nobody else, and its own no longer than an answer may take', async () => {
    now = Date.now();
    const slow = dispatcher({ answerMs: 3_000, clock: Date.now });
    const [hanging, other] = [await hook(), await hook()];
    receiver.answer(hanging.path, () => undefined);
    for (let n = 0; n < 20; n++) await publish(hanging.party, `h-${n}`);
    const ids = [];
    for (let n = 0; n < 30; n++) ids.push(await publish(other.party, `o-${n}`));
    const begun = Date.now();
    slow.start();
    while (receiver.ids(other.path).length < 30 && Date.now() - begun < 8_000) await rest(10);
    const took = Date.now() - begun;
    expect(receiver.ids(other.path).sort()).toEqual([...ids].sort());
    expect([took < 2_900, receiver.ids(hanging.path).length]).toEqual([true, outboundLimits.atOnceMax]);
    while ((await codesOf(hanging)).length === 0 && Date.now() - begun < 10_000) await rest(20);
    expect((await codesOf(hanging))[0]).toBe('TOO_SLOW');
    await slow.stop();
  });

  it('with an endless answer is read to a limit', async () => {
    const made = await hook();
    receiver.answer(made.path, (response) => {
      response.writeHead(200);
      const more = () =>
        void (response.destroyed || response.write('x'.repeat(8_192), () => setImmediate(more)));
      more();
    });
    await publish(made.party);
    await deliver();
    expect((await rowsOf(made))[0]).toMatchObject({
      state: 'delivered',
      history: [{ status: 200, answer: 'x'.repeat(256) }],
    });
  });
});

describe('a dispatcher that dies', () => {
  it('between delivery and its mark leaves it to another, with the same id', async () => {
    const made = await hook();
    const id = await publish(made.party);
    let isDead = true;
    const dying = new Proxy(database, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...parameters: unknown[]) => {
          if (isDead && name === 'query' && String(parameters[0]).includes("state = 'delivered'"))
            return Promise.reject(new Error('killed'));
          return (value as (...all: unknown[]) => unknown).apply(target, parameters);
        };
      },
    });
    const victim = dispatcher({ database: dying });
    await victim.turn();
    await victim.settled();
    isDead = false;
    await victim.stop();
    await deliver();
    expect(receiver.ids(made.path)).toEqual([id]);
    now += outboundLimits.leaseMs;
    await deliver();
    expect(receiver.ids(made.path)).toEqual([id, id]);
    expect(await rowsOf(made)).toMatchObject([{ state: 'delivered', attempts: 2 }]);
  });
});

describe('what was published', () => {
  it('is delivered again for a range of times or by ids', async () => {
    const made = await hook();
    const ids: string[] = [];
    const times: number[] = [];
    for (let n = 0; n < 5; n++) {
      times.push((now += minute));
      ids.push(await publish(made.party));
    }
    await deliver();
    const webhook = (await findWebhook(database, made.webhookId))!;
    const range = { from: new Date(times[1]!), to: new Date(times[3]!) };
    expect(await redeliver(database, webhook, range, 100, now)).toEqual({ queued: 2, leftFrom: null });
    expect(await redeliver(database, webhook, range, 100, now)).toMatchObject({ queued: 0 });
    await deliver();
    expect(receiver.ids(made.path).slice(5)).toEqual([ids[1], ids[2]]);
    const all = await redeliver(database, webhook, { from: new Date(times[0]!) }, 2, now);
    expect(all).toEqual({ queued: 2, leftFrom: new Date(times[2]!) });
    await deliver();
    receiver.got.length -= 2;
    expect(await redeliver(database, webhook, { eventIds: [ids[4]!, 'nothing'] }, 100, now)).toMatchObject({
      queued: 1,
    });
    await deliver();
    expect(receiver.ids(made.path).slice(7)).toEqual([ids[4]]);
    const foreign = await hook();
    const its = (await findWebhook(database, foreign.webhookId))!;
    expect(await redeliver(database, its, { eventIds: ids }, 100, now)).toMatchObject({ queued: 0 });
  });

  it('is fetched in the order of its numbers, and ends after its time', async () => {
    const { party } = await hook();
    const before = (await outboundEnds(database)).last;
    const ids = [];
    for (let n = 0; n < 5; n++) ids.push(await publish([party, 'somebody']));
    const { last } = await outboundEnds(database);
    expect(last - before).toBe(5n);
    const read = await readOutbound(database, party, { after: before, upTo: last, limit: 3 });
    const rest = await readOutbound(database, party, { after: read.at(-1)!.sequence, upTo: last, limit: 3 });
    expect([...read, ...rest].map(({ body }) => (JSON.parse(body) as { id: string }).id)).toEqual(ids);
    while ((await database.transaction((sql) => endOutbound(sql, new Date(now + 1), 100))) > 0);
    expect(await outboundEnds(database)).toEqual({ last, ended: last });
    expect(await database.query('SELECT FROM outbound.copy')).toEqual([]);
  });

  it('gets its numbers in the order of commits', async () => {
    const { party } = await hook();
    const { last } = await outboundEnds(database);
    const topic = `outbound.${party}`;
    const record = (id: string, before?: () => Promise<void>): Promise<void> =>
      database.transaction(async (sql) => {
        const value = Buffer.from(JSON.stringify({ id, type: 't' }));
        await recordOutbound(sql, [{ topic, key: null, value }], now);
        await before?.();
      });
    let isSecondThere = false;
    let second: Promise<void> | undefined;
    await record('first', async () => {
      second = record('second').then(() => void (isSecondThere = true));
      await rest(100);
      expect(isSecondThere).toBe(false);
    });
    await second;
    const read = await readOutbound(database, party, { after: last, upTo: last + 2n, limit: 9 });
    expect(read.map(({ body }) => (JSON.parse(body) as { id: string }).id)).toEqual(['first', 'second']);
  });

  it('goes nowhere from a webhook that is removed, and a test goes to the one it is for', async () => {
    const [made, removed] = [await hook(), await hook()];
    await publish(removed.party);
    await removeWebhook(database, removed.webhookId, now);
    const webhook = (await findWebhook(database, made.webhookId))!;
    const event = { id: 'uji-1', type: 'lumbung.webhook.tested.v1', body: '{"id":"uji-1"}' };
    await queueTest(database, webhook, event, now);
    await deliver();
    expect(receiver.got.map(({ path, id }) => [path, id])).toEqual([[made.path, 'uji-1']]);
    const [row] = await database.query<{ size: number }>(
      'SELECT length(secret) AS size FROM outbound.webhook WHERE webhook_id = $1',
      [removed.webhookId],
    );
    expect(row).toEqual({ size: 0 });
  });
});

describe('an address inside', () => {
  it.each([
    'https://10.0.0.1/',
    'https://172.16.5.4/',
    'https://192.168.1.1/',
    'https://127.0.0.1/',
    'https://0.0.0.0/',
    'https://169.254.169.254/latest/meta-data/',
    'https://100.64.0.1/',
    'https://224.0.0.1/',
    'https://[::1]/',
    'https://[fe80::1]/',
    'https://[fd00:ec2::254]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[ff02::1]/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://localhost/',
    'http://example.com/',
  ])('%s is not connected to', async (url) => {
    const made = await hook(url);
    await publish(made.party);
    await deliver();
    expect(await codesOf(made)).toEqual(['TARGET_REFUSED']);
  });

  it('is not reached by a name that leads outside first and inside when it is connected to', async () => {
    const lookup = jest.spyOn(dns, 'lookup');
    const answers = ['93.184.216.34', '127.0.0.1'];
    lookup.mockImplementation(((_: string, __: object, done: (...all: unknown[]) => void) => {
      const address = answers.shift()!;
      done(null, [{ address, family: 4 }]);
    }) as never);
    const made = await hook(`https://rebinding.example:${receiver.port}/`);
    // What was true when the address was judged is not what is connected to.
    await new Promise((resolve) => dns.lookup('rebinding.example', { all: true }, resolve));
    await publish(made.party);
    await deliver();
    lookup.mockRestore();
    expect([await codesOf(made), receiver.got, answers]).toEqual([['TARGET_REFUSED'], [], []]);
  });
});

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
