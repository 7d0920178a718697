import { eventSchemas, inboundTypes, schemaDocuments } from '#contracts';
import {
  boolean,
  date,
  instant,
  integer,
  listOf,
  object,
  oneOf,
  orNull,
  ref,
  string,
  type Schema,
} from './shapes.js';
import { connectorAnswers } from './connector-schemas.js';
import { receiptAnswers } from './receipt-schemas.js';
import { trackingAnswers } from './tracking-schemas.js';
import { paperAnswers } from './paper-schemas.js';
import { fieldAnswers } from './field-schemas.js';
import { messageAnswers } from './message-schemas.js';
import { noticeAnswers } from './notice-schemas.js';
import { deskAnswers } from './desk-schemas.js';
import { planDifference } from './difference-schema.js';
import { webhookAnswers } from './webhook-schemas.js';
import { problemCodes } from '../http/problem-codes.js';
import { peopleSchemas } from './people-schemas.js';

import { partySchemas } from './party-schemas.js';

/** Schemas of the answers, in JSON Schema 2020-12. Those of events come from the contract itself. */

const bilingual = object({ id: string, en: string });
const fault = object({ path: string, code: string, text: ref('Bilingual') });
const names = { code: string, nameId: string, nameEn: string };

/** The data of an event type as the contract has it. */
function dataOf(type: string): Schema {
  const schema = JSON.parse(JSON.stringify(eventSchemas.get(type))) as { properties: { data: Schema } };
  return schema.properties.data;
}

function problem(): Schema {
  return {
    ...object({
      type: string,
      title: string,
      status: integer,
      code: { type: 'string', enum: problemCodes },
      detail: { type: 'string', description: 'English' },
      text: ref('Bilingual'),
      'errors?': listOf(ref('Fault')),
      'state?': {
        type: 'string',
        description: 'Of SHIPMENT_STATE: of the shipment; of REJECTED_CLOSED: of the rejected event',
      },
    }),
    description: 'RFC 9457; `code` is from a closed list',
  };
}

const alertFields = {
  code: string,
  severity: oneOf('info', 'warning', 'critical'),
  hub: string,
  commodity: string,
  subject: string,
  'quantity?': integer,
  text: ref('Bilingual'),
};

