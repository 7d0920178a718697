import { randomUUID } from 'node:crypto';
import { inboundTopic } from '#contracts';
import { createProducer, quarantineRecord, type KafkaRecord } from '#kafka';
import request from 'supertest';
import { commandLine } from './command-line.js';
import { searching } from './searching.js';
import {
  broken,
  buyer,
  counted,
  database,
  dismiss,
  factEvent,
  factsOf,
  farm,
  find,
  get,
  hub,
  mended,
  post,
  rejected,
  resend,
  resolved,
  services,
  show,
  statusOf,
  trace,
  until,
  useServices,
  type Event,
  type Item,
} from './support.js';

jest.setTimeout(60_000);
useServices();

describe('mending', () => {
  it('by its party makes it a fact in the trace of the first sending', async () => {
    const event = broken({ traceparent: trace });
    const item = await rejected(event);
    expect(item).toMatchObject({ code: 'COMMODITY_UNKNOWN', state: 'open', payload: JSON.stringify(event) });
    const { traceparent: _, ...plain } = mended(event) as Event & { traceparent?: string };
    const answer = await resend(farm, item, plain);
    expect([answer.status, answer.body]).toEqual([
      202,
      {
        rejectedId: item.rejectedId,
        state: 'open',
        event: { source: event.source, id: event.id },
        status: 'accepted',
      },
    ]);
    expect(Number(answer.headers['ratelimit-remaining'])).toBeGreaterThan(0);
    expect(await resolved(item)).toMatchObject({
      state: 'resent',
      resolvedBy: farm,
      resent: { source: event.source, id: event.id },
      code: 'COMMODITY_UNKNOWN',
      payload: JSON.stringify(event),
      history: [{ action: 'resent', by: farm, event: { id: event.id } }],
    });
    const status = await until('the fact', async () => {
      const now = await statusOf(event.id);
      return now['status'] === 'applied' && now;
    });
    expect(status['mends']).toEqual({ rejectedId: item.rejectedId, by: farm });
    expect(await factEvent(event.id)).toMatchObject({
      traceparent: trace,
      mends: item.rejectedId,
      mendedby: farm,
    });
  });

  it('by the hub stays the word of the party, with the hub on record', async () => {
    const event = broken();
    const item = await rejected(event);
    expect((await show(item, hub)).payload).toBe(JSON.stringify(event));
    const other = await resend(hub, item, { ...mended(event), source: `urn:lumbung:party:${hub}` });
    expect([other.status, (other.body as Item).code]).toEqual([403, 'SOURCE_NOT_YOURS']);
    const another = await resend(hub, item, { ...mended(event), type: 'lumbung.stock.moved.v1' });
    expect([another.status, (another.body as Item).code]).toEqual([422, 'TYPE_CHANGED']);
    expect((await resend(hub, item, mended(event))).status).toBe(202);
    expect(await resolved(item)).toMatchObject({ state: 'resent', resolvedBy: hub });
    expect(await factsOf(item)).toEqual([{ event_id: event.id, party: farm, mended_by: hub }]);
  });

  it('is not for another party, which does not even see it', async () => {
    const item = await rejected();
    for (const answer of [
      await resend(buyer, item, mended(broken())),
      await dismiss(buyer, item, 'bukan milik saya'),
      await get(buyer, `/v1/rejected/${item.rejectedId}`),
    ])
      expect([answer.status, (answer.body as Item).code]).toEqual([404, 'NOT_FOUND']);
    expect(await find({ party: farm }, buyer)).toEqual([]);
    const nobody = await request(services.url).post(`/v1/rejected/${item.rejectedId}/resend`);
    expect(nobody.status).toBe(401);
    expect((await show(item)).history).toEqual([]);
  });

  it('twice has no second effect', async () => {
    const event = broken();
    const item = await rejected(event);
    expect((await resend(farm, item, mended(event))).status).toBe(202);
    await resolved(item);
    for (const again of [await resend(farm, item, mended(event)), await resend(farm, item)])
      expect([again.status, again.body]).toEqual([
        202,
        expect.objectContaining({
          state: 'resent',
          status: 'repeated',
          event: { source: event.source, id: event.id },
        }),
      ]);
    const different = await resend(farm, item, { ...mended(event), id: `${event.id}-2` });
    expect([different.status, different.body]).toEqual([
      409,
      expect.objectContaining({ code: 'REJECTED_CLOSED', state: 'resent' }),
    ]);
    expect(await factsOf(item)).toHaveLength(1);
    expect((await show(item)).history).toHaveLength(1);
  });

  it('that is still wrong leaves it open, with the new reason and no second row', async () => {
    const event = broken();
    const item = await rejected(event);
    const still = await resend(farm, item, counted({ unit: 'gerobak' }, { id: event.id }));
    expect([still.status, (still.body as Item).code]).toEqual([422, 'UNIT_UNKNOWN']);
    const asItWas = await resend(farm, item);
    expect([asItWas.status, (asItWas.body as Item).code]).toEqual([422, 'COMMODITY_UNKNOWN']);
    expect(await show(item)).toMatchObject({
      state: 'open',
      code: 'COMMODITY_UNKNOWN',
      history: [
        { action: 'refused', by: farm, code: 'UNIT_UNKNOWN', event: { id: event.id } },
        { action: 'refused', by: farm, code: 'COMMODITY_UNKNOWN' },
      ],
    });
    expect((await resend(farm, item, mended(event))).status).toBe(202);
    await resolved(item);
    expect(await find({ eventId: event.id })).toHaveLength(1);
  });

  it('by two at once makes one fact', async () => {
    const event = broken();
    const [same, different] = [await rejected(event), await rejected()];
    const twins = await Promise.all([resend(farm, same, mended(event)), resend(hub, same, mended(event))]);
    expect(twins.map(({ status }) => status)).toEqual([202, 202]);
    await resolved(same);
    expect(await factsOf(same)).toHaveLength(1);
    const rivals = await Promise.all(
      [farm, hub].map((party) => resend(party, different, counted({}, { id: `rival-${randomUUID()}` }))),
    );
    expect(rivals.map(({ status }) => status).sort()).toEqual([202, 409]);
    await resolved(different);
    expect(await factsOf(different)).toHaveLength(1);
  });

  it('is decided once even when two doors let two events through', async () => {
    const item = await rejected();
    const events = [counted(), counted()];
    const producer = createProducer({ brokers: services.brokers.split(','), clientId: 'test' });
    const headers = { 'lumbung-party': farm, 'lumbung-mends': item.rejectedId, 'lumbung-mended-by': farm };
    await producer.send(
      events.map((event) => ({
        topic: 'inbound.gateway',
        key: event.id,
        value: JSON.stringify(event),
        headers,
      })),
    );
    // On a party's own topic the same headers mean nothing.
    const forged = counted({ location: 'bulan' }, { source: `urn:lumbung:party:${buyer}` });
    await producer.send([{ topic: inboundTopic(buyer), key: 'x', value: JSON.stringify(forged), headers }]);
    await producer.close();
    const taken = (await resolved(item)).resent!.id;
    const loser = events.find(({ id }) => id !== taken)!;
    const [refused] = await until('the other', async () => {
      const found = await find({ eventId: loser.id });
      return found.length > 0 && found;
    });
    expect(refused!.code).toBe('REJECTED_CLOSED');
    await until('the forged one', async () => (await find({ eventId: forged.id }, buyer))[0]);
    expect(await factsOf(item)).toEqual([{ event_id: taken, party: farm, mended_by: farm }]);
    expect((await show(item)).history.map(({ action }) => action).sort()).toEqual(['refused', 'resent']);
  });

  it('of an event that came in binary mode begins with the whole event', async () => {
    const { data: _, ...attributes } = counted({}, { source: `urn:lumbung:party:${buyer}` });
    const data = {
      market: 'pasar-turi',
      commodity: 'egg.dragon',
      price: 28_500,
      currency: 'IDR',
      unit: 'KGM',
    };
    const event = { ...attributes, type: 'lumbung.price.observed.v1', data };
    const headers = Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [`ce_${name}`, name === 'type' ? event.type : value]),
    );
    const producer = createProducer({ brokers: services.brokers.split(','), clientId: 'test' });
    await producer.send([{ topic: inboundTopic(buyer), key: 'x', value: JSON.stringify(data), headers }]);
    await producer.close();
    const item = await until('its row', async () => (await find({ eventId: event.id }, buyer))[0]);
    expect(JSON.parse(item.payload!)).toEqual(event);
    expect((await resend(hub, item)).body).toMatchObject({ code: 'COMMODITY_UNKNOWN' });
  });
});

