import { randomUUID } from 'node:crypto';
import { parseKey } from '#access';
import { inboundTopic } from '#contracts';
import { createProducer } from '#kafka';
import request from 'supertest';
import { day } from '../support/say.js';
import { startServices, type RunningServices, type ServiceName } from '../support/services.js';
import { LiveReader, type LiveEvent } from './live.js';

interface Line {
  demandId: string;
  location: string;
  quantity: number;
}

interface Shipment {
  shipmentId: string;
  revision: number;
  status: string;
  destination: string;
  lines: Line[];
}

jest.setTimeout(60_000);

let services: RunningServices;
let live: LiveReader;

const eggs = 'egg.chicken';
const farm = 'peternakan-ponggok';
const barn = 'kandang-ponggok';

function event(party: string, type: string, data: object, id = randomUUID()) {
  return {
    specversion: '1.0',
    id,
    source: `urn:lumbung:party:${party}`,
    type: `lumbung.${type}.v1`,
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    data,
  };
}

const count = (lot: string, kilograms: number) =>
  event(farm, 'stock.counted', { location: barn, commodity: eggs, lot, quantity: kilograms, unit: 'KGM' });

const demand = (party: string, demandId: string, destination: string, kilograms: number) =>
  event(party, 'demand.declared', {
    demandId,
    destination,
    commodity: eggs,
    quantity: kilograms,
    unit: 'KGM',
    window: { from: day(0), to: day(6) },
    basis: 'order',
  });

async function post(party: string, body: object): Promise<request.Response> {
  return request(services.url)
    .post('/v1/events')
    .set('authorization', `Bearer ${services.keys[party]}`)
    .set('content-type', 'application/cloudevents+json')
    .send(JSON.stringify(body));
}

async function accepted(party: string, body: object): Promise<void> {
  const response = await post(party, body);
  expect([response.status, response.body]).toEqual([202, expect.anything()]);
}

async function act(party: string, shipmentId: string, action: string, body: object) {
  return request(services.url)
    .post(`/v1/shipments/${shipmentId}/${action}`)
    .set('authorization', `Bearer ${services.keys[party]}`)
    .send(body);
}

async function list<T>(path: string): Promise<T[]> {
  const response = await request(services.url).get(path);
  expect(response.status).toBe(200);
  return (response.body as { items: T[] }).items;
}

const shipmentOf = ({ data }: LiveEvent) => data.data as unknown as Shipment;
const servedBy = (shipment: Shipment, demandId: string) =>
  (shipment.lines ?? [])
    .filter((line) => line.demandId === demandId)
    .reduce((sum, line) => sum + line.quantity, 0);
const recommended = (demandId: string, grams: number) => (e: LiveEvent) =>
  e.event === 'lumbung.shipment.recommended.v1' && servedBy(shipmentOf(e), demandId) === grams;
const moved = (shipmentId: string, status: string) => (e: LiveEvent) =>
  e.event.startsWith('lumbung.shipment.') && e.data.subject === shipmentId && shipmentOf(e).status === status;

