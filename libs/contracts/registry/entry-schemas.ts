import { Type, type TProperties, type TSchema } from '@sinclair/typebox';
import { code, freeText, localDate, partyCode, unit } from '../values.js';

/** What an entry of the registry may hold, by kind. Whether what it names exists is asked of the whole registry. */

const countMax = 9_000_000_000_000_000;
const listMax = 500;

const closed = (properties: TProperties) => Type.Object(properties, { additionalProperties: false });
const count = (minimum = 0, maximum = countMax) => Type.Integer({ minimum, maximum });
const orNull = <T extends TSchema>(schema: T) =>
  Type.Unsafe<unknown>({
    ...schema,
    type: [schema['type'] as string, 'null'],
  });
const oneOf = (...values: string[]) => Type.Unsafe<string>({ type: 'string', enum: values });
const ppm = count(0, 1_000_000);
const hours = Type.Number({ minimum: 0, maximum: 10_000 });
const days = count(0, 3_650);
const timezone = oneOf('Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura');
const latitude = Type.Number({ minimum: -90, maximum: 90 });
const longitude = Type.Number({ minimum: -180, maximum: 180 });
const temperature = oneOf('ambient', 'chilled', 'frozen', 'live');
const codes = (minItems = 0) => Type.Array(code(), { maxItems: listMax, uniqueItems: true, minItems });
const celsius = Type.Number({ minimum: -60, maximum: 80 });
const temperatureRange = closed({
  minCelsius: celsius,
  maxCelsius: celsius,
  toleranceMinutes: Type.Optional(count(0, 1_440)),
});
const arrivalRadiusMetres = Type.Optional(count(10, 100_000));
const names = { nameId: freeText({ maxLength: 200 }), nameEn: freeText({ maxLength: 200 }) };
const map = (key: TSchema, value: TSchema) =>
  Type.Unsafe<Record<string, unknown>>({
    type: 'object',
    propertyNames: key,
    additionalProperties: value,
    maxProperties: listMax,
  });
// Regions are written into lane ids and URLs.
const region = () => code({ pattern: '^[0-9.]+$', maxLength: 20 });

const term = closed({
  commodity: code(),
  period: oneOf('day', 'week', 'month', 'year'),
  guaranteed: Type.Optional(count(1)),
  guaranteedPpm: Type.Optional(count(1, 1_000_000)),
  cap: Type.Optional(count(1)),
  minimumOrder: Type.Optional(count(1)),
});

