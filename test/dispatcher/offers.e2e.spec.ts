import request from 'supertest';
import { changeRegistry, Database, loadRegistry } from '#database';
import { day, sayTo, until } from '../support/say.js';
import { startServices, type RunningServices } from '../support/services.js';

jest.setTimeout(60_000);

interface Offered {
  shipment: { shipmentId: string; status: string; carrier: string | null; vehicles: object[] };
  offers: { carrier: string; status: string; rupiah: number }[];
}

let services: RunningServices;
let database: Database;

const as = (party: string) => ({ authorization: `Bearer ${services.keys[party]}` });
const offersTo = async (party: string): Promise<Offered[]> => {
  const { status, body } = await request(services.url).get('/v1/offers').set(as(party));
  expect([status, body]).toEqual([200, expect.anything()]);
  return (body as { items: Offered[] }).items;
};
const act = (party: string, shipmentId: string, action: string, body: object) =>
  request(services.url).post(`/v1/shipments/${shipmentId}/${action}`).set(as(party)).send(body);
/** The one shipment, once somebody else than `last` is asked. */
const asked = (last: string | null) =>
  until(async () => {
    const [item] = await offersTo('btc');
    const open = item?.offers.find(({ status }) => status === 'open');
    return open && open.carrier !== last ? { ...item!, carrier: open.carrier } : undefined;
  });

beforeAll(async () => {
  services = await startServices();
  database = await Database.connect({ url: services.databaseUrl, name: 'test', connectionsMax: 1 });
  const { hubs } = await loadRegistry(database);
  // Nine seconds: long enough to answer, short enough to wait for.
  const settings = { offerStrategy: 'cheapest' as const, offerMinutes: 0.15 };
  const changes = hubs.map((hub) => ({
    kind: 'hub' as const,
    code: hub.code,
    value: { ...hub, ...settings },
  }));
  await changeRegistry(database, changes, { party: 'btc', reason: 'test' });
}, 180_000);

afterAll(async () => {
  await database?.close();
  await services?.stop();
}, 60_000);

it('an offer survives a crash of the dispatcher, goes to the next, and a counter-offer is decided by the hub', async () => {
  const of = { commodity: 'egg.chicken', unit: 'KGM' };
  const window = { from: day(1), to: day(6) };
  const need = { demandId: 'o1', destination: '35.78', quantity: 900, window, basis: 'order' };
  await sayTo(services, 'peternakan-ponggok', 'stock.counted', {
    ...of,
    location: 'kandang-ponggok',
    lot: 'o1',
    quantity: 900,
  });
  await sayTo(services, 'e-peken', 'demand.declared', { ...of, ...need });
  const first = await asked(null);
  const { shipmentId, status } = first.shipment;
  expect(status).toBe('offered');
  // Whoever fetches its events finds the same offer, and nobody else's.
  const fetched = await request(services.url).get('/v1/outbound').set(as(first.carrier));
  expect((fetched.body as { items: object[] }).items).toContainEqual(
    expect.objectContaining({
      type: 'lumbung.shipment.offered.v1',
      data: expect.objectContaining({ carrier: first.carrier, shipmentId }) as object,
    }),
  );
  const others = await request(services.url).get('/v1/outbound').set(as('e-peken'));
  expect(JSON.stringify(others.body)).not.toContain('shipment.offered');
  // Its price is between the carrier and the hub.
  expect((await offersTo(first.carrier))[0]).toMatchObject({ offers: [{ carrier: first.carrier }] });
  expect(await offersTo('e-peken')).toEqual([]);
  const open = await request(services.url).get(`/v1/shipments/${shipmentId}`).set(as('btc'));
  expect(JSON.stringify(open.body)).not.toContain('rupiah');

  services.kill('dispatcher');
  const second = await asked(first.carrier);
  expect(second.offers.find(({ carrier }) => carrier === first.carrier)?.status).toBe('expired');
  expect(await offersTo(first.carrier)).toEqual([]);
  const late = await act(first.carrier, shipmentId, 'responses', { response: 'accepted' });
  expect([late.status, late.body]).toMatchObject([409, { code: 'OFFER_OVER' }]);

  const vehicles = [{ code: 'FUSO', count: 1 }];
  const counter = await act(second.carrier, shipmentId, 'responses', { response: 'countered', vehicles });
  expect([counter.status, counter.body]).toEqual([202, expect.anything()]);
  await until(async () => (await offersTo('btc'))[0]?.offers.some((offer) => offer.status === 'countered'));
  const decision = { about: 'counter', decision: 'approved', by: 'Sri Wahyuni' };
  expect((await act(second.carrier, shipmentId, 'decisions', decision)).status).toBe(403);
  expect((await act('btc', shipmentId, 'decisions', decision)).status).toBe(202);
  const taken = await until(async () => {
    const { body } = await request(services.url).get(`/v1/shipments/${shipmentId}`).set(as('btc'));
    return (body as Offered['shipment']).status === 'accepted' && (body as Offered['shipment']);
  });
  expect(taken).toMatchObject({ carrier: second.carrier, vehicles });
  expect(await offersTo('btc')).toEqual([]);
});

it('a carrier writes its own service, and no other', async () => {
  const { services: its } = await loadRegistry(database);
  const own = its.find(({ carrier }) => carrier === 'brantas-logistik')!;
  const pathOf = (party: string) => `/v1/registry/service/${encodeURIComponent(`${party}/${own.lane}`)}`;
  const versionOf = async (party: string) => {
    const { body } = await request(services.url).get(pathOf(party)).set(as(party));
    return (body as { version: number }).version;
  };
  const version = await versionOf(own.carrier);
  const put = (party: string, value: object, expectedVersion: number) =>
    request(services.url)
      .put(`/v1/services/${own.lane}`)
      .set(as(party))
      .send({ value, expectedVersion, reason: 'tarif baru' });
  const cheaper = { ...own, rupiah: own.rupiah - 1 };
  const done = await put(own.carrier, cheaper, version);
  expect([done.status, done.body]).toMatchObject([200, { changes: [{ action: 'changed' }] }]);
  const foreign = await put('nusantara-reefer', cheaper, await versionOf('nusantara-reefer'));
  expect([foreign.status, foreign.body]).toMatchObject([422, { code: 'REGISTRY_REFUSED' }]);
  expect((await put('e-peken', cheaper, version)).status).toBe(403);
  expect((await request(services.url).get(pathOf(own.carrier)).set(as('nusantara-reefer'))).status).toBe(404);
  expect((await request(services.url).get('/v1/services').set(as('e-peken'))).body).toMatchObject({
    items: [],
  });
});
