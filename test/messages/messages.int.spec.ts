import { createHmac } from 'node:crypto';
import request from 'supertest';
import { readAudit } from '#database';
import { tailTopics, type TailRecord } from '#kafka';
import { startBench, type Bench } from '../gateway/support.js';
import { administrator, admitAdministrator } from '../support/administrator.js';
import { says, taken } from '../webhooks/receiver.js';
import { phone, Provider } from './provider.js';

jest.setTimeout(120_000);

const farm = 'peternakan-sanankulon';
let bench: Bench;
let provider: Provider;
let stopTail: () => Promise<void>;
const seen: TailRecord[] = [];

beforeAll(async () => {
  provider = await Provider.start();
  bench = await startBench({
    READ_ACCESS: 'key',
    MESSAGES_PER_MINUTE: '600',
    ...provider.settings,
    SMS_SECRET: 'rahasia-sms',
    SMS_URL: provider.receiver.url('/sms'),
    TELEGRAM_SECRET: 'rahasia-telegram',
    TELEGRAM_TOKEN: '1:abc',
    TELEGRAM_URL: provider.receiver.url(''),
  });
  admitAdministrator(bench.gateway.app);
  const tail = await tailTopics({
    brokers: [bench.brokers],
    clientId: 'test-tail',
    topics: ['inbound.gateway'],
    from: (_topic, _partition, earliest) => earliest,
    onRecord: (record) => seen.push(record),
    onCrash: (error) => {
      throw error;
    },
  });
  stopTail = tail.stop;
  expect((await add({})).status).toBe(201);
});

afterAll(async () => {
  await stopTail?.();
  await bench?.stop();
  await provider?.stop();
});

const places = [{ place: 'kandang-sanankulon', nicknames: ['Kandang Mburi'] }];

function add(more: Record<string, unknown>, by = `Bearer ${bench.keys[farm]}`) {
  return request(bench.url)
    .post('/v1/messages/senders')
    .set('authorization', by)
    .send({ channel: 'whatsapp', address: phone, places, consentAt: '2026-11-01T00:00:00Z', ...more });
}

const list = (by: string, party = farm) =>
  request(bench.url).get(`/v1/messages/senders?party=${party}`).set('authorization', by);

/** Events on the broker, as the party said them. */
const said = () =>
  seen.map(({ value, headers }) => ({
    ...(JSON.parse(value!.toString()) as {
      id: string;
      type: string;
      time: string;
      data: Record<string, unknown>;
    }),
    party: String(headers['lumbung-party']),
  }));

