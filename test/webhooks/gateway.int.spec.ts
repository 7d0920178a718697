import request from 'supertest';
import { readAudit, verifyAudit, type OutboxMessage } from '#database';
import { Targets } from '#connectors';
import { endOutbound, recordOutbound, SecretSafe } from '#outbound';
import { Webhook as Verifier } from 'standardwebhooks';
import { Webhooks } from '../../apps/dispatcher/webhooks.js';
import { startBench, type Bench } from '../gateway/support.js';
import { administrator, admitAdministrator } from '../support/administrator.js';
import { Receiver, says } from './receiver.js';

jest.setTimeout(120_000);

let bench: Bench;
let receiver: Receiver;
let dispatcher: Webhooks;

beforeAll(async () => {
  receiver = await Receiver.start();
  const target = `127.0.0.1:${receiver.port}`;
  bench = await startBench({ READ_ACCESS: 'key', WEBHOOK_TARGETS: target });
  admitAdministrator(bench.gateway.app);
  dispatcher = new Webhooks({
    database: bench.database,
    safe: new SecretSafe(bench.env['WEBHOOK_KEY']!),
    targets: new Targets([target]),
    log: { warn: () => undefined, debug: () => undefined },
    hub: () => 'btc',
  });
});

afterAll(async () => {
  await dispatcher?.stop();
  await bench?.stop();
  await receiver?.stop();
});

type Body = Record<string, unknown> & { code?: string; items?: Record<string, unknown>[] };
interface Made {
  webhookId: string;
  secret: string;
}

async function call(
  method: 'get' | 'put' | 'post' | 'delete' | 'patch',
  path: string,
  by: string,
  body?: unknown,
): Promise<{ status: number; body: Body }> {
  const sent = request(bench.url)[method](path).set('content-type', 'application/json');
  sent.set('authorization', by.startsWith('Bearer') ? by : `Bearer ${by}`);
  return (await sent.send(body === undefined ? undefined : JSON.stringify(body))) as never;
}
const own = () => bench.keys['e-peken']!;
const create = async (path: string, by = own(), more = {}) =>
  (await call('post', '/v1/webhooks', by, { url: receiver.url(path), ...more })).body as unknown as Made;
const codeOf = ({ status, body }: { status: number; body: Body }) => [status, body.code];

let counted = 0;
async function publish(party = 'e-peken'): Promise<string> {
  const id = `ev-${++counted}`;
  const event = { specversion: '1.0', id, type: 'lumbung.balance.updated.v1', data: {} };
  const topic = `outbound.${party}`;
  const messages: OutboxMessage[] = [{ topic, key: 'k', value: Buffer.from(JSON.stringify(event)) }];
  await bench.database.transaction((sql) => recordOutbound(sql, messages, Date.now()));
  return id;
}
async function deliver(): Promise<void> {
  while ((await dispatcher.turn()) > 0) await dispatcher.settled();
}

it('shows a secret once, signs with it, and tells in the log what came of each delivery', async () => {
  const made = await create('/log', own(), { types: ['lumbung.balance.updated.v1'], description: 'uji' });
  expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const one = await call('get', `/v1/webhooks/${made.webhookId}`, own());
  expect(one.body).toMatchObject({ state: 'active', description: 'uji', oldSecretUntil: null });
  expect(one.body).not.toHaveProperty('secret');
  const id = await publish();
  receiver.answer('/log', says(500));
  await deliver();
  const log = await call('get', `/v1/webhooks/${made.webhookId}/deliveries?state=pending`, own());
  expect(log.body.items).toMatchObject([
    {
      eventId: id,
      state: 'pending',
      attempts: 1,
      history: [{ status: 500, code: 'STATUS', answer: 'tidak' }],
    },
  ]);
  const [got] = receiver.got;
  new Verifier(made.secret).verify(got!.body, got!.headers as Record<string, string>);
  const rotated = await call('post', `/v1/webhooks/${made.webhookId}/secret`, own(), { overlapHours: 2 });
  expect([rotated.status, rotated.body['secret'] === made.secret]).toEqual([201, false]);
  receiver.answer('/log', says(200));
  const tested = await call('post', `/v1/webhooks/${made.webhookId}/test`, own());
  await deliver();
  const test = receiver.got.find((each) => each.id === tested.body['eventId'])!;
  for (const secret of [made.secret, rotated.body['secret'] as string])
    new Verifier(secret).verify(test.body, test.headers as Record<string, string>);
  const found = await call('get', `/v1/webhooks/${made.webhookId}/deliveries?eventId=${test.id}`, own());
  expect(found.body.items).toMatchObject([{ type: 'lumbung.webhook.tested.v1', state: 'delivered' }]);
  const range = await call('post', `/v1/webhooks/${made.webhookId}/redeliveries`, own(), { eventIds: [id] });
  // It is waiting still, and is not queued twice.
  expect([range.status, range.body]).toEqual([202, { queued: 0, leftFrom: null }]);
  expect(codeOf(await call('post', `/v1/webhooks/${made.webhookId}/redeliveries`, own(), {}))).toEqual([
    422,
    'REDELIVERY_UNBOUNDED',
  ]);
  expect((await call('delete', `/v1/webhooks/${made.webhookId}`, own())).status).toBe(200);
  expect(codeOf(await call('get', `/v1/webhooks/${made.webhookId}`, own()))).toEqual([404, 'NOT_FOUND']);
});

