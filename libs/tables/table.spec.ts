import { strToU8, unzipSync, zipSync } from 'fflate';
import { readTable, writeTable } from './index.js';
import type { Table } from './index.js';

const csv = (text: string, rest = {}) => readTable(Buffer.from(text), { format: 'csv', ...rest });
const code = (work: Promise<unknown>) =>
  work.then(() => 'read').catch((error: { code: string }) => error.code);
const bare = ({ columns, rows }: Table) => ({ columns, rows: rows.map(({ cells }) => cells) });

describe('a table', () => {
  const table = {
    columns: ['kode', 'nama', 'jumlah'],
    rows: [
      { cells: { kode: 'a', nama: '=HYPERLINK("http://x")', jumlah: '-5' } },
      { cells: { kode: "'-b", nama: 'baris\nkedua, "petik"', jumlah: '' } },
      { cells: { kode: '007', nama: "'@sum", jumlah: '1.1' } },
    ],
  };

  it.each(['csv', 'xlsx'] as const)('%s: what was written is read again', async (format) => {
    const read = await readTable(await writeTable(table, format), { format });
    expect(bare(read)).toEqual({ columns: table.columns, rows: table.rows.map(({ cells }) => cells) });
    expect(read.rows.at(-1)!.cells).toHaveProperty('kode', '007');
  });

  it('gives a spreadsheet nothing to reckon', async () => {
    const text = (await writeTable(table, 'csv')).toString();
    const cells = text.slice(1).split(/\r\n|,/);
    expect(cells.filter((cell) => /^"?[=@+]/.test(cell))).toEqual([]);
    expect(text).toContain(',-5\r\n');
    const parts = unzipSync(await writeTable(table, 'xlsx'));
    expect(Buffer.from(parts['xl/worksheets/sheet1.xml']!).toString()).not.toMatch(/<f[ >]/);
  });

  it('reads semicolons, tabs, a byte order mark and tells the line as a person counts it', async () => {
    expect((await csv('\uFEFFkode;nama\r\n\r\na; 1,5 \r\n;\r\nb;"x\ny"\r\nc;z\r\n')).rows).toEqual([
      { line: 3, cells: { kode: 'a', nama: '1,5' } },
      { line: 6, cells: { kode: 'b', nama: 'x\ny' } },
      { line: 7, cells: { kode: 'c', nama: 'z' } },
    ]);
    expect(Object.entries((await csv('__proto__,b\nx,y')).rows[0]!.cells)).toEqual([
      ['__proto__', 'x'],
      ['b', 'y'],
    ]);
    expect((await csv('a\tb\n1\t2\n')).rows[0]!.cells).toEqual({ a: '1', b: '2' });
  });

  it('refuses what is no table, and more than the limits', async () => {
    expect(await code(csv(''))).toBe('TABLE_EMPTY');
    expect(await code(csv('a,"b\n1,2'))).toBe('TABLE_BROKEN');
    expect(await code(csv('a,,c\n1,2,3'))).toBe('TABLE_COLUMN_NAMELESS');
    expect(await code(csv('a,a\n1,2'))).toBe('TABLE_COLUMN_REPEATED');
    expect(await code(csv('a,b\n1,2,3'))).toBe('TABLE_ROW_TOO_LONG');
    expect(await code(csv('a\n1\n2\n3', { rowsMax: 2 }))).toBe('TABLE_TOO_MANY_ROWS');
    expect(await code(csv('a,b\n1,2', { columnsMax: 1 }))).toBe('TABLE_TOO_MANY_COLUMNS');
    expect(await code(csv('a\n12345', { cellLengthMax: 4 }))).toBe('TABLE_CELL_TOO_LONG');
    expect(await code(csv('a\n1', { bytesMax: 2 }))).toBe('TABLE_TOO_LARGE');
    expect(await code(readTable(Buffer.from([97, 10, 0xff]), { format: 'csv' }))).toBe('TABLE_NOT_UTF8');
    expect(await code(readTable(Buffer.from('PK no zip'), { format: 'xlsx' }))).toBe('TABLE_BROKEN');
  });
});

describe('a workbook', () => {
  async function changed(change: (parts: Record<string, Uint8Array>) => void): Promise<Uint8Array> {
    const parts = unzipSync(await writeTable({ columns: ['a'], rows: [{ cells: { a: 'x' } }] }, 'xlsx'));
    change(parts);
    return zipSync(parts);
  }
  const sheet = 'xl/worksheets/sheet1.xml';
  const rows = (xml: string) => (parts: Record<string, Uint8Array>) => {
    parts[sheet] = strToU8(
      `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${xml}</sheetData></worksheet>`,
    );
  };
  const read = async (change: (parts: Record<string, Uint8Array>) => void, rest = {}) =>
    readTable(await changed(change), { format: 'xlsx', ...rest });
  const text = (address: string, value: string) =>
    `<c r="${address}" t="inlineStr"><is><t>${value}</t></is></c>`;

  it('keeps numbers as a person writes them, and the number of a row below empty ones', async () => {
    const xml = `<row r="2">${text('A2', 'a')}</row><row r="5"><c r="A5"><v>1.1000000000000001</v></c></row>`;
    expect(await read(rows(xml))).toEqual({ columns: ['a'], rows: [{ line: 5, cells: { a: '1.1' } }] });
  });

  it('is refused when it would grow beyond all measure', async () => {
    const bomb = (parts: Record<string, Uint8Array>) => (parts['xl/big.xml'] = new Uint8Array(2_000_000));
    expect((await changed(bomb)).length).toBeLessThan(20_000);
    expect(await code(read(bomb, { bytesMax: 20_000 }))).toBe('TABLE_TOO_LARGE');
    expect(await code(read(rows(`<row r="1">${text('XFD1', 'a')}</row>`)))).toBe('TABLE_TOO_MANY_COLUMNS');
    expect(await code(read(rows(`<row r="1048576">${text('A1048576', 'a')}</row>`)))).toBe(
      'TABLE_TOO_MANY_ROWS',
    );
    expect(await code(read(rows('<row/>'.repeat(30)), { rowsMax: 10 }))).toBe('TABLE_TOO_MANY_ROWS');
    const entity = (parts: Record<string, Uint8Array>) =>
      (parts[sheet] = strToU8('<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'));
    expect(await code(read(entity))).toBe('TABLE_BROKEN');
  });

  it('does not believe the sizes that it claims', async () => {
    const bytes = await changed((parts) => (parts['xl/big.xml'] = new Uint8Array(2_000_000)));
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let i = 0; i + 4 < bytes.length; i++)
      if (view.getUint32(i, true) === 2_000_000) view.setUint32(i, 10, true);
    const before = process.memoryUsage().arrayBuffers;
    await code(readTable(bytes, { format: 'xlsx', bytesMax: 20_000 }));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1_500_000);
  });
});
