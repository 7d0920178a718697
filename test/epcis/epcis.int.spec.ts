import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormatsModule from 'ajv-formats';
import request from 'supertest';
import type { Shipment } from '#domain';
import { ShipmentReports, type Report } from '../../apps/gateway/shipments/shipment-reports.js';
import { startBench, type Bench } from '../gateway/support.js';
import { carrier, keep, shipmentId, shipmentOf } from '../papers/world.js';

jest.setTimeout(120_000);

type Event = Record<string, unknown> & { eventID: string; type: string; bizStep?: string };
interface Answer {
  status: number;
  body: {
    code?: string;
    success?: boolean;
    errors?: { eventID: string; code: string }[];
    epcisBody?: { queryResults: { resultsBody: { eventList: Event[] } } };
    captureID?: string;
    eventID?: string;
  };
  headers: Record<string, string>;
}

/** GS1's own schema, with a validator that the gateway's own reading has nothing to do with. */
const schema = JSON.parse(readFileSync('test/epcis/gs1/EPCISDocument.schema.json', 'utf8')) as object;
const ajv = new Ajv({ strict: false, allErrors: false });
(addFormatsModule as unknown as (instance: Ajv) => void)(ajv);
const gs1 = ajv.compile(schema);
const isGs1 = (document: object) => [gs1(document), gs1.errors];

const lot = 'urn:lumbung:lot:egg.chicken:kandang-ponggok:lot-2411-a';
const [line] = shipmentOf().lines;
const at = (minute: number) => new Date(Date.parse('2026-11-24T01:00:00Z') + minute * 60_000);
const passed: Report[] = [];
let bench: Bench;

beforeAll(async () => {
  bench = await startBench();
  const states: Partial<Shipment>[] = [
    { revision: 1, status: 'recommended', carrier: null },
    { revision: 2, status: 'accepted' },
    {
      revision: 3,
      status: 'dispatched',
      journey: { steps: ['00000000-0000-4000-8000-000000000001'], declines: [] },
    },
    { revision: 4, status: 'in_transit' },
    { revision: 5, status: 'received', lines: [{ ...line!, received: 3_970_000, varianceReason: 'Pecah' }] },
    { revision: 6, status: 'closed', lines: [{ ...line!, received: 3_970_000, varianceReason: 'Pecah' }] },
  ];
  // The last two are written down in one transaction, at one instant.
  for (const [n, state] of states.entries())
    await keep(bench.database, shipmentOf(state), at(Math.min(n, 4)));
  await bench.database.query(
    `INSERT INTO dispatcher.lifecycle (fact_id, shipment_id, type, at, outcome, event)
     VALUES ('00000000-0000-4000-8000-000000000001', $1, 'shipment.dispatched', '2026-11-24T00:40:00Z', 'done', '{}')`,
    [shipmentId],
  );
  const reports = bench.gateway.app.get(ShipmentReports);
  const take = reports.take.bind(reports);
  reports.take = (report) => {
    passed.push(report);
    return take(report);
  };
}, 60_000);
afterAll(() => bench?.stop());

async function ask(
  method: 'get' | 'post',
  path: string,
  party: string | null,
  body?: object,
): Promise<Answer> {
  const sent = request(bench.url)[method](path);
  if (party !== null) sent.set('authorization', `Bearer ${bench.keys[party]!}`);
  const answer = await (body === undefined
    ? sent
    : sent.set('content-type', 'application/ld+json').send(JSON.stringify(body)));
  return {
    ...answer,
    body: (answer.text ? JSON.parse(answer.text) : {}) as Answer['body'],
  } as unknown as Answer;
}
const query = (parameters: string, party = carrier) => ask('get', `/v1/epcis/events?${parameters}`, party);
const eventsIn = ({ body }: Answer) => body.epcisBody!.queryResults.resultsBody.eventList;
const documentOf = (...eventList: object[]) => ({
  '@context': [
    'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
    { uji: 'https://uji.example/' },
  ],
  type: 'EPCISDocument',
  schemaVersion: '2.0',
  creationDate: '2026-11-24T02:00:00Z',
  epcisBody: { eventList },
});
const said = (more: object) => ({
  type: 'ObjectEvent',
  eventID: 'urn:uuid:10000000-0000-4000-8000-000000000001',
  eventTime: '2026-11-23T09:00:00+07:00',
  eventTimeZoneOffset: '+07:00',
  action: 'OBSERVE',
  bizStep: 'shipping',
  epcList: ['urn:lumbung:shipment:kirim-1'],
  ...more,
});
const capture = (party: string, ...events: object[]) =>
  ask('post', '/v1/epcis/capture', party, documentOf(...events));

