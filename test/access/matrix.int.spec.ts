import 'reflect-metadata';
import { ModulesContainer } from '@nestjs/core';
import { AccessGuard, Authenticator, factId, issueKeyWith, keyPermissions, parseKey } from '#access';
import { permissionsOf, RegistryCache, roles } from '#access';
import type { Permission, Principal, Role } from '#access';
import { appendAudit, changeRegistry, loadRegistry, verifyAudit } from '#database';
import type { RegistryDraft } from '#database';
import type { Party } from '#domain';
import { openApiDocument } from '../../apps/gateway/documents/openapi.js';
import { ReadGuard } from '../../apps/gateway/scope/read.guard.js';
import { startBench, type Bench } from '../gateway/support.js';
import { day } from '../support/say.js';
import { captureOf, examples, owners, type Example, type Owner, type Things } from './matrix-examples.js';

jest.setTimeout(120_000);

const ownerNames = Object.keys(owners) as Owner[];
const things = {} as Record<Owner, Things>;
/** A text in every row that was made for an owner: where it turns up, a row of theirs did. */
const markOf = (owner: Owner) => `rahasia-${owner}`;

/** The least that a paper says. */
const paper = {
  ...{
    form: 1,
    kind: 'SJ',
    issuedAt: '2026-11-23T00:00:00Z',
    zone: 'Asia/Jakarta',
    shipmentId: 'x',
    revision: 1,
  },
  ...{
    hub: { code: 'x', name: 'x' },
    carrier: null,
    origin: { code: 'x', name: 'x' },
    plate: null,
    driver: null,
  },
  ...{ destination: { code: 'x', name: 'x' }, pickupDate: '2026-11-23', arrivalBy: '2026-11-23' },
  ...{ temperatureClass: 'ambient', vehicles: [], lines: [], replaces: null, proofBase: 'https://x/' },
};

interface Speaker {
  name: string;
  header: string | null;
  party: string;
  /** Speaks for a hub. */
  hub: string | null;
  permissions: ReadonlySet<Permission>;
}

const partyOfRole: Record<Role, string> = {
  administrator: 'btc',
  officer: 'e-peken',
  producer: 'agro-karangsari',
  carrier: 'koperasi-angkutan-blitar',
  viewer: 'e-peken',
  auditor: 'btc',
  field: 'btc',
};
/** The party whose key is in the wrong hands; nobody else speaks as it here. */
const attacker = 'depok-pangan';
const nobody: Speaker = { name: 'nobody', header: null, party: '', hub: null, permissions: new Set() };
const person = (role: Role, party: string): Speaker => ({
  name: `${role} of ${party}`,
  header: `Bearer ${role}-of-${party}`,
  party,
  hub: party === 'btc' || party === 'away' ? party : null,
  permissions: permissionsOf([role]),
});
const people = [...roles.map((role) => person(role, partyOfRole[role])), person('administrator', 'away')];
const keys: Speaker[] = [];

let bench: Bench;
let endpoints: Map<string, Endpoint>;

beforeAll(async () => {
  bench = await startBench({ READ_ACCESS: 'key' });
  await furnish();
  for (const scopes of [[...keyPermissions], [], ...keyPermissions.map((each) => [each])]) {
    const { key } = await issueKeyWith(bench.database, 'e-peken', { scopes });
    const name = `key with ${scopes.length > 1 ? 'all' : scopes.join() || 'nothing'}`;
    keys.push({ name, header: `Bearer ${key}`, party: 'e-peken', hub: null, permissions: new Set(scopes) });
  }
  // The live feed and the registry's cache read what there is when they start.
  await bench.restart();
  admitPeople();
  endpoints = endpointsOf(bench.gateway.app);
}, 90_000);
afterAll(() => bench?.stop());

