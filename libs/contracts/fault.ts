import type { ErrorObject } from 'ajv/dist/2020.js';
import { faultText, type FaultCode } from './codes.js';
import type { BilingualText } from './language.js';

export interface EventFault {
  /** JSON pointer of the place, `''` for the event itself. */
  path: string;
  code: FaultCode;
  text: BilingualText;
}

const codeOf: Record<string, FaultCode> = {
  required: 'REQUIRED',
  type: 'WRONG_TYPE',
  enum: 'WRONG_VALUE',
  const: 'WRONG_VALUE',
  pattern: 'BAD_PATTERN',
  format: 'BAD_FORMAT',
  anyOf: 'INVALID',
  maxLength: 'TOO_LONG',
  minLength: 'TOO_SHORT',
  minItems: 'TOO_SHORT',
  minimum: 'OUT_OF_RANGE',
  maximum: 'OUT_OF_RANGE',
  maxItems: 'TOO_MANY',
  maxProperties: 'TOO_MANY',
};

/**
 * Turns an error of the validator into the contract's closed code and a bilingual clause. `placeOf` turns the
 * JSON pointer into how the place is named.
 */
export function faultOf(error: ErrorObject, placeOf = (pointer: string) => pointer): EventFault {
  const params = error.params as Record<string, unknown>;
  const missing = error.keyword === 'required' ? `/${String(params['missingProperty'])}` : '';
  const path = placeOf(`${error.instancePath}${missing}`).slice(0, 300);
  const code = codeOf[error.keyword] ?? 'INVALID';
  return { path, code, text: faultText(code, path, hintOf(error.keyword, params)) };
}

function hintOf(keyword: string, params: Record<string, unknown>): string {
  if (keyword === 'enum') return (params['allowedValues'] as unknown[]).slice(0, 20).join(', ');
  if (keyword === 'const') return String(params['allowedValue']);
  if (keyword === 'type') return [params['type']].flat().join(' | ');
  if (keyword === 'minimum' || keyword === 'maximum') {
    return `${keyword === 'minimum' ? '≥' : '≤'} ${String(params['limit'])}`;
  }
  if (keyword.startsWith('max')) return `≤ ${String(params['limit'])}`;
  return '';
}