it('a shipment’s life comes out as EPCIS events that GS1’s schema knows', async () => {
  const answer = await query(`EQ_bizTransaction_desadv=urn:lumbung:shipment:${shipmentId}`);
  expect(answer.headers).toMatchObject({ 'gs1-epcis-version': '2.0.0', 'gs1-cbv-version': '2.0.0' });
  expect(isGs1(answer.body)).toEqual([true, null]);
  const events = eventsIn(answer);
  expect(events.map(({ type, bizStep, action }) => [type, bizStep, action])).toEqual([
    ['TransactionEvent', undefined, 'ADD'],
    ['AggregationEvent', 'packing', 'ADD'],
    ['ObjectEvent', 'shipping', 'OBSERVE'],
    ['ObjectEvent', 'receiving', 'OBSERVE'],
  ]);
  // When the truck left and not when we heard of it, in the hub's own zone.
  expect(events[2]).toMatchObject({
    eventTime: '2026-11-24T00:40:00.000Z',
    recordTime: '2026-11-24T01:02:00.000Z',
    eventTimeZoneOffset: '+07:00',
    disposition: 'in_transit',
    quantityList: [{ epcClass: lot, quantity: 4_000, uom: 'KGM' }],
  });
  expect(events[3]).toMatchObject({ quantityList: [{ epcClass: lot, quantity: 3_970, uom: 'KGM' }] });
  for (const { eventID } of events) {
    const one = await ask('get', `/v1/epcis/events/${encodeURIComponent(eventID)}`, carrier);
    expect([one.status, one.body.eventID]).toEqual([200, eventID]);
    expect(isGs1(documentOf(one.body))).toEqual([true, null]);
  }
});

it('GS1’s schema would see it if they were wrong', () => {
  const bad = [
    said({ action: 'SEE' }),
    said({ bizStep: 'sailing away' }),
    said({ eventTimeZoneOffset: 'WIB' }),
    said({ own: 1 }),
  ];
  for (const event of bad) expect(gs1(documentOf(event))).toBe(false);
  expect(isGs1(documentOf(said({ 'uji:suhu': 4 })))).toEqual([true, null]);
});

it('pages are joined without a gap or a double, and each parameter takes out what it says', async () => {
  const whole = eventsIn(await query('perPage=500')).map(({ eventID }) => eventID);
  const joined: string[] = [];
  for (let path: string | undefined = '/v1/epcis/events?perPage=1'; path !== undefined;) {
    const page: Answer = await ask('get', path, carrier);
    expect(page.status).toBe(200);
    joined.push(...eventsIn(page).map(({ eventID }) => eventID));
    path = /<([^>]+)>; rel="next"/.exec(page.headers['link'] ?? '')?.[1];
  }
  expect(joined).toEqual(whole);
  const counted = async (parameters: string) => eventsIn(await query(parameters)).length;
  expect(await counted('eventType=ObjectEvent')).toBe(2);
  expect(await counted('EQ_bizStep=shipping|packing')).toBe(2);
  expect(await counted('EQ_bizStep=https://ref.gs1.org/cbv/BizStep-receiving')).toBe(1);
  expect(await counted('EQ_action=ADD')).toBe(2);
  expect(await counted(`MATCH_anyEPCClass=${lot}`)).toBe(4);
  expect(await counted(`MATCH_parentID=urn:lumbung:shipment:${shipmentId}`)).toBe(1);
  expect(await counted('LT_eventTime=2026-11-24T00:50:00Z')).toBe(2);
  expect(await counted('GE_recordTime=2026-11-24T01:03:00Z')).toBe(1);
  expect(await counted('EQ_destination_location=urn:lumbung:region:31')).toBe(3);
  expect(await counted('EQ_disposition=in_transit&EQ_bizStep=receiving')).toBe(0);
  expect((await query('EQ_bizstep=shipping')).body.code).toBe('BAD_QUERY');
  expect((await query('GE_eventTime=kemarin')).body.code).toBe('BAD_QUERY');
  expect((await query('nextPageToken=abc')).body.code).toBe('BAD_CURSOR');
});