/** Rows of each owner in every table that an endpoint shows, each with the owner's mark. */
async function furnish(): Promise<void> {
  const { database } = bench;
  const registry = await loadRegistry(database);
  const partyLike = (code: string, rest: Partial<Party>): RegistryDraft => ({
    kind: 'party',
    code,
    value: { ...registry.parties.find((each) => each.code === 'btc')!, ...rest, code, regions: ['35.73'] },
  });
  const titleEn = markOf('away');
  const agreement = { ...registry.agreements[0]!, id: 'mou-away', hub: 'away', region: '35.73', titleEn };
  await changeRegistry(
    database,
    [
      { kind: 'region', code: '35.73', value: { ...registry.regions[0]!, code: '35.73' } },
      {
        kind: 'hub',
        code: 'away',
        value: { ...registry.hubs[0]!, code: 'away', region: '35.73', producingRegions: ['35.73'] },
      },
      partyLike('away', {}),
      partyLike('away-petani', { kind: 'producer' }),
      { kind: 'agreement', code: agreement.id, value: agreement },
      {
        kind: 'party',
        code: attacker,
        value: { ...registry.parties.find(({ code }) => code === attacker)!, eventsPerSecond: 20 },
      },
    ],
    { party: 'btc', reason: 'untuk uji' },
  );
  for (const [n, owner] of ownerNames.entries()) await furnishOne(owner, n);
  for (const owner of ownerNames) {
    const { region } = owners[owner];
    const agreed = [...registry.agreements, agreement].find((each) => each.region === region)!;
    things[owner].agreement = agreed.id;
  }
}

