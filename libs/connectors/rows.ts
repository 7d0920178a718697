import type { BilingualText } from '#contracts';
import type { Column } from './connector.js';

export interface RowFault {
  /** Of the file, counted from 1; null: the file as a whole. */
  line: number | null;
  column: string | null;
  code: 'COLUMN_MISSING' | 'CELL_EMPTY' | 'NOT_A_NUMBER' | 'NUMBER_AMBIGUOUS' | 'NOT_A_DATE';
  text: BilingualText;
}

export interface CheckedRow {
  line: number;
  /** Cells of the declared columns; numbers with a decimal point, dates as YYYY-MM-DD. */
  cells: Record<string, string>;
}

interface Row {
  line: number;
  cells: Record<string, string>;
}

/** Holds a file's rows against the declared columns. Columns beyond those are left alone. */
export function checkRows(
  columns: Column[],
  table: { columns: string[]; rows: Row[] },
  format: 'csv' | 'xlsx',
): { rows: CheckedRow[]; faults: RowFault[] } {
  const faults: RowFault[] = columns
    .filter(({ name, required }) => required && !table.columns.includes(name))
    .map(({ name }) => ({
      line: null,
      column: name,
      code: 'COLUMN_MISSING' as const,
      text: { id: `Kolom "${name}" tidak ada.`, en: `There is no column "${name}".` },
    }));
  if (faults.length > 0) return { rows: [], faults };
  const rows = table.rows.map(({ line, cells }) => {
    const kept: [string, string][] = [];
    for (const column of columns) {
      const cell = cells[column.name] ?? '';
      const read = readCell(column, cell, format);
      if (typeof read === 'string') kept.push([column.name, read]);
      else faults.push({ line, column: column.name, ...read });
    }
    return { line, cells: Object.fromEntries(kept) };
  });
  return { rows, faults };
}

type CellFault = Pick<RowFault, 'code' | 'text'>;

function readCell(
  { name, required, kind }: Column,
  cell: string,
  format: 'csv' | 'xlsx',
): string | CellFault {
  if (cell === '') return required ? fault('CELL_EMPTY', name, 'wajib diisi', 'must not be empty') : '';
  if (kind === 'number') return readNumber(name, cell, format);
  return kind === 'date' ? readDate(name, cell) : cell;
}

const plain = /^[+-]?\d{1,15}([.,]\d{1,9})?$/;
const thousands = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/;

// "1.250" is a thousand and more to one office and a little over one to another: nobody's guess becomes a fact.
function readNumber(name: string, cell: string, format: 'csv' | 'xlsx'): string | CellFault {
  if (!plain.test(cell)) return fault('NOT_A_NUMBER', name, `bukan angka: ${cell}`, `is no number: ${cell}`);
  if (format === 'csv' && thousands.test(cell))
    return fault(
      'NUMBER_AMBIGUOUS',
      name,
      `bisa ribuan atau pecahan: ${cell}; tulis tanpa titik ribuan`,
      `may be thousands or a fraction: ${cell}; write it without a separator of thousands`,
    );
  return cell.replace(',', '.').replace('+', '');
}

const dayFirst = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;

function readDate(name: string, cell: string): string | CellFault {
  const [, day, month, year] = dayFirst.exec(cell) ?? [];
  const iso =
    year === undefined ? cell.slice(0, 10) : `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
  const at = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? new Date(`${iso}T00:00:00Z`) : new Date(NaN);
  const isReal = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso);
  return isReal ? iso : fault('NOT_A_DATE', name, `bukan tanggal: ${cell}`, `is no date: ${cell}`);
}

function fault(code: RowFault['code'], name: string, id: string, en: string): CellFault {
  const short = (text: string) => text.slice(0, 200);
  return { code, text: { id: `Kolom "${name}" ${short(id)}.`, en: `Column "${name}" ${short(en)}.` } };
}
