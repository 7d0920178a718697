import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { faultOf, type EventFault } from '../fault.js';
import { inspect } from '../inspect.js';
import { refusalText } from '../codes.js';
import { limits } from '../limits.js';
import { entrySchemas, type EntryKind } from './entry-schemas.js';

const checks = new Map<EntryKind, ValidateFunction>();

/** What is wrong with an entry of the registry by itself; nothing when it is well-formed. Never throws. */
export function entryFaults(kind: EntryKind, value: unknown): EventFault[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [{ path: '', code: 'WRONG_TYPE', text: refusalText('NOT_AN_OBJECT') }];
  const fault = inspect(value);
  if (fault !== null) return [{ path: '', code: 'INVALID', text: refusalText(fault) }];
  const check = checkOf(kind);
  if (check(value)) return [];
  return (check.errors ?? [])
    .map((error) => faultOf(error, (pointer) => `${pointer}${unknownName(error.params)}`))
    .slice(0, limits.errorsMax);
}

function unknownName(params: Record<string, unknown>): string {
  const name = params['additionalProperty'];
  return typeof name === 'string' ? `/${name}` : '';
}

/** The key under which the registry holds a value of a kind. */
export function entryCode(kind: EntryKind, value: object): string {
  const { code, id, hub, region, commodity, carrier, lane } = value as Record<string, string | null>;
  if (kind === 'lane' || kind === 'agreement') return String(id);
  if (kind === 'service') return `${carrier}/${lane}`;
  if (kind === 'reserve') return `${hub}/${commodity}`;
  if (kind === 'consumption') return `${region ?? '*'}/${commodity}`;
  return String(code);
}

function checkOf(kind: EntryKind): ValidateFunction {
  const known = checks.get(kind);
  if (known) return known;
  const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
  formats.default(ajv, ['date']);
  const check = ajv.compile(entrySchemas[kind]);
  checks.set(kind, check);
  return check;
}
