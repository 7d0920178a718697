import { isNativeError } from 'node:util/types';
import { QueryFailedError, TypeORMError } from 'typeorm';

export type DatabaseErrorCode = 'FENCE_LOST' | 'UNREACHABLE' | 'STATEMENT_FAILED';

/** Closed list of what can go wrong here beyond a bug in a statement; the driver's error stays as `cause`. */
export class DatabaseError extends Error {
  constructor(
    readonly code: DatabaseErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'DatabaseError';
  }
}

// Postgres classes 08 (connection), 40 (rollback: deadlock, serialisation), 53 (resources), 57 (shutdown), 25006/25P03.
const transientState = /^(08|40|53|57|25006|25P03)/;
const transientCode = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);
const transientText =
  /connection terminated|connection ended|timeout exceeded|not queryable|client was closed/i;

/** True when trying the same statement again later may succeed. */
export function isTransientDatabaseError(error: unknown): boolean {
  // Not `instanceof`: a socket's errors may come from another realm.
  for (let e = error, depth = 0; isNativeError(e) && depth < 5; e = e.cause, depth++) {
    const code = (e as { code?: unknown }).code;
    if (typeof code === 'string' && (transientState.test(code) || transientCode.has(code))) return true;
    if (code === 'UNREACHABLE' || transientText.test(e.message)) return true;
    // A connection that ends between two statements is told as a query runner that is gone, without a state.
    if (e instanceof TypeORMError && !(e instanceof QueryFailedError)) return true;
  }
  return false;
}