async function saidAfter(count: number, more: number) {
  for (const giveUpAt = Date.now() + 10_000; seen.length < count + more;) {
    if (Date.now() > giveUpAt) throw new Error('nothing reached the broker');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return said().slice(count);
}

/** Waits until no answer waits. */
async function untilSent(): Promise<void> {
  for (const giveUpAt = Date.now() + 5_000; ;) {
    const rows = await bench.database.query('SELECT * FROM messages.reply');
    if (rows.length === 0) return;
    if (Date.now() > giveUpAt) throw new Error('an answer still waits');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

it('verifies the webhook with the token that was agreed on, and with no other', async () => {
  const verify = (token: string, challenge = '1158201444') =>
    request(bench.url).get('/v1/messages/whatsapp').query({
      'hub.mode': 'subscribe',
      'hub.verify_token': token,
      'hub.challenge': challenge,
    });
  const right = await verify('token-verifikasi');
  expect([right.status, right.text, right.headers['content-type']]).toEqual([
    200,
    '1158201444',
    'text/plain; charset=utf-8',
  ]);
  expect((await verify('lain')).body).toMatchObject({ code: 'SIGNATURE_INVALID' });
  expect((await verify('token-verifikasi', '<script>')).status).toBe(401);
});

it('is closed where no secret is set', async () => {
  const closed = await bench.another({ WHATSAPP_APP_SECRET: '', SMS_SECRET: '', TELEGRAM_SECRET: '' });
  try {
    for (const channel of ['whatsapp', 'sms', 'telegram']) {
      const answer = await request(`http://127.0.0.1:${closed.port}`)
        .post(`/v1/messages/${channel}`)
        .send({});
      expect([channel, answer.status]).toEqual([channel, 404]);
    }
  } finally {
    await closed.stop();
  }
});

it('says the fact in the name of the party, at the time of the message, and repeats it to who wrote it', async () => {
  const before = seen.length;
  const answer = await provider.says(bench.url, 'stok telur 80 peti');
  expect(answer).toBe(
    'Tercatat: Stok telur ayam 80 peti (1.200 kg) di Kandang Sanankulon hari ini.\nSalah? Balas BATAL.',
  );
  const [fact] = await saidAfter(before, 1);
  expect(fact).toMatchObject({
    party: farm,
    type: 'lumbung.stock.counted.v1',
    data: { location: 'kandang-sanankulon', commodity: 'egg.chicken', quantity: '80', unit: 'peti' },
  });
  expect(Math.abs(Date.parse(fact!.time) - Date.now())).toBeLessThan(20_000);
  const got = provider.receiver.got.find(({ path }) => path === provider.answersTo)!;
  expect(got.headers.authorization).toBe('Bearer token-jawaban');
  expect(JSON.parse(got.body)).toMatchObject({
    messaging_product: 'whatsapp',
    to: phone.slice(1),
    type: 'text',
  });
});

it('refuses what was altered or is signed with another secret, and takes a replay for the repeat that it is', async () => {
  const body = provider.body(provider.message('jual 10 peti'));
  const before = seen.length;
  const altered = await provider.post(bench.url, body.replace('10 peti', '99 peti'), provider.sign(body));
  expect(altered).toMatchObject({ status: 401, body: { code: 'SIGNATURE_INVALID' } });
  expect((await provider.post(bench.url, body, provider.sign(body, 'lain'))).status).toBe(401);
  expect((await provider.post(bench.url, body, '')).status).toBe(401);
  const answered = provider.answers.length;
  const all = await Promise.all([1, 2, 3, 4, 5].map(() => provider.post(bench.url, body)));
  expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  await provider.answerAfter(answered);
  await provider.says(bench.url, 'BANTU');
  expect(said().slice(before)).toMatchObject([{ data: { delta: '10', reason: 'withdrawn' } }]);
  expect(provider.answers).toHaveLength(answered + 2);
});

it('does not read a message again that is older than what it remembers', async () => {
  const before = seen.length;
  const old = provider.message('stok telur 1 peti', phone, 'wamid.old', Date.now() - 8 * 86_400_000);
  expect(await provider.post(bench.url, provider.body(old))).toMatchObject({ status: 200 });
  await provider.says(bench.url, 'bantu');
  expect(seen).toHaveLength(before);
});

it('reads each message of a batch, and ignores statuses, other numbers and forms that it does not know', async () => {
  const before = seen.length;
  const answered = provider.answers.length;
  const body = provider.body(provider.message('rusak 1 peti'), provider.message('rusak 2 peti'));
  expect((await provider.post(bench.url, body)).body).toEqual({ messages: 2 });
  expect((await saidAfter(before, 2)).map(({ data }) => data['delta'])).toEqual(['1', '2']);
  await provider.answerAfter(answered + 1);
  const statuses = JSON.stringify({
    entry: [
      { changes: [{ value: { metadata: { phone_number_id: provider.phoneId }, statuses: [{ id: 'x' }] } }] },
    ],
  });
  const foreign = body.replaceAll(provider.phoneId, '999');
  for (const other of [statuses, foreign, '{}', '[]', '{"entry":[null,{"changes":[7]}]}'])
    expect(await provider.post(bench.url, other)).toEqual({ status: 200, body: { messages: 0 } });
  expect((await provider.post(bench.url, '{"entry":')).status).toBe(400);
  expect(seen).toHaveLength(before + 2);
});

it('asks by numbers, has what is unsure confirmed, and takes back by corrections, across gateways', async () => {
  const before = seen.length;
  const other = await bench.another();
  const url = `http://127.0.0.1:${other.port}`;
  try {
    expect(await provider.says(bench.url, 'tleur 12 peti')).toContain('Ini tentang apa?');
    expect(await provider.says(url, '1')).toContain('Benar? Balas 1 ya, 2 tidak.');
    expect(seen).toHaveLength(before);
    expect(await provider.says(url, 'ya')).toMatch(/^Tercatat: Stok telur ayam 12 peti/);
    const [count] = await saidAfter(before, 1);
    expect(await provider.says(url, 'BATAL')).toBe(
      'Dibatalkan: Stok telur ayam 12 peti (180 kg) di Kandang Sanankulon.',
    );
    const [, correction] = await saidAfter(before, 2);
    expect(correction).toMatchObject({
      type: 'lumbung.fact.corrected.v1',
      party: farm,
      data: { corrects: { id: count!.id } },
    });
  } finally {
    await other.stop();
  }
});

it('says what the rules refuse, and records nothing of it', async () => {
  const before = seen.length;
  expect(await provider.says(bench.url, 'stok telur 99999999999999 peti')).toContain('tidak dapat dicatat');
  expect(await provider.says(bench.url, 'kemarin jual 10 peti')).toContain('hanya keadaan hari ini');
  expect(seen).toHaveLength(before);
});

it('tells a stranger once what to do, and keeps neither the number nor the text', async () => {
  const stranger = '+6289999999999';
  expect(await provider.says(bench.url, 'stok telur 80 peti rahasia-orang', stranger)).toContain(
    'belum terdaftar',
  );
  await provider.post(bench.url, provider.body(provider.message('halo', stranger)));
  await provider.says(bench.url, 'bantu');
  await untilSent();
  expect(provider.answers.filter(({ to }) => to === stranger.slice(1))).toHaveLength(1);
  for (const table of ['sender', 'talk', 'received', 'stranger', 'reply']) {
    const rows = await bench.database.query(`SELECT * FROM messages.${table}`);
    expect(JSON.stringify(rows)).not.toMatch(/89999999999|rahasia-orang/);
  }
});

it('tries an answer again when the provider is down, and not when it is refused for good', async () => {
  const { receiver } = provider;
  receiver.answer(provider.answersTo, says(503));
  const answered = provider.answers.length;
  await provider.post(bench.url, provider.body(provider.message('bantu')));
  await provider.answerAfter(answered);
  receiver.answer(provider.answersTo, taken);
  expect(await provider.answerAfter(answered + 1)).toContain('BATAL');
  receiver.answer(provider.answersTo, says(400));
  await provider.says(bench.url, 'bantu');
  await untilSent();
  receiver.answer(provider.answersTo, taken);
});

it('takes SMS and Telegram in their forms, each with its proof', async () => {
  expect((await add({ channel: 'sms' })).status).toBe(201);
  expect((await add({ channel: 'telegram', address: '4711' })).status).toBe(201);
  const post = (channel: string, headers: Record<string, string>, body: string) =>
    request(bench.url)
      .post(`/v1/messages/${channel}`)
      .set({ 'content-type': 'application/json', ...headers })
      .send(body);
  const before = seen.length;
  const sms = JSON.stringify({ id: 's1', from: phone, text: 'stok 5 peti', at: new Date().toISOString() });
  const signed = (atMs: number) => {
    const at = String(Math.floor(atMs / 1_000));
    const hex = createHmac('sha256', 'rahasia-sms').update(`${at}.${sms}`).digest('hex');
    return { 'x-timestamp': at, 'x-signature': `sha256=${hex}` };
  };
  expect((await post('sms', signed(Date.now() - 600_000), sms)).status).toBe(401);
  expect((await post('sms', { ...signed(Date.now()), 'x-timestamp': '1' }, sms)).status).toBe(401);
  expect((await post('sms', signed(Date.now()), sms)).status).toBe(200);
  const message = { message_id: 1, date: Math.floor(Date.now() / 1_000), text: 'jual 2 peti' };
  const update = (type: string) =>
    JSON.stringify({ update_id: 1, message: { ...message, chat: { id: 4711, type } } });
  const token = (value: string) => ({ 'x-telegram-bot-api-secret-token': value });
  expect((await post('telegram', token('lain'), update('private'))).status).toBe(401);
  expect((await post('telegram', token('rahasia-telegram'), update('group'))).body).toEqual({ messages: 0 });
  expect((await post('telegram', token('rahasia-telegram'), update('private'))).body).toEqual({
    messages: 1,
  });
  expect((await saidAfter(before, 2)).map(({ party }) => party)).toEqual([farm, farm]);
  for (const path of ['/sms', '/bot1:abc/sendMessage'])
    for (const giveUpAt = Date.now() + 5_000; ;) {
      const got = provider.receiver.got.find((each) => each.path === path);
      if (got) {
        expect(JSON.parse(got.body)).toMatchObject({ text: expect.stringContaining('Tercatat') as string });
        break;
      }
      if (Date.now() > giveUpAt) throw new Error(`no answer at ${path}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
});

it('registers senders for one’s own party or those of one’s hub, with a word in the audit and no number in it', async () => {
  const foreign = `Bearer ${bench.keys['peternakan-ponggok']}`;
  expect((await add({ party: farm, address: '+628111111111' }, foreign)).body).toMatchObject({
    code: 'NOT_YOUR_PARTY',
  });
  expect((await add({})).body).toMatchObject({ code: 'SENDER_TAKEN' });
  const faults: [Record<string, unknown>, string][] = [
    [{ address: '081234567890' }, 'ADDRESS'],
    [{ address: '+628222222222', consentAt: '2126-01-01T00:00:00Z' }, 'CONSENT'],
    [{ address: '+628222222222', places: [{ place: 'kandang-ponggok' }] }, 'PLACE'],
    [
      { address: '+628222222222', places: [{ place: 'kandang-sanankulon', nicknames: ['telur'] }] },
      'NICKNAME',
    ],
  ];
  for (const [more, fault] of faults)
    expect((await add(more)).body).toMatchObject({ code: 'SENDER_INVALID', fault });
  const made = await add({ party: farm, address: '+628222222222' }, administrator);
  expect(made.body).toMatchObject({ party: farm, places: [{ nicknames: ['kandang mburi'] }] });
  expect((await list(foreign)).status).toBe(403);
  const senderId = (made.body as { senderId: string }).senderId;
  const revoke = (by: string) =>
    request(bench.url).delete(`/v1/messages/senders/${senderId}`).set('authorization', by);
  expect((await revoke(foreign)).status).toBe(404);
  expect((await revoke(administrator)).status).toBe(200);
  const shown = (await list(administrator)).body as { items: { senderId: string }[] };
  expect(shown.items.map((each) => each.senderId)).not.toContain(senderId);
  const [row] = await bench.database.query(`SELECT address FROM messages.sender WHERE sender_id = $1`, [
    senderId,
  ]);
  expect(row).toEqual({ address: null });
  const audit = JSON.stringify(await readAudit(bench.database, 'btc', 0, 1_000));
  expect(audit).toContain('sender.revoked');
  expect(audit).not.toContain('8222222222');
  expect(await provider.says(bench.url, 'stok 3 peti', '+628222222222')).toContain('belum terdaftar');
});

it('reads no more messages of a sender in a minute than is set, and says so once', async () => {
  const few = await bench.another({ MESSAGES_PER_MINUTE: '2' });
  const url = `http://127.0.0.1:${few.port}`;
  try {
    const answered = provider.answers.length;
    for (let n = 0; n < 5; n++) await provider.post(url, provider.body(provider.message('bantu')));
    expect(await provider.answerAfter(answered + 2)).toContain('Terlalu banyak pesan');
    await provider.says(bench.url, 'bantu');
    expect(provider.answers).toHaveLength(answered + 4);
  } finally {
    await few.stop();
  }
});