async function furnishOne(owner: Owner, n: number): Promise<void> {
  const { party, hub, region } = owners[owner];
  const mark = markOf(owner);
  const insert = (table: string, row: Record<string, unknown>) => {
    const values = Object.values(row).map((value) =>
      value !== null && typeof value === 'object' && !Array.isArray(value) ? JSON.stringify(value) : value,
    );
    return bench.database.query<Record<string, string>>(
      `INSERT INTO ${table} (${Object.keys(row)
        .map((name) => `"${name}"`)
        .join(', ')}) VALUES (${values.map((_, i) => `$${i + 1}`).join(', ')})
       RETURNING *`,
      values,
    );
  };
  const at = new Date().toISOString();
  const of = { hub, commodity: 'egg.chicken' };
  const planned = { ...of, plan_number: 1 };
  const event = (type: string, data: object) => ({ type, data: { ...of, ...data, mark } });
  await insert('reconciler.balance', {
    ...planned,
    region,
    changed_at: at,
    line: {},
    balance: {},
    event: event('balance', { region }),
  });
  const line = {
    location: region,
    region,
    lot: mark,
    lotId: `${region}/${mark}`,
    source: party,
    demandId: mark,
  };
  await insert('reconciler.stock', { ...planned, lot_id: mark, region, location: region, line });
  await insert('reconciler.demand', { ...planned, demand_id: mark, destination: region, party, line });
  const alert = { id: mark, ...of, subject: region };
  await insert('reconciler.alert', {
    ...of,
    alert_id: mark,
    code: 'X',
    severity: 'x',
    subject: region,
    raised_at: at,
    alert,
    event: event('alert.raised', alert),
  });
  await insert('reconciler.feed', { ...of, party, newest_fact_at: at, newest_accepted_at: at, facts: 1 });
  if (owner !== 'own') {
    const today = at.slice(0, 10);
    const allocation = {
      ...{
        lotId: `${region}/${mark}`,
        location: region,
        lot: mark,
        demandId: mark,
        destination: region,
        quantity: 1,
      },
      ...{ lane: mark, pickupDate: today, latestPickup: today, arrivalBy: today },
    };
    await insert('reconciler.plan', {
      ...of,
      number: 1,
      computed_at: at,
      now_ms: Date.now(),
      registry_version: (await loadRegistry(bench.database)).version,
      partition: 0,
      position: 0,
      digest: '',
      allocations: JSON.stringify([allocation]),
      commitments: {},
    });
  }
  const id = `kiriman-${owner}`;
  const shipment = {
    ...{ id, hub, lane: mark, origin: '35.72', destination: region, status: 'dispatched', carrier: null },
    ...{ revision: 1, vehicles: [], arrivalBy: at.slice(0, 10), temperatureClass: 'ambient' },
    ...{ lines: [], sequence: 1, pickupDate: at.slice(0, 10), mark },
  };
  await insert('dispatcher.shipment', {
    ...{ shipment_id: id, lane: mark, hub, origin: '35.72', destination: region, status: 'dispatched' },
    ...{ pickup_date: at, sequence: 1, updated_at: at, shipment, event: event('shipment', shipment) },
  });
  const photo = String(n).repeat(64);
  await insert('dispatcher.photo', {
    ...{ shipment_id: id, photo_id: photo, media_type: 'image/png', bytes: mark, size: 1 },
    ...{ uploaded_by: party, uploaded_at: at },
  });
  const none = {
    recommended: 1,
    accepted: 1,
    loaded: 1,
    received: 0,
    over: 0,
    short: 0,
    missing: 0,
    returned: 0,
    damaged: 0,
  };
  await insert('dispatcher.over_short', {
    ...{ shipment_id: mark, commodity: 'egg.chicken', demand_id: mark, location: 'x', lot: mark, hub },
    ...{ lane: mark, origin: '35.72', destination: region, unit: 'g', pickup_date: at, arrival_by: at },
    ...{ status: 'accepted', settled: false, updated_at: at, ...none },
    ...{ refused: 0, wrong: 0, surplus: 0, wasted: 0, restocked: 0, awaiting: 0 },
  });
  await insert('papers.document', {
    ...{
      document_id: `00000000-0000-4000-8000-00000000001${n}`,
      kind: 'SJ',
      party,
      year: 2026,
      shipment_id: id,
    },
    ...{
      revision: 1,
      basis: Buffer.from('x').toString(),
      content: JSON.stringify({ ...paper, driver: mark }),
    },
    ...{ issued_at: at, issued_by_kind: 'system', issued_by: 'x' },
  });
  await insert('papers.signature', {
    ...{
      signature_id: `00000000-0000-4000-8000-00000000002${n}`,
      shipment_id: id,
      revision: 1,
      role: 'giver',
    },
    ...{ name: mark, strokes: 'M1 1', statement: Buffer.from('x').toString(), party, signed_at: at },
    ...{ signed_by_kind: 'system', signed_by: 'x' },
  });
  const captureId = captureOf(owner);
  await insert('epcis.capture', {
    ...{ capture_id: captureId, party, received_at: at, finished_at: at, events: 1 },
    errors: JSON.stringify([{ mark }]),
  });
  await insert('epcis.event', {
    ...{ party, event_id: mark, capture_id: captureId, shipment_id: id, event_time: at, recorded_at: at },
    body: { mark },
  });
  await insert('intake.identity', {
    ...{
      fact_id: factId(party, 'ev-1'),
      party,
      event_id: 'ev-1',
      type: 'x',
      content_hash: Buffer.from('x').toString(),
    },
    ...{ ...of, occurred_at: at, accepted_at: at, mended_by: mark, mends: factId(party, 'ev-1') },
  });
  const rejected = factId(party, 'rejected');
  await insert('intake.rejected', {
    ...{ rejected_id: rejected, party, event_id: mark, code: 'BAD_DATA', text: { id: mark, en: mark } },
    ...{ topic: 'inbound.gateway', partition: 0, offset: n, payload: mark, received_at: at },
  });
  const { key } = await issueKeyWith(bench.database, party, { label: mark, scopes: ['keys:write'] });
  await insert('connectors.mapping', {
    ...{ party, kind: 'push', version: 1, configuration: { mapping: 'a' }, reason: mark },
    ...{ saved_by_kind: 'key', saved_by: 'x' },
  });
  const webhook = `00000000-0000-4000-8000-00000000000${n}`;
  const when = { created_at: at, changed_at: at };
  const secret = Buffer.from('x').toString();
  await insert('outbound.webhook', {
    ...{ webhook_id: webhook, party, url: 'https://x/', description: mark, secret, ...when },
  });
  const sender = `00000000-0000-4000-8000-0000000001${n}0`;
  await insert('messages.sender', {
    ...{ sender_id: sender, party, channel: 'sms', address: `+6281${n}`, consent_at: at, created_at: at },
    places: JSON.stringify([{ place: 'x', nicknames: [mark] }]),
  });
  const fieldLink = `00000000-0000-4000-8000-0000000002${n}0`;
  const fieldDevice = `00000000-0000-4000-8000-0000000003${n}0`;
  const grants = JSON.stringify([{ party: mark, places: [mark] }]);
  const until = { created_at: at, expires_at: new Date(Date.now() + 86_400_000).toISOString() };
  await insert('field.invitation', {
    ...{
      invitation_id: fieldLink,
      party,
      grants,
      ...until,
      token_hash: `\\x0${n}`,
      created_by: mark,
      uses_left: 1,
    },
  });
  await insert('field.device', {
    ...{ device_id: fieldDevice, invitation_id: fieldLink, party, grants, ...until, secret_hash: `\\x0${n}` },
  });
  const published = { sequence: n + 1, event_id: `${mark}-1`, type: 'x', key: 'x' };
  await insert('outbound.event', { ...published, body: JSON.stringify({ mark }), recorded_at: at });
  await insert('outbound.copy', { party, sequence: n + 1 });
  await insert('outbound.delivery', {
    ...{ webhook_id: webhook, party, ...published, queued_at: at, due_at: at },
  });
  await bench.database.query('UPDATE outbound.position SET last = greatest(last, $1)', [n + 1]);
  const [made] = await insert('people.person', {
    party,
    name: mark,
    username: mark,
    roles: ['viewer'],
    status: 'active',
  });
  await bench.database.transaction((sql) =>
    appendAudit(sql, {
      ...{ hub, actor: { kind: 'system', id: 'x' }, party, action: 'x.y', subject: mark },
      ...{ outcome: 'done', details: {} },
    }),
  );
  const own = { rejected, agreement: '', webhook, photo, sender, fieldLink, fieldDevice };
  things[owner] = { key: parseKey(key)!.keyId, person: made!['id']!, ...own };
}

