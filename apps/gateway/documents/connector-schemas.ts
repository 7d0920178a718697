import { connectorKinds, connectorSchemas } from '#connectors';
import {
  boolean,
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

const judged = object({
  event: orNull({ type: 'object' }),
  status: oneOf('accepted', 'repeated', 'refused'),
  'code?': string,
  'text?': ref('Bilingual'),
  'errors?': listOf(ref('Fault')),
});

const refusal = (where: Record<string, Schema>) =>
  object({ ...where, code: string, text: ref('Bilingual'), 'errors?': listOf(ref('Fault')) });

const version = {
  party: string,
  kind: oneOf(...connectorKinds),
  version: integer,
  configuration: ref('ConnectorConfiguration'),
  reason: string,
  savedBy: object({ kind: string, id: string }),
  savedAt: instant,
};

const rowRefusal = refusal({ line: orNull(integer), column: orNull(string) });

/** Schemas of what is said of connectors. */
export const connectorAnswers: Record<string, Schema> = {
  ConnectorConfiguration: {
    anyOf: connectorKinds.map((kind) => connectorSchemas[kind] as unknown as Schema),
  },
  ConnectorVersion: object(version),
  Connector: object({
    ...version,
    state: oneOf('paused', 'waiting', 'running', 'failing'),
    lastRunAt: orNull(instant),
    lastOkAt: orNull(instant),
    lastError: orNull(object({ code: string, text: ref('Bilingual'), at: instant })),
    failures: integer,
    items: integer,
    events: integer,
    refused: integer,
  }),
  ConnectorSaved: object({ party: string, kind: oneOf(...connectorKinds), version: integer, isNew: boolean }),
  ConnectorTrial: object({
    items: listOf(object({ item: integer, input: {}, events: listOf(judged) })),
    rejected: listOf(rowRefusal),
  }),
  PushReceipt: object({
    items: integer,
    accepted: integer,
    events: listOf(
      object({ item: integer, id: string, source: string, status: oneOf('accepted', 'repeated') }),
    ),
    rejected: listOf(refusal({ item: integer })),
  }),
  UploadReport: object({
    committed: boolean,
    rows: integer,
    events: integer,
    repeated: integer,
    items: listOf(object({ line: integer, events: listOf(judged) })),
    rejected: listOf(rowRefusal),
  }),
};
