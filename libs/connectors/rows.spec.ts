import { checkRows } from './index.js';

const columns = [
  { name: 'kode', required: true },
  { name: 'jumlah', required: true, kind: 'number' as const },
  { name: 'tanggal', kind: 'date' as const },
];
const check = (cells: Record<string, string>, format: 'csv' | 'xlsx' = 'csv') =>
  checkRows(columns, { columns: ['kode', 'jumlah', 'tanggal', 'lain'], rows: [{ line: 2, cells }] }, format);
const read = (cells: Record<string, string>, format?: 'csv' | 'xlsx') => {
  const { rows, faults } = check({ kode: 'a', jumlah: '1', tanggal: '', ...cells }, format);
  return faults.length > 0 ? faults.map(({ line, column, code }) => [line, column, code]) : rows[0]!.cells;
};

describe('rows of a file', () => {
  it('are read as people write them', () => {
    expect(read({ jumlah: '12,5', tanggal: '3/11/2026', lain: 'x' })).toEqual({
      kode: 'a',
      jumlah: '12.5',
      tanggal: '2026-11-03',
    });
    expect(read({ jumlah: '0.125' })).toMatchObject({ jumlah: '0.125' });
    expect(read({ jumlah: '1.234' }, 'xlsx')).toMatchObject({ jumlah: '1.234' });
    expect(read({ tanggal: '2026-11-03T10:00:00' })).toMatchObject({ tanggal: '2026-11-03' });
  });

  it('are refused where a guess would be needed, each fault with its line and column', () => {
    expect(read({ jumlah: '1.250' })).toEqual([[2, 'jumlah', 'NUMBER_AMBIGUOUS']]);
    expect(read({ jumlah: '1.250,5' })).toEqual([[2, 'jumlah', 'NOT_A_NUMBER']]);
    expect(read({ kode: '', jumlah: 'dua' })).toEqual([
      [2, 'kode', 'CELL_EMPTY'],
      [2, 'jumlah', 'NOT_A_NUMBER'],
    ]);
    expect(read({ tanggal: '2026-02-30' })).toEqual([[2, 'tanggal', 'NOT_A_DATE']]);
    expect(read({ tanggal: '31/31/2026' })).toEqual([[2, 'tanggal', 'NOT_A_DATE']]);
    const { rows, faults } = checkRows(columns, { columns: ['kode'], rows: [{ line: 2, cells: {} }] }, 'csv');
    expect([rows, faults.map(({ line, column, code }) => [line, column, code])]).toEqual([
      [],
      [[null, 'jumlah', 'COLUMN_MISSING']],
    ]);
  });
});
