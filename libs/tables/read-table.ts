import { readCsv } from './read-csv.js';
import type { RawRow } from './read-csv.js';
import { readXlsx } from './read-xlsx.js';
import { TableError } from './table-error.js';
import { tableLimits } from './table.js';
import type { Table, TableFormat, TableLimits, TableRow } from './table.js';

/**
 * Reads a CSV file or the first sheet of an XLSX workbook. The first row that holds anything names the columns; rows
 * without any text are left out. All cells are texts: dates `YYYY-MM-DD`, numbers with a decimal point in XLSX and as
 * written in CSV.
 * @throws TableError
 */
export async function readTable(
  bytes: Uint8Array,
  options: { format: TableFormat } & Partial<TableLimits>,
): Promise<Table> {
  const { format, ...own } = options;
  const limits = { ...tableLimits, ...own };
  if (bytes.byteLength > limits.bytesMax) throw new TableError('TABLE_TOO_LARGE');
  const raw = format === 'csv' ? readCsv(bytes, limits) : await readXlsx(bytes, limits);
  const [header, ...rows] = raw.filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (!header) throw new TableError('TABLE_EMPTY');
  const columns = columnsOf(header, limits);
  if (rows.length > limits.rowsMax) throw new TableError('TABLE_TOO_MANY_ROWS');
  return { columns, rows: rows.map((row) => rowOf(row, columns, limits)) };
}

function columnsOf({ line, cells }: RawRow, limits: TableLimits): string[] {
  const columns = cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
  if (columns.length > limits.columnsMax) throw new TableError('TABLE_TOO_MANY_COLUMNS');
  if (columns.includes('')) throw new TableError('TABLE_COLUMN_NAMELESS', line);
  if (new Set(columns).size < columns.length) throw new TableError('TABLE_COLUMN_REPEATED', line);
  checkLength(columns, line, limits);
  return columns;
}

function rowOf({ line, cells }: RawRow, columns: string[], limits: TableLimits): TableRow {
  if (cells.slice(columns.length).some((cell) => cell !== ''))
    throw new TableError('TABLE_ROW_TOO_LONG', line);
  checkLength(cells, line, limits);
  return { line, cells: Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? ''])) };
}

function checkLength(cells: string[], line: number, limits: TableLimits): void {
  if (cells.some((cell) => cell.length > limits.cellLengthMax))
    throw new TableError('TABLE_CELL_TOO_LONG', line);
}