it('is for whoever has to do with the shipment, also where reading is open', async () => {
  expect(eventsIn(await query('', 'e-peken'))).toEqual([]);
  expect(eventsIn(await query('', 'food-station'))).toHaveLength(4);
  expect((await ask('get', '/v1/epcis/events', null)).status).toBe(401);
});

it('what others capture is kept, and becomes what the shipment waits for', async () => {
  await keep(
    bench.database,
    shipmentOf({ shipmentId: 'kirim-1', lines: [line!, { ...line!, demandId: 'd2', quantity: 1_000_000 }] }),
  );
  const first = said({
    quantityList: [{ epcClass: lot, quantity: 4_500, uom: 'KGM' }],
    bizTransactionList: [{ type: 'desadv', bizTransaction: 'urn:lumbung:shipment:kirim-1' }],
    'uji:supir': 'Slamet',
  });
  const arriving = said({ eventID: 'urn:uuid:10000000-0000-4000-8000-000000000002', bizStep: 'arriving' });
  expect(isGs1(documentOf(first, arriving))).toEqual([true, null]);
  const answer = await capture(carrier, first, arriving);
  expect([answer.status, answer.body]).toMatchObject([202, { success: true, errors: [] }]);
  expect(passed).toMatchObject([
    {
      type: 'dispatched',
      shipmentId: 'kirim-1',
      body: {
        time: '2026-11-23T09:00:00+07:00',
        lines: [
          { lot: 'lot-2411-a', demandId: line!.demandId, quantity: '4000000', unit: 'GRM' },
          { lot: 'lot-2411-a', demandId: 'd2', quantity: '500000', unit: 'GRM' },
        ],
      },
    },
  ]);
  expect((await ask('get', answer.headers['location']!, carrier)).body).toMatchObject({ success: true });
  expect((await ask('get', answer.headers['location']!, 'food-station')).status).toBe(404);
  // A repeat has no effect, and what was said once cannot be said otherwise.
  expect((await capture(carrier, first)).body.success).toBe(true);
  expect(passed).toHaveLength(1);
  expect((await capture(carrier, { ...first, disposition: 'damaged' })).body.errors).toMatchObject([
    { code: 'EPCIS_ID_REUSED' },
  ]);
  const kept = await query('EQ_eventID=urn:uuid:10000000-0000-4000-8000-000000000001', 'food-station');
  expect(eventsIn(kept)).toMatchObject([{ 'uji:supir': 'Slamet', bizStep: 'shipping' }]);
  expect(
    eventsIn(await query('EQ_eventID=urn:uuid:10000000-0000-4000-8000-000000000001', 'e-peken')),
  ).toEqual([]);
});

it('an error declaration stands beside the event that it is about', async () => {
  const declared = said({
    bizTransactionList: [{ type: 'desadv', bizTransaction: 'urn:lumbung:shipment:kirim-1' }],
    errorDeclaration: {
      declarationTime: '2026-11-24T03:00:00Z',
      reason: 'incorrect_data',
      correctiveEventIDs: ['urn:uuid:10000000-0000-4000-8000-000000000003'],
    },
  });
  const before = passed.length;
  expect((await capture(carrier, declared)).body).toMatchObject({ success: true });
  expect(passed).toHaveLength(before);
  const found = await query('EXISTS_errorDeclaration=true');
  expect(isGs1(found.body)).toEqual([true, null]);
  expect(eventsIn(found)).toMatchObject([{ errorDeclaration: { reason: 'incorrect_data' } }]);
  expect(eventsIn(await query('EQ_eventID=urn:uuid:10000000-0000-4000-8000-000000000001'))).toHaveLength(2);
});

