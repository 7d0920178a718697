import type { ReactNode } from 'react';
import { useIsPhone } from '../shell/use-is-phone.js';
import styles from './DataTable.module.css';

export interface Column<Row> {
  /** Heading, in the person's language. */
  label: string;
  cell: (row: Row) => ReactNode;
  numeric?: boolean;
  /** Breaks no line: dates, codes, states. */
  tight?: boolean;
  /** No heading is seen: buttons. */
  bare?: boolean;
  /** Nothing is said of a row: its card leaves the line out. */
  isEmpty?: (row: Row) => boolean;
}

interface DataTableProps<Row> {
  label: string;
  columns: Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** Marks a row at its edge; its cells say the same in words. */
  toneOf?: (row: Row) => 'bad' | undefined;
}

/** Rows of anything: a table on a desk, a card each on a phone. */
export function DataTable<Row>({ label, columns, rows, keyOf, toneOf }: DataTableProps<Row>) {
  const isPhone = useIsPhone();
  if (isPhone) {
    return (
      <ul className={styles['cards']} aria-label={label}>
        {rows.map((row) => (
          <li key={keyOf(row)} data-tone={toneOf?.(row)}>
            {columns
              .filter(({ isEmpty }) => !isEmpty?.(row))
              .map((column) => (
                <div key={column.label} className={styles['line']} data-bare={column.bare || undefined}>
                  <span className={styles['name']}>{column.label}</span>
                  <div className={styles['value']}>{column.cell(row)}</div>
                </div>
              ))}
          </li>
        ))}
      </ul>
    );
  }
  return (
    <div className={styles['scroll']} tabIndex={0} role="group" aria-label={label}>
      <table className={styles['table']}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.label} scope="col" data-numeric={column.numeric || undefined}>
                {column.bare ? <span className="visually-hidden">{column.label}</span> : column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} data-tone={toneOf?.(row)}>
              {columns.map((column) => (
                <td
                  key={column.label}
                  data-numeric={column.numeric || undefined}
                  data-tight={column.tight || undefined}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
