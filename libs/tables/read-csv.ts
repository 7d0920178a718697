import { TextDecoder } from 'node:util';
import { parse } from 'csv-parse/sync';
import { withoutApostrophe } from './formula.js';
import { TableError } from './table-error.js';
import type { TableLimits } from './table.js';

export interface RawRow {
  line: number;
  cells: string[];
}

const decoder = new TextDecoder('utf-8', { fatal: true });
const delimiters = [',', ';', '\t'] as const;

/** Rows of a CSV file as they stand there, RFC 4180, with comma, semicolon or tab. @throws TableError */
export function readCsv(bytes: Uint8Array, limits: TableLimits): RawRow[] {
  const text = decode(bytes);
  // One more than may be: enough to see that there are too many, without reading the rest.
  const rowsMax = limits.rowsMax + 2;
  try {
    const records = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      to: rowsMax,
      max_record_size: limits.columnsMax * limits.cellLengthMax,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({
      line: info.lines,
      cells: record.map((cell) => withoutApostrophe(cell.trim())),
    }));
  } catch (cause) {
    const { lines } = cause as { lines?: unknown };
    throw new TableError('TABLE_BROKEN', typeof lines === 'number' ? lines : null, cause);
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new TableError('TABLE_NOT_UTF8', null, cause);
  }
}

// Indonesian Excel separates by semicolons, because the comma is its decimal mark.
function delimiterOf(text: string): string {
  const header = /^[^\r\n]*\S[^\r\n]*/m.exec(text)?.[0].replace(/"[^"]*"/g, '') ?? '';
  const count = (delimiter: string) => header.split(delimiter).length;
  return delimiters.reduce((best, next) => (count(next) > count(best) ? next : best));
}