describe('what cannot be mended', () => {
  const record = (value: string): KafkaRecord => ({
    offset: BigInt(Math.floor(Math.random() * 1e9)),
    timestamp: Date.now(),
    key: null,
    value: Buffer.from(value),
    headers: {},
  });
  const quarantined = async (topic: string, value: string, party: string | null): Promise<Item> => {
    const [message] = await quarantineRecord(database, { topic, partition: 0 }, record(value), party);
    return (JSON.parse(message!.value!.toString()) as { data: Item }).data;
  };

  it('is a record of our own services: it says what to do instead', async () => {
    const item = await quarantined('facts', '{"id":"x"}', null);
    const answer = await resend(hub, item, counted());
    expect([answer.status, answer.body]).toEqual([
      409,
      expect.objectContaining({
        code: 'REBUILD_NEEDED',
        origin: expect.objectContaining({ topic: 'facts', partition: 0 }) as object,
      }),
    ]);
    const step = await quarantined('facts', '{}', farm);
    expect((await resend(farm, step)).body).toMatchObject({ code: 'NEW_EVENT_NEEDED' });
    expect((await dismiss(hub, item, 'Sebabnya sudah diperbaiki')).status).toBe(200);
  });

  it('is what was cut or changed when it was kept: it needs a mended event', async () => {
    for (const [value, code] of [
      [`{"id":"${'x'.repeat(70_000)}"}`, 'TOO_LARGE'],
      ['{"id":"\u0000"}', 'NOT_UTF8'],
    ] as const) {
      const item = await quarantined(inboundTopic(farm), value, farm);
      expect((await resend(farm, item)).body).toMatchObject({ code });
      expect((await resend(farm, item, counted())).status).toBe(202);
      await resolved(item);
    }
  });

  it('but a poisoned record of a party can be sent again', async () => {
    const event = counted();
    const item = await quarantined(inboundTopic(farm), JSON.stringify(event), farm);
    expect((await resend(farm, item)).status).toBe(202);
    expect(await resolved(item)).toMatchObject({ code: 'INTERNAL', resent: { id: event.id } });
  });
});

