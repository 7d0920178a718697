/** Every way in which a fact can be impossible; the list is closed. */
export type LedgerErrorCode =
  | 'WRONG_LEDGER'
  | 'BAD_TIME'
  | 'NOT_INTEGER'
  | 'NEGATIVE'
  | 'TOO_LARGE'
  | 'WRONG_SIGN'
  | 'BAD_DATE'
  | 'NO_WINDOW'
  | 'NO_NAME'
  | 'BAD_PRIORITY';

/** A fact that no ledger can hold; `factId` names it. Nothing of its batch was applied. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError';

  constructor(
    readonly code: LedgerErrorCode,
    readonly factId: string,
    readonly field: string,
  ) {
    super(`${code}: ${field} of fact ${factId}`);
  }
}
