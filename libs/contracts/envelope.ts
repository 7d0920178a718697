import { Type, type Static, type TProperties, type TSchema } from '@sinclair/typebox';
import { both, type BilingualText } from './language.js';
import { limits } from './limits.js';
import { identifier, instant, ownSourcePattern, partySourcePattern } from './values.js';

/** CloudEvents 1.0, structured JSON. (source, id) is an event's identity for ever. */
export interface CloudEvent<T, N extends string = string> {
  specversion: '1.0';
  id: string;
  source: string;
  type: N;
  /** When it happened, not when it was sent: RFC 3339. */
  time: string;
  datacontenttype?: string;
  dataschema?: string;
  subject?: string;
  /** Grows per subject; ours are zero-padded to 20 digits. */
  sequence?: string;
  traceparent?: string;
  tracestate?: string;
  data: T;
}

/** What our own published events add. */
export interface PublishedEvent<T, N extends string = string> extends CloudEvent<T, N> {
  subject: string;
  sequence: string;
  /** When the newest fact behind it happened. */
  facttime?: string;
  /** When that fact was accepted. */
  acceptedat?: string;
  /** When the broker had this event; the gateway adds it from the Kafka record. */
  publishedat?: string;
}

/** A canonical fact on topic `facts`: base units, accepted, never changed. */
export interface FactEvent<T, N extends string = string> extends CloudEvent<T, N> {
  factid: string;
  acceptedat: string;
  hub: string;
  /** Absent on lifecycle facts of a whole shipment, which may carry several commodities. */
  commodity?: string;
  /** Id of the rejected event in whose place it came, and the party that mended it. */
  mends?: string;
  mendedby?: string;
  /** Opaque id of the person who entered it for its source. */
  enteredby?: string;
}

/** in: what parties say. fact: canonical. out: what we publish about state. */
export type Direction = 'in' | 'fact' | 'out';

export interface EventDefinition<N extends string = string, D extends TSchema = TSchema> {
  type: N;
  direction: Direction;
  title: BilingualText;
  description: BilingualText;
  data: D;
  example: CloudEvent<Static<D>, N>;
}

const extension = Type.Unsafe<string | number | boolean>({
  type: ['string', 'integer', 'boolean'],
  maxLength: limits.attributeLengthMax,
});

const attribute = (options: Record<string, unknown> = {}) =>
  Type.String({ minLength: 1, maxLength: limits.attributeLengthMax, ...options });

function attributesOf(sourcePattern: string): TProperties {
  return {
    specversion: Type.Literal('1.0'),
    id: identifier({
      maxLength: limits.eventIdLengthMax,
      ...both(
        'Pengenal dari pengirim; (source, id) berlaku selamanya dan pengulangan tidak berpengaruh',
        'The sender’s id; (source, id) is an identity for ever and a repeat has no effect',
      ),
    }),
    source: Type.String({
      maxLength: 96,
      pattern: sourcePattern,
      ...both('Siapa yang berbicara: urn:lumbung:party:<pihak>', 'Who speaks: urn:lumbung:party:<party>'),
    }),
    type: Type.String({ maxLength: 64, pattern: '^lumbung\\.[a-z]+\\.[a-z]+\\.v[0-9]{1,3}$' }),
    time: instant(both('Kapan terjadi, bukan kapan dikirim', 'When it happened, not when it was sent')),
    datacontenttype: Type.Optional(
      attribute({ pattern: '^[Aa]pplication/([a-z0-9.+-]+\\+)?[Jj][Ss][Oo][Nn](;.*)?$' }),
    ),
    dataschema: Type.Optional(attribute()),
    subject: Type.Optional(attribute()),
    sequence: Type.Optional(Type.String({ pattern: '^[0-9A-Za-z._-]{1,64}$' })),
    traceparent: Type.Optional(
      Type.String({ pattern: '^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$' }),
    ),
    tracestate: Type.Optional(attribute()),
  };
}

const published: TProperties = {
  subject: attribute(),
  sequence: Type.String({ pattern: '^[0-9]{20}$' }),
  facttime: Type.Optional(
    instant(both('Kapan fakta terbaru di baliknya terjadi', 'When the newest fact behind it happened')),
  ),
  acceptedat: Type.Optional(instant(both('Kapan fakta itu diterima', 'When that fact was accepted'))),
  publishedat: Type.Optional(instant(both('Kapan broker menyimpannya', 'When the broker had it'))),
};

const canonical: TProperties = {
  factid: Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' }),
  acceptedat: instant(both('Kapan diterima', 'When it was accepted')),
  hub: Type.String({ minLength: 1, maxLength: 63 }),
  commodity: Type.Optional(Type.String({ minLength: 1, maxLength: limits.codeLengthMax })),
  mends: Type.Optional(
    attribute(both('Peristiwa ditolak yang digantikannya', 'The rejected event in whose place it came')),
  ),
  mendedby: Type.Optional(attribute(both('Pihak yang memperbaikinya', 'The party that mended it'))),
  enteredby: Type.Optional(
    attribute(both('Id orang yang mencatatkannya', 'Id of the person who entered it for its source')),
  ),
};

const extra: Record<Direction, TProperties> = { in: {}, fact: canonical, out: published };

const envelopeOptions = { additionalProperties: extension, maxProperties: limits.attributesMax };

/** The envelope alone: what every inbound event must satisfy before its data is looked at. */
export const envelopeSchema = Type.Object(
  { ...attributesOf(partySourcePattern), data: Type.Object({}, { additionalProperties: true }) },
  {
    $id: '/schemas/cloudevent.json',
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'CloudEvent',
    ...both('Amplop setiap peristiwa (CloudEvents 1.0)', 'Envelope of every event (CloudEvents 1.0)'),
    ...envelopeOptions,
  },
);

/** The address of a type's schema: `/schemas/<type>.json`; of its canonical form: `/schemas/facts/<type>.json`. */
export function schemaPath(definition: Pick<EventDefinition, 'type' | 'direction'>): string {
  const folder = definition.direction === 'fact' ? '/schemas/facts' : '/schemas';
  return `${folder}/${definition.type}.json`;
}

/** The whole event as one JSON Schema 2020-12: envelope, type and data. */
export function schemaOf(definition: EventDefinition): TSchema {
  const { type, direction, title, description, data, example } = definition;
  const source = direction === 'in' ? partySourcePattern : ownSourcePattern;
  return Type.Object(
    { ...attributesOf(source), ...extra[direction], type: Type.Literal(type), data },
    {
      $id: schemaPath(definition),
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: `${title.id} / ${title.en}`,
      ...both(description.id, description.en),
      examples: [example],
      ...envelopeOptions,
    },
  );
}