describe('dismissing', () => {
  it('closes it with a reason and deletes nothing', async () => {
    const item = await rejected();
    const nothing = await post(farm, `/v1/rejected/${item.rejectedId}/dismiss`, { reason: ' ' });
    expect([nothing.status, (nothing.body as Item).code]).toEqual([400, 'BAD_BODY']);
    const answer = await dismiss(farm, item, 'Sudah dikirim dengan nomor lain');
    expect([answer.status, (answer.body as Item).state]).toEqual([200, 'dismissed']);
    expect((await dismiss(farm, item, 'Sudah dikirim dengan nomor lain')).status).toBe(200);
    for (const late of [await dismiss(hub, item, 'Alasan lain'), await resend(farm, item, counted())])
      expect([late.status, late.body]).toEqual([
        409,
        expect.objectContaining({ code: 'REJECTED_CLOSED', state: 'dismissed' }),
      ]);
    expect(await show(item)).toMatchObject({
      state: 'dismissed',
      resolvedBy: farm,
      reason: 'Sudah dikirim dengan nomor lain',
      payload: item.payload,
      history: [{ action: 'dismissed', by: farm }],
    });
    expect(await find({ eventId: item.eventId, state: 'open' })).toEqual([]);
    expect(await find({ eventId: item.eventId, state: 'dismissed' })).toHaveLength(1);
  });
});

it('dismissing and resending at once: one of them wins', async () => {
  for (let round = 0; round < 5; round++) {
    const event = broken();
    const item = await rejected(event);
    const [sent, left] = await Promise.all([
      resend(farm, item, mended(event)),
      dismiss(hub, item, 'tidak perlu'),
    ]);
    expect([sent.status, left.status]).toEqual(sent.status === 202 ? [202, 409] : [409, 200]);
    const end = await resolved(item);
    expect(end.state).toBe(sent.status === 202 ? 'resent' : 'dismissed');
    expect(await factsOf(item)).toHaveLength(sent.status === 202 ? 1 : 0);
  }
});

describe('searching', searching);
describe('the command line', commandLine);