/** Lets people in as if they had signed in, each by a word of theirs. */
function admitPeople(): void {
  const authenticator = bench.gateway.app.get(Authenticator);
  const own = authenticator.authenticate.bind(authenticator);
  const { parties } = bench.gateway.app.get(RegistryCache).index;
  authenticator.authenticate = (header, address) => {
    const known = people.find((each) => each.header === header);
    if (!known) return own(header, address);
    const { kind, regions } = parties.get(known.party)!;
    const principal: Principal = {
      ...{ party: known.party, kind, regions, permissions: known.permissions },
      actor: { kind: 'person', id: '00000000-0000-4000-8000-000000000001' },
    };
    return Promise.resolve(principal);
  };
}

interface Endpoint {
  method: string;
  path: string;
  /** What its guards ask for; null: it has none. */
  needs: Permission[] | null;
}

/** Every operation of the OpenAPI document, with what the guards of its handler ask for. */
function endpointsOf(app: Bench['gateway']['app']): Map<string, Endpoint> {
  const controllers = new Map<string, object>();
  for (const module of app.get(ModulesContainer).values())
    for (const { metatype } of module.controllers.values())
      if (metatype) controllers.set((metatype as { name: string }).name, metatype);
  const found = new Map<string, Endpoint>();
  for (const [path, operations] of Object.entries(openApiDocument(app, 'matrix').paths))
    for (const [method, operation] of Object.entries(operations as Record<string, { operationId: string }>)) {
      const [controllerName, handlerName] = operation.operationId.split('_') as [string, string];
      const controller = controllers.get(controllerName) as { prototype: Record<string, object> };
      const handler = controller.prototype[handlerName]!;
      const of = (key: string) => [handler, controller].map((on) => Reflect.getMetadata(key, on) as unknown);
      const guards = of('__guards__').flatMap((each) => (each ?? []) as unknown[]);
      const required = of('lumbung:permission').find((each) => each !== undefined) as Permission | undefined;
      const needs = [
        ...(guards.includes(AccessGuard) ? [required!] : []),
        ...(guards.includes(ReadGuard) ? (['read'] as const) : []),
      ];
      found.set(`${method.toUpperCase()} ${path}`, {
        method: method.toUpperCase(),
        path,
        needs: guards.length === 0 ? null : needs,
      });
    }
  return found;
}

