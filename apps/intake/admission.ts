import { canonicalise, type Fact, type LifecycleEvent, type Party, type Registry } from '#domain';
import { contentHash, factId, type References } from '#access';
import {
  eventOfRecord,
  parseEvent,
  partyOfInboundTopic,
  refusalCodes,
  refusalText,
  type InboundEvent,
} from '#contracts';
import type { KafkaRecord, RecordBatch, Refusal } from '#kafka';
import { gatewayTopic, mendOf, personOf, type Mend } from './mend.js';
import { unmappedOf } from './unmapped.js';

const partyHeader = 'lumbung-party';
/** The gateway's answer to an event that it refused and sends here to be recorded. */
const refusedHeader = 'lumbung-refused';

export interface Reading {
  record: KafkaRecord;
  party: string | null;
  json: unknown;
  mend: Mend | null;
  person: string | undefined;
  /** Set when the schema accepted it. */
  event?: InboundEvent;
  refusal?: Refusal;
}

export interface Accepted {
  record: KafkaRecord;
  fact: Fact | LifecycleEvent;
  event: InboundEvent;
  contentHash: Buffer;
  mend: Mend | null;
}

export interface Refused {
  record: KafkaRecord;
  party: string | null;
  json: unknown;
  refusal: Refusal;
  mend: Mend | null;
}

/** Who speaks on a record: the topic's party, or whom the gateway has authenticated. */
export function speakerOf(topic: string, record: KafkaRecord): string | null {
  return topic === gatewayTopic ? (record.headers[partyHeader] ?? null) : partyOfInboundTopic(topic);
}

/** Reads a batch's records against the schemas. Pure but for parsing; never throws for a record. */
export function readBatch(batch: RecordBatch): Reading[] {
  return batch.records.map((record) => {
    const party = speakerOf(batch.topic, record);
    const mend = mendOf(batch.topic, record);
    const person = personOf(batch.topic, record);
    const read = eventOfRecord(record.value, record.headers);
    if (!read.ok)
      return {
        record,
        party,
        json: null,
        mend,
        person,
        refusal: { code: read.code, text: refusalText(read.code), details: [] },
      };
    const unmapped = unmappedOf(batch.topic, record);
    if (unmapped)
      return {
        record,
        party,
        json: read.json,
        mend,
        person,
        refusal: unmapped,
      };
    const parsed = parseEvent(read.json);
    if (parsed.ok)
      return {
        record,
        party,
        person,
        json: read.json,
        mend,
        event: parsed.event,
      };
    const { code, text, errors } = parsed;
    return {
      record,
      party,
      json: read.json,
      mend,
      person,
      refusal: { code, text, details: errors },
    };
  });
}

/** Decides on every event in order: a fact in canonical form, or a refusal with its reason. */
export function admitBatch(
  readings: Reading[],
  registry: { registry: Registry; parties: Map<string, Party> },
  references: References,
  now: number,
): { accepted: Accepted[]; refused: Refused[] } {
  const accepted: Accepted[] = [];
  const refused: Refused[] = [];
  for (const { record, party: code, person, json, mend, event, refusal } of readings) {
    const refuse = (why: Refusal) => refused.push({ record, party: code, json, mend, refusal: why });
    const party = code === null ? undefined : registry.parties.get(code);
    if (!party) {
      refuse({
        code: 'UNKNOWN_PARTY',
        text: refusalText('UNKNOWN_PARTY'),
        details: [],
      });
      continue;
    }
    if (!event) {
      refuse(refusal!);
      continue;
    }
    const verdict = canonicalise(event, {
      party,
      person,
      registry: registry.registry,
      now,
      acceptedAt: now,
      identify: factId,
      shipment: references.shipment,
      target: references.target,
      demand: references.demand,
    });
    if (verdict.kind === 'refused') {
      const details =
        verdict.path === undefined ? [] : [{ path: verdict.path, code: verdict.code, text: verdict.text }];
      refuse({ code: verdict.code, text: verdict.text, details });
      continue;
    }
    // What the door answered stands: a sender that was told no may have sent something else since.
    const refusedAs = record.headers[refusedHeader];
    if (refusedAs !== undefined) {
      const code = refusalCodes.find((known) => known === refusedAs) ?? 'REFUSED_AT_DOOR';
      refuse({ code, text: refusalText(code), details: [] });
      continue;
    }
    const fact = verdict.kind === 'fact' ? verdict.fact : verdict.event;
    // What an officer asks of the plan names its person itself.
    if (person !== undefined && verdict.kind === 'fact' && !('by' in verdict.fact))
      verdict.fact.enteredBy = person;
    references.accept(fact);
    const hash = contentHash(json as Record<string, unknown>);
    accepted.push({ record, fact, event, mend, contentHash: hash });
  }
  return { accepted, refused };
}

export const idReused: Refusal = {
  code: 'ID_REUSED',
  text: refusalText('ID_REUSED'),
  details: [],
};
