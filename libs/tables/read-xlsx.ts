import { strFromU8, unzipSync, zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import type { RawRow } from './read-csv.js';
import { TableError } from './table-error.js';
import type { TableLimits } from './table.js';

const entriesMax = 200;
/** How much larger than the largest file its parts may become: a small file of zeros must not fill the memory. */
const growthMax = 10;

/** Rows of the first sheet, with the values that formulas had when the file was saved. @throws TableError */
export async function readXlsx(bytes: Uint8Array, limits: TableLimits): Promise<RawRow[]> {
  const parts = unpack(bytes, limits);
  for (const [name, part] of Object.entries(parts)) guard(name, part, limits);
  let rows: unknown[][];
  try {
    // Packed again from what was really there: sizes that the file claims are believed nowhere.
    const repacked = zipSync(parts, { level: 0 });
    rows = await readSheet(Buffer.from(repacked.buffer, repacked.byteOffset, repacked.byteLength), {
      parseNumber: plainNumber,
    } as never);
  } catch (cause) {
    throw new TableError('TABLE_BROKEN', null, cause);
  }
  return rows.map((cells, i) => ({ line: i + 1, cells: cells.map(textOf) }));
}

function unpack(bytes: Uint8Array, limits: TableLimits): Record<string, Uint8Array> {
  let left = limits.bytesMax * growthMax;
  let entries = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (++entries > entriesMax) throw new TableError('TABLE_TOO_LARGE');
        if (!/\.(xml|rels)$/i.test(name)) return false;
        left -= originalSize;
        if (left < 0) throw new TableError('TABLE_TOO_LARGE');
        return true;
      },
    });
  } catch (cause) {
    throw cause instanceof TableError ? cause : new TableError('TABLE_BROKEN', null, cause);
  }
}

// One cell in the last corner of a sheet would make a grid of billions: addresses are checked before the grid is made.
function guard(name: string, part: Uint8Array, limits: TableLimits): void {
  const xml = strFromU8(part);
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) throw new TableError('TABLE_BROKEN');
  if (!/^xl\/worksheets\//i.test(name)) return;
  if (xml.split(/<(?:\w+:)?row[\s/>]/).length > limits.rowsMax * 2 + 2)
    throw new TableError('TABLE_TOO_MANY_ROWS');
  for (const [, letters, digits] of xml.matchAll(/\br\s*=\s*["']\s*([A-Za-z]*)(\d*)\s*["']/g)) {
    if (Number(digits) > limits.rowsMax * 2 + 1) throw new TableError('TABLE_TOO_MANY_ROWS');
    if (columnOf(letters!) > limits.columnsMax * 2) throw new TableError('TABLE_TOO_MANY_COLUMNS');
  }
}

function columnOf(letters: string): number {
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

/** A number as a person would write it: Excel keeps 1.1 as 1.1000000000000001. */
function plainNumber(stored: string): string {
  const number = Number(stored);
  if (!Number.isFinite(number)) return stored;
  const text = String(number);
  return text.includes('e') ? number.toFixed(20).replace(/\.?0+$/, '') : text;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (!(value instanceof Date)) return String(value as string | number | boolean).trim();
  const iso = value.toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19);
}
