import { stringify } from 'csv-stringify/sync';
import writeXlsxFile from 'write-excel-file/node';
import { withApostrophe } from './formula.js';
import type { TableFormat } from './table.js';

export const tableMediaTypes: Record<TableFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Writes texts and numbers under column names, so that `readTable` reads the same again and a spreadsheet runs none of them. */
export async function writeTable(
  table: { columns: string[]; rows: { cells: Record<string, string | number> }[] },
  format: TableFormat,
): Promise<Buffer> {
  const { columns } = table;
  const rows = table.rows.map(({ cells }) => columns.map((column) => cells[column] ?? ''));
  if (format === 'csv') {
    const guarded = [columns, ...rows].map((row) =>
      row.map((cell) => (typeof cell === 'number' ? String(cell) : withApostrophe(cell))),
    );
    // The mark lets Excel see that it is UTF-8.
    return Buffer.from(stringify(guarded, { bom: true, record_delimiter: 'windows' }));
  }
  const header = columns.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  // Cells of text stay text: nothing in them is reckoned.
  const body = rows.map((row) => row.map(cellOf));
  return writeXlsxFile([header, ...body], { stickyRowsCount: 1 }).toBuffer();
}

function cellOf(value: string | number) {
  if (typeof value === 'number') return { value, type: Number };
  return value === '' ? null : { value, type: String };
}