it('an id that a document gives to two events is the first one’s', async () => {
  const twice = 'urn:uuid:30000000-0000-4000-8000-000000000001';
  const first = said({ eventID: twice, bizStep: 'storing' });
  const answer = await capture(carrier, first, { ...first }, { ...first, disposition: 'damaged' });
  expect(answer.body.errors!.map(({ code }) => code)).toEqual(['EPCIS_ID_REUSED']);
  expect(eventsIn(await query(`EQ_eventID=${twice}`))).toMatchObject([{ bizStep: 'storing' }]);
});

it('an event is kept with the row of the audit that tells of it, or not at all', async () => {
  const id = 'urn:uuid:30000000-0000-4000-8000-000000000002';
  const event = said({ eventID: id, bizStep: 'storing' });
  const rows = () =>
    bench.database.query<{ count: string }>(
      `SELECT count(*) FROM access.audit WHERE action = 'epcis.captured' AND outcome = 'done'`,
    );
  const before = Number((await rows())[0]!.count);
  await bench.database.query(
    `CREATE FUNCTION access.break_audit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$`,
  );
  await bench.database.query(
    `CREATE TRIGGER break BEFORE INSERT ON access.audit FOR EACH ROW EXECUTE FUNCTION access.break_audit()`,
  );
  const failed = await capture(carrier, event);
  await bench.database.query('DROP TRIGGER break ON access.audit');
  await bench.database.query('DROP FUNCTION access.break_audit()');
  expect(failed.status).toBe(500);
  expect(eventsIn(await query(`EQ_eventID=${id}`))).toEqual([]);
  expect((await capture(carrier, event)).body).toMatchObject({ success: true });
  expect(eventsIn(await query(`EQ_eventID=${id}`))).toHaveLength(1);
  expect(Number((await rows())[0]!.count)).toBe(before + 1);
});

it('what the shipment does not wait for, or is not theirs, is refused with the reason and not kept', async () => {
  await keep(bench.database, shipmentOf({ shipmentId: 'selesai', status: 'closed' }));
  const of = (n: number, shipment: string, more = {}) =>
    said({
      eventID: `urn:uuid:20000000-0000-4000-8000-00000000000${n}`,
      epcList: [`urn:lumbung:shipment:${shipment}`],
      ...more,
    });
  const answer = await capture(
    carrier,
    of(1, 'selesai'),
    of(2, 'tidak-ada'),
    of(3, 'kirim-1', { quantityList: [{ epcClass: 'urn:lumbung:lot:x:y:z', quantity: 1 }] }),
    of(4, 'kirim-1', { bizStep: 'departing' }),
  );
  expect(answer.body.errors!.map(({ eventID, code }) => [eventID.at(-1), code])).toEqual([
    ['1', 'SHIPMENT_STATE'],
    ['2', 'SHIPMENT_UNKNOWN'],
    ['3', 'EPCIS_NOT_VALID'],
  ]);
  expect(eventsIn(await query('EQ_bizStep=departing'))).toHaveLength(1);
  expect((await capture('e-peken', of(5, 'kirim-1'))).body.errors).toMatchObject([
    { code: 'SHIPMENT_UNKNOWN' },
  ]);
  const one = await ask('post', '/v1/epcis/events', carrier, of(1, 'selesai'));
  expect([one.status, one.body.code]).toEqual([409, 'SHIPMENT_STATE']);
});

it.each([
  ['no list', { ...documentOf(), epcisBody: {} }],
  ['an empty list', documentOf()],
  ['an unknown action', documentOf(said({ action: 'SEE' }))],
  ['a field of nobody', documentOf(said({ own: 1 }))],
  ['an id that is none', documentOf(said({ epcList: ['bukan uri'] }))],
  ['a time that is none', documentOf(said({ eventTime: 'kemarin' }))],
  ['too many', documentOf(...Array.from({ length: 501 }, () => said({})))],
  [
    'no parent',
    documentOf(said({ type: 'AggregationEvent', action: 'ADD', epcList: undefined, childEPCs: [] })),
  ],
  ['too much', documentOf(said({ 'uji:isi': 'x'.repeat(70_000) }))],
])('a document with %s is not taken at all', async (_, body) => {
  const { status, body: answer } = await ask('post', '/v1/epcis/capture', carrier, body);
  expect([status, answer.code]).toEqual([422, 'EPCIS_NOT_VALID']);
});
