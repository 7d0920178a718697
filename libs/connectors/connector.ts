import { Type, type Static, type TSchema } from '@sinclair/typebox';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { BilingualText } from '#contracts';
import { connectorLimits as limits } from './limits.js';

/** The ways in for those who do not speak CloudEvents. A party has at most one of each. */
export const connectorKinds = ['push', 'upload', 'poll', 'topic'] as const;
export type ConnectorKind = (typeof connectorKinds)[number];

const closed = { additionalProperties: false };
const text = (max: number) => Type.String({ minLength: 1, maxLength: max });
const pointer = Type.String({ pattern: '^(/[^\\s]{0,200})?$', maxLength: 200 });

const common = {
  mapping: Type.String({ minLength: 1, maxLength: limits.mappingLengthMax, description: 'JSONata' }),
  paused: Type.Optional(Type.Boolean()),
  items: Type.Optional({
    ...pointer,
    description: 'JSON pointer to the items; without: the whole or an array',
  }),
};

const push = Type.Object(common, closed);

const column = Type.Object(
  {
    name: text(80),
    required: Type.Optional(Type.Boolean()),
    kind: Type.Optional(Type.Union([Type.Literal('text'), Type.Literal('number'), Type.Literal('date')])),
    example: Type.Optional(Type.String({ maxLength: 200 })),
  },
  closed,
);

const upload = Type.Object(
  {
    mapping: common.mapping,
    paused: common.paused,
    columns: Type.Array(column, { minItems: 1, maxItems: limits.columnsMax }),
  },
  closed,
);

const poll = Type.Object(
  {
    ...common,
    url: Type.String({ pattern: '^https?://[^\\s#]+$', maxLength: 2_000 }),
    everySeconds: Type.Integer({ minimum: limits.everySecondsMin, maximum: limits.everySecondsMax }),
    cursor: Type.Optional(
      Type.Object(
        {
          parameter: Type.String({ pattern: '^[A-Za-z0-9_.-]{1,64}$' }),
          next: { ...pointer, description: 'JSON pointer to the next cursor in the answer' },
          first: Type.Optional(Type.String({ maxLength: limits.cursorLengthMax })),
        },
        closed,
      ),
    ),
    secret: Type.Optional(
      Type.Object(
        {
          name: Type.String({
            pattern: '^[a-z0-9]{1,40}$',
            description: 'Where it is kept; never the secret',
          }),
          header: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9-]{1,64}$' })),
          scheme: Type.Optional(Type.String({ pattern: '^[A-Za-z]{0,20}$' })),
        },
        closed,
      ),
    ),
  },
  closed,
);

const topic = Type.Object(
  {
    ...common,
    topic: Type.String({ pattern: '^[A-Za-z0-9._-]{1,200}$' }),
  },
  closed,
);

export const connectorSchemas = { push, upload, poll, topic } satisfies Record<ConnectorKind, TSchema>;

export type PushConnector = Static<typeof push>;
export type UploadConnector = Static<typeof upload>;
export type PollConnector = Static<typeof poll>;
export type TopicConnector = Static<typeof topic>;
export type Column = Static<typeof column>;

export interface Configurations {
  push: PushConnector;
  upload: UploadConnector;
  poll: PollConnector;
  topic: TopicConnector;
}

/** What a connector of some kind is declared as. */
export type Configuration = Configurations[ConnectorKind];

export interface ConfigurationFault {
  path: string;
  code: 'INVALID';
  text: BilingualText;
}

const ajv = new Ajv2020({ allErrors: true, strict: false });
const checks = new Map<ConnectorKind, ValidateFunction>();
const faultsMax = 20;

/** What is wrong with a declaration, apart from its mapping; nothing: it can be kept. */
export function configurationFaults(
  kind: ConnectorKind,
  party: string,
  value: unknown,
): ConfigurationFault[] {
  const check = checks.get(kind) ?? ajv.compile(connectorSchemas[kind]);
  checks.set(kind, check);
  if (check(value)) return ownFaults(kind, party, value as Configuration);
  return (check.errors ?? []).slice(0, faultsMax).map(({ instancePath, params, message }) => {
    const named = (params as { missingProperty?: string; additionalProperty?: string }) ?? {};
    const name = named.missingProperty ?? named.additionalProperty;
    const path = `${instancePath}${name === undefined ? '' : `/${name.slice(0, 80)}`}`;
    return fault(path, `tidak sah: ${message}`, `is not right: ${message}`);
  });
}

function ownFaults(kind: ConnectorKind, party: string, value: Configuration): ConfigurationFault[] {
  if (kind === 'upload') {
    const names = (value as UploadConnector).columns.map(({ name }) => name);
    if (new Set(names).size < names.length)
      return [fault('/columns', 'memuat nama yang sama', 'names a column twice')];
  }
  if (kind === 'topic') {
    const { topic: name } = value as TopicConnector;
    // On the hub's own cluster a party may not have itself read what others write.
    if (!name.startsWith(foreignTopicPrefix(party)))
      return [
        fault(
          '/topic',
          `di Kafka hub harus diawali ${foreignTopicPrefix(party)}`,
          `must begin with ${foreignTopicPrefix(party)} on the hub’s Kafka`,
        ),
      ];
  }
  if (kind === 'poll') {
    const { username, password } = urlOf((value as PollConnector).url) ?? {};
    if (username === undefined || username !== '' || password !== '')
      return [
        fault('/url', 'harus alamat tanpa nama dan sandi', 'must be an address without name and password'),
      ];
  }
  return [];
}

/** Topics on the hub's own cluster that a party writes in a form of its own. */
export function foreignTopicPrefix(party: string): string {
  return `foreign.${party}.`;
}

function urlOf(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

function fault(path: string, id: string, en: string): ConfigurationFault {
  return { path, code: 'INVALID', text: { id: `${path} ${id}`, en: `${path} ${en}` } };
}
