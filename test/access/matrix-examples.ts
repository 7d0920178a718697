import { randomUUID } from 'node:crypto';

/** Whose things are asked for: one's own party's, a neighbour's at the same hub, somebody's of another hub. */
export const owners = {
  own: { party: 'e-peken', hub: 'btc', region: '35.78' },
  neighbour: { party: 'food-station', hub: 'btc', region: '31' },
  away: { party: 'away-petani', hub: 'away', region: '35.73' },
} as const;
export type Owner = keyof typeof owners;

/** Whose it is to do: the party's itself, also its hub's administrator's, its hub's people's, or whoever may read it. */
type Rule = 'self' | 'party' | 'hub' | 'reads';

/** Ids of the rows that were made for an owner. */
export interface Things {
  key: string;
  person: string;
  rejected: string;
  agreement: string;
  webhook: string;
  photo: string;
  sender: string;
  fieldLink: string;
  fieldDevice: string;
}

export interface Example {
  /** Nobody has to prove anything here: the endpoint says so in its own words. */
  isOpen?: true;
  /** Absent: there is nothing of anybody in the question; the answer is looked through all the same. */
  rule?: Rule;
  path?: (owner: Owner, things: Things) => Record<string, string>;
  query?: (owner: Owner) => string;
  body?: (owner: Owner, things: Things) => unknown;
  type?: string;
  /** How what is one's own may be refused here, for reasons that are not who asks. */
  mayRefuse?: number[];
  /** How what is not one's own may be refused, besides 403 and 404. */
  foreign?: number[];
}

const party = (owner: Owner) => ({ party: owners[owner].party });
const someLine = { commodity: 'egg.chicken', demandId: 'd', quantity: 1, unit: 'KGM' };
const shipment = (owner: Owner) => ({ id: `kiriman-${owner}` });
const webhookOf = (_: Owner, { webhook }: Things) => ({ webhookId: webhook });
const kindAndParty = (owner: Owner) => ({ ...party(owner), kind: 'push' });
const reason = 'untuk uji';
/** A whole picture of one pixel. */
export const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const agreementOf = (_: Owner, { agreement }: Things) => ({ kind: 'agreement', code: agreement });
const agreementValue = (owner: Owner, id: string) => ({
  id,
  hub: owners[owner].hub,
  region: owners[owner].region,
  titleId: 'Uji',
  titleEn: 'Test',
  commodities: [],
  signedOn: '2025-01-01',
  validFrom: '2025-01-01',
  validTo: '2029-12-31',
  status: 'active',
  terms: [],
});
const eventOf = (owner: Owner) => ({
  specversion: '1.0',
  source: `urn:lumbung:party:${owners[owner].party}`,
  type: 'lumbung.demand.withdrawn.v1',
  id: 'matrix-1',
  time: '2026-11-23T00:00:00Z',
  data: { demandId: `${owners[owner].party}.1`, reason },
});
export const captureOf = (owner: Owner) =>
  `00000000-0000-4000-8000-00000000003${Object.keys(owners).indexOf(owner)}`;
const epcisDocument = (owner: Owner) => ({
  '@context': 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
  type: 'EPCISDocument',
  schemaVersion: '2.0',
  creationDate: '2026-11-23T00:00:00Z',
  epcisBody: {
    eventList: [
      {
        type: 'ObjectEvent',
        eventTime: '2026-11-23T00:00:00Z',
        eventTimeZoneOffset: '+07:00',
        action: 'OBSERVE',
        bizStep: 'shipping',
        epcList: [`urn:lumbung:shipment:kiriman-${owner}`],
      },
    ],
  },
});
const byHub = (owner: Owner) => `hub=${owners[owner].hub}`;
const reported = (body: object): Example => ({
  rule: 'reads',
  path: shipment,
  body: () => body,
  // Who sees a shipment is not who carries it.
  mayRefuse: [403],
});