const plan = {
  StockLine: object({
    hub: string,
    commodity: string,
    unit: oneOf('g', 'ml', 'piece'),
    region: string,
    lotId: string,
    location: string,
    lot: string,
    source: string,
    countedAt: orNull(integer),
    ageSeconds: orNull(integer),
    onHand: integer,
    committed: integer,
    availableToPromise: integer,
    allocated: integer,
    surplus: integer,
    availableFrom: date,
    bestBefore: orNull(date),
    grade: orNull(string),
    forecast: boolean,
    reasons: listOf(ref('Reason')),
    planVersion: string,
  }),
  DemandLine: object({
    hub: string,
    commodity: string,
    unit: oneOf('g', 'ml', 'piece'),
    demandId: string,
    source: string,
    destination: string,
    declared: integer,
    inTransit: integer,
    delivered: integer,
    committed: integer,
    netNeed: integer,
    allocated: integer,
    shortfall: integer,
    priority: integer,
    basis: oneOf('order', 'replenishment', 'estimate'),
    estimated: boolean,
    windowFrom: date,
    windowTo: date,
    minShelfLifeDays: integer,
    reasons: listOf(ref('Reason')),
    planVersion: string,
  }),
  Plan: object({
    planVersion: string,
    hub: string,
    commodity: string,
    computedAt: instant,
    registryVersion: integer,
    facts: object({ partition: integer, nextOffset: integer }),
    validUntil: orNull(instant),
    previous: orNull(string),
    digest: string,
    handlingUnit: integer,
    problem: orNull(ref('AllocationProblem')),
    allocations: listOf(ref('ProblemAllocation')),
    frozen: listOf(ref('ProblemAllocation')),
    announced: listOf(ref('Allocation')),
    isKept: { type: 'boolean' },
    demands: listOf(ref('DemandLine')),
    lots: listOf(ref('StockLine')),
  }),
  WhatIf: object({
    hub: string,
    commodity: string,
    basis: object({
      planVersion: orNull(string),
      computedAt: instant,
      registryVersion: integer,
      facts: orNull(object({ partition: integer, nextOffset: integer })),
    }),
    plan: object({
      allocations: listOf(ref('Allocation')),
      demands: listOf(ref('DemandLine')),
      lots: listOf(ref('StockLine')),
      balances: listOf(ref('BalanceFigures')),
      alerts: listOf(ref('PlanAlert')),
    }),
    difference: object(planDifference),
  }),
  DemandFigures: object({ netNeed: integer, allocated: integer, shortfall: integer }),
  BalanceFigures: object({
    hub: string,
    region: string,
    commodity: string,
    onHand: integer,
    availableToPromise: integer,
    need: integer,
    allocated: integer,
    inTransit: integer,
    shortfall: integer,
    surplus: integer,
    estimatedNeed: integer,
    newestFactAt: orNull(integer),
  }),
  PlanAlert: object({
    id: string,
    ...alertFields,
  }),
  Allocation: object({
    lotId: string,
    location: string,
    lot: string,
    demandId: string,
    destination: string,
    quantity: integer,
    lane: string,
    pickupDate: date,
    latestPickup: date,
    arrivalBy: date,
    'estimated?': { type: 'boolean', description: 'Set aside on an estimate; no truck is loaded for it' },
  }),
  ProblemAllocation: object({ lot: string, demand: string, quantity: integer }),
  AllocationProblem: object({
    lots: listOf(
      object({
        id: string,
        quantity: integer,
        availableFrom: date,
        bestBefore: orNull(date),
        location: string,
      }),
    ),
    demands: listOf(
      object({
        id: string,
        need: integer,
        priority: integer,
        'guaranteed?': integer,
        'cap?': integer,
        windowFrom: date,
        windowTo: date,
        minShelfLifeDays: integer,
        destination: string,
      }),
    ),
    arcs: listOf(
      object({
        lot: string,
        demand: string,
        cost: integer,
        feasible: { type: 'boolean' },
        leadDays: integer,
      }),
    ),
    caps: listOf(object({ id: string, demands: listOf(string), max: integer })),
  }),
  Alert: object({
    alertId: string,
    ...alertFields,
    raisedAt: instant,
    clearedAt: orNull(instant),
  }),
};

