import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { BilingualText } from './language.js';
import { factEvents, inboundEvents, publishedEvents, schemaFor } from './catalogue.js';
import { refusalText, type RefusalCode } from './codes.js';
import { envelopeSchema, type EventDefinition } from './envelope.js';
import { faultOf, type EventFault } from './fault.js';
import { inspect } from './inspect.js';
import { limits } from './limits.js';
import type { CanonicalEvent, InboundEvent, OutEvent } from './types.js';

export interface Refused {
  ok: false;
  code: RefusalCode;
  text: BilingualText;
  errors: EventFault[];
}

export type Parsed<E> = { ok: true; event: E } | Refused;

const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true, verbose: true });
formats.default(ajv, ['date', 'date-time']);

const checkEnvelope = ajv.compile(envelopeSchema);
const checks = new Map<EventDefinition, ValidateFunction>();
const published = new Set([...Object.keys(publishedEvents), ...Object.keys(factEvents)]);

/** Reads an event of a party. Never throws; unknown fields of the data are left alone. */
export function parseEvent(json: unknown): Parsed<InboundEvent> {
  return parse(json, inboundEvents);
}

/** Reads a canonical fact from topic `facts`. */
export function parseFact(json: unknown): Parsed<CanonicalEvent> {
  return parse(json, factEvents);
}

/** Reads an event that we published (allocations, shipments, balances, alerts). No limit of size. */
export function parsePublished(json: unknown): Parsed<OutEvent> {
  return parse(json, publishedEvents, false);
}

function parse<E>(json: unknown, known: Record<string, EventDefinition>, bounded = true): Parsed<E> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return refuse('NOT_AN_OBJECT');
  const fault = bounded ? inspect(json) : null;
  if (fault !== null) return refuse(fault);
  const event = withoutUnset(json as Record<string, unknown>);
  if ('data_base64' in event) return refuse('UNSUPPORTED_CONTENT');
  const type = typeof event['type'] === 'string' ? event['type'] : '';
  const definition = Object.hasOwn(known, type) ? known[type] : undefined;
  if (definition === undefined) return refuseUnknown(event, type);
  const check = checkOf(definition);
  if (check(event)) return { ok: true, event: event as E };
  const errors = faultsOf(check.errors);
  const inEnvelope = errors.some(({ path }) => path !== '/data' && !path.startsWith('/data/'));
  return refuse(inEnvelope ? 'BAD_ENVELOPE' : 'BAD_DATA', errors);
}

// Compiling all of them costs a second of processor time, and no service reads every type.
function checkOf(definition: EventDefinition): ValidateFunction {
  let check = checks.get(definition);
  if (check === undefined) checks.set(definition, (check = ajv.compile(schemaFor(definition))));
  return check;
}

/** CloudEvents reads an attribute that is null as one that is not there. */
function withoutUnset(json: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(json);
  const set = entries.filter(([, value]) => value !== null);
  return set.length === entries.length ? json : Object.fromEntries(set);
}

function refuseUnknown(event: Record<string, unknown>, type: string): Refused {
  if (published.has(type)) return refuse('NOT_INBOUND');
  if (!checkEnvelope(event)) return refuse('BAD_ENVELOPE', faultsOf(checkEnvelope.errors));
  return refuse('UNKNOWN_TYPE');
}

function refuse(code: RefusalCode, errors: EventFault[] = []): Refused {
  return { ok: false, code, text: refusalText(code), errors };
}

/** One fault per place, the first `errorsMax` of them. */
function faultsOf(errors: ErrorObject[] | null | undefined): EventFault[] {
  const faults = new Map<string, EventFault>();
  for (const error of errors ?? []) {
    const fault = faultOf(error);
    if (!faults.has(fault.path)) faults.set(fault.path, fault);
    if (faults.size === limits.errorsMax) break;
  }
  return [...faults.values()];
}