function isTheirs(
  { party, hub, permissions }: Speaker,
  owner: Owner,
  rule: NonNullable<Example['rule']>,
): boolean {
  const isOwn = party === owners[owner].party;
  const isHub = hub === owners[owner].hub;
  if (rule === 'self') return isOwn;
  if (rule === 'party') return isOwn || (isHub && permissions.has('parties:write'));
  return rule === 'hub' ? isHub : isOwn || isHub;
}

function lacks({ needs }: Endpoint, { permissions }: Speaker): boolean {
  return needs !== null && needs.some((need) => !permissions.has(need));
}

interface Answer {
  status: number;
  text: string;
}

async function ask(
  { method, path }: Endpoint,
  example: Example,
  owner: Owner,
  { header }: Speaker,
): Promise<Answer> {
  const own = example.path?.(owner, things[owner]) ?? {};
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(own[name]!));
  const url = `${filled}?${example.query?.(owner) ?? ''}`;
  const body = example.body?.(owner, things[owner]);
  const headers: Record<string, string> = header === null ? {} : { authorization: header };
  if (body !== undefined) headers['content-type'] = example.type ?? 'application/json';
  if (path === '/v1/live') return follow(url, headers);
  const payload = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  const answer = await bench.gateway.app.inject({ method: method as 'GET', url, headers, payload });
  return { status: answer.statusCode, text: answer.body };
}

/** What a follower of the live feed is told until it is all there. */
async function follow(url: string, headers: Record<string, string>): Promise<Answer> {
  const aborter = new AbortController();
  const answer = await fetch(bench.url + url, { headers, signal: aborter.signal });
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
      text += decoder.decode(chunk);
      if (text.includes('caught-up')) break;
    }
  } finally {
    aborter.abort();
  }
  return { status: answer.status, text };
}

/** What is wrong with an answer; null: nothing. */
function faultOf(
  endpoint: Endpoint,
  example: Example,
  owner: Owner,
  speaker: Speaker,
  answer: Answer,
): string | null {
  const { status, text } = answer;
  if (status >= 500) return `${status}`;
  const leaked = ownerNames.find((each) => !isTheirs(speaker, each, 'reads') && text.includes(markOf(each)));
  // Whose agreement was asked for, its answer may say again: that much was in the question.
  if (leaked && !(leaked === owner && status >= 400)) return `${status} tells of ${leaked}`;
  if (endpoint.needs === null) return null;
  if (speaker === nobody) return status === 401 ? null : `${status}, not 401`;
  if (lacks(endpoint, speaker)) return status === 403 ? null : `${status}, not 403`;
  const refusals = [403, 404, ...(example.foreign ?? [])];
  if (example.rule && !isTheirs(speaker, owner, example.rule))
    return refusals.includes(status) ? null : `${status}, not refused`;
  if (example.mayRefuse?.includes(status)) return null;
  if (status === 401 || status === 403) return `${status} for what is theirs`;
  return endpoint.method === 'GET' && status !== 200 ? `${status}, not 200` : null;
}

it('knows every endpoint of the OpenAPI document, and which of them ask for nothing', () => {
  expect([...endpoints.keys()].sort()).toEqual(Object.keys(examples).sort());
  const open = [...endpoints].filter(([, { needs }]) => needs === null).map(([name]) => name);
  expect(open.sort()).toEqual(
    Object.keys(examples)
      .filter((name) => examples[name]!.isOpen)
      .sort(),
  );
});