const registry = {
  Hub: object({
    ...names,
    region: string,
    producingRegions: listOf(string),
    timezone: string,
    pickupHour: integer,
    cutoffHours: integer,
    horizonDays: integer,
    frozenHours: integer,
    tolerancePpm: integer,
    minimumLoadPpm: integer,
    estimateDays: integer,
    estimatePpm: integer,
    'endingDays?': integer,
    'sleepingDays?': integer,
    'offerStrategy?': oneOf('cheapest', 'round-robin', 'first-to-accept'),
    'offerMinutes?': integer,
    'offerAheadHours?': integer,
    'counterMinutes?': integer,
    'offerApproval?': boolean,
    'departureHours?': integer,
    'changeMinutes?': integer,
    'changePauseMinutes?': integer,
    'changeTolerancePpm?': integer,
  }),
  Region: object({
    code: string,
    name: string,
    kind: oneOf('kota', 'kabupaten', 'provinsi'),
    timezone: string,
    latitude: { type: 'number' },
    longitude: { type: 'number' },
    population: orNull(integer),
  }),
  Party: object({
    ...names,
    kind: oneOf('producer', 'department', 'buyer', 'carrier', 'hub'),
    regions: listOf(string),
    system: boolean,
    rank: integer,
    cadenceHours: orNull({ type: 'number' }),
    status: oneOf('active', 'agreed', 'planned'),
    'eventsPerSecond?': integer,
  }),
  Place: object({
    ...names,
    region: string,
    hub: string,
    party: string,
    latitude: { type: 'number' },
    longitude: { type: 'number' },
    capacity: { type: 'object', additionalProperties: integer },
  }),
  Commodity: object({
    ...names,
    baseUnit: oneOf('g', 'ml', 'piece'),
    temperatureClass: oneOf('ambient', 'chilled', 'frozen', 'live'),
    shelfLifeDays: orNull(integer),
    units: { type: 'object', additionalProperties: object({ numerator: integer, denominator: integer }) },
    agePpmPerDay: integer,
    ageLimitDays: { type: 'number' },
    handlingUnit: integer,
    conflictPpm: integer,
    milligramsPerBaseUnit: integer,
    millilitresPerKilogram: integer,
  }),
  Lane: object({
    id: string,
    hub: string,
    origin: string,
    destination: string,
    mode: string,
    roadKm: orNull({ type: 'number' }),
    leadHoursTypical: { type: 'number' },
    leadHoursLate: { type: 'number' },
    'observedLateHours?': {
      type: 'number',
      description: 'Of real trips; planned with instead of leadHoursLate',
    },
    'observedTrips?': integer,
    rupiahPerTonne: integer,
  }),
  Vehicle: object({
    code: string,
    name: string,
    payloadGrams: integer,
    volumeMillilitres: orNull(integer),
    temperatureClasses: listOf(string),
    rupiahPerKm: integer,
  }),
  CarrierService: object({
    carrier: string,
    lane: string,
    hub: string,
    vehicles: { type: 'object', additionalProperties: integer },
    temperatureClasses: listOf(string),
    days: listOf(integer),
    rupiah: integer,
    rupiahPer: oneOf('kilogram', 'trip'),
  }),
  OfferedShipment: object({
    shipment: ref('Shipment'),
    strategy: oneOf('cheapest', 'round-robin', 'first-to-accept'),
    state: oneOf('approval', 'held', 'next', 'offered', 'nobody'),
    round: integer,
    offers: listOf(
      object({
        offerId: string,
        carrier: string,
        status: oneOf('open', 'countered', 'accepted', 'declined', 'expired', 'refused', 'withdrawn'),
        offeredAt: instant,
        deadline: instant,
        vehicles: listOf(object({ code: string, count: integer })),
        rupiah: integer,
        'reason?': string,
        'counter?': object({
          'vehicles?': listOf(object({ code: string, count: integer })),
          'pickupDate?': date,
          'reason?': string,
          deadline: instant,
        }),
      }),
    ),
    'missing?': listOf(oneOf('LANE', 'CLASS', 'DAY', 'CAPACITY', 'ANSWER', 'TIME')),
    'approval?': object({
      by: string,
      time: instant,
      decision: oneOf('approved', 'refused'),
      'reason?': string,
    }),
  }),
  Agreement: object({
    id: string,
    hub: string,
    region: string,
    titleId: string,
    titleEn: string,
    commodities: listOf(string),
    signedOn: date,
    validFrom: date,
    validTo: date,
    status: oneOf('active', 'suspended', 'ended'),
    terms: listOf(
      object({
        commodity: string,
        period: oneOf('day', 'week', 'month', 'year'),
        'guaranteed?': integer,
        'guaranteedPpm?': integer,
        'cap?': integer,
        'minimumOrder?': integer,
      }),
    ),
    'endingDays?': integer,
    'sleepingDays?': integer,
  }),
  Meta: object({
    hub: ref('Hub'),
    version: string,
    time: instant,
    simulator: boolean,
    registryVersion: integer,
    readAccess: oneOf('public', 'key'),
  }),
};

const rejectedState = oneOf('open', 'resent', 'dismissed');
const identity = object({ source: string, id: string });

