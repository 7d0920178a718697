import request from 'supertest';
import { parseKey, revokeKey, issueKey } from '#access';
import { tailTopics, type TailRecord } from '#kafka';
import { startBench, type Bench } from './support.js';

jest.setTimeout(180_000);

const farm = 'peternakan-ponggok';
let bench: Bench;
let place: string;
let count = 0;
const seen: TailRecord[] = [];
let stopTail: () => Promise<void>;

beforeAll(async () => {
  bench = await startBench();
  const { places } = bench.gateway.app.get<{ registry: { places: { code: string; party: string }[] } }>(
    (await import('#access')).RegistryCache as never,
  ).registry;
  place = places.find(({ party }) => party === farm)!.code;
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
});

afterAll(async () => {
  await stopTail?.();
  await bench?.stop();
});

function counted(changes: Record<string, unknown> = {}, data: Record<string, unknown> = {}) {
  return {
    specversion: '1.0',
    id: `count-${++count}`,
    source: `urn:lumbung:party:${farm}`,
    type: 'lumbung.stock.counted.v1',
    time: new Date().toISOString(),
    ...changes,
    data: { location: place, commodity: 'egg.chicken', quantity: 10, unit: 'peti', ...data },
  };
}

interface Sent {
  body?: unknown;
  type?: string;
  key?: string | null;
}

function send({ body, type = 'application/cloudevents+json', key = bench.keys[farm]! }: Sent) {
  const post = request(bench.url).post('/v1/events').set('content-type', type);
  if (key !== null) post.set('authorization', `Bearer ${key}`);
  if (Buffer.isBuffer(body)) return post.serialize((raw: unknown) => raw as never).send(body);
  return post.send(typeof body === 'string' ? body : JSON.stringify(body));
}

