import { createHash } from 'node:crypto';
import { Ajv } from 'ajv';
import addFormatsModule from 'ajv-formats';
import { eventTypes, type EpcisEvent } from './epcis-event.js';

export const captureLimits = {
  eventsMax: 500,
  listMax: 1_000,
  uriLengthMax: 512,
  eventBytesMax: 64_000,
} as const;

const uri = { type: 'string', format: 'uri', maxLength: captureLimits.uriLengthMax };
const vocabulary = {
  type: 'string',
  pattern: '^[A-Za-z][\\w+.-]*(:[!-~]+)?$',
  maxLength: captureLimits.uriLengthMax,
};
const time = { type: 'string', format: 'date-time' };
const list = (items: object) => ({ type: 'array', maxItems: captureLimits.listMax, items });
const members = (required: string[], properties: object) => ({
  type: 'object',
  required,
  properties,
  additionalProperties: false,
});
const quantities = list(
  members(['epcClass'], {
    epcClass: uri,
    quantity: { type: 'number', minimum: 0, maximum: 1e12 },
    uom: { type: 'string', pattern: '^[A-Z0-9]{2,3}$' },
  }),
);

const event = {
  type: 'object',
  required: ['type', 'eventTime', 'eventTimeZoneOffset', 'action'],
  properties: {
    '@context': {},
    type: { enum: eventTypes },
    eventID: uri,
    eventTime: time,
    recordTime: time,
    eventTimeZoneOffset: { type: 'string', pattern: '^([+]|[-])((0[0-9]|1[0-3]):([0-5][0-9])|14:00)$' },
    action: { enum: ['ADD', 'OBSERVE', 'DELETE'] },
    bizStep: vocabulary,
    disposition: vocabulary,
    persistentDisposition: { type: 'object' },
    readPoint: members(['id'], { id: uri }),
    bizLocation: members(['id'], { id: uri }),
    parentID: uri,
    epcList: list(uri),
    childEPCs: list(uri),
    quantityList: quantities,
    childQuantityList: quantities,
    bizTransactionList: list(members(['bizTransaction'], { type: vocabulary, bizTransaction: uri })),
    sourceList: list(members(['type', 'source'], { type: vocabulary, source: uri })),
    destinationList: list(members(['type', 'destination'], { type: vocabulary, destination: uri })),
    sensorElementList: list({ type: 'object' }),
    certificationInfo: {},
    ilmd: { type: 'object' },
    errorDeclaration: {
      type: 'object',
      required: ['declarationTime'],
      properties: { declarationTime: time, reason: vocabulary, correctiveEventIDs: list(uri) },
    },
  },
  // An extension's name has a namespace, or is a URI.
  patternProperties: { '^[A-Za-z][\\w+.-]*:[!-~]+$': {} },
  additionalProperties: false,
  allOf: [
    of('ObjectEvent', {
      anyOf: [has('epcList', 0), has('quantityList', 1)],
      not: anyOfThem('parentID', 'childEPCs'),
    }),
    of('AggregationEvent', {
      anyOf: [has('childEPCs', 0), has('childQuantityList', 1)],
      not: anyOfThem('epcList', 'quantityList', 'ilmd'),
      if: { properties: { action: { enum: ['ADD', 'DELETE'] } } },
      then: { required: ['parentID'] },
    }),
    of('TransactionEvent', { required: ['bizTransactionList'], not: anyOfThem('childEPCs', 'ilmd') }),
  ],
};

function of(type: string, then: object) {
  return { if: { properties: { type: { const: type } } }, then };
}
function has(name: string, minItems: number) {
  return { required: [name], properties: { [name]: { minItems } } };
}
function anyOfThem(...names: string[]) {
  return { anyOf: names.map((name) => ({ required: [name] })) };
}

const document = {
  type: 'object',
  required: ['@context', 'type', 'schemaVersion', 'creationDate', 'epcisBody'],
  properties: {
    type: { const: 'EPCISDocument' },
    schemaVersion: { type: 'string', pattern: '^2\\.0(\\.\\d+)?$' },
    creationDate: time,
    epcisBody: {
      type: 'object',
      required: ['eventList'],
      properties: {
        eventList: { type: 'array', minItems: 1, maxItems: captureLimits.eventsMax, items: event },
      },
    },
  },
};

const ajv = new Ajv({ allErrors: false, strict: false });
(addFormatsModule as unknown as (instance: Ajv) => void)(ajv);
const judgeEvent = ajv.compile(event);
const judgeDocument = ajv.compile(document);

export interface CaptureFault {
  path: string;
  text: string;
}

/** The events of a document, each with an id; or the first that is wrong with it. */
export function readDocument(body: object): EpcisEvent[] | CaptureFault {
  if (!judgeDocument(body)) return faultOf(judgeDocument.errors);
  const { epcisBody } = body as unknown as { epcisBody: { eventList: EpcisEvent[] } };
  return bounded(epcisBody.eventList) ?? epcisBody.eventList.map(identified);
}

/** One event, with an id. */
export function readEvent(body: object): EpcisEvent[] | CaptureFault {
  if (!judgeEvent(body)) return faultOf(judgeEvent.errors);
  return bounded([body as EpcisEvent]) ?? [identified(body as EpcisEvent)];
}

function bounded(events: readonly EpcisEvent[]): CaptureFault | null {
  const large = events.findIndex((each) => JSON.stringify(each).length > captureLimits.eventBytesMax);
  return large < 0 ? null : { path: `/${large}`, text: `more than ${captureLimits.eventBytesMax} bytes` };
}

/** One without an id gets one of what it says, so that a repeat is the same event. */
function identified(event: EpcisEvent): EpcisEvent {
  if (event.eventID !== undefined) return event;
  const { recordTime: _, ...said } = event;
  return {
    ...event,
    eventID: `ni:///sha-256;${createHash('sha256').update(JSON.stringify(said)).digest('hex')}`,
  };
}

function faultOf(errors: typeof judgeEvent.errors): CaptureFault {
  const [first] = errors ?? [];
  return { path: first?.instancePath ?? '', text: (first?.message ?? 'is not right').slice(0, 200) };
}