describe('with the key of one party in the wrong hands', () => {
  const said: [status: number, code: string, route: string][] = [];
  let key: string;

  interface Tried {
    status: number;
    code: string;
    text: string;
    headers: Record<string, unknown>;
  }

  /** Tries something; `route` is its pattern. */
  async function attempt(
    method: string,
    route: string,
    own: Record<string, string> = {},
    body?: unknown,
    more = {},
  ) {
    const url = route.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(own[name]!));
    const answer = await bench.gateway.app.inject({
      method: method as 'GET',
      url,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...more },
      payload: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = answer.body;
    const code = text.includes('"code"') ? ((JSON.parse(text) as { code?: string }).code ?? '') : '';
    said.push([answer.statusCode, code, `${method} ${route}`]);
    for (const owner of ['own', 'away'] as const) expect(text).not.toContain(markOf(owner));
    return { status: answer.statusCode, code, text, headers: answer.headers } satisfies Tried;
  }
  const refused = async (...asked: Parameters<typeof attempt>) =>
    expect([asked[0], asked[1], [403, 404].includes((await attempt(...asked)).status)]).toEqual([
      asked[0],
      asked[1],
      true,
    ]);
  const declared = (party: string, id: string, quantity = 5) => ({
    specversion: '1.0',
    id,
    source: `urn:lumbung:party:${party}`,
    type: 'lumbung.demand.declared.v1',
    time: new Date(Date.now() - 60_000).toISOString(),
    data: {
      demandId: `${party}.${id}`,
      destination: '32.76',
      commodity: 'egg.chicken',
      quantity,
      unit: 'KGM',
      window: { from: day(0), to: day(0) },
      basis: 'order',
    },
  });

  beforeAll(() => {
    key = bench.keys[attacker]!;
  });

  it.each(['own', 'away'] as const)('nothing of others is read or written (%s)', async (owner) => {
    const { party } = owners[owner];
    const { key: keyId, person: id, rejected, agreement } = things[owner];
    const shipment = { id: `kiriman-${owner}` };
    await refused('GET', '/v1/shipments/:id', shipment);
    await refused('GET', '/v1/rejected/:rejectedId', { rejectedId: rejected });
    await refused('GET', '/v1/events/:source/:id', { source: `urn:lumbung:party:${party}`, id: 'ev-1' });
    await refused('GET', '/v1/agreements/:id/fulfilment', { id: agreement });
    await refused('GET', '/v1/parties/:party/keys', { party });
    const webhookId = things[owner].webhook;
    for (const what of ['', '/deliveries'])
      await refused('GET', `/v1/webhooks/:webhookId${what}`, { webhookId });
    await refused('POST', '/v1/webhooks', {}, { party, url: 'https://penyusup.example/' });
    await refused('POST', '/v1/webhooks/:webhookId/secret', { webhookId }, {});
    expect((await attempt('GET', '/v1/outbound')).status).toBe(200);
    await refused('GET', '/v1/connectors/:party/:kind', { party, kind: 'push' });
    await refused('GET', '/v1/audit');
    await refused('GET', '/v1/audit/export');
    await refused('GET', '/v1/people');
    for (const list of ['stock', 'demands', 'balances', 'alerts', 'shipments', 'rejected', 'feeds'])
      expect((await attempt('GET', `/v1/${list}`)).status).toBe(200);
    await refused('POST', '/v1/events', {}, declared(party, 'forged-1'));
    await refused('POST', '/v1/events', {}, declared(party, 'forged-2'), { 'lumbung-party': party });
    await refused('POST', '/v1/connectors/:party', { party }, {});
    await refused(
      'PUT',
      '/v1/connectors/:party/:kind',
      { party, kind: 'push' },
      { configuration: {}, reason: 'uji' },
    );
    await refused('POST', '/v1/shipments/:id/receipts', shipment, {});
    await refused('POST', '/v1/rejected/:rejectedId/dismiss', { rejectedId: rejected }, { reason: 'uji' });
    await refused(
      'PUT',
      '/v1/registry/:kind/:code',
      { kind: 'agreement', code: agreement },
      { value: {}, reason: 'uji' },
    );
    await refused('DELETE', '/v1/parties/:party/keys/:keyId', { party, keyId });
    await refused('PATCH', '/v1/people/:id', { id }, { roles: ['administrator'] });
  });

  it('nobody is made more than they are', async () => {
    await refused('POST', '/v1/parties/:party/keys', { party: 'btc' }, { label: 'x' });
    expect(
      (
        await attempt(
          'POST',
          '/v1/parties/:party/keys',
          { party: attacker },
          { label: 'x', scopes: ['people:write'] },
        )
      ).status,
    ).toBe(400);
    const person = { party: 'btc', username: 'penyusup', name: 'x', roles: ['administrator'] };
    await refused('POST', '/v1/people', {}, person);
    await refused('POST', '/v1/parties/:party/go-live', { party: 'bekasi-pangan' }, { reason: 'uji' });
    await refused('POST', '/v1/registry/changes', {}, { changes: [], reason: 'uji' });
    expect((await attempt('POST', '/v1/sandbox/key')).status).toBe(409);
  });

  it('what was said once has no effect said again, and cannot be said otherwise', async () => {
    const status = ({ text }: Tried) =>
      (JSON.parse(text) as { events: { status: string }[] }).events[0]!.status;
    const once = declared(attacker, 'once');
    expect(status(await attempt('POST', '/v1/events', {}, once))).toBe('accepted');
    expect(status(await attempt('POST', '/v1/events', {}, once))).toBe('repeated');
    expect((await attempt('POST', '/v1/events', {}, declared(attacker, 'once', 9))).code).toBe('ID_REUSED');
  });

  it('the live feed tells of nothing that is not theirs, wherever it is asked to begin', async () => {
    for (const query of ['hub=away', 'topics=facts,shipments,alerts,balances,feeds', 'lastEventId=AAAA', ''])
      for (const owner of ['own', 'away'] as const)
        expect((await follow(`/v1/live?${query}`, { authorization: `Bearer ${key}` })).text).not.toContain(
          markOf(owner),
        );
  });

  it('too much is too much, and waits', async () => {
    const many = Array.from({ length: 200 }, (_, n) => declared(attacker, `flood-${n}`));
    let answer: Tried | undefined;
    for (let n = 0; n < 5 && answer?.status !== 429; n++)
      answer = await attempt('POST', '/v1/events', {}, many);
    expect([answer!.status, answer!.code]).toEqual([429, 'RATE_LIMITED']);
    expect(Number(answer!.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('a search for what is there is noticed', async () => {
    for (let n = 0; n < 25; n++) await attempt('GET', '/v1/shipments/:id', { id: `kiriman-${n}` });
  });

  it('and all that was refused is in the audit', async () => {
    const told = async () =>
      new Set(
        (
          await bench.database.query<{ line: string }>(
            `SELECT details->>'code' || ' ' || (details->>'route') AS line FROM access.audit
             WHERE outcome = 'refused' AND actor_kind = 'key' AND actor_id = $1 AND details ? 'route'`,
            [parseKey(key)!.keyId],
          )
        ).map(({ line }) => line),
      );
    const lines = said
      .filter(([status]) => [401, 403, 429].includes(status))
      .map(([, code, route]) => `${code} ${route}`);
    const expected = new Set([...lines, 'NOT_FOUND GET /v1/shipments/:id']);
    expect(expected.size).toBeGreaterThan(15);
    for (const giveUpAt = Date.now() + 5_000; ;) {
      const known = await told();
      const left = [...expected].filter((line) => !known.has(line));
      if (left.length === 0) break;
      if (Date.now() > giveUpAt) expect(left).toEqual([]);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect((await verifyAudit(bench.database, 'btc')).brokenAt).toBeNull();
  });
});

it.each(Object.keys(examples))('%s answers each speaker what is theirs and nothing else', async (name) => {
  const endpoint = endpoints.get(name)!;
  const example = examples[name]!;
  const faults: string[] = [];
  const asked = example.path || example.query || example.rule ? ownerNames : (['own'] as const);
  for (const speaker of endpoint.needs === null
    ? [nobody, people[0]!, keys[0]!]
    : [nobody, ...people, ...keys])
    // A scope that is missing is missed before anybody looks whose it is: once is enough for those keys.
    for (const owner of lacks(endpoint, speaker) && keys.includes(speaker) ? asked.slice(-1) : asked) {
      const answer = await ask(endpoint, example, owner, speaker);
      const fault = faultOf(endpoint, example, owner, speaker, answer);
      if (fault !== null)
        faults.push(`${speaker.name} asked for what is ${owner}: ${fault} ${answer.text.slice(0, 200)}`);
    }
  expect(faults).toEqual([]);
});