const resolution = {
  state: rejectedState,
  resolvedAt: orNull(instant),
  resolvedBy: { ...orNull(string), description: 'Party that mended or dismissed it' },
  reason: { ...orNull(string), description: 'Why it was dismissed' },
  resent: { ...orNull(identity), description: 'The event that was taken in its place' },
};

const events = {
  Receipt: object({
    accepted: integer,
    events: listOf(object({ id: string, source: string, status: oneOf('accepted', 'repeated') })),
    rejected: listOf(
      object({ index: integer, code: string, text: ref('Bilingual'), errors: listOf(ref('Fault')) }),
    ),
  }),
  Reported: object({ eventId: string, status: oneOf('accepted', 'repeated') }),
  EventStatus: object({
    source: string,
    id: string,
    type: orNull(string),
    status: oneOf('accepted', 'applied', 'superseded', 'held', 'rejected'),
    reason: orNull(object({ code: string, text: ref('Bilingual') })),
    acceptedAt: orNull(instant),
    'mends?': {
      ...object({ rejectedId: string, by: string }),
      description: 'The rejected event in whose place it came, and the party that mended it',
    },
  }),
  Rejected: object({
    rejectedId: string,
    party: orNull(string),
    eventId: orNull(string),
    type: orNull(string),
    code: string,
    text: ref('Bilingual'),
    details: listOf({ type: 'object' }),
    origin: object({ topic: string, partition: integer, offset: integer }),
    receivedAt: instant,
    ...resolution,
    payload: { ...orNull(string), description: 'What it said, for its sender and the hub' },
  }),
  RejectedWithHistory: {
    allOf: [
      ref('Rejected'),
      object({
        history: listOf(
          object({
            at: instant,
            by: string,
            action: oneOf('refused', 'resent', 'dismissed'),
            event: orNull(identity),
            code: orNull(string),
            text: orNull(ref('Bilingual')),
            details: listOf({ type: 'object' }),
            reason: orNull(string),
          }),
        ),
      }),
    ],
  },
  Resent: object({
    rejectedId: string,
    state: { ...rejectedState, description: 'Open until intake has taken the event, a moment later' },
    event: identity,
    status: oneOf('accepted', 'repeated'),
  }),
  Dismissed: object({ rejectedId: string, state: rejectedState, reason: string }),
};

/** Everything that `$ref`s in the OpenAPI document point to. */
export function answerSchemas(): Record<string, Schema> {
  return {
    Bilingual: bilingual,
    Fault: fault,
    Problem: problem(),
    Reason: object({
      code: string,
      'commodity?': string,
      'demandId?': string,
      'quantity?': integer,
      'unit?': string,
      'overrides?': listOf(string),
      text: ref('Bilingual'),
    }),
    Shipment: dataOf('lumbung.shipment.recommended.v1'),
    Balance: dataOf('lumbung.balance.updated.v1'),
    Feed: dataOf('lumbung.feed.updated.v1'),
    ...plan,
    ...registry,
    ...events,
    ...peopleSchemas(object),
    ...partySchemas(),
    ...connectorAnswers,
    ...paperAnswers,
    ...webhookAnswers,
    ...receiptAnswers,
    ...trackingAnswers,
    ...messageAnswers,
    ...fieldAnswers,
    ...noticeAnswers,
    ...deskAnswers,
    ...eventComponents(),
  };
}

function eventComponents(): Record<string, Schema> {
  const schemas: Record<string, Schema> = {};
  for (const type of inboundTypes) {
    const { $id: _, $schema: __, ...schema } = schemaDocuments.get(`/schemas/${type}.json`) as Schema;
    // Extension attributes: a typed client could hold `data` against their type, so here they may be anything.
    schemas[type] = { ...schema, additionalProperties: true };
  }
  const mapping = Object.fromEntries(inboundTypes.map((type) => [type, `#/components/schemas/${type}`]));
  return {
    ...schemas,
    InboundEvent: {
      oneOf: inboundTypes.map((type) => ref(type)),
      discriminator: { propertyName: 'type', mapping },
    },
  };
}
