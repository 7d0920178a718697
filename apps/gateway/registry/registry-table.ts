import { entryCode } from '#contracts';
import type { BilingualText, EntryKind } from '#contracts';
import type { Table } from '#tables';
import { CellError, columnsOf } from './table-columns.js';
import type { EntryChange } from './registry-changes.js';

/** The version of each entry, so that an import changes nothing that somebody else changed since the export. */
const versionColumn = 'version';

export interface CellFault {
  line: number;
  /** Null: the row as a whole. */
  column: string | null;
  code: string;
  text: BilingualText;
}

export interface TableChanges {
  /** In the order of the rows. */
  changes: (EntryChange & { line: number })[];
  faults: CellFault[];
}

export function tableOf(
  kind: EntryKind,
  entries: { code: string; value: object }[],
  versions: Map<string, number>,
): { columns: string[]; rows: { cells: Record<string, string> }[] } {
  const columns = Object.entries(columnsOf[kind]);
  return {
    columns: [...columns.map(([name]) => name), versionColumn],
    rows: entries.map(({ code, value }) => ({
      cells: {
        ...Object.fromEntries(
          columns.map(([name, column]) => [name, column.write((value as Record<string, unknown>)[name])]),
        ),
        [versionColumn]: String(versions.get(code) ?? 0),
      },
    })),
  };
}

/** Entries as the rows of a table have them. A column that is not there leaves out what it would say. */
export function changesOf(kind: EntryKind, table: Table): TableChanges {
  const faults = unknownColumns(kind, table);
  const changes: TableChanges['changes'] = [];
  if (faults.length > 0) return { changes, faults };
  for (const { line, cells } of table.rows) {
    const value: Record<string, unknown> = {};
    const before = faults.length;
    for (const [name, column] of Object.entries(columnsOf[kind])) {
      if (cells[name] === undefined) continue;
      try {
        const read = column.read(cells[name]);
        if (read !== undefined) value[name] = read;
      } catch (error) {
        if (!(error instanceof CellError)) throw error;
        faults.push(faultAt(line, name, 'BAD_CELL', error.id, error.en));
      }
    }
    const version = cells[versionColumn] ?? '';
    if (!/^\d{0,15}$/.test(version))
      faults.push(faultAt(line, versionColumn, 'BAD_CELL', 'harus bilangan bulat', 'must be a whole number'));
    if (faults.length === before)
      changes.push({ line, kind, code: entryCode(kind, value), value, expectedVersion: Number(version) });
  }
  return { changes, faults };
}

function unknownColumns(kind: EntryKind, { columns }: Table): CellFault[] {
  const known = [...Object.keys(columnsOf[kind]), versionColumn];
  return columns
    .filter((column) => !known.includes(column))
    .map((column) =>
      faultAt(
        1,
        column.slice(0, 80),
        'UNKNOWN_COLUMN',
        `kolom tidak dikenal; yang ada: ${known.join(', ')}`,
        `is no column here; there are: ${known.join(', ')}`,
      ),
    );
}

export function faultAt(
  line: number,
  column: string | null,
  code: string,
  id: string,
  en: string,
): CellFault {
  const name = column === null ? '' : ` ${column}`;
  return {
    line,
    column,
    code,
    text: { id: `Baris ${line}${name}: ${id}`, en: `Row ${line}${name}: ${en}` },
  };
}