async function recordOf(eventId: string): Promise<TailRecord> {
  for (const giveUpAt = Date.now() + 10_000; ;) {
    const record = seen.find((r) => r.value?.toString().includes(`"${eventId}"`));
    if (record) return record;
    if (Date.now() > giveUpAt) throw new Error(`${eventId} did not reach the broker`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const dayMs = 86_400_000;
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

/** name → [what is sent, status, code] */
const bad: Record<string, [() => Sent, number, string]> = {
  'broken JSON': [() => ({ body: '{"specversion": "1.0",' }), 400, 'BROKEN_JSON'],
  'an empty body': [() => ({ body: '' }), 400, 'EMPTY'],
  'bytes that are no UTF-8': [() => ({ body: Buffer.from([0x7b, 0x22, 0xff, 0xfe]) }), 400, 'NOT_UTF8'],
  'another media type': [
    () => ({ body: 'a=b', type: 'application/x-www-form-urlencoded' }),
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  'a number': [() => ({ body: '42' }), 400, 'NOT_AN_OBJECT'],
  'an envelope without id': [() => ({ body: counted({ id: undefined }) }), 400, 'BAD_ENVELOPE'],
  'an envelope with a wrong specversion': [
    () => ({ body: counted({ specversion: '0.3' }) }),
    400,
    'BAD_ENVELOPE',
  ],
  'a time without zone': [() => ({ body: counted({ time: '2026-11-23T06:00:00' }) }), 400, 'BAD_ENVELOPE'],
  'a NUL character': [() => ({ body: counted({ id: 'a\u0000b' }) }), 400, 'BAD_CHARACTER'],
  'base64 data': [
    () => ({ body: { ...counted(), data: undefined, data_base64: 'AAAA' } }),
    415,
    'UNSUPPORTED_CONTENT',
  ],
  'an unknown type': [() => ({ body: counted({ type: 'lumbung.stock.guessed.v1' }) }), 422, 'UNKNOWN_TYPE'],
  'a type that only we publish': [
    () => ({ body: counted({ type: 'lumbung.balance.updated.v1' }) }),
    422,
    'NOT_INBOUND',
  ],
  'a quantity that is no number': [() => ({ body: counted({}, { quantity: 'banyak' }) }), 422, 'BAD_DATA'],
  'a missing unit': [() => ({ body: counted({}, { unit: undefined }) }), 422, 'BAD_DATA'],
  'a negative quantity': [() => ({ body: counted({}, { quantity: -1 }) }), 422, 'BAD_DATA'],
  'an absurd quantity': [
    () => ({ body: counted({}, { quantity: 1e11, unit: 'TNE' }) }),
    422,
    'QUANTITY_ABSURD',
  ],
  'an unknown commodity': [
    () => ({ body: counted({}, { commodity: 'egg.dragon' }) }),
    422,
    'COMMODITY_UNKNOWN',
  ],
  'an unknown unit': [() => ({ body: counted({}, { unit: 'gerobak' }) }), 422, 'UNIT_UNKNOWN'],
  'a unit that does not convert exactly': [
    () => ({ body: counted({}, { quantity: '0.0000001', unit: 'KGM' }) }),
    422,
    'UNIT_NOT_EXACT',
  ],
  'an unknown place': [() => ({ body: counted({}, { location: 'bulan' }) }), 422, 'LOCATION_UNKNOWN'],
  'a time in the future': [
    () => ({ body: counted({ time: new Date(Date.now() + dayMs).toISOString() }) }),
    422,
    'TIME_IN_FUTURE',
  ],
  'an ancient time': [() => ({ body: counted({ time: '1999-01-01T00:00:00Z' }) }), 422, 'TIME_TOO_OLD'],
  'the source of another party': [
    () => ({ body: counted({ source: 'urn:lumbung:party:e-peken' }) }),
    403,
    'SOURCE_NOT_YOURS',
  ],
  'the place of another party': [
    () => ({ body: counted({}, { location: 'gudang-srengat' }) }),
    403,
    'NOT_YOURS',
  ],
  'no key': [() => ({ body: counted(), key: null }), 401, 'KEY_MISSING'],
  'a malformed key': [() => ({ body: counted(), key: 'rahasia' }), 401, 'KEY_MALFORMED'],
  'an unknown key': [
    () => ({ body: counted(), key: `lk_${'a'.repeat(16)}_${'b'.repeat(43)}` }),
    401,
    'KEY_UNKNOWN',
  ],
  'a body of 5 MB': [() => ({ body: counted({}, { grade: 'x'.repeat(5_000_000) }) }), 413, 'BODY_TOO_LARGE'],
  'an event of 100 KB': [() => ({ body: counted({}, { grade: 'x'.repeat(100_000) }) }), 413, 'TOO_LARGE'],
  'a batch of 10,000': [
    () => ({ body: JSON.stringify(Array(10_000).fill({})), type: 'application/cloudevents-batch+json' }),
    413,
    'BATCH_TOO_LARGE',
  ],
  'an empty batch': [() => ({ body: '[]', type: 'application/cloudevents-batch+json' }), 400, 'BATCH_EMPTY'],
  'a batch that is an object': [
    () => ({ body: '{}', type: 'application/cloudevents-batch+json' }),
    400,
    'NOT_AN_OBJECT',
  ],
  'a batch without a good event': [
    () => ({
      body: [counted({ id: undefined }), counted({ type: 'x' })],
      type: 'application/cloudevents-batch+json',
    }),
    422,
    'BATCH_REFUSED',
  ],
  'a tower of brackets': [() => ({ body: nested(400_000) }), 400, 'TOO_DEEP'],
};

describe('bad input', () => {
  it.each(Object.keys(bad))(
    '%s is refused with a reason, and the next good event goes through',
    async (name) => {
      const [make, status, code] = bad[name]!;
      const sent = make();
      if (name === 'the place of another party') {
        const event = sent.body as { data: { location: string } };
        event.data.location = await placeOf('peternakan-srengat');
      }
      const answer = await send(sent);
      expect([answer.status, (answer.body as { code: string }).code]).toEqual([status, code]);
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(answer.body).toMatchObject({
        status,
        detail: expect.stringMatching(/\w/) as string,
        text: { id: expect.stringMatching(/\w/) as string, en: expect.stringMatching(/\w/) as string },
      });
      expect(JSON.stringify(answer.body)).not.toMatch(/undefined|\bat .*\.(ts|js):/);
      if (status === 401) expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
      const good = await send({ body: counted() });
      expect(good.status).toBe(202);
    },
  );

  it('an id that was used for another content', async () => {
    const event = counted();
    expect((await send({ body: event })).status).toBe(202);
    const other = await send({ body: { ...event, data: { ...event.data, quantity: 11 } } });
    expect([other.status, (other.body as { code: string }).code]).toEqual([409, 'ID_REUSED']);
    const repeat = await send({
      body: { ...event, traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` },
    });
    expect(repeat.status).toBe(202);
    expect((repeat.body as { events: unknown[] }).events).toEqual([
      { id: event.id, source: event.source, status: 'repeated' },
    ]);
  });

  it('an address without that method', async () => {
    const answer = await request(bench.url).delete('/v1/events');
    expect([answer.status, answer.headers['allow']]).toEqual([405, 'POST']);
  });
});

describe('good input', () => {
  it('is on the broker as it was given when it is answered', async () => {
    const trace = `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`;
    const event = counted();
    const text = JSON.stringify(event, null, 1);
    const answer = await send({ body: text }).set('traceparent', trace);
    expect(answer.status).toBe(202);
    expect(answer.body).toEqual({
      accepted: 1,
      events: [{ id: event.id, source: event.source, status: 'accepted' }],
      rejected: [],
    });
    expect(Number(answer.headers['ratelimit-remaining'])).toBeGreaterThan(0);
    const record = await recordOf(event.id);
    expect(record.value!.toString()).toBe(text);
    expect(record.key).toBe(farm);
    expect(record.headers).toMatchObject({ 'lumbung-party': farm, traceparent: trace });
    expect(Math.abs(Date.parse(record.headers['lumbung-received-at']!) - Date.now())).toBeLessThan(10_000);
  });

  it('in binary mode becomes the same event', async () => {
    const { data, id, source, type, time } = counted();
    const answer = await request(bench.url)
      .post('/v1/events')
      .set({ authorization: `Bearer ${bench.keys[farm]}`, 'content-type': 'application/json' })
      .set({ 'ce-specversion': '1.0', 'ce-id': id, 'ce-source': source, 'ce-type': type, 'ce-time': time })
      .send(JSON.stringify(data));
    expect(answer.status).toBe(202);
    const record = await recordOf(id);
    expect(JSON.parse(record.value!.toString())).toMatchObject({
      specversion: '1.0',
      id,
      source,
      type,
      time,
      data,
    });
  });

  it('in a batch is told apart from bad input, which intake records too', async () => {
    const events = [counted(), counted({}, { commodity: 'egg.dragon' }), counted()];
    const answer = await send({ body: events, type: 'application/cloudevents-batch+json' });
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({
      accepted: 2,
      events: [{ id: events[0]!.id }, { id: events[2]!.id }],
      rejected: [{ index: 1, code: 'COMMODITY_UNKNOWN' }],
    });
    const refused = await recordOf(events[1]!.id);
    expect(refused.headers['lumbung-refused']).toBe('COMMODITY_UNKNOWN');
  });

  it('is limited per party', async () => {
    const slow = await bench.another({ EVENTS_PER_SECOND: '1' });
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map(() =>
        request(`http://127.0.0.1:${slow.port}`)
          .post('/v1/events')
          .set({
            authorization: `Bearer ${bench.keys[farm]}`,
            'content-type': 'application/cloudevents+json',
          })
          .send(JSON.stringify(counted())),
      ),
    );
    await slow.stop();
    expect(answers.some(({ status }) => status === 202)).toBe(true);
    const limited = answers.find(({ status }) => status === 429);
    expect(limited?.headers).toMatchObject({
      'retry-after': '1',
      'ratelimit-limit': '1',
      'ratelimit-remaining': '0',
    });
  });
});

describe('keys', () => {
  it('end within a second when they are revoked', async () => {
    const key = await issueKey(bench.database, farm);
    expect((await send({ body: counted(), key })).status).toBe(202);
    expect(await revokeKey(bench.database, parseKey(key)!.keyId)).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 950));
    expect((await send({ body: counted(), key })).status).toBe(401);
  });

  it('are stored as hashes alone', async () => {
    const rows = await bench.database.query<{ row: string }>('SELECT k::text AS row FROM access.api_key k');
    const secrets = Object.values(bench.keys).map((key) => parseKey(key)!.secret);
    for (const { row } of rows) for (const secret of secrets) expect(row).not.toContain(secret);
  });
});

describe('reports about shipments', () => {
  it('of an unknown shipment are 404', async () => {
    const answer = await request(bench.url)
      .post('/v1/shipments/none/responses')
      .set('authorization', `Bearer ${bench.keys['brantas-logistik'] ?? Object.values(bench.keys)[0]}`)
      .send({ response: 'accepted' });
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([404, 'SHIPMENT_UNKNOWN']);
  });

  it('with a wrong body name what is wrong', async () => {
    const answer = await request(bench.url)
      .post('/v1/shipments/none/locations')
      .set('authorization', `Bearer ${bench.keys[farm]}`)
      .send({ latitude: 'utara', longitude: 112, speed: 3 });
    expect(answer.status).toBe(400);
    const paths = (answer.body as { errors: { path: string }[] }).errors.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['/latitude', '/speed']));
  });
});

async function placeOf(party: string): Promise<string> {
  const { body } = await request(bench.url).get('/v1/places?limit=500');
  return (body as { items: { code: string; party: string }[] }).items.find((item) => item.party === party)!
    .code;
}