async function eventually<T>(
  read: () => Promise<T>,
  isRight: (value: T) => boolean,
  withinMs = 30_000,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const value = await read().catch((error: unknown) => error as T);
    if (!(value instanceof Error) && isRight(value)) return value;
    if (Date.now() > deadline) throw new Error(`still ${JSON.stringify(value)?.slice(0, 2_000)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function allReady(): Promise<void> {
  for (const name of ['gateway', 'intake', 'historian', 'reconciler', 'dispatcher'] as const)
    await eventually(
      () => fetch(`${services.health(name)}/health/ready`).then(({ status }) => status),
      (status) => status === 200,
    );
}

beforeAll(async () => {
  services = await startServices();
  live = new LiveReader(`${services.url}/v1/live?topics=shipments,balances`);
  await live.first(({ event: type }) => type === 'caught-up');
}, 180_000);

afterAll(async () => {
  live?.close();
  await services?.stop();
}, 60_000);

it('a demand and a count become a recommended shipment on the live feed, and a changed count its next revision', async () => {
  await accepted('e-peken', demand('e-peken', 'p1', '35.78', 1_000));
  await accepted(farm, count('p1', 600));
  const first = shipmentOf(await live.first(recommended('p1', 600_000)));
  expect(first).toMatchObject({ status: 'recommended', destination: '35.78' });
  await accepted(farm, count('p1', 800));
  const second = shipmentOf(await live.first(recommended('p1', 800_000)));
  expect(second.shipmentId).toBe(first.shipmentId);
  expect(second.revision).toBeGreaterThan(first.revision);
});

it('the same straight on Kafka, by any client, where a broken message stops nobody', async () => {
  const brokers = services.brokers.split(',');
  const { keyId, secret } = parseKey(services.keys['depok-pangan']!)!;
  const login = { username: keyId, password: secret, mechanism: 'scram-sha-512' } as const;
  const producer = createProducer({ brokers, clientId: 'a-partner', login });
  const topic = inboundTopic('depok-pangan');
  const foreign = producer.send([{ topic: inboundTopic('e-peken'), key: 'a', value: '{}' }]);
  await expect(foreign).rejects.toThrow(/not authorized/i);
  await producer.send([{ topic, key: 'a', value: '{ this is no JSON' }]);
  const good = demand('depok-pangan', 'p2', '32.76', 100);
  await producer.send([{ topic, key: 'a', value: JSON.stringify(good) }]);
  await producer.close();
  await accepted(farm, count('p2', 900));
  await live.first(recommended('p2', 100_000));
  const rejected = await list<{ code: string; party: string }>('/v1/rejected');
  expect(rejected).toContainEqual(expect.objectContaining({ code: 'BROKEN_JSON', party: 'depok-pangan' }));
  const state = await request(services.url).get(`/v1/events/depok-pangan/${good.id}`);
  expect(state.body).toMatchObject({ status: 'applied' });
});

it('a shipment is accepted, leaves and arrives, and stock, transit and need follow', async () => {
  const [open] = (await list<Shipment>('/v1/shipments?status=recommended&destination=35.78')).filter(
    (shipment) => servedBy(shipment, 'p1') > 0,
  );
  const { shipmentId } = open!;
  const balance = async (region: string) =>
    (await list<Record<string, number>>(`/v1/balances?commodity=${eggs}&region=${region}`))[0]!;
  const before = await balance('35.05');

  expect((await act('brantas-logistik', shipmentId, 'dispatches', {})).status).toBe(409);
  expect((await act('brantas-logistik', shipmentId, 'responses', { response: 'accepted' })).status).toBe(202);
  // What is carried is what was accepted: a count a moment ago may have raised it since it was listed.
  const load = servedBy(shipmentOf(await live.first(moved(shipmentId, 'accepted'))), 'p1');
  expect(load).toBeGreaterThan(0);
  expect((await act('nusantara-reefer', shipmentId, 'dispatches', {})).status).toBe(403);
  expect((await act('brantas-logistik', shipmentId, 'dispatches', {})).status).toBe(202);
  await live.first(moved(shipmentId, 'dispatched'));
  await eventually(
    () => balance('35.78'),
    (b) => b['inTransit'] === load && b['need'] === 1_000_000 - load,
  );
  await eventually(
    () => balance('35.05'),
    (b) => b['onHand'] === before['onHand']! - load,
  );
  expect((await act('e-peken', shipmentId, 'receipts', {})).status).toBe(202);
  await live.first(moved(shipmentId, 'closed'));
  const after = await eventually(
    () => balance('35.78'),
    (b) => b['inTransit'] === 0,
  );
  expect(after['need']).toBe(1_000_000 - load);
});

it('every service may die at any moment: nothing is lost and nothing is counted twice', async () => {
  const victims: ServiceName[][] = [
    ['intake'],
    ['reconciler'],
    ['dispatcher'],
    ['gateway'],
    ['intake', 'historian', 'reconciler', 'dispatcher'],
  ];
  let grams = 0;
  const sent: object[] = [];
  for (const [round, names] of victims.entries()) {
    await allReady();
    for (let i = 0; i < 20; i++) {
      const body = event(farm, 'stock.moved', {
        location: barn,
        commodity: eggs,
        lot: 'k',
        delta: 1 + i,
        unit: 'KGM',
        reason: 'produced',
      });
      // The gateway itself may be the one that dies: what was not answered 202 is sent again, with the same id.
      await eventually(
        () => post(farm, body).then(({ status }) => status),
        (status) => status === 202,
      );
      sent.push(body);
      grams += (1 + i) * 1_000;
      if (i === 10) for (const name of names) services.kill(name);
    }
    // Every event once more: repeats have no effect.
    if (round === victims.length - 1)
      for (const body of sent.slice(0, 30))
        await eventually(
          () => post(farm, body).then(({ status }) => status),
          (status) => status === 202,
        );
  }
  const lot = await eventually(
    async () =>
      (await list<{ lotId: string; onHand: number }>(`/v1/stock?commodity=${eggs}&location=${barn}`)).find(
        ({ lotId }) => lotId === `${barn}/k`,
      ),
    (stock) => stock?.onHand === grams,
    60_000,
  );
  expect(lot?.onHand).toBe(grams);
  await allReady();
}, 240_000);

it('a reader that was cut off resumes exactly where it was', async () => {
  const readers = [new LiveReader(`${services.url}/v1/live?topics=shipments,balances,facts`)];
  await readers[0]!.first(({ event: type }) => type === 'caught-up');
  const steady = readers[0]!;
  await accepted(farm, count('r1', 10));
  const mark = await steady.first(
    (e) => e.event === 'lumbung.stock.counted.v1' && e.data.data['lot'] === 'r1',
  );
  await accepted(farm, count('r2', 20));
  await accepted(farm, count('r3', 30));
  await steady.first(
    (e) => e.event === 'lumbung.balance.updated.v1' && steady.events.indexOf(e) > steady.events.indexOf(mark),
  );
  await steady.first((e) => e.event === 'lumbung.stock.counted.v1' && e.data.data['lot'] === 'r3');
  const resumed = new LiveReader(`${services.url}/v1/live?topics=shipments,balances,facts`, mark.id);
  readers.push(resumed);
  const idsOf = (events: LiveEvent[]) =>
    events
      .filter((e) => e.event.startsWith('lumbung.'))
      .map((e) => e.data.id)
      .sort();
  const heard = () => ({
    resumed: idsOf(resumed.events),
    steady: idsOf(steady.events.slice(steady.events.indexOf(mark) + 1)),
  });
  // What follows from the last fact may come while we compare.
  const { resumed: again, steady: once } = await eventually(
    () => Promise.resolve(heard()),
    (ids) => ids.resumed.length >= 3 && ids.resumed.join() === ids.steady.join(),
  );
  expect(again).toEqual(once);
  for (const reader of readers) reader.close();
});
