/** What a spreadsheet or a CSV file holds: a row of column names, and rows of texts under them. */
export interface Table {
  columns: string[];
  rows: TableRow[];
}

export interface TableRow {
  /** Number of the row in its file as a person counts it; a header in the first row is line 1. */
  line: number;
  /** Column name → text without white space around it; empty where nothing was written. */
  cells: Record<string, string>;
}

export type TableFormat = 'csv' | 'xlsx';

export interface TableLimits {
  bytesMax: number;
  /** Rows below the header. */
  rowsMax: number;
  columnsMax: number;
  cellLengthMax: number;
}

export const tableLimits: TableLimits = {
  bytesMax: 5 * 1024 * 1024,
  rowsMax: 10_000,
  columnsMax: 100,
  cellLengthMax: 4_000,
};
