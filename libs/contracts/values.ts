import { Type, type TSchema } from '@sinclair/typebox';
import { both } from './language.js';
import { limits } from './limits.js';

/** The kinds of values that events are made of. Patterns stay within what Kafka keys and URLs can carry. */

type Options = Record<string, unknown>;

const partyPattern = '[a-z0-9][a-z0-9-]{0,62}';

/** `urn:lumbung:party:<party>` */
export const partySourcePattern = `^urn:lumbung:party:${partyPattern}$`;
/** A hub or a service of ours speaks as `urn:lumbung:hub:<hub>` or `urn:lumbung:service:<name>`. */
export const ownSourcePattern = `^urn:lumbung:(party|hub|service):${partyPattern}$`;

export const partyCode = (options: Options = {}) =>
  Type.String({ pattern: `^${partyPattern}$`, maxLength: 63, ...options });

/** An identifier that its owner chose: printable ASCII without spaces. */
export const identifier = (options: Options = {}) =>
  Type.String({ minLength: 1, maxLength: limits.identifierLengthMax, pattern: '^[!-~]+$', ...options });

/** A code of the registry: region, place, commodity, market, vehicle. */
export const code = (options: Options = {}) =>
  Type.String({ minLength: 1, maxLength: limits.codeLengthMax, pattern: '^[!-.0-~]+$', ...options });

/** A lot's name within its place; spaces are allowed because people write them. */
export const lotName = (options: Options = {}) =>
  Type.String({
    minLength: 1,
    maxLength: limits.codeLengthMax,
    pattern: '^[!-~]([ -~]*[!-~])?$',
    ...options,
  });

/** `<location>/<lot>` */
export const lotId = (options: Options = {}) =>
  Type.String({ minLength: 3, maxLength: 129, pattern: '^[!-.0-~]+/[ -~]+$', ...options });

export const freeText = (options: Options = {}) =>
  Type.String({ minLength: 1, maxLength: limits.textLengthMax, ...options });

/** YYYY-MM-DD */
export const localDate = (options: Options = {}) =>
  Type.String({ format: 'date', minLength: 10, maxLength: 10, ...options });

/** RFC 3339 with a time zone. No leap second: most programs cannot hold it. */
export const instant = (options: Options = {}) =>
  Type.String({
    format: 'date-time',
    pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:[0-5]\\d(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})$',
    maxLength: 35,
    ...options,
  });

/** A local date, or an instant that is turned into the local date of the destination. */
export const dateOrInstant = (options: Options = {}) =>
  Type.Unsafe<string>({
    type: 'string',
    maxLength: 35,
    anyOf: [
      { format: 'date' },
      { format: 'date-time', pattern: ':[0-5]\\d(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})$' },
    ],
    ...options,
  });

const decimal = (sign: string, minimum: number, options: Options) =>
  Type.Unsafe<number | string>({
    type: ['number', 'string'],
    minimum,
    maximum: limits.quantityMax,
    maxLength: limits.quantityTextLengthMax,
    pattern: `^${sign}(0|[1-9][0-9]{0,17})(\\.[0-9]{1,12})?$`,
    ...options,
  });

/** An amount ≥ 0 as a JSON number or a decimal text such as "12.5"; its unit stands beside it. */
export const quantity = (options: Options = {}) =>
  decimal('', 0, {
    ...both(
      'Jumlah, angka atau teks desimal dengan titik',
      'Amount, a number or a decimal text with a point',
    ),
    ...options,
  });

/** A change: the sign decides. */
export const signedQuantity = (options: Options = {}) => decimal('[+-]?', -limits.quantityMax, options);

/** UN/ECE Rec 20 (KGM, TNE, GRM, LTR, MLT, H87), g/ml/piece/kg/ton, or a local unit such as peti. */
export const unit = (options: Options = {}) =>
  Type.String({
    minLength: 1,
    maxLength: 32,
    pattern: '^[!-~]([ -~]*[!-~])?$',
    ...both(
      'Satuan: KGM, TNE, GRM, LTR, MLT, H87, atau satuan setempat (peti, karung, ikat, butir)',
      'Unit: KGM, TNE, GRM, LTR, MLT, H87, or a local unit (peti, karung, ikat, butir)',
    ),
    ...options,
  });

/** An integer ≥ 0 in base units (g, ml, piece). */
export const baseQuantity = (options: Options = {}) =>
  Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, ...options });

export const signedBaseQuantity = (options: Options = {}) =>
  Type.Integer({ minimum: -Number.MAX_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER, ...options });

export const baseUnit = (options: Options = {}) =>
  Type.Unsafe<'g' | 'ml' | 'piece'>({ type: 'string', enum: ['g', 'ml', 'piece'], ...options });

export const count = (options: Options = {}) =>
  Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, ...options });

export const oneOf = <const T extends string>(values: readonly T[], options: Options = {}) =>
  Type.Unsafe<T>({ type: 'string', enum: [...values], ...options });

export const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const bilingual = (options: Options = {}) =>
  Type.Object({ id: Type.String({ maxLength: 2000 }), en: Type.String({ maxLength: 2000 }) }, options);