it('is the affair of the party and of its hub, with a word in the audit that has no secret in it', async () => {
  const path = '/rahasia-jalan';
  const made = await create(path, administrator, { party: 'e-peken' });
  const foreign = bench.keys['food-station']!;
  expect(codeOf(await call('get', `/v1/webhooks/${made.webhookId}`, foreign))).toEqual([404, 'NOT_FOUND']);
  expect((await call('get', '/v1/webhooks', foreign)).body.items).toEqual([]);
  expect(codeOf(await call('get', '/v1/webhooks?party=e-peken', foreign))).toEqual([403, 'NOT_YOUR_PARTY']);
  expect((await call('get', '/v1/webhooks?party=e-peken', administrator)).body.items).toHaveLength(1);
  const paused = await call('patch', `/v1/webhooks/${made.webhookId}`, own(), { state: 'paused' });
  expect(paused.body).toMatchObject({ state: 'paused' });
  const id = await publish();
  await deliver();
  expect(receiver.ids(path)).toEqual([]);
  await call('patch', `/v1/webhooks/${made.webhookId}`, own(), { state: 'active' });
  await deliver();
  expect(receiver.ids(path)).toEqual([id]);
  const audit = await readAudit(bench.database, 'btc', 0, 500);
  const actions = audit.filter(({ subject }) => subject === `webhook/${made.webhookId}`);
  expect(actions.map(({ action }) => action)).toEqual([
    'webhook.created',
    'webhook.changed',
    'webhook.changed',
  ]);
  const kept = JSON.stringify(await bench.database.query('SELECT * FROM outbound.webhook'));
  for (const secret of [made.secret, made.secret.slice(6), path])
    expect(JSON.stringify(audit)).not.toContain(secret);
  expect([kept.includes(made.secret), kept.includes(Buffer.from(made.secret).toString('hex'))]).toEqual([
    false,
    false,
  ]);
  expect((await verifyAudit(bench.database, 'btc')).brokenAt).toBeNull();
});

it.each([
  ['http://sistem.example/', 'NOT_ENCRYPTED'],
  ['https://169.254.169.254/', 'NOT_PUBLIC'],
  ['https://[::ffff:10.0.0.1]/', 'NOT_PUBLIC'],
  ['https://user:pass@sistem.example/', 'NOT_A_URL'],
  ['ftp://sistem.example/', 'NOT_A_URL'],
  ['sistem.example', 'NOT_A_URL'],
])('%s is refused: %s', async (url, fault) => {
  const answer = await call('post', '/v1/webhooks', own(), { url });
  expect([answer.status, answer.body]).toMatchObject([422, { code: 'WEBHOOK_URL_REFUSED', fault }]);
});

it('has at most ten of a party, and none for who is no system', async () => {
  const by = bench.keys['food-station']!;
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => call('post', '/v1/webhooks', by, { url: 'https://sistem.example/' })),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
  expect(codeOf(answers.find(({ status }) => status !== 201)!)).toEqual([409, 'WEBHOOKS_TOO_MANY']);
});

it('fetched with a cursor: the same events in the same order, none missed, and behind what is kept it says so', async () => {
  const by = bench.keys['food-station']!;
  const start = await call('get', '/v1/outbound?limit=100', by);
  const ids: string[] = [];
  for (let n = 0; n < 7; n++) {
    ids.push(await publish('food-station'));
    await publish('e-peken');
  }
  const got: string[] = [];
  let cursor = start.body['next'] as string;
  for (let more = true; more;) {
    const page = await call('get', `/v1/outbound?limit=3&cursor=${cursor}`, by);
    got.push(...(page.body.items as { id: string }[]).map(({ id }) => id));
    cursor = page.body['next'] as string;
    more = page.body['more'] as boolean;
  }
  expect(got).toEqual(ids);
  const late = await publish('food-station');
  const last = await call('get', `/v1/outbound?cursor=${cursor}`, by);
  expect([last.body.items, last.body['more']]).toMatchObject([[{ id: late }], false]);
  await bench.database.transaction((sql) => endOutbound(sql, new Date(Date.now() + 1_000), 1_000));
  expect(codeOf(await call('get', `/v1/outbound?cursor=${cursor}`, by))).toEqual([410, 'CURSOR_EXPIRED']);
  const { next } = last.body;
  expect((await call('get', `/v1/outbound?cursor=${next as string}`, by)).body).toMatchObject({ items: [] });
  expect(codeOf(await call('get', '/v1/outbound?cursor=abc', by))).toEqual([400, 'BAD_CURSOR']);
});