export const entrySchemas = {
  hub: closed({
    code: partyCode(),
    ...names,
    region: region(),
    producingRegions: Type.Array(region(), { minItems: 1, maxItems: listMax, uniqueItems: true }),
    timezone,
    pickupHour: count(0, 23),
    cutoffHours: count(0, 48),
    horizonDays: count(1, 60),
    frozenHours: count(0, 240),
    tolerancePpm: ppm,
    minimumLoadPpm: ppm,
    estimateDays: count(0, 60),
    estimatePpm: ppm,
    endingDays: Type.Optional(days),
    sleepingDays: Type.Optional(days),
    offerStrategy: Type.Optional(oneOf('cheapest', 'round-robin', 'first-to-accept')),
    offerMinutes: Type.Optional(count(1, 10_080)),
    offerAheadHours: Type.Optional(count(1, 1_440)),
    counterMinutes: Type.Optional(count(1, 10_080)),
    offerApproval: Type.Optional(Type.Boolean()),
    departureHours: Type.Optional(count(1, 720)),
    arrivalRadiusMetres,
    silentMinutes: Type.Optional(count(5, 10_080)),
    temperatures: Type.Optional(
      closed({
        ambient: Type.Optional(temperatureRange),
        chilled: Type.Optional(temperatureRange),
        frozen: Type.Optional(temperatureRange),
        live: Type.Optional(temperatureRange),
      }),
    ),
    changeMinutes: Type.Optional(count(1, 10_080)),
    changePauseMinutes: Type.Optional(count(0, 10_080)),
    changeTolerancePpm: Type.Optional(ppm),
  }),
  region: closed({
    code: region(),
    name: freeText({ maxLength: 200 }),
    kind: oneOf('kota', 'kabupaten', 'provinsi'),
    timezone,
    latitude,
    longitude,
    population: orNull(count()),
    arrivalRadiusMetres,
  }),
  party: closed({
    code: partyCode(),
    ...names,
    kind: oneOf('producer', 'department', 'buyer', 'carrier', 'hub'),
    regions: Type.Array(region(), { maxItems: listMax, uniqueItems: true }),
    system: Type.Boolean(),
    rank: count(0, 1_000),
    cadenceHours: orNull(Type.Number({ exclusiveMinimum: 0, maximum: 10_000 })),
    status: oneOf('active', 'agreed', 'planned'),
    eventsPerSecond: Type.Optional(count(1, 1_000_000)),
  }),
  place: closed({
    code: code(),
    ...names,
    region: region(),
    hub: partyCode(),
    party: partyCode(),
    latitude,
    longitude,
    capacity: map(code(), count()),
    arrivalRadiusMetres,
  }),
  commodity: closed({
    code: code({ pattern: '^[a-z0-9][a-z0-9.-]*$' }),
    ...names,
    baseUnit: oneOf('g', 'ml', 'piece'),
    temperatureClass: temperature,
    shelfLifeDays: orNull(count(1, 36_500)),
    units: map(unit(), closed({ numerator: count(1), denominator: count(1) })),
    agePpmPerDay: ppm,
    ageLimitDays: count(0, 36_500),
    handlingUnit: count(1),
    conflictPpm: ppm,
    milligramsPerBaseUnit: count(1),
    millilitresPerKilogram: count(1),
    temperature: Type.Optional(temperatureRange),
  }),
  lane: closed({
    id: code({ maxLength: 64 }),
    hub: partyCode(),
    origin: region(),
    destination: region(),
    mode: code({ maxLength: 20 }),
    roadKm: orNull(Type.Number({ minimum: 0, maximum: 20_000 })),
    leadHoursTypical: hours,
    leadHoursLate: hours,
    observedLateHours: Type.Optional(hours),
    observedTrips: Type.Optional(count(0)),
    rupiahPerTonne: count(),
  }),
  vehicle: closed({
    code: code(),
    name: freeText({ maxLength: 200 }),
    payloadGrams: count(1),
    volumeMillilitres: orNull(count(1)),
    temperatureClasses: Type.Array(temperature, { minItems: 1, maxItems: 4, uniqueItems: true }),
    rupiahPerKm: count(),
  }),
  service: closed({
    carrier: partyCode(),
    lane: code({ maxLength: 64 }),
    hub: partyCode(),
    vehicles: map(code(), count(1, 10_000)),
    temperatureClasses: Type.Array(temperature, { minItems: 1, maxItems: 4, uniqueItems: true }),
    days: Type.Array(count(1, 7), { minItems: 1, maxItems: 7, uniqueItems: true }),
    rupiah: count(0, 1_000_000_000),
    rupiahPer: oneOf('kilogram', 'trip'),
  }),
  agreement: closed({
    id: code(),
    hub: partyCode(),
    region: region(),
    titleId: freeText(),
    titleEn: freeText(),
    commodities: codes(),
    signedOn: localDate(),
    validFrom: localDate(),
    validTo: localDate(),
    status: oneOf('active', 'suspended', 'ended'),
    terms: Type.Array(term, { maxItems: 200 }),
    endingDays: Type.Optional(days),
    sleepingDays: Type.Optional(days),
  }),
  reserve: closed({ hub: partyCode(), commodity: code(), quantity: count() }),
  consumption: closed({
    region: orNull(region()),
    commodity: code(),
    perThousandPerYear: count(),
    source: freeText(),
  }),
} as const;

export type EntryKind = keyof typeof entrySchemas;

export const entryKinds = Object.keys(entrySchemas) as EntryKind[];
