export { emptyLedger, applyFacts, type Ledger } from './ledger.js';
export { entries, serialise, type Entry } from './serialise.js';
export { factStatus, type FactStatus } from './status.js';
export { compact } from './compact.js';
export { forgettable } from './forgettable.js';
export { LedgerError, type LedgerErrorCode } from './ledger-error.js';
export { QUANTITY_MAX } from './check.js';
export { lotIdOf, splitLotId } from './lot-id.js';