/** How each endpoint is asked. One that is not here makes the matrix fail. */
export const examples: Record<string, Example> = {
  'POST /v1/events': { rule: 'self', body: eventOf },
  'GET /v1/events/{source}/{id}': {
    rule: 'reads',
    path: (owner) => ({ source: `urn:lumbung:party:${owners[owner].party}`, id: 'ev-1' }),
  },
  'GET /v1/shipments': { query: byHub },
  'GET /v1/shipments/{id}': { rule: 'reads', path: shipment },
  'POST /v1/shipments/{id}/responses': reported({ response: 'accepted' }),
  'POST /v1/shipments/{id}/decisions': reported({ about: 'offer', decision: 'approved', by: 'Sri' }),
  'POST /v1/shipments/{id}/changes': reported({ answer: 'accepted' }),
  'POST /v1/shipments/{id}/dispatches': reported({}),
  'POST /v1/shipments/{id}/splits': reported({ lines: [someLine] }),
  'POST /v1/shipments/{id}/merges': reported({ with: 'kiriman-lain' }),
  'POST /v1/shipments/{id}/breakdowns': reported({ reason }),
  'POST /v1/shipments/{id}/transfers': reported({}),
  'POST /v1/shipments/{id}/returns': reported({ place: 'kandang-ponggok', reason }),
  'POST /v1/shipments/{id}/restocks': reported({}),
  'POST /v1/shipments/{id}/locations': reported({ latitude: -7, longitude: 112 }),
  'GET /v1/shipments/{id}/track': { rule: 'reads', path: shipment },
  // Readings are of what one carries oneself: nobody can say something in another's name.
  'POST /v1/locations': {
    body: (owner) => ({
      readings: [
        { shipmentId: `kiriman-${owner}`, time: new Date().toISOString(), latitude: -7, longitude: 112 },
      ],
    }),
  },
  'POST /v1/shipments/{id}/receipts': reported({}),
  'POST /v1/shipments/{id}/dispositions': reported({
    lines: [{ commodity: 'egg.chicken', demandId: 'd', quantity: 1, unit: 'KGM', to: 'waste' }],
  }),
  'POST /v1/shipments/{id}/cancellations': reported({ reason }),
  'POST /v1/shipments/{id}/photos': {
    rule: 'reads',
    path: shipment,
    body: () => onePixel,
    type: 'image/png',
    mayRefuse: [403],
  },
  'GET /v1/shipments/{id}/photos': { rule: 'reads', path: shipment },
  'GET /v1/shipments/{id}/photos/{photoId}': {
    rule: 'reads',
    path: (owner, { photo }) => ({ ...shipment(owner), photoId: photo }),
  },
  'GET /v1/receipt-reasons': {},
  'GET /v1/over-short': { query: byHub },
  'GET /v1/over-short/{file}': { path: () => ({ file: 'over-short.csv' }), query: byHub },
  'GET /v1/shipments/{id}/documents': { rule: 'reads', path: shipment },
  'POST /v1/shipments/{id}/documents': { rule: 'reads', path: shipment, body: () => ({ kind: 'SJ' }) },
  'GET /v1/shipments/{id}/signatures': { rule: 'reads', path: shipment },
  'POST /v1/shipments/{id}/signatures': {
    rule: 'reads',
    path: shipment,
    body: () => ({ role: 'giver', name: 'Sri', strokes: 'M10 10 L90 20 L90 90 L20 80 L30 30' }),
  },
  'POST /v1/epcis/capture': { body: (owner) => epcisDocument(owner) },
  'GET /v1/epcis/capture/{captureId}': {
    path: (owner) => ({ captureId: captureOf(owner) }),
    mayRefuse: [404],
  },
  'POST /v1/epcis/events': {
    rule: 'reads',
    body: (owner) => epcisDocument(owner).epcisBody.eventList[0],
    mayRefuse: [403],
  },
  'GET /v1/epcis/events': {},
  'GET /v1/epcis/events/{eventId}': {
    path: (owner) => ({ eventId: `urn:lumbung:epcis:kiriman-${owner}:1:shipping` }),
    mayRefuse: [404],
  },
  'GET /v1/documents/{file}': {
    rule: 'reads',
    path: (owner) => ({ file: `SJ-${owners[owner].party.toUpperCase()}-2026-000001.pdf` }),
  },
  'GET /v1/balances': { query: byHub },
  'GET /v1/stock': { query: byHub },
  'GET /v1/demands': { query: byHub },
  'GET /v1/alerts': { query: byHub },
  'GET /v1/plans/{planVersion}': { path: (owner) => ({ planVersion: `${owners[owner].hub}:egg.chicken:1` }) },
  'GET /v1/plans/{planVersion}/difference': {
    path: (owner) => ({ planVersion: `${owners[owner].hub}:egg.chicken:1` }),
    query: (owner) => `from=${owners[owner].hub}:egg.chicken:1`,
  },
  'GET /v1/food-balance': { query: byHub },
  'GET /v1/food-balance.xlsx': { query: byHub },
  'GET /v1/food-balance.pdf': { query: byHub },
  'GET /v1/facts': { query: (owner) => `state=held&${byHub(owner)}` },
  'GET /v1/overrides': { query: byHub },
  // It is always about one's own hub.
  'POST /v1/overrides': {
    mayRefuse: [403],
    body: (owner) => ({
      commodity: 'egg.chicken',
      action: 'hold',
      demandId: `kebutuhan-${owner}`,
      until: new Date(Date.now() + 3_600_000).toISOString(),
      reason,
    }),
  },
  'POST /v1/overrides/{id}/release': {
    path: (owner) => ({ id: `tahan-${owner}` }),
    body: () => ({ reason }),
    mayRefuse: [403, 404],
  },
  'POST /v1/what-if': {
    body: (owner) => ({ hub: owners[owner].hub, commodity: 'egg.chicken', changes: [] }),
  },
  'GET /v1/agreements': { query: byHub },
  'GET /v1/parties': {},
  'POST /v1/parties': {
    rule: 'hub',
    body: (owner) => {
      const code = `baru-${randomUUID().slice(0, 8)}`;
      const its = {
        code,
        nameId: 'Baru',
        nameEn: 'New',
        kind: 'buyer',
        regions: ['31'],
        system: false,
        rank: 100,
      };
      const agreements = [agreementValue(owner, `mou-${code}`)];
      return { party: { ...its, cadenceHours: null }, agreements, reason };
    },
  },
  'GET /v1/places': { query: byHub },
  'GET /v1/commodities': {},
  'GET /v1/regions': {},
  'GET /v1/lanes': { query: byHub },
  'GET /v1/vehicles': {},
  'GET /v1/offers': {},
  'GET /v1/services': { query: byHub },
  // A carrier's own name is in what it writes: nobody can ask for somebody else's.
  'PUT /v1/services/{lane}': {
    path: () => ({ lane: '35.72-31-road' }),
    body: () => ({ value: {}, reason }),
    mayRefuse: [403],
  },
  'GET /v1/meta': {},
  'GET /v1/registry/{file}': { path: () => ({ file: 'agreement.csv' }) },
  'GET /v1/registry/{kind}/{code}': { rule: 'reads', path: agreementOf },
  'GET /v1/registry/{kind}/{code}/history': { rule: 'reads', path: agreementOf },
  'PUT /v1/registry/{kind}/{code}': {
    rule: 'hub',
    path: agreementOf,
    body: (owner, { agreement }) => ({ value: agreementValue(owner, agreement), reason, expectedVersion: 0 }),
  },
  'DELETE /v1/registry/{kind}/{code}': {
    rule: 'hub',
    path: agreementOf,
    query: () => `reason=${encodeURIComponent(reason)}&expectedVersion=0`,
  },
  'POST /v1/registry/changes': {
    rule: 'hub',
    body: (owner, { agreement }) => ({
      changes: [
        { kind: 'agreement', code: agreement, value: agreementValue(owner, agreement), expectedVersion: 0 },
      ],
      reason,
    }),
  },
  'POST /v1/registry/{kind}/import': {
    path: () => ({ kind: 'region' }),
    query: () => 'preview=true',
    body: () => 'code\n31\n',
    type: 'text/csv',
  },
  'GET /v1/agreements/{id}/fulfilment': { rule: 'reads', path: (_, { agreement }) => ({ id: agreement }) },
  'GET /v1/parties/{party}/keys': { rule: 'party', path: party },
  'POST /v1/parties/{party}/keys': {
    rule: 'party',
    path: party,
    body: () => ({ label: 'uji', scopes: ['keys:write'] }),
  },
  'POST /v1/parties/{party}/keys/{keyId}/rotate': {
    rule: 'party',
    path: (owner, { key }) => ({ ...party(owner), keyId: key }),
    body: () => ({}),
  },
  'DELETE /v1/parties/{party}/keys/{keyId}': {
    rule: 'party',
    path: (owner, { key }) => ({ ...party(owner), keyId: key }),
  },
  'GET /v1/webhooks': { query: (owner) => `party=${owners[owner].party}`, rule: 'party' },
  'POST /v1/webhooks': {
    rule: 'party',
    body: (owner) => ({ ...party(owner), url: 'https://sistem.example/' }),
  },
  'GET /v1/webhooks/{webhookId}': { rule: 'party', path: webhookOf },
  'PATCH /v1/webhooks/{webhookId}': { rule: 'party', path: webhookOf, body: () => ({ state: 'paused' }) },
  'POST /v1/webhooks/{webhookId}/secret': { rule: 'party', path: webhookOf, body: () => ({}) },
  'POST /v1/webhooks/{webhookId}/test': { rule: 'party', path: webhookOf },
  'GET /v1/webhooks/{webhookId}/deliveries': { rule: 'party', path: webhookOf },
  'POST /v1/webhooks/{webhookId}/redeliveries': {
    rule: 'party',
    path: webhookOf,
    body: () => ({ eventIds: ['ev-1'] }),
  },
  // What is removed once is not there any more for whoever asks next.
  'DELETE /v1/webhooks/{webhookId}': { rule: 'party', path: webhookOf },
  'GET /v1/messages/senders': { query: (owner) => `party=${owners[owner].party}`, rule: 'party' },
  'POST /v1/messages/senders': {
    rule: 'party',
    body: (owner) => ({
      ...{ ...party(owner), channel: 'sms', address: '+6281234567890' },
      ...{ places: [{ place: 'gudang-btc' }], consentAt: '2026-11-01T00:00:00Z' },
    }),
    // The place is somebody else's.
    mayRefuse: [422],
  },
  'DELETE /v1/messages/senders/{senderId}': {
    rule: 'party',
    path: (_, { sender }) => ({ senderId: sender }),
  },
  'GET /v1/field/invitations': {},
  'POST /v1/field/invitations': {
    rule: 'hub',
    body: (owner) => ({ grants: [party(owner)] }),
    // These are no producers.
    mayRefuse: [422],
    foreign: [422],
  },
  'DELETE /v1/field/invitations/{id}': { rule: 'hub', path: (_, { fieldLink }) => ({ id: fieldLink }) },
  'GET /v1/field/devices': {},
  'DELETE /v1/field/devices/{id}': { rule: 'hub', path: (_, { fieldDevice }) => ({ id: fieldDevice }) },
  'POST /v1/field/join': { isOpen: true, body: () => ({ token: 'x', secret: 'a'.repeat(43) }) },
  'GET /v1/field/home': { isOpen: true },
  'POST /v1/field/reports': { isOpen: true, body: eventOf },
  'GET /v1/field/reports/{party}/{id}': { isOpen: true, path: (owner) => ({ ...party(owner), id: 'ev-1' }) },
  'GET /v1/messages/whatsapp': { isOpen: true },
  'POST /v1/messages/whatsapp': { isOpen: true, body: () => ({}) },
  'POST /v1/messages/sms': { isOpen: true, body: () => ({}) },
  'POST /v1/messages/telegram': { isOpen: true, body: () => ({}) },
  'GET /v1/outbound': {},
  'POST /v1/parties/{party}/invitations': { rule: 'hub', path: party },
  'GET /v1/parties/{party}/joining': { rule: 'hub', path: party },
  'POST /v1/parties/{party}/go-live': { rule: 'hub', path: party, body: () => ({ reason }) },
  'POST /v1/invitations/{token}/accept': { isOpen: true, path: () => ({ token: 'rahasia' }) },
  'POST /v1/sandbox/events': { body: eventOf },
  'GET /v1/sandbox/report': {},
  'DELETE /v1/sandbox/report': {},
  'POST /v1/sandbox/key': {},
  'GET /v1/feeds': {},
  'GET /v1/rejected': { query: (owner) => `party=${owners[owner].party}` },
  'GET /v1/rejected/{rejectedId}': { rule: 'reads', path: (_, { rejected }) => ({ rejectedId: rejected }) },
  'POST /v1/rejected/{rejectedId}/resend': {
    rule: 'reads',
    path: (_, { rejected }) => ({ rejectedId: rejected }),
  },
  'POST /v1/rejected/{rejectedId}/dismiss': {
    rule: 'reads',
    path: (_, { rejected }) => ({ rejectedId: rejected }),
    body: () => ({ reason }),
  },
  'GET /v1/live': { query: (owner) => `topics=shipments,balances,alerts,feeds&${byHub(owner)}` },
  'GET /v1/session': { isOpen: true },
  'POST /v1/session': { isOpen: true, body: () => ({ username: 'tidak-ada', password: 'x' }) },
  'DELETE /v1/session': { isOpen: true },
  'GET /v1/sessions': { isOpen: true },
  'DELETE /v1/sessions': { isOpen: true },
  'DELETE /v1/sessions/{session}': { isOpen: true, path: () => ({ session: '0123456789abcdef' }) },
  'POST /v1/session/password': { isOpen: true, body: () => ({ present: 'x', next: 'y' }) },
  // A key has no inbox.
  'GET /v1/notices': { mayRefuse: [403] },
  'GET /v1/notices/summary': { mayRefuse: [403] },
  'POST /v1/notices/read': { mayRefuse: [403], body: () => ({}) },
  'GET /v1/notice-settings': { mayRefuse: [403] },
  'PUT /v1/notice-settings': { mayRefuse: [403], body: () => ({}) },
  'PUT /v1/notice-settings/address': { mayRefuse: [403], body: () => ({ address: null }) },
  'POST /v1/mail-confirmations': { isOpen: true, body: () => ({ token: 'x' }) },
  'GET /v1/unsubscribe/{token}': { isOpen: true, path: () => ({ token: 'x' }) },
  'POST /v1/unsubscribe/{token}': { isOpen: true, path: () => ({ token: 'x' }) },
  'POST /v1/invitations/look': { isOpen: true, body: () => ({ token: 'a'.repeat(43) }) },
  'POST /v1/invitations/accept': { isOpen: true, body: () => ({ token: 'a'.repeat(43), password: 'x' }) },
  'GET /v1/session/oidc': { isOpen: true },
  'GET /v1/session/oidc/callback': { isOpen: true },
  'GET /v1/people': { query: (owner) => `party=${owners[owner].party}` },
  'POST /v1/people': {
    rule: 'hub',
    body: (owner) => ({
      ...party(owner),
      username: `uji-${randomUUID().slice(0, 8)}`,
      name: 'Uji',
      roles: ['viewer'],
    }),
    foreign: [422],
  },
  'POST /v1/people/{id}/link': { rule: 'hub', path: (_, { person }) => ({ id: person }) },
  'DELETE /v1/people/{id}': { rule: 'hub', path: (_, { person }) => ({ id: person }) },
  'PATCH /v1/people/{id}': {
    rule: 'hub',
    path: (_, { person }) => ({ id: person }),
    body: () => ({ name: 'Uji' }),
  },
  'GET /v1/audit': {},
  'GET /v1/audit/export': {},
  'GET /v1/audit/verdict': {},
  'GET /v1/connectors': {},
  'POST /v1/connectors/{party}': { rule: 'self', path: party, body: () => ({}) },
  'POST /v1/connectors/{party}/try': {
    rule: 'party',
    path: party,
    body: () => ({ kind: 'push', sample: {} }),
  },
  'GET /v1/connectors/{party}/upload/template': { rule: 'party', path: party, mayRefuse: [404] },
  'POST /v1/connectors/{party}/upload': {
    rule: 'self',
    path: party,
    body: () => 'a\n1\n',
    type: 'text/csv',
  },
  'GET /v1/connectors/{party}/{kind}': { rule: 'party', path: kindAndParty },
  'GET /v1/connectors/{party}/{kind}/versions': { rule: 'party', path: kindAndParty },
  'PUT /v1/connectors/{party}/{kind}': {
    rule: 'party',
    path: kindAndParty,
    body: () => ({ configuration: {}, reason }),
  },
  'GET /health/live': { isOpen: true },
  'GET /health/ready': { isOpen: true },
  'GET /metrics': { isOpen: true },
};
