export { readTable } from './read-table.js';
export { TableError } from './table-error.js';
export type { TableErrorCode } from './table-error.js';
export { tableLimits } from './table.js';
export type { Table, TableFormat, TableLimits, TableRow } from './table.js';
export { tableMediaTypes, writeTable } from './write-table.js';
