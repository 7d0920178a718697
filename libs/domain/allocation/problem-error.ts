/** Every way in which a problem can be wrong; the list is closed. */
export type ProblemErrorCode =
  | 'NOT_INTEGER'
  | 'NEGATIVE'
  | 'UNSAFE_INTEGER'
  | 'TOTAL_TOO_LARGE'
  | 'COST_TOO_LARGE'
  | 'BAD_DATE'
  | 'BAD_UNIT'
  | 'DUPLICATE_LOT'
  | 'DUPLICATE_DEMAND'
  | 'DUPLICATE_ARC'
  | 'DUPLICATE_CAP'
  | 'DUPLICATE_CAP_MEMBER'
  | 'UNKNOWN_LOT'
  | 'UNKNOWN_DEMAND'
  | 'CAPS_CROSS';

/** The problem itself is wrong; `id` names the row (an arc is `lot → demand`). */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(
    readonly code: ProblemErrorCode,
    readonly id: string,
    readonly field?: string,
  ) {
    super(`${code}: ${field === undefined ? '' : `${field} of `}${id}`);
  }
}

/** Throws unless `value` is an integer from 0 to 2^53 − 1. */
export function requireQuantity(value: number, id: string, field: string): number {
  if (Number.isSafeInteger(value) && value >= 0) return value === 0 ? 0 : value;
  if (!Number.isInteger(value)) throw new ProblemError('NOT_INTEGER', id, field);
  throw new ProblemError(value < 0 ? 'NEGATIVE' : 'UNSAFE_INTEGER', id, field);
}
