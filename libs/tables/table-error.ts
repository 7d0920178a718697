export type TableErrorCode =
  | 'TABLE_TOO_LARGE'
  | 'TABLE_TOO_MANY_ROWS'
  | 'TABLE_TOO_MANY_COLUMNS'
  | 'TABLE_CELL_TOO_LONG'
  | 'TABLE_NOT_UTF8'
  | 'TABLE_BROKEN'
  | 'TABLE_EMPTY'
  | 'TABLE_COLUMN_NAMELESS'
  | 'TABLE_COLUMN_REPEATED'
  | 'TABLE_ROW_TOO_LONG';

const texts: Record<TableErrorCode, { id: string; en: string }> = {
  TABLE_TOO_LARGE: { id: 'Berkas terlalu besar.', en: 'The file is too large.' },
  TABLE_TOO_MANY_ROWS: { id: 'Baris terlalu banyak.', en: 'There are too many rows.' },
  TABLE_TOO_MANY_COLUMNS: { id: 'Kolom terlalu banyak.', en: 'There are too many columns.' },
  TABLE_CELL_TOO_LONG: { id: 'Isi sel terlalu panjang.', en: 'A cell holds too long a text.' },
  TABLE_NOT_UTF8: {
    id: 'Berkas CSV bukan UTF-8; simpan sebagai "CSV UTF-8".',
    en: 'The CSV file is not UTF-8; save it as "CSV UTF-8".',
  },
  TABLE_BROKEN: { id: 'Berkas tidak dapat dibaca.', en: 'The file cannot be read.' },
  TABLE_EMPTY: { id: 'Berkas tidak punya baris judul.', en: 'The file has no row of column names.' },
  TABLE_COLUMN_NAMELESS: { id: 'Ada kolom tanpa judul.', en: 'A column has no name.' },
  TABLE_COLUMN_REPEATED: { id: 'Ada judul kolom yang sama.', en: 'Two columns have one name.' },
  TABLE_ROW_TOO_LONG: {
    id: 'Baris ini punya lebih banyak sel daripada judul kolom.',
    en: 'This row has more cells than there are column names.',
  },
};

/** Why a file is no table. `text` is for people, Bahasa Indonesia and English. */
export class TableError extends Error {
  readonly text: { id: string; en: string };

  constructor(
    readonly code: TableErrorCode,
    /** Where, counted from 1; null: the file as a whole. */
    readonly line: number | null = null,
    cause?: unknown,
  ) {
    const { id, en } = texts[code];
    const text = line === null ? { id, en } : { id: `Baris ${line}: ${id}`, en: `Row ${line}: ${en}` };
    super(text.en, { cause });
    this.name = 'TableError';
    this.text = text;
  }
}
