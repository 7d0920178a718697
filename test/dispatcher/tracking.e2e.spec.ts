import request from 'supertest';
import { changeRegistry, Database, loadRegistry } from '#database';
import { PostOffice } from '../notices/post-office.js';
import { day, sayTo, until } from '../support/say.js';
import { startServices, type RunningServices } from '../support/services.js';

jest.setTimeout(90_000);

interface Shown {
  shipmentId: string;
  status: string;
  position?: { latitude: number };
  tracking?: { estimate?: { basis: string }; arrivedAt?: string; silentSince?: string };
}

let services: RunningServices;
let database: Database;
let office: PostOffice;
const carrier = 'brantas-logistik';
const blitar = { latitude: -8.0983, longitude: 112.1681 };
const halfway = { latitude: -7.678, longitude: 112.46 };
const surabaya = { latitude: -7.2575, longitude: 112.7521 };

const as = (party: string) => ({ authorization: `Bearer ${services.keys[party]}` });
const post = (party: string, path: string, body: object) =>
  request(services.url).post(path).set(as(party)).send(body);
const get = async <T>(party: string, path: string) =>
  (await request(services.url).get(path).set(as(party))).body as T;
const shipments = (party: string, query = '') => get<{ items: Shown[] }>(party, `/v1/shipments?${query}`);
const now = () => new Date().toISOString();

beforeAll(async () => {
  // Trucks of a day that is played as fast as can be: they are anywhere in a moment.
  office = await PostOffice.start();
  const mail = { SMTP_URL: office.url, SMTP_TLS: 'off', MAIL_FROM: 'lumbung@btc.example' };
  const env = { READ_ACCESS: 'key', TRACK_PACE: '100000', ...mail, PUBLIC_URL: 'http://lumbung.example' };
  services = await startServices(env);
  database = await Database.connect({ url: services.databaseUrl, name: 'test', connectionsMax: 1 });
  // Somebody in Surabaya who wants to hear of a silent truck at once, by day and by night.
  await database.query(
    `WITH rini AS (INSERT INTO people.person (party, username, name, roles, status)
       VALUES ('e-peken', 'rini', 'Rini', '{officer}', 'active') RETURNING id)
     INSERT INTO notices.wish (person, wishes, address, verified_at, changed_at)
     SELECT id, '{"mailOn": true, "quiet": null, "mail": {"critical": "now", "warning": "now", "info": "none"}}',
       'rini@mail.example', now(), now() FROM rini`,
  );
}, 180_000);

afterAll(async () => {
  await database?.close();
  await services?.stop();
  await office?.stop();
}, 60_000);

it('a truck is seen, missed, heard of again and there, across a crash of the dispatcher', async () => {
  const of = { commodity: 'egg.chicken', unit: 'KGM' };
  const counted = { ...of, location: 'kandang-ponggok', lot: 't1', quantity: 900 };
  await sayTo(services, 'peternakan-ponggok', 'stock.counted', counted);
  const window = { from: day(1), to: day(6) };
  const need = { demandId: 't1', destination: '35.78', quantity: 900, window, basis: 'order' };
  await sayTo(services, 'e-peken', 'demand.declared', { ...of, ...need });
  const open = await until(async () => (await shipments('btc', 'status=recommended')).items[0]);
  const id = open.shipmentId;
  const path = `/v1/shipments/${id}`;
  const seen = (party: string, condition: (shipment: Shown) => boolean) =>
    until(async () => {
      const shipment = await get<Shown>(party, path);
      return condition(shipment) ? shipment : undefined;
    });
  await post(carrier, `${path}/responses`, { response: 'accepted', vehicle: 'AG-8123-UK' });
  await seen('btc', ({ status }) => status === 'accepted');
  await post(carrier, `${path}/dispatches`, {});
  const left = await seen('btc', ({ tracking }) => tracking?.estimate !== undefined);
  expect(left).toMatchObject({ status: 'dispatched', tracking: { estimate: { basis: 'registry' } } });

  const readings = [{ vehicle: 'ag 8123 uk', time: now(), ...blitar }];
  expect((await post(carrier, '/v1/locations', { readings })).body).toMatchObject({ accepted: 1 });
  await seen(
    'e-peken',
    ({ status, tracking }) => status === 'in_transit' && tracking?.estimate?.basis === 'position',
  );

  // From here on three seconds of silence are too many; a crash does not make anybody forget it.
  const hub = (await loadRegistry(database)).hubs[0]!;
  const value = { ...hub, silentMinutes: 0.05 };
  await changeRegistry(database, [{ kind: 'hub', code: hub.code, value }], { party: 'btc', reason: 'test' });
  services.kill('dispatcher');
  await database.query('UPDATE dispatcher.watch SET due_at = now()');
  await seen('e-peken', ({ tracking }) => tracking?.silentSince !== undefined);
  const alerts = async () =>
    (await get<{ items: { code: string; clearedAt: string | null }[] }>('e-peken', '/v1/alerts')).items;
  const silent = await until(async () => (await alerts()).find(({ code }) => code === 'SHIPMENT_SILENT'));
  expect(silent.clearedAt ?? null).toBeNull();
  const told = () =>
    database.query<{ cleared_at: Date | null }>(
      `SELECT cleared_at FROM notices.notice WHERE code = 'SHIPMENT_SILENT'`,
    );
  expect(await until(async () => (await told())[0])).toMatchObject({ cleared_at: null });
  const mails = () => office.got.filter(({ text }) => text.includes(id));
  await until(async () => mails()[0]);
  expect(mails()).toMatchObject([{ to: ['rini@mail.example'] }]);
  await changeRegistry(database, [{ kind: 'hub', code: hub.code, value: hub }], {
    party: 'btc',
    reason: 'test',
  });
  await new Promise((resolve) => setTimeout(resolve, 1_500));

  // One position is an event, and counts like those in bulk.
  expect((await post(carrier, `${path}/locations`, { time: now(), ...halfway })).status).toBe(202);
  await seen(
    'e-peken',
    ({ position, tracking }) => position?.latitude === halfway.latitude && !tracking?.silentSince,
  );
  await until(async () => !(await alerts()).some(({ code }) => code === 'SHIPMENT_SILENT'));

  await until(async () => (await told())[0]!.cleared_at !== null);

  const points = [{ time: now(), ...surabaya }];
  expect((await post(carrier, `${path}/locations`, { points })).body).toMatchObject({ accepted: 1 });
  const there = await seen('e-peken', ({ tracking }) => tracking?.arrivedAt !== undefined);
  expect(there.status).toBe('in_transit');
  const track = await request(services.url).get(`${path}/track`).set(as('e-peken')).buffer(true);
  expect(JSON.parse(track.text)).toMatchObject({ readings: 3, tracking: { arrivedAt: points[0]!.time } });
  await post('e-peken', `${path}/receipts`, {});
  await seen('e-peken', ({ status, tracking }) => status === 'closed' && tracking?.arrivedAt !== undefined);
});
